//! Jobs: stored in the transaction of the update that has caused them, handed out when they are due, one of a kind at a
//! time per chat, and done with in the transaction that stores what came of them.
//!
//! A job belongs to the process that wrote it for as long as that one says so; what a dead process has left is taken over
//! by compare and set, as in the outbox. Should two processes do the same job after all, one of them finds the row gone
//! and stores nothing.

use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use chrono::{DateTime, TimeDelta, Utc};
use entity::UserId;
use entity::job::{self, State};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set};
use tokio::sync::mpsc;

use super::activity::{Activity, Busy};
use super::ledger::Ledger;
use crate::clock::Clock;
use crate::courses::Fault;
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

/// Who waits for whom.
#[derive(Default)]
struct Line {
    /// What waits behind the job in hand of a kind in a chat.
    behind: HashMap<Key, VecDeque<Taken>>,
    /// Rows that are in the line, each with the instant until which it belongs to this process.
    rows: HashMap<i64, DateTime<Utc>>,
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
            if line.rows.insert(row.id, row.claimed_until).is_some() {
                continue;
            }
            let taken = Taken {
                id: row.id,
                job,
                user: row.user_id,
                chat: row.chat_id,
                attempts: row.attempts,
                due_at: row.due_at,
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

    /// Takes over what a dead process has left. On SQLite there is no other process: at the start everything that waits is
    /// ours.
    ///
    /// # Errors
    /// The database.
    pub async fn recover(&self) -> Result<usize, Fault> {
        let mut left = job::Entity::find()
            .filter(job::COLUMN.state.eq(State::Waiting))
            .order_by_asc(job::Column::Id);
        let now = self.clock.now();
        if !self.database.is_sqlite() {
            left = left.filter(job::COLUMN.claimed_until.lt(now));
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
            let (id, was) = (row.id, row.claimed_until);
            row.claimed_until = now + LEASE;
            let taken = self
                .ledger
                .write(move |tx| async move { Ok(claim(&*tx, id, Some(was), now).await?) });
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
        let old: Vec<i64> = self
            .line()
            .rows
            .iter()
            .filter(|(_, until)| **until < now + LEASE / 2)
            .map(|(row, _)| *row)
            .collect();
        for id in old {
            self.ledger
                .write(move |tx| async move { Ok(claim(&*tx, id, None, now).await?) })
                .await?;
            self.line()
                .rows
                .entry(id)
                .and_modify(|until| *until = now + LEASE);
        }
        Ok(())
    }

    /// Notes that a try begins, before anything of it is done: one that ends the process is counted, too.
    ///
    /// # Errors
    /// The database.
    pub async fn begin(&self, taken: &Taken) -> Result<(), Fault> {
        let (id, attempts) = (taken.id, taken.attempts + 1);
        let noted = self.ledger.write(move |tx| async move {
            job::Entity::update_many()
                .col_expr(job::Column::Attempts, Expr::value(attempts))
                .filter(job::COLUMN.id.eq(id))
                .filter(job::COLUMN.state.eq(State::Waiting))
                .exec(&*tx)
                .await?;
            Ok(())
        });
        noted.await
    }

    /// Remembers a failed try, or that the job was given up. `false`: it is done after all.
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
            .filter(job::COLUMN.id.eq(taken.id))
            .filter(job::COLUMN.state.eq(State::Waiting))
            .exec(tx)
            .await?;
        Ok(noted.rows_affected > 0)
    }

    fn line(&self) -> MutexGuard<'_, Line> {
        // Every change of the line is complete before anything can panic.
        self.line.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Makes the row this process's own for a while: one that nobody has taken since `was`.
async fn claim(
    tx: &impl ConnectionTrait,
    id: i64,
    was: Option<DateTime<Utc>>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let mut taken = job::Entity::update_many()
        .col_expr(job::Column::ClaimedUntil, Expr::value(now + LEASE))
        .filter(job::COLUMN.id.eq(id))
        .filter(job::COLUMN.state.eq(State::Waiting));
    if let Some(was) = was {
        taken = taken.filter(job::COLUMN.claimed_until.eq(was));
    }
    Ok(taken.exec(tx).await?.rows_affected > 0)
}

/// Done with the job, in the transaction that stores what came of it. `false`: somebody else has done it.
///
/// # Errors
/// The database.
pub async fn settle(tx: &impl ConnectionTrait, id: i64) -> Result<bool, DbErr> {
    let settled = job::Entity::delete_many()
        .filter(job::COLUMN.id.eq(id))
        .filter(job::COLUMN.state.eq(State::Waiting))
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
