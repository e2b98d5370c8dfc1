//! Wiring: builds everything, starts it, stops it politely.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use anyhow::Context as _;
use teloxide::dispatching::Dispatcher;
use teloxide::error_handlers::IgnoringErrorHandlerSafe;
use teloxide::prelude::*;
use teloxide::types::Me;
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinHandle;

use crate::clock::{Clock, Dice};
use crate::database::Database;
use crate::settings::Settings;
use crate::transport::activity::Activity;
use crate::transport::api::{Api, ApiError};
use crate::transport::listener::{HandedOut, InboxListener};
use crate::transport::polling::Ended;
use crate::transport::process::{self, Engine};
use crate::{jobs, web};

mod doors;
mod introduce;
mod works;

use works::{Site, Works};

/// How long a shutdown waits for what is in hand.
const PATIENCE: Duration = Duration::from_secs(9);
/// How long it then waits for the database's connections: ten seconds in all.
const CLOSING: Duration = Duration::from_secs(1);

/// A bot at work.
pub struct Running {
    database: Database,
    activity: Activity,
    listen: Option<SocketAddr>,
    me: Me,
    stop: watch::Sender<bool>,
    flowing: watch::Receiver<bool>,
    token_refused: watch::Receiver<bool>,
    door: JoinHandle<Ended>,
    tasks: Vec<JoinHandle<()>>,
}

/// Why a bot has stopped by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    /// Telegram does not know the token, or no longer.
    TokenRefused,
    /// The door has closed.
    DoorClosed,
}

/// Builds everything and starts it. When this returns, everything an earlier run has left is in hand and the door is
/// opening.
///
/// # Errors
/// What could not be built, in words for the owner.
pub async fn start(settings: Settings, clock: Clock, dice: Dice) -> anyhow::Result<Running> {
    let database = up_to_date(&settings).await?;
    let api = Api::new(client()?, &settings.api_url, &settings.token);
    let me = who_am_i(&api).await?;
    let bot = i64::try_from(me.user.id.0).context("the bot's id is out of range")?;
    let site = Site {
        api,
        me,
        bot,
        database,
        clock,
        dice,
    };
    let (works, belts) = Works::build(&settings, site);
    works.recover().await?;
    let mut tasks = jobs::start(works.for_jobs(), belts.jobs).await;
    let handed_out = Arc::new(Mutex::new(Some(belts.updates)));
    let dispatcher = dispatch(teloxide_bot(&settings)?, works.engine(), handed_out);
    tasks.push(tokio::spawn(dispatcher));
    introduce::bring_menus_up_to_date(
        works.ledger.clone(),
        works.outbox.clone(),
        Arc::clone(&works.house),
        works.clock.now(),
    )
    .await;
    let stop = watch::Sender::new(false);
    let flowing = Arc::new(watch::Sender::new(false));
    let (door, route) = doors::open_door(
        &settings,
        &works.api,
        &works.inbox,
        &works.clock,
        &flowing,
        &stop,
    );
    let health = web::Health {
        database: works.database.clone(),
        flowing: flowing.subscribe(),
    };
    let (listen, server) = serve(&settings, web::router(health), route, &stop).await?;
    tasks.extend(server);
    tasks.push(tokio::spawn(introduce::introduce(
        works.api,
        Arc::clone(&works.house),
    )));
    tracing::info!(bot.id = bot, bot.username = %works.house.bot_username, "at work");
    Ok(Running {
        database: works.database,
        activity: works.activity,
        listen,
        me: works.me,
        stop,
        flowing: flowing.subscribe(),
        token_refused: works.outbox.token_refused(),
        door: tokio::spawn(door),
        tasks,
    })
}

impl Running {
    /// Where health and the webhook are served.
    pub fn address(&self) -> Option<SocketAddr> {
        self.listen
    }

    /// The bot's username, without `@`.
    pub fn username(&self) -> &str {
        self.me.username()
    }

    /// The database, for those who look at it from outside.
    pub fn database(&self) -> &Database {
        &self.database
    }

    /// Waits until updates flow.
    pub async fn ready(&mut self) {
        // The sender lives as long as the door.
        let _ = self.flowing.wait_for(|flowing| *flowing).await;
    }

    /// Waits until nothing is in hand but what waits for its time.
    pub async fn idle(&self) {
        self.activity.idle().await;
    }

    /// Waits until the bot stops by itself.
    pub async fn stopped(&mut self) -> Stopped {
        let mut token_refused = self.token_refused.clone();
        tokio::select! {
            ended = &mut self.door => match ended {
                Ok(Ended::TokenRefused) => Stopped::TokenRefused,
                _ => Stopped::DoorClosed,
            },
            _ = token_refused.wait_for(|refused| *refused) => Stopped::TokenRefused,
        }
    }

    /// Stops politely: takes nothing more in, finishes what is in hand, waits for that at most ten seconds. What is left
    /// then is stored and goes on at the next start.
    pub async fn stop(self) {
        self.stop.send_replace(true);
        self.activity.wind_down();
        if tokio::time::timeout(PATIENCE, self.activity.idle())
            .await
            .is_err()
        {
            tracing::warn!(
                left = self.activity.count(),
                "stopping with work left; it is stored"
            );
        }
        for task in self.tasks {
            task.abort();
        }
        self.door.abort();
        match tokio::time::timeout(CLOSING, self.database.close()).await {
            Ok(Ok(())) => {}
            Ok(Err(error)) => tracing::warn!(error = %error, "the database did not close cleanly"),
            Err(_) => tracing::warn!("the database did not close in time"),
        }
    }
}

async fn up_to_date(settings: &Settings) -> anyhow::Result<Database> {
    let database = Database::open(&settings.database_url, settings.count_statements)
        .await
        .context("the database of DATABASE_URL cannot be opened")?;
    migration::up(&database.write)
        .await
        .context("the database cannot be brought up to date")?;
    Ok(database)
}

/// Speaks to the Bot API and to no other server.
fn client() -> anyhow::Result<reqwest::Client> {
    reqwest::Client::builder()
        .connect_timeout(Duration::from_secs(5))
        .tcp_nodelay(true)
        // The Bot API sends nobody elsewhere.
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .context("the HTTP client cannot be built")
}

async fn who_am_i(api: &Api) -> anyhow::Result<Me> {
    let mut tries = 0;
    loop {
        match api.call("getMe", &serde_json::json!({})).await {
            Ok(me) => return Ok(me),
            Err(ApiError::Refused {
                code: 401 | 404, ..
            }) => return Err(TokenRefused.into()),
            Err(error) if tries < 8 => {
                tries += 1;
                tracing::warn!(error = %error, tries, "Telegram does not answer yet");
                tokio::time::sleep(Duration::from_millis(250) * 2_u32.pow(tries)).await;
            }
            Err(error) => return Err(error).context("Telegram cannot be reached"),
        }
    }
}

/// Telegram does not know the token.
#[derive(Debug, thiserror::Error)]
#[error("Telegram does not know this token (TELOXIDE_TOKEN); ask @BotFather for a new one")]
pub struct TokenRefused;

/// teloxide's own client, which asks who the bot is and nothing else.
fn teloxide_bot(settings: &Settings) -> anyhow::Result<Bot> {
    let client = reqwest::Client::builder()
        .timeout(Duration::from_secs(15))
        .build()
        .context("the HTTP client cannot be built")?;
    let url = reqwest::Url::parse(&settings.api_url).context("TELOXIDE_API_URL is no address")?;
    Ok(Bot::with_client(&settings.token, client).set_api_url(url))
}

/// teloxide's dispatcher behind the inbox. Order within a chat and everything that must not be lost is kept there, so
/// the dispatcher itself runs without queues per chat. It asks who the bot is before it begins; when Telegram does not
/// answer just then, it is begun again.
async fn dispatch(bot: Bot, engine: Arc<Engine>, handed_out: HandedOut) {
    let root = teloxide::dptree::endpoint(process::process);
    let mut dispatcher = Dispatcher::builder(bot, root)
        .dependencies(teloxide::dptree::deps![Arc::clone(&engine)])
        .distribution_function(|_| None::<()>)
        .build();
    let errors = Arc::new(IgnoringErrorHandlerSafe);
    let mut tries = 0;
    loop {
        let inbox = Arc::clone(&engine.inbox);
        let listener =
            InboxListener::new(inbox, engine.house.dice.clone(), Arc::clone(&handed_out));
        let begun = dispatcher
            .try_dispatch_with_listener(listener, Arc::clone(&errors))
            .await;
        if begun.is_ok() {
            return;
        }
        tries += 1;
        tracing::warn!(tries, "Telegram does not say who the bot is; asking again");
        engine
            .clock
            .sleep(Duration::from_millis(250) * 2_u32.pow(tries.min(6)))
            .await;
    }
}

async fn serve(
    settings: &Settings,
    health: axum::Router,
    webhook: Option<axum::Router>,
    stop: &watch::Sender<bool>,
) -> anyhow::Result<(Option<SocketAddr>, Option<JoinHandle<()>>)> {
    let Some(address) = settings.listen else {
        return Ok((None, None));
    };
    let listener = TcpListener::bind(address)
        .await
        .with_context(|| format!("LISTEN_ADDR {address} is taken; choose another, or off"))?;
    let address = listener.local_addr()?;
    let routes = match webhook {
        Some(webhook) => health.merge(webhook),
        None => health,
    };
    let mut stopping = stop.subscribe();
    let server = tokio::spawn(async move {
        let served = axum::serve(listener, routes).with_graceful_shutdown(async move {
            let _ = stopping.wait_for(|stop| *stop).await;
        });
        if let Err(error) = served.await {
            tracing::error!(error = %error, "the web side has ended");
        }
    });
    Ok((Some(address), Some(server)))
}
