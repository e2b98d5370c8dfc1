//! How a scene shall be, and the settings that follow from it.

use std::time::Duration;

use playground::Plan;

use super::learner::Habits;
use super::stage::{AUTHOR, TOKEN};

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

impl Script {
    /// The bot's settings.
    ///
    /// # Errors
    /// When there is no free port.
    pub fn settings(
        &self,
        api: String,
        database: &str,
    ) -> anyhow::Result<Vec<(&'static str, String)>> {
        let mut settings = vec![
            ("TELOXIDE_TOKEN", TOKEN.to_owned()),
            ("TELOXIDE_API_URL", api),
            ("DATABASE_URL", database.to_owned()),
            ("OWNER_IDS", AUTHOR.to_string()),
            ("LISTEN_ADDR", "off".to_owned()),
            ("SEND_PER_SECOND", "0".to_owned()),
            ("SEND_PER_CHAT", "0".to_owned()),
        ];
        if self.door == Door::Webhook {
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
        if let Some(sabotage) = self.sabotage {
            settings.push(("STEPWISE_SABOTAGE", sabotage.to_owned()));
        }
        Ok(settings)
    }
}
