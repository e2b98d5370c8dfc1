//! A scene from beginning to end: an author writes a course, learners walk through it, the bot is killed and started
//! again, everybody ends what they have begun, every course is read, and the judge gets the history.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use playground::{BotAccount, Entry, Options, Plan, Playground, What, World};
use tempfile::TempDir;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::harness::postgres;

use super::author::Author;
use super::binary::{Build, binary};
use super::child::{Cradle, Life};
use super::dice::Dice;
use super::excerpt::excerpt;
use super::killer::{self, Instant};
use super::learner::{Habits, Learner};
use super::leftovers;
use super::stage::{AUTHOR, BOT, Chat, Phase, TOKEN, person};

/// How a scene shall be.
#[derive(Clone, Debug)]
pub struct Script {
    /// How often the bot's life ends.
    pub kills: u32,
    /// How it ends.
    pub end: End,
    /// How updates come.
    pub door: Door,
    /// What goes wrong between Telegram and the bot.
    pub plan: Plan,
    /// A deliberate bug.
    pub sabotage: Option<&'static str>,
    /// What learners are like.
    pub habits: Habits,
    /// Where the bot keeps what it knows.
    pub store: Store,
    /// How long a life may be in which little happens.
    pub longest: Duration,
    /// How long nothing may happen while everybody ends what they have begun. A bound for what has failed already: in a
    /// scene that goes well nobody waits for it.
    pub patience: Duration,
    /// Seed.
    pub seed: u64,
}

/// How lives end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum End {
    /// SIGKILL.
    Killed,
    /// SIGTERM; the bot must end with code 0.
    Asked,
}

/// How updates come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The bot asks.
    Polling,
    /// Telegram calls.
    Webhook,
}

/// Where the bot keeps what it knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Store {
    /// A SQLite file.
    Sqlite,
    /// A database on the throw-away PostgreSQL.
    Postgres,
}

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
            settings: settings(&script, &database, &playground)?,
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

    /// Plays it. Gives back the history, and what kept anybody from ending what they had begun.
    ///
    /// # Errors
    /// What the bot itself has done wrong: ended without being killed, not ended when asked, not started.
    pub async fn play(&mut self) -> anyhow::Result<Option<anyhow::Error>> {
        let mut life = self.cradle.start()?;
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
            slugs.push(slug.clone());
            while let Some(ended) = learners.join_next().await {
                ensure!(ended??, "a learner waits in vain");
            }
            self.read(&slugs).await
        };
        let trouble = tokio::select! {
            ended = ended => ended.err(),
            () = self.silence(self.script.patience) => {
                Some(anyhow::anyhow!("nothing happens any more"))
            }
            () = self.time_passes() => None,
        };
        self.phase.send_replace(Phase::Over);
        if trouble.is_none() {
            let all = self
                .world()
                .until(|world| (world.pending_updates(BOT) == 0).then_some(()));
            let fetched = tokio::time::timeout(self.script.patience, all).await;
            fetched.context("updates are left with Telegram")?;
        }
        if self.script.store == Store::Postgres && trouble.is_none() {
            // What a dead process has had in hand is taken over in a while.
            let settled = leftovers::gone(&self.database);
            let settled = tokio::time::timeout(self.script.patience, settled).await;
            settled.context("messages of a dead process are never sent")??;
        }
        life.stop().await?;
        if !self.script.plan.rules.is_empty() {
            // What waits for its next try waits for the next life, which has a better line.
            self.world().set_faults(Plan::default());
            self.born = self.world().seq();
            let life = self.cradle.start()?;
            let ready = killer::ready(self.world(), self.born);
            let ready = tokio::time::timeout(self.script.patience, ready).await;
            ready.context("the bot did not get ready")?;
            life.stop().await?;
        }
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

    /// One life's end, and the beginning of the next.
    async fn end_of(&mut self, life: Life, number: u32) -> anyhow::Result<Life> {
        let instant = match self.script.end {
            End::Killed => Instant::any(&mut self.dice),
            End::Asked => Instant::awake(&mut self.dice),
        };
        let world = self.world().clone();
        let waited = instant.wait(&world, self.born, self.script.longest, &mut self.dice);
        let waited = tokio::time::timeout(self.script.patience, waited).await;
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
        self.born = world.seq();
        let life = self.cradle.start()?;
        self.phase.send_replace(Phase::Life(number));
        Ok(life)
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
        while let Some(ended) = readers.join_next().await {
            ensure!(ended??, "a reader waits in vain");
        }
        Ok(())
    }

    /// Behind a webhook Telegram's pauses before it tries again can be longer than anybody waits here: while nothing
    /// happens its clock is moved on. Never ends.
    async fn time_passes(&self) {
        if self.script.door == Door::Polling {
            std::future::pending::<()>().await;
        }
        loop {
            self.silence(Duration::from_millis(300)).await;
            self.world().clock().advance(Duration::from_secs(5));
        }
    }

    /// Ends when nobody and no bot has done anything for so long. That presses run out unanswered and that the bot asks
    /// for updates does not count.
    async fn silence(&self, patience: Duration) {
        let mut since = self.world().seq();
        let done = |entry: &&Entry| match &entry.what {
            What::Request { method, .. } => method != "getupdates",
            _ => true,
        };
        loop {
            let news = self.world().until(|world| {
                let news = world.history_after(since);
                news.iter().rfind(done).map(|entry| entry.seq)
            });
            match tokio::time::timeout(patience, news).await {
                Ok(newest) => since = newest,
                Err(_) => return,
            }
        }
    }
}

fn settings(
    script: &Script,
    database: &str,
    playground: &Playground,
) -> anyhow::Result<Vec<(&'static str, String)>> {
    let mut settings = vec![
        ("TELOXIDE_TOKEN", TOKEN.to_owned()),
        ("TELOXIDE_API_URL", playground.url()),
        ("DATABASE_URL", database.to_owned()),
        ("OWNER_IDS", AUTHOR.to_string()),
        ("LISTEN_ADDR", "off".to_owned()),
        ("SEND_PER_SECOND", "0".to_owned()),
        ("SEND_PER_CHAT", "0".to_owned()),
    ];
    if script.door == Door::Webhook {
        // One port for all lives; it is free now, and nobody else is told of it.
        let port = std::net::TcpListener::bind(("127.0.0.1", 0))?
            .local_addr()?
            .port();
        let address = format!("127.0.0.1:{port}");
        settings.retain(|(name, _)| *name != "LISTEN_ADDR");
        settings.push(("WEBHOOK_URL", format!("http://{address}/updates")));
        settings.push(("LISTEN_ADDR", address));
        settings.push(("UPDATES", "webhook".to_owned()));
    }
    if let Some(sabotage) = script.sabotage {
        settings.push(("STEPWISE_SABOTAGE", sabotage.to_owned()));
    }
    Ok(settings)
}
