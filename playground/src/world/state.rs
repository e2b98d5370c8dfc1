//! Everything the world is made of, and the few ways in which it changes.
//!
//! One lock guards it. Whoever changes it goes through the functions here, so that events, updates
//! and history stay in one order.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::sync::{broadcast, mpsc, watch};

use crate::chance::Chance;
use crate::faults::Trouble;
use crate::files::Files;
use crate::history::{Entry, What};
use crate::limits::Limits;
use crate::world::bot::Bot;
use crate::world::events::{Event, Happening};
use crate::world::groups::Group;
use crate::world::people::Known;
use crate::world::polls::Poll;
use crate::world::queue::{Lane, Update};

/// A press must be answered within this time. Unpublished; seen from about 10 to 60 s.
pub(crate) const ANSWER_MS: i64 = 60_000;
/// How long a press waits in the queue: Bot API server, read 2026-09-01.
pub(crate) const PRESS_KEPT_MS: i64 = 150_000;
/// How long other updates wait: Bot API server, read 2026-09-01.
pub(crate) const KEPT_MS: i64 = 24 * 3600 * 1000;
/// So many events can be read again.
const EVENTS: usize = 20_000;

/// The world behind the lock.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct State {
    pub(crate) bots: BTreeMap<i64, Bot>,
    pub(crate) people: HashMap<i64, Known>,
    /// People in the order in which they came.
    pub(crate) order: Vec<i64>,
    pub(crate) groups: HashMap<i64, Group>,
    pub(crate) files: Files,
    #[serde(default)]
    pub(crate) polls: HashMap<String, Poll>,
    /// Open polls that end by themselves, by the second in which they do.
    #[serde(default)]
    pub(crate) closing: BTreeSet<(i64, String)>,
    pub(crate) seq: u64,
    pub(crate) chance: Option<Chance>,
    /// How far the clock was advanced, in milliseconds.
    pub(crate) ahead_ms: i64,
    /// World time in milliseconds, read when the lock was taken.
    #[serde(skip)]
    pub(crate) now: i64,
    #[serde(skip)]
    pub(crate) tokens: HashMap<String, i64>,
    #[serde(skip)]
    pub(crate) queries: HashMap<String, Query>,
    #[serde(skip)]
    pub(crate) query_deadlines: VecDeque<(i64, String)>,
    #[serde(skip)]
    pub(crate) events: VecDeque<Arc<Event>>,
    /// Events up to this number can no longer be read again.
    #[serde(skip)]
    pub(crate) forgotten: u64,
    #[serde(skip)]
    pub(crate) history: Option<Vec<Entry>>,
    #[serde(skip)]
    pub(crate) trouble: Trouble,
    #[serde(skip)]
    pub(crate) limits: Limits,
    #[serde(skip)]
    pub(crate) rules: Rules,
    #[serde(skip)]
    pub(crate) wires: Wires,
}

/// How strict the world is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Rules {
    pub(crate) strict: bool,
    pub(crate) keep_messages: Option<usize>,
}

/// Ways out of the world.
pub(crate) struct Wires {
    pub(crate) events: broadcast::Sender<Arc<Event>>,
    pub(crate) seq: watch::Sender<u64>,
    /// A lane of a bot's webhook got something to deliver.
    pub(crate) hooks: Option<mpsc::UnboundedSender<(i64, Lane, u64)>>,
}

impl Default for Wires {
    fn default() -> Self {
        Self {
            events: broadcast::channel(4096).0,
            seq: watch::Sender::new(0),
            hooks: None,
        }
    }
}

/// A press that waits for its answer.
#[derive(Clone, Debug)]
pub(crate) struct Query {
    pub(crate) bot: i64,
    pub(crate) person: i64,
    pub(crate) chat: i64,
    /// The callback query without its id.
    pub(crate) body: Value,
    pub(crate) deadline: i64,
    pub(crate) answered: bool,
}

impl State {
    /// The next number of the one order of everything.
    pub(crate) fn tick(&mut self) -> u64 {
        self.seq += 1;
        self.wires.seq.send_replace(self.seq);
        self.seq
    }

    /// Tells those who watch a chat.
    pub(crate) fn emit(&mut self, bot: i64, person: i64, kind: Happening) {
        let seq = self.tick();
        let event = Arc::new(Event {
            seq,
            bot,
            person,
            kind,
        });
        if self.events.len() >= EVENTS {
            self.forgotten = self
                .events
                .pop_front()
                .map_or(self.forgotten, |event| event.seq);
        }
        self.events.push_back(Arc::clone(&event));
        // Nobody may be listening, and that is no failure.
        let _ = self.wires.events.send(event);
    }

    /// Counts one more thing that happened, and writes it down when a history is kept.
    pub(crate) fn note(&mut self, bot: i64, what: impl FnOnce() -> What) {
        let (seq, at_ms) = (self.tick(), self.now);
        if let Some(history) = &mut self.history {
            history.push(Entry {
                seq,
                at_ms,
                bot,
                what: what(),
            });
        }
    }

    pub(crate) fn noting(&self) -> bool {
        self.history.is_some()
    }

    pub(crate) fn roll(&mut self) -> u64 {
        self.chance.get_or_insert_with(|| Chance::seeded(1)).bits()
    }

    /// Ends the presses and the polls whose time is over.
    pub(crate) fn settle(&mut self) {
        self.close_polls();
        while let Some((deadline, _)) = self.query_deadlines.front() {
            if *deadline > self.now {
                break;
            }
            let Some((_, id)) = self.query_deadlines.pop_front() else {
                break;
            };
            if let Some(query) = self.queries.remove(&id)
                && !query.answered
            {
                self.emit(query.bot, query.chat, Happening::Expired { query_id: id });
            }
        }
    }

    /// When the next press or poll runs out, in milliseconds.
    pub(crate) fn next_deadline(&self) -> Option<i64> {
        let press = self.query_deadlines.front().map(|(deadline, _)| *deadline);
        let poll = self.closing.first().map(|(second, _)| second * 1000);
        press.into_iter().chain(poll).min()
    }

    /// Drops updates of a bot that nobody fetched in time.
    pub(crate) fn expire(&mut self, bot: i64) {
        let now = self.now;
        let Some(account) = self.bots.get_mut(&bot) else {
            return;
        };
        for update_id in account.queue.expire(now) {
            self.note(bot, || What::Expired { update_id });
        }
    }

    /// Puts an update into a bot's queue, unless the bot does not want its kind.
    pub(crate) fn enqueue(
        &mut self,
        bot: i64,
        kind: &'static str,
        lane: Lane,
        kept_ms: i64,
        body: &Value,
    ) -> Option<i64> {
        self.expire(bot);
        let now = self.now;
        let account = self.bots.get_mut(&bot)?;
        if !account.wants(kind) {
            return None;
        }
        let id = account.queue.next_id(now);
        let update = Update {
            id,
            kind: kind.to_owned(),
            lane,
            expires_at: now + kept_ms,
            body: format!("{{\"update_id\":{id},\"{kind}\":{body}}}").into(),
        };
        account.queue.push(now, update)?;
        account.wake.notify_waiters();
        self.note(bot, || What::Queued {
            update_id: id,
            update: kind,
        });
        self.offer(bot, lane, id);
        Some(id)
    }

    /// Hands an update to the webhook's worker of its lane, starting one if there is none.
    pub(crate) fn offer(&mut self, bot: i64, lane: Lane, id: i64) {
        let Some(account) = self.bots.get_mut(&bot) else {
            return;
        };
        if account.webhook.is_none() {
            return;
        }
        let waiting = account.lanes.entry(lane).or_default();
        waiting.push_back(id);
        if waiting.len() == 1
            && let Some(hooks) = &self.wires.hooks
        {
            // The receiver lives as long as the playground does.
            let _ = hooks.send((bot, lane, account.hook_generation));
        }
    }

    /// Starts delivering to a bot's webhook from its whole queue.
    pub(crate) fn start_hook(&mut self, bot: i64) {
        let Some(account) = self.bots.get_mut(&bot) else {
            return;
        };
        account.hook_generation += 1;
        account.lanes.clear();
        let waiting: Vec<_> = account.queue.waiting().map(|u| (u.lane, u.id)).collect();
        for (lane, id) in waiting {
            self.offer(bot, lane, id);
        }
    }
}
