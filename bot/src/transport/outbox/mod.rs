//! The only caller of send* and edit*: pace, retry, give up.
//!
//! A reply is written to the outbox in the transaction that caused it and sent after the commit, in order within its
//! chat. When a call is done its row goes, many rows in one commit. What a power cut leaves in the table is sent at the
//! next start; a message whose answer was lost may then appear twice, because the Bot API has no key against that. A
//! learner's place never moves twice.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use coursefile::MediumKind;
use entity::outbox::{self, Lane};
use entity::{attachment, chat};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder, Set};
use tokio::sync::{Semaphore, mpsc};

use super::activity::{Activity, Busy};
use super::api::Api;
use super::ledger::Ledger;
use crate::clock::Clock;
use crate::courses::Fault;
use crate::database::Database;
use crate::handlers::House;
use crate::telegram::{Act, Reply};

mod call;
mod forget;
mod lease;
mod links;
mod media;
mod notes;
mod pace;
mod poll;
mod send;
mod sent;
mod shown;
mod told;
mod unasked;
mod verdict;

pub use call::{Call, To, command_list};
pub use lease::keep_up;
pub use unasked::{Unsent, prune, take_up, unsent, write_unasked};
pub use verdict::{Verdict, verdict};

use notes::Note;
use pace::Pace;

/// A row of the outbox in hand.
#[derive(Debug)]
pub struct Pending {
    id: i64,
    chat: i64,
    lane: Lane,
    call: Call,
    /// Another process had it in hand: it may have been sent already.
    is_left: bool,
}

/// The outbox of one bot.
#[derive(Clone)]
pub struct Outbox {
    inner: Arc<Inner>,
}

struct Inner {
    api: Api,
    bot: i64,
    house: Arc<House>,
    database: Database,
    ledger: Ledger,
    clock: Clock,
    activity: Activity,
    pace: Pace,
    /// Each chat's line of answers and, apart from it, of what goes to many: an answer never stands behind a call that
    /// waits for what others leave.
    lines: Mutex<HashMap<(i64, Lane), VecDeque<Pending>>>,
    /// The message with the live keyboard, for chats that were written to since the start.
    live: Mutex<HashMap<i64, i32>>,
    /// What Telegram calls the kept files, by their hash and by as what they are shown.
    files: Mutex<HashMap<(String, MediumKind), String>>,
    /// Pictures that Telegram has refused and that the owners have been told of.
    refused: Mutex<std::collections::HashSet<String>>,
    notes: mpsc::UnboundedSender<Note>,
    /// Heard by who hands announcements on: something of one has been settled.
    settled: Mutex<Option<mpsc::UnboundedReceiver<Busy>>>,
    in_hand: InHand,
    /// Held while leases are made longer, so that nobody takes one as it was before for one of another process.
    renewing: tokio::sync::Mutex<()>,
    /// Calls under way at once: answers, and what goes to many.
    answers: Semaphore,
    many: Semaphore,
    token_refused: tokio::sync::watch::Sender<bool>,
}

/// What an outbox is built from.
pub struct Parts {
    /// Calls Telegram.
    pub api: Api,
    /// The bot's id.
    pub bot: i64,
    /// What holds for the whole instance.
    pub house: Arc<House>,
    /// Where pictures are read from.
    pub database: Database,
    /// Where notes are handed in.
    pub ledger: Ledger,
    /// What time it is.
    pub clock: Clock,
    /// What is in hand.
    pub activity: Activity,
    /// Messages a second to all chats; 0: no limit of our own.
    pub per_second: u32,
    /// Messages a second to one chat; 0: no limit of our own.
    pub per_chat: u32,
}

/// The rows this process is sending, each with the instant until which it belongs to it.
type InHand = Arc<Mutex<HashMap<i64, DateTime<Utc>>>>;

/// How long a row belongs to the process that wrote it, unless that process says again that it is at it.
const LEASE: TimeDelta = TimeDelta::seconds(10);
/// Calls under way at once, well under the number at which the Bot API server begins to refuse.
const ANSWERS: usize = 64;
/// The same for what goes to many.
const MANY: usize = 8;

impl Outbox {
    /// An empty outbox, with its task for notes.
    pub fn open(parts: Parts) -> Outbox {
        let (notes, incoming) = mpsc::unbounded_channel();
        let (settled, news) = mpsc::unbounded_channel();
        let in_hand = InHand::default();
        let keeper = notes::Keeper {
            ledger: parts.ledger.clone(),
            clock: parts.clock.clone(),
            activity: parts.activity.clone(),
            in_hand: Arc::clone(&in_hand),
            settled,
        };
        tokio::spawn(notes::keep(keeper, incoming));
        let pace = Pace::new(parts.per_second, parts.per_chat, parts.clock.clone());
        Outbox {
            inner: Arc::new(Inner {
                api: parts.api,
                bot: parts.bot,
                house: parts.house,
                database: parts.database,
                ledger: parts.ledger,
                clock: parts.clock,
                activity: parts.activity,
                pace,
                lines: Mutex::default(),
                live: Mutex::default(),
                files: Mutex::default(),
                refused: Mutex::default(),
                notes,
                settled: Mutex::new(Some(news)),
                in_hand,
                renewing: tokio::sync::Mutex::default(),
                answers: Semaphore::new(ANSWERS),
                many: Semaphore::new(MANY),
                token_refused: tokio::sync::watch::Sender::new(false),
            }),
        }
    }

    /// Takes rows in hand that are committed; each chat's in order, different chats side by side.
    pub fn push(&self, rows: Vec<outbox::Model>) {
        self.take(rows, false);
    }

    /// The same for rows that another process has left.
    fn push_left(&self, rows: Vec<outbox::Model>) {
        self.take(rows, true);
    }

    fn take(&self, rows: Vec<outbox::Model>, is_left: bool) {
        for row in rows {
            if lock(&self.inner.in_hand)
                .insert(row.id, row.due_at)
                .is_some()
            {
                continue;
            }
            let Ok(call) = serde_json::from_str(&row.call) else {
                self.drop_unread(&row);
                continue;
            };
            let pending = Pending {
                id: row.id,
                chat: row.chat_id,
                lane: row.lane,
                call,
                is_left,
            };
            self.line_up(pending);
        }
    }

    fn line_up(&self, pending: Pending) {
        let mut lines = lock(&self.inner.lines);
        let key = (pending.chat, pending.lane);
        if let Some(line) = lines.get_mut(&key) {
            line.push_back(pending);
        } else {
            lines.insert(key, VecDeque::from([pending]));
            // The whole line is one thing in hand: what stands behind a call that waits for its time waits with it.
            let busy = self.inner.activity.begin();
            tokio::spawn(send::drain(self.clone(), key, busy));
        }
    }

    /// The next row of a line; `None` closes it.
    fn next(&self, key: (i64, Lane)) -> Option<Pending> {
        let mut lines = lock(&self.inner.lines);
        let next = lines.get_mut(&key)?.pop_front();
        if next.is_none() {
            lines.remove(&key);
        }
        next
    }

    /// How many chats wait for what goes to many.
    pub fn waiting_for_many(&self) -> usize {
        let lines = lock(&self.inner.lines);
        lines.keys().filter(|(_, lane)| *lane == Lane::Bulk).count()
    }

    /// Takes everything from a chat's lines: it cannot be reached.
    fn give_up(&self, chat: i64) -> Vec<Pending> {
        let mut lines = lock(&self.inner.lines);
        [Lane::Interactive, Lane::Bulk]
            .into_iter()
            .filter_map(|lane| lines.get_mut(&(chat, lane)).map(std::mem::take))
            .flatten()
            .collect()
    }

    /// Sends what an earlier run has left. On SQLite there is no other process, so everything is ours; on PostgreSQL a
    /// row may be in another process's hand until its time is up: see [`lease`].
    ///
    /// # Errors
    /// The database.
    pub async fn recover(&self) -> Result<usize, Fault> {
        if !self.inner.database.is_sqlite() {
            return lease::take_over(self).await;
        }
        let left = outbox::Entity::find()
            .filter(outbox::COLUMN.lane.ne(Lane::PutOff))
            .order_by_asc(outbox::Column::Id)
            .all(&self.inner.database.read)
            .await?;
        let count = left.len();
        self.push_left(left);
        Ok(count)
    }

    /// Answers a pressed button, once and without being remembered: after a restart nobody waits for it any more.
    pub fn toast(&self, query: String, toast: &crate::telegram::Toast) {
        let mut params = serde_json::json!({ "callback_query_id": query });
        if !toast.text.is_empty() {
            let text: String = toast.text.chars().take(200).collect();
            params["text"] = text.into();
            params["show_alert"] = toast.alert.into();
        }
        let (outbox, busy) = (self.clone(), self.inner.activity.begin());
        tokio::spawn(async move {
            let answered: Result<bool, _> =
                outbox.inner.api.call("answerCallbackQuery", &params).await;
            if let Err(error) = answered {
                tracing::debug!(error = %error, "a button's answer was not taken");
            }
            drop(busy);
        });
    }

    /// Hears when something of an announcement has been settled, with what is in hand for it; for the one who hands them on,
    /// who asks once.
    pub fn settled(&self) -> Option<mpsc::UnboundedReceiver<Busy>> {
        lock(&self.inner.settled).take()
    }

    /// Whether Telegram has said that the token is no longer good.
    pub fn token_refused(&self) -> tokio::sync::watch::Receiver<bool> {
        self.inner.token_refused.subscribe()
    }

    /// Forgets what it remembers of chats that have been quiet.
    pub fn tidy(&self) {
        self.inner.pace.forget_quiet_chats();
        let mut live = lock(&self.inner.live);
        if live.len() > 50_000 {
            // The database knows; this is only the newest news.
            live.clear();
        }
    }
}

/// Writes the calls of a reply into the outbox, in the transaction that caused it. `stale` are the messages whose keyboard
/// goes when a new live one appears.
///
/// # Errors
/// The database.
pub async fn write(
    tx: &impl ConnectionTrait,
    reply: &Reply,
    chat: i64,
    stale: &[i32],
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, Fault> {
    let (mut rows, mut files) = (Vec::new(), Vec::new());
    for act in &reply.acts {
        if let Some(file) = act.file() {
            files.push((rows.len(), file));
        }
        let elsewhere = match act {
            Act::Turn(other, _) if *other != chat => Some(live_in(tx, *other).await?),
            _ => None,
        };
        let stale = elsewhere.as_deref().unwrap_or(stale);
        for (to, call) in call::encode(act, chat, stale) {
            rows.push(row(to, &call, chat, now)?);
        }
    }
    let written = store(tx, rows).await?;
    for (place, bytes) in files {
        let row = written
            .get(place)
            .ok_or(Fault::Broken("a row of the outbox was not written"))?;
        let file = attachment::ActiveModel {
            outbox_id: Set(row.id),
            bytes: Set(bytes.to_vec()),
        };
        attachment::Entity::insert(file)
            .exec_without_returning(tx)
            .await?;
    }
    Ok(written)
}

/// Stores rows, and gives them back in their order.
async fn store(
    tx: &impl ConnectionTrait,
    mut rows: Vec<outbox::ActiveModel>,
) -> Result<Vec<outbox::Model>, Fault> {
    let mut written = Vec::with_capacity(rows.len());
    // SQLite takes 32,766 parameters in a statement; five columns a row.
    while !rows.is_empty() {
        let part: Vec<_> = rows.drain(..rows.len().min(1000)).collect();
        written.extend(
            outbox::Entity::insert_many(part)
                .exec_with_returning(tx)
                .await?,
        );
    }
    written.sort_by_key(|row: &outbox::Model| row.id);
    Ok(written)
}

/// The message with the live keyboard of another chat.
async fn live_in(tx: &impl ConnectionTrait, chat: i64) -> Result<Vec<i32>, Fault> {
    let known = chat::Entity::find_by_id(chat).one(tx).await?;
    let live = known.and_then(|chat| chat.live_message_id);
    Ok(live.into_iter().collect())
}

fn row(to: To, call: &Call, chat: i64, now: DateTime<Utc>) -> Result<outbox::ActiveModel, Fault> {
    let (chat, lane) = match to {
        To::Here => (chat, Lane::Interactive),
        To::Other(other) => (other, Lane::Interactive),
        To::Many(other) => (other, Lane::Bulk),
    };
    Ok(outbox::ActiveModel {
        chat_id: Set(chat),
        lane: Set(lane),
        call: Set(serde_json::to_string(call)?),
        attempts: Set(1),
        due_at: Set(now + LEASE),
        ..Default::default()
    })
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    // What is guarded is whole between any two statements.
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The pause before the next try: it doubles up to half a minute.
fn pause(tries: u32) -> Duration {
    Duration::from_millis(500)
        .saturating_mul(1 << tries.min(6))
        .min(Duration::from_secs(30))
}
