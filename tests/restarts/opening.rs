//! What a trial with power cuts begins with: a Telegram with these people in it, an empty database, and a bot that can be started
//! there again and again. Scenes and announcements have larger ones of their own.

use playground::{BotAccount, Options, Person, Playground, World};
use sea_orm::{Database, DatabaseConnection};
use tempfile::TempDir;

use super::binary::{Build, binary};
use super::child::Cradle;
use super::stage::{AUTHOR, TOKEN};
use crate::harness::database::{Lent, lend};
use crate::harness::{Base, postgres};

/// The bot is not slowed down.
pub const UNLIMITED: [(&str, &str); 2] = [("SEND_PER_SECOND", "0"), ("SEND_PER_CHAT", "0")];

/// A world, and how the bot is started in it.
pub struct Opening {
    /// How the bot is started.
    pub cradle: Cradle,
    base: Base,
    playground: Playground,
    lent: Lent,
    /// Kept as long as the bot may run in it.
    _folder: TempDir,
}

impl Opening {
    /// A world with these people, and a bot with these settings besides the usual ones, which has never run.
    ///
    /// # Errors
    /// What could not be built or started.
    pub async fn with(
        base: Base,
        people: Vec<Person>,
        settings: &[(&'static str, &str)],
    ) -> anyhow::Result<Opening> {
        let binary = tokio::task::spawn_blocking(|| binary(Build::Plain)).await??;
        let folder = tempfile::tempdir()?;
        let lent = lend(base, true).await?;
        let playground = Playground::start(Options {
            bots: vec![BotAccount {
                token: TOKEN.to_owned(),
                username: "restarts_bot".to_owned(),
                first_name: "Restarts".to_owned(),
            }],
            people,
            history: true,
            ..Options::default()
        })
        .await?;
        let usual = vec![
            ("TELOXIDE_TOKEN", TOKEN.to_owned()),
            ("TELOXIDE_API_URL", playground.url()),
            ("DATABASE_URL", lent.url.clone()),
            ("OWNER_IDS", AUTHOR.to_string()),
            ("LISTEN_ADDR", "off".to_owned()),
        ];
        let more = settings
            .iter()
            .map(|(name, value)| (*name, (*value).to_owned()));
        Ok(Opening {
            cradle: Cradle {
                binary,
                folder: folder.path().to_owned(),
                settings: usual.into_iter().chain(more).collect(),
            },
            base,
            playground,
            lent,
            _folder: folder,
        })
    }

    /// The world.
    pub fn world(&self) -> World {
        self.playground.world().clone()
    }

    /// Where the database is.
    pub fn url(&self) -> &str {
        &self.lent.url
    }

    /// A connection of the test's own to the database, with all its tables.
    ///
    /// # Errors
    /// What the database says.
    pub async fn database(&self) -> anyhow::Result<DatabaseConnection> {
        let db = match self.base {
            Base::Sqlite => Database::connect(self.url()).await?,
            Base::Postgres => postgres::connect(self.url()).await?,
        };
        migration::up(&db).await?;
        Ok(db)
    }

    /// Closes it.
    ///
    /// # Errors
    /// What the database server says.
    pub async fn close(self) -> anyhow::Result<()> {
        self.playground.stop().await;
        self.lent.give_back().await
    }
}

/// Somebody of this name with an English Telegram.
pub fn named(id: i64, first_name: &str) -> Person {
    Person {
        first_name: first_name.to_owned(),
        ..super::stage::person(id)
    }
}
