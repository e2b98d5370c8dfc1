//! One school: a stand-in for Telegram, one bot, one database, one clock for both.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, TimeDelta};
use playground::{Options, Playground, World, WorldClock};
use sea_orm::DatabaseConnection;
use stepwise::app::{self, Running};
use stepwise::clock::{Clock, Dice, ManualClock};
use stepwise::settings::{Settings, Updates};

use super::cast::{self, BOT, OLGA};
use super::database::{self, Base, Lent};

/// By which door updates come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Door {
    /// The bot asks.
    Polling,
    /// The stand-in calls.
    Webhook,
}

impl Door {
    /// Both of them.
    pub const ALL: [Door; 2] = [Door::Polling, Door::Webhook];

    /// Its name in the names of tests.
    pub fn name(self) -> &'static str {
        match self {
            Door::Polling => "polling",
            Door::Webhook => "webhook",
        }
    }
}

/// What a school is built with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Setting {
    /// The door.
    pub door: Door,
    /// The database.
    pub base: Base,
}

impl Setting {
    /// Every door with every database.
    pub fn all() -> impl Iterator<Item = Setting> {
        Door::ALL.into_iter().flat_map(|door| {
            Base::ALL
                .into_iter()
                .map(move |base| Setting { door, base })
        })
    }

    /// Its name in the names of tests.
    pub fn name(self) -> String {
        format!("{}::{}", self.door.name(), self.base.name())
    }
}

/// A school in which somebody can learn.
pub struct School {
    playground: Playground,
    bot: Option<Running>,
    settings: Settings,
    clock: Arc<ManualClock>,
    starts: u64,
    lent: Option<Lent>,
}

/// 2027-01-15 08:00:00 UTC: when every story begins.
pub const BEGINNING: i64 = 1_800_000_000;
/// The secret that the stand-in carries to the webhook.
pub const SECRET: &str = "only-for-the-school";
/// What nothing in a test takes as long as.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long the world's clock moves while the bot is restarted.
const RESTART: Duration = Duration::from_secs(5);

impl School {
    /// A school with a bot that is ready.
    ///
    /// # Errors
    /// Why something did not start.
    pub async fn open(setting: Setting) -> anyhow::Result<School> {
        let mut school = School::build(setting).await?;
        school.start().await?;
        Ok(school)
    }

    /// A school whose bot has not started yet.
    ///
    /// # Errors
    /// Why something could not be built.
    pub async fn build(setting: Setting) -> anyhow::Result<School> {
        let lent = database::lend(setting.base, true).await?;
        let playground = Playground::start(Options {
            bots: vec![cast::bot()],
            people: cast::people(),
            clock: WorldClock::Manual(BEGINNING),
            history: true,
            ..Options::default()
        })
        .await?;
        let mut settings = Settings::for_token(cast::TOKEN);
        settings.api_url = playground.url();
        settings.database_url.clone_from(&lent.url);
        settings.owners = vec![OLGA];
        settings.count_statements = true;
        // The pace of bulk messages follows the machine's clock; no test waits for that.
        settings.send_per_second = 0;
        settings.send_per_chat = 0;
        let listen = free_address()?;
        settings.listen = Some(listen);
        if setting.door == Door::Webhook {
            settings.updates = Updates::Webhook {
                url: format!("http://{listen}/hook"),
                secret: Some(SECRET.to_owned()),
            };
        }
        let beginning =
            DateTime::from_timestamp(BEGINNING, 0).context("the beginning is a time")?;
        Ok(School {
            playground,
            bot: None,
            settings,
            clock: Arc::new(ManualClock::new(beginning)),
            starts: 0,
            lent: Some(lent),
        })
    }

    /// Starts the bot.
    ///
    /// # Errors
    /// Why it does not start.
    pub async fn start(&mut self) -> anyhow::Result<()> {
        self.starts += 1;
        let clock = Clock::Manual(Arc::clone(&self.clock));
        let dice = Dice::seeded(self.starts);
        let mut bot = app::start(self.settings.clone(), clock, dice).await?;
        let ready = tokio::time::timeout(PATIENCE, bot.ready()).await;
        self.bot = Some(bot);
        ready.map_err(|_| anyhow!("30 s passed waiting for the bot to be ready"))
    }

    /// A second process on the same database; updates go on reaching the first one, behind its webhook.
    ///
    /// # Errors
    /// Why it does not start.
    pub async fn second(&self) -> anyhow::Result<Running> {
        let mut settings = self.settings.clone();
        settings.listen = Some(free_address()?);
        let clock = Clock::Manual(Arc::clone(&self.clock));
        app::start(settings, clock, Dice::seeded(self.starts + 1000)).await
    }

    /// Names another owner in the settings of the next start.
    pub fn set_owner(&mut self, owner: i64) {
        self.settings.owners = vec![owner];
    }

    /// Stops the bot politely.
    pub async fn stop(&mut self) {
        if let Some(bot) = self.bot.take() {
            bot.stop().await;
        }
    }

    /// Stops the bot politely and starts it on the same database; meanwhile five seconds pass.
    ///
    /// # Errors
    /// Why it does not start again.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        self.restart_after(RESTART).await
    }

    /// The same with so much time between the two.
    ///
    /// # Errors
    /// Why it does not start again.
    pub async fn restart_after(&mut self, pause: Duration) -> anyhow::Result<()> {
        self.stop().await;
        self.advance(pause);
        self.start().await
    }

    /// The same; meanwhile the clock of the bot's machine is put back by so much.
    ///
    /// # Errors
    /// Why it does not start again.
    pub async fn restart_before(&mut self, by: Duration) -> anyhow::Result<()> {
        self.stop().await;
        self.clock.advance(-TimeDelta::from_std(by)?);
        self.start().await
    }

    /// Lets time pass for the stand-in and for the bot alike.
    pub fn advance(&self, by: Duration) {
        self.playground.world().clock().advance(by);
        self.clock
            .advance(TimeDelta::from_std(by).unwrap_or(TimeDelta::MAX));
    }

    /// Telegram, as far as this school is concerned.
    pub fn world(&self) -> &World {
        self.playground.world()
    }

    /// The bot.
    ///
    /// # Errors
    /// When it is stopped.
    pub fn bot(&self) -> anyhow::Result<&Running> {
        self.bot.as_ref().context("the bot is stopped")
    }

    /// The bot's own database.
    ///
    /// # Errors
    /// When the bot is stopped.
    pub fn database(&self) -> anyhow::Result<&DatabaseConnection> {
        Ok(&self.bot()?.database().write)
    }

    /// Where that database is, as in `DATABASE_URL`.
    pub fn database_url(&self) -> &str {
        &self.settings.database_url
    }

    /// An address of what the bot serves, such as `/hook`.
    pub fn served(&self, path: &str) -> String {
        let listen = self.settings.listen.map(|listen| listen.to_string());
        format!("http://{}{path}", listen.unwrap_or_default())
    }

    /// Waits until nothing more can come without another act or a later hour.
    ///
    /// # Errors
    /// When that takes longer than anything should, with what was awaited.
    pub async fn settle(&self) -> anyhow::Result<()> {
        let (world, bot) = (self.world(), self.bot()?);
        // Everything runs on one thread: what a later hour has woken takes its work in hand before this goes on.
        for _ in 0..8 {
            tokio::task::yield_now().await;
        }
        loop {
            let taken = world.until(|world| (world.pending_updates(BOT) == 0).then_some(()));
            within("the bot to take what Telegram holds", taken).await?;
            within("the bot to finish what it has in hand", bot.idle()).await?;
            if world.pending_updates(BOT) == 0 {
                return Ok(());
            }
        }
    }

    /// Stops everything and gives the database back.
    ///
    /// # Errors
    /// Why the database could not be given back.
    pub async fn close(mut self) -> anyhow::Result<()> {
        self.stop().await;
        self.playground.stop().await;
        match self.lent.take() {
            Some(lent) => lent.give_back().await,
            None => Ok(()),
        }
    }
}

/// Waits for something that should not take long.
///
/// # Errors
/// That it did, and what was awaited.
pub async fn within<T>(what: &str, awaited: impl Future<Output = T>) -> anyhow::Result<T> {
    tokio::time::timeout(PATIENCE, awaited)
        .await
        .map_err(|_| anyhow!("30 s passed waiting for {what}"))
}

/// An address that nobody listens on, below the ports that the system gives to outgoing connections: between now and the
/// start of the bot none of those may take it.
fn free_address() -> anyhow::Result<SocketAddr> {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    const FIRST: u32 = 12_000;
    const PORTS: u32 = 20_000;
    for _ in 0..PORTS {
        // Runs side by side begin at different ports.
        let step = std::process::id().wrapping_mul(97) + NEXT.fetch_add(1, Ordering::Relaxed);
        let port = u16::try_from(FIRST + step % PORTS)?;
        if let Ok(listener) = std::net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            return Ok(listener.local_addr()?);
        }
    }
    bail!("no port is free")
}
