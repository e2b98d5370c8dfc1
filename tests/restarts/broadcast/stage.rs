//! A world with many learners, and a bot that can be started again and again.

use anyhow::{Context as _, ensure};
use entity::{CourseId, UserId, course, user, user_course_progress as progress};
use playground::{BotAccount, Options, Playground, World};
use sea_orm::{ActiveValue::Set, Database, DatabaseConnection, EntityTrait};
use tempfile::TempDir;

use super::super::binary::{Build, binary};
use super::super::child::Cradle;
use super::super::script::Store;
use super::super::stage::{BOT, TOKEN, person};
use super::WORDS;
use super::crowd::{AUTHOR, CURIOUS, Crowd, has_blocked, off};
use super::people::{heard, press};
use crate::harness::{course_files, postgres};

/// Its name on a server.
const DATABASE: &str = "restarts_broadcast";

/// The world, and how the bot is started in it.
pub struct Stage {
    /// Who is in the course.
    pub crowd: Crowd,
    /// How the bot is started.
    pub cradle: Cradle,
    playground: Playground,
    store: Store,
    url: String,
    /// Kept as long as the bot may run in it.
    _folder: TempDir,
}

impl Stage {
    /// Everybody has joined the course and spoken to the bot, some have blocked it since; it has never run.
    pub async fn open(crowd: Crowd, store: Store, per_second: u32) -> anyhow::Result<Stage> {
        let binary = tokio::task::spawn_blocking(|| binary(Build::Plain)).await??;
        let folder = tempfile::tempdir()?;
        let url = match store {
            Store::Sqlite => format!("sqlite://{}/stepwise.sqlite", folder.path().display()),
            Store::Postgres => postgres::create(DATABASE, false).await?,
        };
        planted(&url, store, crowd).await?;
        let playground = playground(crowd).await?;
        let settings = vec![
            ("TELOXIDE_TOKEN", TOKEN.to_owned()),
            ("TELOXIDE_API_URL", playground.url()),
            ("DATABASE_URL", url.clone()),
            ("OWNER_IDS", AUTHOR.to_string()),
            ("LISTEN_ADDR", "off".to_owned()),
            ("SEND_PER_SECOND", per_second.to_string()),
        ];
        let cradle = Cradle {
            binary,
            folder: folder.path().to_owned(),
            settings,
        };
        let stage = Stage {
            crowd,
            cradle,
            playground,
            store,
            url,
            _folder: folder,
        };
        stage.everybody_has_begun().await?;
        Ok(stage)
    }

    /// The world.
    pub fn world(&self) -> World {
        self.playground.world().clone()
    }

    /// A connection to the bot's database. On SQLite only while the bot does not run.
    pub async fn database(&self) -> anyhow::Result<DatabaseConnection> {
        Ok(postgres::connect(&self.url).await?)
    }

    /// They have spoken to the bot before there was this process: it never hears of that.
    async fn everybody_has_begun(&self) -> anyhow::Result<()> {
        let world = self.world();
        for who in self.crowd.everybody() {
            world.say(BOT, who, "/start")?;
            if has_blocked(who) {
                world.block(BOT, who, true)?;
            }
        }
        let url = format!("{}/bot{TOKEN}/deleteWebhook", self.playground.url());
        let dropped = reqwest::Client::new()
            .post(url)
            .json(&serde_json::json!({ "drop_pending_updates": true }))
            .send()
            .await?;
        ensure!(dropped.status().is_success(), "{dropped:?}");
        world.clear_history();
        Ok(())
    }

    /// The author writes it, up to *Send*.
    pub async fn compose(&self) -> anyhow::Result<()> {
        let world = self.world();
        world.say(BOT, AUTHOR, "/start")?;
        heard(&world, AUTHOR, "I teach in small steps").await?;
        world.say(BOT, AUTHOR, "/broadcast")?;
        press(&world, AUTHOR, "Everybody in the course").await?;
        heard(&world, AUTHOR, "Write it now").await?;
        world.say(BOT, AUTHOR, WORDS)?;
        heard(&world, AUTHOR, "This is how it will come").await
    }

    /// Closes it.
    pub async fn close(self) -> anyhow::Result<()> {
        self.playground.stop().await;
        match self.store {
            Store::Sqlite => Ok(()),
            Store::Postgres => postgres::remove(DATABASE).await,
        }
    }
}

/// The course and everybody in it, before the bot has ever run.
async fn planted(url: &str, store: Store, crowd: Crowd) -> anyhow::Result<()> {
    let db = match store {
        Store::Sqlite => Database::connect(format!("{url}?mode=rwc")).await?,
        Store::Postgres => postgres::connect(url).await?,
    };
    migration::up(&db).await?;
    course_files::plant(&db, "quiz/tea.md").await?;
    let course = course::Entity::find().one(&db).await?;
    let course = course.context("there is a course")?.id;
    let (off, people): (Vec<i64>, Vec<i64>) = (off().collect(), crowd.recipients().collect());
    join(&db, course, &off, false).await?;
    for part in people.chunks(1000) {
        join(&db, course, part, true).await?;
    }
    Ok(db.close().await?)
}

async fn join(
    db: &DatabaseConnection,
    course: CourseId,
    people: &[i64],
    hears: bool,
) -> anyhow::Result<()> {
    let users = people.iter().map(|id| user::ActiveModel {
        id: Set(UserId(*id)),
        first_name: Set(format!("Learner {id}")),
        hears_announcements: Set(hears),
        ..Default::default()
    });
    user::Entity::insert_many(users)
        .exec_without_returning(db)
        .await?;
    let places = people.iter().map(|id| progress::ActiveModel {
        user_id: Set(UserId(*id)),
        course_id: Set(course),
        ..Default::default()
    });
    progress::Entity::insert_many(places)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

async fn playground(crowd: Crowd) -> anyhow::Result<Playground> {
    let bot = BotAccount {
        token: TOKEN.to_owned(),
        username: "restarts_bot".to_owned(),
        first_name: "Restarts".to_owned(),
    };
    let people = [AUTHOR, CURIOUS].into_iter().chain(crowd.everybody());
    let options = Options {
        bots: vec![bot],
        people: people.map(person).collect(),
        history: true,
        ..Options::default()
    };
    Ok(Playground::start(options).await?)
}
