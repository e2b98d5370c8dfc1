//! Jobs: stored in the transaction of the update that has caused them, handed out when they are due, one of a kind at a
//! time per chat, and done with in the transaction that stores what came of them.
//!
//! A job belongs to the process that wrote it for as long as that one says so; what a dead process has left is taken over
//! by compare and set, as in the outbox. Should two processes do the same job after all, the one that was taken over finds
//! another fence, or the row gone, and stores nothing.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use entity::UserId;
use entity::job::{self, State};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set,
};
use tokio::sync::mpsc;

use super::activity::{Activity, Busy};
use super::ledger::Ledger;
use crate::clock::Clock;
use crate::courses::Fault;
use crate::courses::lease::over;
use crate::database::Database;
use crate::telegram::{Act, Job, Reply};

/// How long a job belongs to its process, unless that one says again that it is at it.
const LEASE: TimeDelta = TimeDelta::seconds(30);

/// A job in hand.
#[derive(Clone, Debug)]
pub struct Taken {
    /// The row.
    pub id: i64,
    /// What is to be done.
    pub job: Job,
    /// Who has asked for it.
    pub user: UserId,
    /// The chat that hears of it.
    pub chat: i64,
    /// How many tries have failed, or ended with the process.
    pub attempts: i32,
    /// Not before then.
    pub due_at: DateTime<Utc>,
    /// Whoever holds the job holds this number.
    pub fence: i64,
    busy: Arc<Busy>,
}

impl Taken {
    /// Waits with it; meanwhile it is not in hand.
    pub async fn rest(&self, pause: impl Future<Output = ()>) {
        self.busy.rest(pause).await;
    }

    fn key(&self) -> Key {
        (self.chat, self.job.kind())
    }
}

/// The jobs of one process.
pub struct Queue {
    ledger: Ledger,
    database: Database,
    clock: Clock,
    activity: Activity,
    line: Mutex<Line>,
    ready: mpsc::UnboundedSender<Taken>,
}

type Key = (i64, &'static str);

/// A row that belongs to this process.
#[derive(Clone, Copy)]
struct Held {
    until: DateTime<Utc>,
    fence: i64,
}

/// Who waits for whom.
#[derive(Default)]
struct Line {
    /// What waits behind the job in hand of a kind in a chat.
    behind: HashMap<Key, VecDeque<Taken>>,
    /// Rows that are in the line.
    rows: HashMap<i64, Held>,
    /// Rows of a version with other jobs: told once, and left to it.
    unread: HashSet<i64>,
}

impl Queue {
    /// An empty queue, and the end at which jobs come out.
    pub fn new(
        ledger: Ledger,
        database: Database,
        clock: Clock,
        activity: Activity,
    ) -> (Queue, mpsc::UnboundedReceiver<Taken>) {
        let (ready, handed_out) = mpsc::unbounded_channel();
        let queue = Queue {
            ledger,
            database,
            clock,
            activity,
            line: Mutex::default(),
            ready,
        };
        (queue, handed_out)
    }

    /// Takes rows in hand that are committed.
    pub fn push(&self, rows: Vec<job::Model>) {
        for row in rows {
            let Ok(job) = serde_json::from_str(&row.payload) else {
                // Written by a version with other jobs; it stays for the day that one is back.
                if self.line().unread.insert(row.id) {
                    tracing::error!(job.id = row.id, job.kind = %row.kind, "a job does not read");
                }
                continue;
            };
            let mut line = self.line();
            let held = Held {
                until: row.claimed_until,
                fence: row.fence,
            };
            if line.rows.insert(row.id, held).is_some() {
                continue;
            }
            let taken = Taken {
                id: row.id,
                job,
                user: row.user_id,
                chat: row.chat_id,
                attempts: row.attempts,
                due_at: row.due_at,
                fence: row.fence,
                busy: Arc::new(self.activity.begin()),
            };
            if let Some(behind) = line.behind.get_mut(&taken.key()) {
                behind.push_back(taken);
            } else {
                line.behind.insert(taken.key(), VecDeque::new());
                self.hand_out(taken);
            }
        }
    }

    fn hand_out(&self, taken: Taken) {
        // The other end closes only when the program ends; the job is stored.
        let _ = self.ready.send(taken);
    }

    /// Hands the same job out once more, after a failure.
    pub fn again(&self, taken: Taken) {
        self.hand_out(taken);
    }

    /// The job is done or given up: the next of its kind in its chat may come.
    pub fn done(&self, taken: &Taken) {
        let mut line = self.line();
        line.rows.remove(&taken.id);
        let next = line
            .behind
            .get_mut(&taken.key())
            .and_then(VecDeque::pop_front);
        match next {
            Some(next) => self.hand_out(next),
            None => {
                line.behind.remove(&taken.key());
            }
        }
    }

    /// Takes over what a dead process has left, at the start. On SQLite there is no other process: everything that waits is
    /// ours.
    ///
    /// # Errors
    /// The database.
    pub async fn recover(&self) -> Result<usize, Fault> {
        self.take(self.database.is_sqlite()).await
    }

    /// Takes over what is in nobody's hand: left by a dead process, or to be tried again.
    ///
    /// # Errors
    /// The database.
    pub async fn take_over(&self) -> Result<usize, Fault> {
        self.take(false).await
    }

    async fn take(&self, is_all_ours: bool) -> Result<usize, Fault> {
        let mut left = job::Entity::find()
            .filter(job::COLUMN.state.eq(State::Waiting))
            .order_by_asc(job::Column::Id);
        let now = self.clock.now();
        if !is_all_ours {
            left = left.filter(is_free(now));
        }
        let mut ours = Vec::new();
        for mut row in left.all(&self.database.read).await? {
            let is_known = {
                let line = self.line();
                line.rows.contains_key(&row.id) || line.unread.contains(&row.id)
            };
            if is_known {
                continue;
            }
            let was = row.clone();
            row.claimed_until = now + LEASE;
            row.fence += 1;
            let taken = self
                .ledger
                .write(move |tx| async move { Ok(take_over(&*tx, &was, now).await?) });
            if taken.await? {
                ours.push(row);
            }
        }
        let count = ours.len();
        self.push(ours);
        Ok(count)
    }

    /// Says again of every job in hand that it is ours, so that nobody takes it over.
    ///
    /// # Errors
    /// The database.
    pub async fn renew(&self) -> Result<(), Fault> {
        let now = self.clock.now();
        let old: Vec<(i64, Held)> = self
            .line()
            .rows
            .iter()
            .filter(|(_, held)| held.until < now + LEASE / 2)
            .map(|(row, held)| (*row, *held))
            .collect();
        for (id, held) in old {
            let kept = self
                .ledger
                .write(move |tx| async move { Ok(keep(&*tx, id, held.fence, now).await?) })
                .await?;
            // What was taken over is found out when it is done.
            if kept {
                let mut line = self.line();
                let ours = line.rows.entry(id);
                ours.and_modify(|held| held.until = now + LEASE);
            }
        }
        Ok(())
    }

    /// Notes that a try begins, before anything of it is done: one that ends the process is counted, too. `false`: the job is
    /// done, or in another's hand.
    ///
    /// # Errors
    /// The database.
    pub async fn begin(&self, taken: &Taken) -> Result<bool, Fault> {
        let (id, fence, attempts) = (taken.id, taken.fence, taken.attempts + 1);
        let noted = self.ledger.write(move |tx| async move {
            let noted = job::Entity::update_many()
                .col_expr(job::Column::Attempts, Expr::value(attempts))
                .filter(in_hand(id, fence))
                .exec(&*tx)
                .await?;
            Ok(noted.rows_affected > 0)
        });
        noted.await
    }

    /// Remembers a failed try, or that the job was given up. `false`: it is done after all, or in another's hand.
    ///
    /// # Errors
    /// The database.
    pub async fn note_failure(
        &self,
        tx: &impl ConnectionTrait,
        taken: &Taken,
        reason: String,
        given_up: bool,
    ) -> Result<bool, DbErr> {
        let state = if given_up {
            State::GivenUp
        } else {
            State::Waiting
        };
        let noted = job::Entity::update_many()
            .col_expr(job::Column::Attempts, Expr::value(taken.attempts + 1))
            .col_expr(job::Column::Reason, Expr::value(reason))
            .col_expr(job::Column::State, Expr::value(state))
            .filter(in_hand(taken.id, taken.fence))
            .exec(tx)
            .await?;
        Ok(noted.rows_affected > 0)
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        // Every change of the line is complete before anything can panic.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// In nobody's hand any more.
fn is_free(now: DateTime<Utc>) -> Condition {
    over(job::Column::ClaimedUntil, LEASE, now)
}

/// A job that waits and that nobody has taken over since it had this fence.
fn in_hand(id: i64, fence: i64) -> Condition {
    Condition::all()
        .add(job::COLUMN.id.eq(id))
        .add(job::COLUMN.fence.eq(fence))
        .add(job::COLUMN.state.eq(State::Waiting))
}

/// Keeps the row this process's own for a while. `false`: it was taken over.
async fn keep(
    tx: &impl ConnectionTrait,
    id: i64,
    fence: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let kept = job::Entity::update_many()
        .col_expr(job::Column::ClaimedUntil, Expr::value(now + LEASE))
        .filter(in_hand(id, fence));
    Ok(kept.exec(tx).await?.rows_affected > 0)
}

/// Makes a row this process's own that is still as it was.
async fn take_over(
    tx: &impl ConnectionTrait,
    was: &job::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let taken = job::Entity::update_many()
        .col_expr(job::Column::ClaimedUntil, Expr::value(now + LEASE))
        .col_expr(job::Column::Fence, Expr::value(was.fence + 1))
        .filter(in_hand(was.id, was.fence))
        // Whoever has it may have said just now that it is at it.
        .filter(job::COLUMN.claimed_until.eq(was.claimed_until));
    Ok(taken.exec(tx).await?.rows_affected > 0)
}

/// Done with the job, in the transaction that stores what came of it. `false`: somebody else has done it, or has it in hand.
///
/// # Errors
/// The database.
pub async fn settle(tx: &impl ConnectionTrait, id: i64, fence: i64) -> Result<bool, DbErr> {
    let settled = job::Entity::delete_many()
        .filter(in_hand(id, fence))
        .exec(tx)
        .await?;
    Ok(settled.rows_affected > 0)
}

/// Writes the jobs of a reply, in the transaction that caused it.
///
/// # Errors
/// The database.
pub async fn write(
    tx: &impl ConnectionTrait,
    reply: &Reply,
    user: UserId,
    chat: i64,
    now: DateTime<Utc>,
) -> Result<Vec<job::Model>, Fault> {
    let mut written = Vec::new();
    for act in &reply.acts {
        let Act::Later(job) = act else { continue };
        written.push(add(tx, job, user, chat, now).await?);
    }
    Ok(written)
}

/// Writes one job.
///
/// # Errors
/// The database.
pub async fn add(
    tx: &impl ConnectionTrait,
    job: &Job,
    user: UserId,
    chat: i64,
    now: DateTime<Utc>,
) -> Result<job::Model, Fault> {
    let row = job::ActiveModel {
        kind: Set(job.kind().to_owned()),
        payload: Set(serde_json::to_string(job)?),
        user_id: Set(user),
        chat_id: Set(chat),
        due_at: Set(now),
        claimed_until: Set(now + LEASE),
        ..Default::default()
    };
    Ok(job::Entity::insert(row).exec_with_returning(tx).await?)
}
