//! Updates: stored once by their number before anybody hears "done", handed out one at a time per chat, settled in the
//! transaction of what they caused.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use chrono::{DateTime, Utc};
use entity::inbox::{self, State};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set};
use serde::Deserialize;
use tokio::sync::{Notify, mpsc};

use super::activity::{Activity, Busy};
use super::ledger::Ledger;
use crate::clock::Clock;
use crate::courses::Fault;

/// An update as it came, with what is needed to store it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrival {
    /// Telegram's number of it.
    pub update_id: i64,
    /// Updates with the same key are handled one after another: the private chat, or the group.
    pub chat_key: i64,
    /// The update as Telegram wrote it.
    pub body: String,
}

/// An update that is stored and not yet settled.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// The row.
    pub id: i64,
    /// Telegram's number of it.
    pub update_id: i64,
    /// Its place in line.
    pub chat_key: i64,
    /// The update as Telegram wrote it.
    pub body: Arc<str>,
    /// How many tries have failed.
    pub attempts: i32,
    busy: Arc<Busy>,
}

impl Waiting {
    /// Waits with it; meanwhile it is not in hand.
    pub async fn rest(&self, pause: impl Future<Output = ()>) {
        self.busy.rest(pause).await;
    }
}

/// The inbox of one bot.
pub struct Inbox {
    bot: i64,
    ledger: Ledger,
    clock: Clock,
    activity: Activity,
    line: Mutex<Line>,
    ready: mpsc::UnboundedSender<Waiting>,
    room: Notify,
}

/// Who waits for whom.
#[derive(Default)]
struct Line {
    /// Chats of which an update is in hand, and what waits behind it.
    chats: HashMap<i64, VecDeque<Waiting>>,
    /// What is in hand, by Telegram's number.
    in_hand: HashMap<i64, Waiting>,
    /// Rows that are in the line already.
    rows: HashSet<i64>,
}

/// How many unsettled updates the line holds before the doors stop taking more: Telegram keeps them as well.
const FULL: usize = 4096;

impl Inbox {
    /// An empty line, and the end at which updates come out.
    pub fn new(
        bot: i64,
        ledger: Ledger,
        clock: Clock,
        activity: Activity,
    ) -> (Inbox, mpsc::UnboundedReceiver<Waiting>) {
        let (ready, handed_out) = mpsc::unbounded_channel();
        let line = Mutex::default();
        let inbox = Inbox {
            bot,
            ledger,
            clock,
            activity,
            line,
            ready,
            room: Notify::new(),
        };
        (inbox, handed_out)
    }

    /// Stores updates, each once, and puts the new ones into the line. When this returns they are durable. One that is
    /// brought again while it still waits takes its place in the line as well: who has stored it has died before it
    /// could say so, or is at it, and then it is settled once all the same.
    ///
    /// # Errors
    /// The database; then nothing may be confirmed to Telegram.
    pub async fn store(&self, arrivals: Vec<Arrival>) -> Result<(), Fault> {
        if arrivals.is_empty() {
            return Ok(());
        }
        // In hand from before the commit: whoever sees an update confirmed finds the bot busy with it.
        let busy = self.activity.begin();
        let (bot, now) = (self.bot, self.clock.now());
        let rows: Vec<inbox::ActiveModel> = arrivals
            .iter()
            .map(|arrival| inbox::ActiveModel {
                bot_id: Set(bot),
                update_id: Set(arrival.update_id),
                chat_key: Set(arrival.chat_key),
                body: Set(Some(arrival.body.clone())),
                received_at: Set(now),
                ..Default::default()
            })
            .collect();
        let waiting = self
            .ledger
            .write(move |tx| async move { Ok(insert(&*tx, bot, rows).await?) })
            .await?;
        let mut known: HashMap<i64, Arrival> = arrivals
            .into_iter()
            .map(|arrival| (arrival.update_id, arrival))
            .collect();
        for row in waiting {
            let Some(arrival) = known.remove(&row.update_id) else {
                continue;
            };
            let (number, chat) = (arrival.update_id, arrival.chat_key);
            self.line_up(row.id, number, chat, arrival.body, row.attempts);
        }
        drop(busy);
        Ok(())
    }

    /// Puts what was stored until `before` and left unsettled into the line, oldest first: by an earlier run, or by a
    /// process that has died. What is in the line already stays where it is; what another process settles meanwhile is
    /// settled once.
    ///
    /// # Errors
    /// The database.
    pub async fn recover(
        &self,
        db: &impl ConnectionTrait,
        before: DateTime<Utc>,
    ) -> Result<usize, DbErr> {
        let left = inbox::Entity::find()
            .filter(inbox::COLUMN.bot_id.eq(self.bot))
            .filter(inbox::COLUMN.state.eq(State::Waiting))
            .filter(inbox::COLUMN.received_at.lte(before))
            .order_by_asc(inbox::Column::Id)
            .all(db)
            .await?;
        let count = left.len();
        for row in left {
            let body = row.body.unwrap_or_default();
            self.line_up(row.id, row.update_id, row.chat_key, body, row.attempts);
        }
        Ok(count)
    }

    fn line_up(&self, id: i64, update_id: i64, chat_key: i64, body: String, attempts: i32) {
        let mut line = self.line();
        if !line.rows.insert(id) {
            return;
        }
        let busy = Arc::new(self.activity.begin());
        let waiting = Waiting {
            id,
            update_id,
            chat_key,
            body: body.into(),
            attempts,
            busy,
        };
        if let Some(behind) = line.chats.get_mut(&chat_key) {
            behind.push_back(waiting);
        } else {
            line.chats.insert(chat_key, VecDeque::new());
            self.hand_out(&mut line, waiting);
        }
    }

    fn hand_out(&self, line: &mut Line, waiting: Waiting) {
        line.in_hand.insert(waiting.update_id, waiting.clone());
        // The other end closes only when the program ends; the update is stored.
        let _ = self.ready.send(waiting);
    }

    /// The stored update that an update in hand was read from.
    pub fn in_hand(&self, update_id: i64) -> Option<Waiting> {
        self.line().in_hand.get(&update_id).cloned()
    }

    /// Hands the same update out once more, after a failure; `counts` when it was the update's own.
    pub fn again(&self, mut waiting: Waiting, counts: bool) {
        waiting.attempts += i32::from(counts);
        let mut line = self.line();
        self.hand_out(&mut line, waiting);
    }

    /// The update is settled or set aside: the next of its chat may come.
    pub fn done(&self, waiting: &Waiting) {
        let mut line = self.line();
        line.in_hand.remove(&waiting.update_id);
        line.rows.remove(&waiting.id);
        let next = line
            .chats
            .get_mut(&waiting.chat_key)
            .and_then(VecDeque::pop_front);
        match next {
            Some(next) => self.hand_out(&mut line, next),
            None => {
                line.chats.remove(&waiting.chat_key);
            }
        }
        if line.rows.len() < FULL {
            self.room.notify_waiters();
        }
    }

    /// Whether the doors should take no more for now.
    pub fn is_full(&self) -> bool {
        self.line().rows.len() >= FULL
    }

    /// Waits until there is room for more.
    pub async fn has_room(&self) {
        loop {
            let notified = self.room.notified();
            if !self.is_full() {
                return;
            }
            notified.await;
        }
    }

    /// Remembers a failed try, or with a reason for good, that the update was given up. `false`: it is settled after
    /// all, by a commit whose answer was lost or by another process.
    ///
    /// # Errors
    /// The database.
    pub async fn note_failure(
        &self,
        waiting: &Waiting,
        reason: String,
        set_aside: bool,
    ) -> Result<bool, Fault> {
        let id = waiting.id;
        self.ledger
            .write(move |tx| async move {
                let state = if set_aside {
                    State::SetAside
                } else {
                    State::Waiting
                };
                let noted = inbox::Entity::update_many()
                    .col_expr(
                        inbox::Column::Attempts,
                        Expr::col(inbox::Column::Attempts).add(1),
                    )
                    .col_expr(inbox::Column::Reason, Expr::value(reason))
                    .col_expr(inbox::Column::State, Expr::value(state))
                    .filter(inbox::COLUMN.id.eq(id))
                    .filter(inbox::COLUMN.state.eq(State::Waiting))
                    .exec(&*tx)
                    .await?;
                Ok(noted.rows_affected > 0)
            })
            .await
    }

    fn line(&self) -> std::sync::MutexGuard<'_, Line> {
        // Every change of the line is complete before anything can panic.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Claims the update for this transaction: `false` when it is settled already, here or in another process.
///
/// # Errors
/// The database.
pub async fn settle(tx: &impl ConnectionTrait, id: i64) -> Result<bool, DbErr> {
    let settled = inbox::Entity::update_many()
        .col_expr(inbox::Column::State, Expr::value(State::Settled))
        .col_expr(inbox::Column::Body, Expr::value(None::<String>))
        .filter(inbox::COLUMN.id.eq(id))
        .filter(inbox::COLUMN.state.eq(State::Waiting))
        .exec(tx)
        .await?;
    Ok(settled.rows_affected > 0)
}

/// Stores what is not there yet. Gives back the rows of all that wait now, in the order in which they were stored.
async fn insert(
    tx: &impl ConnectionTrait,
    bot: i64,
    rows: Vec<inbox::ActiveModel>,
) -> Result<Vec<inbox::Model>, DbErr> {
    let mut brought: HashSet<i64> = rows
        .iter()
        .filter_map(|row| row.update_id.try_as_ref().copied())
        .collect();
    let mut waiting = inbox::Entity::insert_many(rows)
        .on_conflict(
            OnConflict::columns([inbox::Column::BotId, inbox::Column::UpdateId])
                .do_nothing()
                .to_owned(),
        )
        .exec_with_returning(tx)
        .await?;
    for row in &waiting {
        brought.remove(&row.update_id);
    }
    if !brought.is_empty() {
        let again = inbox::Entity::find()
            .filter(inbox::COLUMN.bot_id.eq(bot))
            .filter(inbox::COLUMN.update_id.is_in(brought))
            .filter(inbox::COLUMN.state.eq(State::Waiting));
        waiting.extend(again.all(tx).await?);
    }
    waiting.sort_by_key(|row: &inbox::Model| row.id);
    Ok(waiting)
}

/// As much of an update as storing it needs.
#[derive(Deserialize)]
struct Head {
    update_id: i64,
    message: Option<InChat>,
    edited_message: Option<InChat>,
    callback_query: Option<Pressed>,
    poll_answer: Option<Vote>,
    my_chat_member: Option<InChat>,
}

#[derive(Deserialize)]
struct InChat {
    chat: Id,
}

#[derive(Deserialize)]
struct Pressed {
    from: Id,
    message: Option<InChat>,
}

/// It names no chat: its place in line is that of the private chat with who has voted.
#[derive(Deserialize)]
struct Vote {
    user: Option<Id>,
}

#[derive(Deserialize)]
struct Id {
    id: i64,
}

#[derive(Deserialize)]
struct Number {
    update_id: i64,
}

impl Arrival {
    /// Reads as much of an update as storing it needs. One that has a number but is otherwise of no known form gets a
    /// line of its own, to be set aside there; `None` only without a number.
    pub fn read(body: &str) -> Option<Arrival> {
        let (update_id, chat_key) = match serde_json::from_str::<Head>(body) {
            Ok(head) => {
                let chat = head
                    .message
                    .or(head.edited_message)
                    .or(head.my_chat_member)
                    .map(|in_chat| in_chat.chat.id);
                let pressed = head.callback_query.map(|query| {
                    query
                        .message
                        .map_or(query.from.id, |in_chat| in_chat.chat.id)
                });
                let voter = head.poll_answer.and_then(|vote| vote.user);
                let voter = voter.map(|user| user.id);
                (head.update_id, chat.or(pressed).or(voter))
            }
            Err(_) => (serde_json::from_str::<Number>(body).ok()?.update_id, None),
        };
        Some(Arrival {
            update_id,
            chat_key: chat_key.unwrap_or(0),
            body: body.to_owned(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::database::Database;

    fn check(body: &str, expected: Option<(i64, i64)>) {
        let read = Arrival::read(body).map(|arrival| (arrival.update_id, arrival.chat_key));
        assert_eq!(read, expected, "{body}");
    }

    /// A process that has just started.
    fn opened(database: &Database) -> (Inbox, mpsc::UnboundedReceiver<Waiting>) {
        let (ledger, clock) = (Ledger::open(database), Clock::System);
        Inbox::new(7, ledger, clock, Activity::default())
    }

    #[tokio::test]
    async fn what_a_dead_process_has_stored_is_not_passed_by_when_it_is_brought_again() {
        let database = Database::open("sqlite::memory:", false).await;
        let database = database.expect("a database");
        migration::up(&database.write).await.expect("its tables");
        let arrival = |update_id| Arrival {
            update_id,
            chat_key: 42,
            body: format!(r#"{{"update_id":{update_id},"message":{{"chat":{{"id":42}}}}}}"#),
        };
        let (dead, _) = opened(&database);
        dead.store(vec![arrival(1)]).await.expect("stored");

        let (inbox, mut handed_out) = opened(&database);
        let again = vec![arrival(1), arrival(2)];
        inbox.store(again.clone()).await.expect("stored");
        inbox.store(again).await.expect("stored");
        let mut order = Vec::new();
        while let Ok(waiting) = handed_out.try_recv() {
            order.push(waiting.update_id);
            assert!(settle(&database.write, waiting.id).await.expect("settled"));
            inbox.done(&waiting);
        }
        assert_eq!(order, [1, 2]);
        inbox.store(vec![arrival(2)]).await.expect("stored");
        assert!(handed_out.try_recv().is_err(), "it was settled");
    }

    #[test]
    fn the_place_in_line() {
        check(
            r#"{"update_id":7,"message":{"chat":{"id":42}}}"#,
            Some((7, 42)),
        );
        check(
            r#"{"update_id":7,"edited_message":{"chat":{"id":42}}}"#,
            Some((7, 42)),
        );
        check(
            r#"{"update_id":7,"callback_query":{"from":{"id":42}}}"#,
            Some((7, 42)),
        );
        check(
            r#"{"update_id":7,"callback_query":{"from":{"id":42},"message":{"chat":{"id":-5}}}}"#,
            Some((7, -5)),
        );
        check(
            r#"{"update_id":7,"my_chat_member":{"chat":{"id":42}}}"#,
            Some((7, 42)),
        );
        check(
            r#"{"update_id":7,"poll_answer":{"poll_id":"1","user":{"id":42},"option_ids":[]}}"#,
            Some((7, 42)),
        );
        check(r#"{"update_id":7,"message":"odd"}"#, Some((7, 0)));
        check(
            r#"{"update_id":5000000000,"poll":{}}"#,
            Some((5_000_000_000, 0)),
        );
        check(r#"{"message":{"chat":{"id":42}}}"#, None);
        check("nonsense", None);
    }
}
