//! A scene from beginning to end: an author writes a course, learners walk through it, the bot is killed and started
//! again, everybody ends what they have begun, every course is read, and the judge gets the history.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use playground::{BotAccount, Entry, Options, Plan, Playground, World};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::harness::postgres;

use super::author::Author;
use super::binary::{Build, binary};
use super::child::{Cradle, Life};
use super::dice::Dice;
use super::excerpt::excerpt;
use super::killer::{self, Instant};
use super::learner::{Habits, Learner};
use super::leftovers;
use super::quiet;
use super::script::{Door, End, Script, Store};
use super::stage::{AUTHOR, BOT, Chat, Phase, TOKEN, person};

/// How many learners walk at once.
const LEARNERS: i64 = 5;
/// How many steps their course has.
const STEPS: usize = 12;
/// The database's name on a server; one scene at a time is played there.
const DATABASE: &str = "restarts";
/// The first learner's number.
const FIRST_LEARNER: i64 = 201;
/// The first reader's number: each reads one course at the end.
const FIRST_READER: i64 = 1001;

/// A scene that is being played.
pub struct Scene {
    script: Script,
    /// Removed with the scene.
    _folder: TempDir,
    database: String,
    playground: Playground,
    cradle: Cradle,
    phase: watch::Sender<Phase>,
    dice: Dice,
    /// The world's number when the present life began.
    born: u64,
}

impl Scene {
    /// Opens the stage.
    ///
    /// # Errors
    /// What could not be built or started.
    pub async fn open(script: Script) -> anyhow::Result<Scene> {
        let build = match script.sabotage {
            Some(_) => Build::Sabotaged,
            None => Build::Plain,
        };
        let binary = tokio::task::spawn_blocking(move || binary(build)).await??;
        let folder = tempfile::tempdir()?;
        let database = match script.store {
            Store::Sqlite => format!("sqlite://{}/stepwise.sqlite", folder.path().display()),
            Store::Postgres => postgres::create(DATABASE, false).await?,
        };
        let learners = (0..LEARNERS).map(|number| person(FIRST_LEARNER + number));
        let playground = Playground::start(Options {
            bots: vec![BotAccount {
                token: TOKEN.to_owned(),
                username: "restarts_bot".to_owned(),
                first_name: "Restarts".to_owned(),
            }],
            people: learners.chain([person(AUTHOR)]).collect(),
            history: true,
            keep_messages: Some(60),
            ..Options::default()
        })
        .await?;
        let cradle = Cradle {
            binary,
            settings: script.settings(playground.url(), &database)?,
            folder: folder.path().to_owned(),
        };
        let dice = Dice::seeded(script.seed);
        Ok(Scene {
            script,
            _folder: folder,
            database,
            playground,
            cradle,
            phase: watch::Sender::new(Phase::Life(0)),
            dice,
            born: 0,
        })
    }

    /// Plays it. Gives back what kept anybody from ending what they had begun.
    ///
    /// # Errors
    /// What the bot itself has done wrong: ended without being killed, not ended when asked, not started.
    pub async fn play(&mut self) -> anyhow::Result<Option<anyhow::Error>> {
        let mut life = self.begin()?;
        let mut author = Author {
            chat: self.chat(AUTHOR),
            dice: self.dice.fork(),
            begun: 0,
            impatience: self.script.habits.impatience,
        };
        let slug = author.course(STEPS).await?;
        self.world().set_faults(self.script.plan.clone());
        let mut learners = JoinSet::new();
        for number in 0..LEARNERS {
            learners.spawn(self.learner(FIRST_LEARNER + number, &slug).walk());
        }
        let author = tokio::spawn(author.write());
        for number in 1..=self.script.kills {
            life = self.end_of(life, number).await?;
        }
        self.phase.send_replace(Phase::Closing);
        let ended = async {
            let mut slugs = author.await??;
            slugs.push(slug);
            all_end(learners).await?;
            self.read(&slugs).await
        };
        let trouble = self.bear(ended).await.err();
        self.phase.send_replace(Phase::Over);
        self.settle(life, trouble.is_none()).await?;
        Ok(trouble)
    }

    /// Everything that happened.
    pub fn history(&self) -> Vec<Entry> {
        self.world().history()
    }

    /// What the bot has said, for whoever looks into a failure.
    pub fn said(&self) -> String {
        self.cradle.said()
    }

    /// The end of everybody's history who has not ended what they had begun.
    pub fn last_words(&self) -> String {
        let history = self.history();
        let learners = FIRST_LEARNER..FIRST_LEARNER + LEARNERS;
        let ends = learners
            .chain([AUTHOR])
            .map(|person| format!("{person}:\n{}", excerpt(&history, person, u64::MAX)));
        ends.collect::<Vec<_>>().join("\n")
    }

    /// Where the database is.
    pub fn database(&self) -> &str {
        &self.database
    }

    /// Closes the stage.
    ///
    /// # Errors
    /// What the database server says.
    pub async fn close(self) -> anyhow::Result<()> {
        self.playground.stop().await;
        match self.script.store {
            Store::Sqlite => Ok(()),
            Store::Postgres => postgres::remove(DATABASE).await,
        }
    }

    fn world(&self) -> &World {
        self.playground.world()
    }

    fn chat(&self, person: i64) -> Chat {
        Chat {
            world: self.world().clone(),
            person,
            phase: self.phase.subscribe(),
        }
    }

    fn learner(&mut self, number: i64, slug: &str) -> Learner {
        Learner {
            chat: self.chat(number),
            slug: slug.to_owned(),
            dice: self.dice.fork(),
            habits: self.script.habits,
            restarting: false,
        }
    }

    fn begin(&mut self) -> anyhow::Result<Life> {
        self.born = self.world().seq();
        self.cradle.start()
    }

    /// One life's end, and the beginning of the next.
    async fn end_of(&mut self, life: Life, number: u32) -> anyhow::Result<Life> {
        let instant = match self.script.end {
            End::Killed => Instant::any(&mut self.dice),
            End::Asked => Instant::awake(&mut self.dice),
        };
        let world = self.world().clone();
        let longest = self.script.longest;
        let waited = instant.wait(&world, self.born, longest, &mut self.dice);
        let waited = timeout(self.script.patience, waited).await;
        waited.context("the bot did not get ready")?;
        match self.script.end {
            End::Killed => life.kill().await?,
            End::Asked => life.stop().await?,
        }
        if self.script.door == Door::Webhook {
            // Telegram's pauses before it tries again are longer than lives here. No press may run out by that: whether
            // it had reached the bot, nobody could tell.
            world.clock().advance(Duration::from_secs(3));
        }
        let life = self.begin()?;
        self.phase.send_replace(Phase::Life(number));
        Ok(life)
    }

    /// Waits until everybody has ended what they had begun, as long as anything happens.
    async fn bear(&self, ended: impl Future<Output = anyhow::Result<()>>) -> anyhow::Result<()> {
        let webhook = self.script.door == Door::Webhook;
        tokio::select! {
            ended = ended => ended,
            () = quiet::silence(self.world(), self.script.patience) => {
                Err(anyhow::anyhow!("nothing happens any more"))
            }
            () = quiet::time_passes(self.world()), if webhook => Ok(()),
        }
    }

    /// Lets the bot end everything it has in hand, and stop.
    async fn settle(&mut self, life: Life, all_well: bool) -> anyhow::Result<()> {
        let patience = self.script.patience;
        if all_well {
            let fetched = self
                .world()
                .until(|world| (world.pending_updates(BOT) == 0).then_some(()));
            let fetched = timeout(patience, fetched).await;
            fetched.context("updates are left with Telegram")?;
        }
        if all_well && self.script.store == Store::Postgres {
            // What a dead process has had in hand is taken over in a while.
            let gone = timeout(patience, leftovers::gone(&self.database)).await;
            gone.context("messages of a dead process are never sent")??;
        }
        life.stop().await?;
        if !self.script.plan.rules.is_empty() {
            // What waits for its next try waits for the next life, which has a better line.
            self.world().set_faults(Plan::default());
            let life = self.begin()?;
            let ready = timeout(patience, killer::ready(self.world(), self.born)).await;
            ready.context("the bot did not get ready")?;
            life.stop().await?;
        }
        Ok(())
    }

    /// For every course somebody new who reads it to its end.
    async fn read(&self, slugs: &[String]) -> anyhow::Result<()> {
        let mut readers = JoinSet::new();
        for (number, slug) in (FIRST_READER..).zip(slugs) {
            self.world().add_person(person(number));
            let reader = Learner {
                chat: self.chat(number),
                slug: slug.clone(),
                dice: Dice::seeded(0),
                habits: Habits::PLAIN,
                restarting: false,
            };
            readers.spawn(reader.walk());
        }
        all_end(readers).await
    }
}

async fn all_end(mut walks: JoinSet<anyhow::Result<bool>>) -> anyhow::Result<()> {
    while let Some(ended) = walks.join_next().await {
        ensure!(ended??, "somebody waits in vain");
    }
    Ok(())
}
