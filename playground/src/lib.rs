//! A stand-in for Telegram: its Bot API, its people, and a chat page for the browser.
//!
//! It knows nothing of any particular bot. Tests start one, act as its people through [`World`] and
//! look at the chats; people open its address in a browser and do the same. Both see the same world.
//!
//! It listens on the loopback interface only and never fetches anything from elsewhere.

mod api;
mod chance;
mod clock;
mod entities;
mod faults;
mod file_rules;
mod files;
mod history;
mod keyboard;
mod limits;
mod measure;
mod page;
mod server;
mod store;
mod user;
mod user_events;
mod user_groups;
mod user_parcels;
mod webhook;
mod world;

use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::time::Duration;

use serde::{Deserialize, Serialize};
use tokio::net::TcpListener;
use tokio::sync::{mpsc, watch};
use tokio::task::JoinHandle;

pub use api::Refusal;
pub use clock::{Clock, WorldClock};
pub use faults::{Fault, Plan, Rule};
pub use history::{Entry, Outcome, What};
pub use world::{
    Attachment, Button, Command, Event, Happening, Impossible, Kind, Parcel, Person, Place,
    Question, Toast, World,
};

use crate::chance::Chance;
use crate::server::{Door, Wire, Wiring};
use crate::world::bot::Bot;
use crate::world::state::{Rules, State};

/// How long connections get to end by themselves when the playground stops.
const PATIENCE: Duration = Duration::from_secs(2);

/// A bot's account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BotAccount {
    /// The bot's id, a colon, and a secret.
    pub token: String,
    /// Without the `@`.
    pub username: String,
    /// The name it has before it calls setMyName.
    pub first_name: String,
}

impl BotAccount {
    /// The digits before the token's colon; 0 when there are none.
    pub fn id(&self) -> i64 {
        self.token
            .split(':')
            .next()
            .and_then(|id| id.parse().ok())
            .unwrap_or(0)
    }
}

/// How a playground shall be.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen; a loopback address.
    pub listen: SocketAddr,
    /// The bots that have accounts.
    pub bots: Vec<BotAccount>,
    /// The people there are from the beginning.
    pub people: Vec<Person>,
    /// Where to keep the world between runs: it is written soon after a change and at the stop.
    /// Bots and people of these options are added to what was kept.
    pub state: Option<PathBuf>,
    /// Where the time comes from.
    pub clock: WorldClock,
    /// Refuse what Telegram silently drops, so that mistakes surface.
    pub strict: bool,
    /// Keep a history of everything that happens.
    pub history: bool,
    /// So many messages are kept in each chat; none means all.
    pub keep_messages: Option<usize>,
    /// How long a webhook may take to answer, in real time.
    pub webhook_timeout: Duration,
    /// Seed for ids and whatever else is left to chance.
    pub seed: u64,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            bots: Vec::new(),
            people: Vec::new(),
            state: None,
            clock: WorldClock::System,
            strict: true,
            history: false,
            keep_messages: None,
            webhook_timeout: Duration::from_mins(1),
            seed: 1,
        }
    }
}

/// A running playground. Dropping it leaves it running until the runtime ends; see
/// [`Playground::stop`].
pub struct Playground {
    world: World,
    address: SocketAddr,
    ending: watch::Sender<bool>,
    server: JoinHandle<io::Result<()>>,
    others: Vec<JoinHandle<()>>,
    state: Option<PathBuf>,
}

impl Playground {
    /// Starts listening.
    ///
    /// # Errors
    ///
    /// When the address is not a loopback one or is taken, when a bot's token has no id, or when
    /// the kept world cannot be read.
    pub async fn start(options: Options) -> io::Result<Self> {
        if !options.listen.ip().is_loopback() {
            return Err(invalid("the playground listens on loopback addresses only"));
        }
        if options.bots.iter().any(|account| account.id() <= 0) {
            return Err(invalid("a bot's token begins with its id and a colon"));
        }
        let clock = Clock::new(options.clock);
        let kept = match &options.state {
            Some(path) => store::load(path)?,
            None => None,
        };
        let (hooks, lanes) = mpsc::unbounded_channel();
        let mut state = kept.unwrap_or_default();
        clock.set_ahead_ms(state.ahead_ms);
        state.wires.hooks = Some(hooks);
        prepare(&mut state, &options);
        state.now = clock.now_ms();
        let world = World::new(state, clock);
        let listener = TcpListener::bind(options.listen).await?;
        let address = listener.local_addr()?;
        let (ending, stopping) = watch::channel(false);
        let routes = server::routes(Wiring {
            world: world.clone(),
            ending: stopping.clone(),
        });
        let service = routes.into_make_service_with_connect_info::<Wire>();
        let mut stop = stopping;
        let server = tokio::spawn(async move {
            axum::serve(Door(listener), service)
                .with_graceful_shutdown(async move {
                    // A sender that is gone means the same.
                    let _ = stop.wait_for(|ending| *ending).await;
                })
                .await
        });
        let mut others = vec![
            tokio::spawn(webhook::deliver(
                world.clone(),
                lanes,
                options.webhook_timeout,
            )),
            tokio::spawn(end_presses(world.clone())),
        ];
        if let Some(path) = &options.state {
            let written = world.seq();
            others.push(tokio::spawn(store::keep(
                world.clone(),
                path.clone(),
                written,
            )));
        }
        let bots: Vec<i64> = world.hold().bots.keys().copied().collect();
        for bot in bots {
            world.hold().start_hook(bot);
        }
        Ok(Self {
            world,
            address,
            ending,
            server,
            others,
            state: options.state,
        })
    }

    /// The address, without a slash at the end: the Bot API's base and the page's.
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// The world, to act in and to look at.
    pub fn world(&self) -> &World {
        &self.world
    }

    /// Ends all connections and writes the world, when it is kept.
    pub async fn stop(mut self) {
        self.ending.send_replace(true);
        for task in self.others.drain(..) {
            task.abort();
            // An aborted task ends with an error that says so.
            let _ = task.await;
        }
        if tokio::time::timeout(PATIENCE, &mut self.server)
            .await
            .is_err()
        {
            self.server.abort();
        }
        if let Some(path) = &self.state
            && let Err(error) = store::save(&self.world, path)
        {
            tracing::warn!(%error, "the world could not be written");
        }
    }
}

/// Brings what was kept together with what the options say.
fn prepare(state: &mut State, options: &Options) {
    for account in &options.bots {
        match state.bots.get_mut(&account.id()) {
            Some(bot) => bot.account = account.clone(),
            None => {
                state.bots.insert(account.id(), Bot::new(account.clone()));
            }
        }
    }
    for person in &options.people {
        if !state.people.contains_key(&person.id) {
            state.add_person(person.clone());
        }
    }
    state.tokens = state
        .bots
        .values()
        .map(|bot| (bot.account.token.clone(), bot.id()))
        .collect();
    state
        .chance
        .get_or_insert_with(|| Chance::seeded(options.seed));
    state.history = options.history.then(Vec::new);
    state.rules = Rules {
        strict: options.strict,
        keep_messages: options.keep_messages,
    };
}

/// Tells people that nobody answered their press, at the time when it is too late.
async fn end_presses(world: World) {
    loop {
        let seq = world.seq();
        let next = world.hold().next_deadline();
        match next {
            Some(deadline) => world.clock().until(deadline).await,
            None => {
                world.changed_after(seq).await;
            }
        }
    }
}

fn invalid(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, what)
}
