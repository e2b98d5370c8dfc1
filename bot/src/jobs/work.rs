//! Doing the jobs that are due: a few at once, each until it is done, refused or given up.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use entity::{chat, job, outbox, user};
use futures::FutureExt;
use sea_orm::{DatabaseTransaction, EntityTrait, TransactionTrait};
use tokio::sync::{Semaphore, mpsc};

use super::{Parts, prepare};
use crate::courses::{Failure, Fault, Refusal};
use crate::handlers::{self, Context, Finished};
use crate::telegram::{Job, Reply};
use crate::texts::Texts;
use crate::transport::api::ApiError;
use crate::transport::dialogue_store;
use crate::transport::ledger::Tx;
use crate::transport::outbox as sending;
use crate::transport::queue::{self, Taken};

/// How many jobs are done at once: each may hold a file of twenty megabytes.
const AT_ONCE: usize = 3;
/// How long the first part of a job may take, on the machine's clock.
const PATIENCE: Duration = Duration::from_mins(3);

/// How soon it is asked again whether it is its turn.
const NOT_YET: Duration = Duration::from_secs(5);

/// What kept a job from being done.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// Telegram did not answer, or asks to wait.
    #[error("{0}")]
    Telegram(#[from] ApiError),
    /// Something broke.
    #[error("{0}")]
    Fault(#[from] Fault),
    /// It did not come to an end.
    #[error("it takes too long")]
    TooLong,
    /// Something else has to be done first.
    #[error("it is not its turn yet")]
    NotYet,
    /// The process did not outlive it.
    #[error("the process ended in the middle of it every time")]
    Deadly,
}

impl From<sea_orm::DbErr> for Trouble {
    fn from(error: sea_orm::DbErr) -> Trouble {
        Trouble::Fault(error.into())
    }
}

/// What is to be sent and done after the commit.
type Caused = (Vec<outbox::Model>, Vec<job::Model>);

/// Does jobs as they come, until the task is dropped.
pub async fn work(parts: Parts, mut due: mpsc::UnboundedReceiver<Taken>) {
    let room = Arc::new(Semaphore::new(AT_ONCE));
    while let Some(taken) = due.recv().await {
        let (parts, room) = (parts.clone(), Arc::clone(&room));
        tokio::spawn(async move { one(&parts, &room, taken).await });
    }
}

async fn one(parts: &Parts, room: &Semaphore, taken: Taken) {
    if let Ok(left) = (taken.due_at - parts.clock.now()).to_std() {
        taken.rest(parts.clock.sleep(left)).await;
    }
    let Ok(permit) = room.acquire().await else {
        return;
    };
    let done = if taken.attempts < tries(&taken.job) {
        attempt(parts, &taken).await
    } else {
        Err(Trouble::Deadly)
    };
    drop(permit);
    match done {
        Ok((rows, jobs)) => {
            parts.outbox.push(rows);
            parts.queue.push(jobs);
            parts.queue.done(&taken);
        }
        Err(trouble) => failed(parts, taken, &trouble).await,
    }
}

/// Both parts of a job.
async fn attempt(parts: &Parts, taken: &Taken) -> Result<Caused, Trouble> {
    if !parts.queue.begin(taken).await? {
        return Ok(Caused::default());
    }
    let prepared = tokio::time::timeout(PATIENCE, prepare::prepare(parts, taken));
    let finished = match AssertUnwindSafe(prepared).catch_unwind().await {
        Ok(Ok(finished)) => finished?,
        Ok(Err(_)) => return Err(Trouble::TooLong),
        Err(_) => return Err(Fault::Broken("a job panicked").into()),
    };
    let (parts, taken, now) = (parts.clone(), taken.clone(), parts.clock.now());
    let ledger = parts.ledger.clone();
    let stored = ledger.run(move |tx| async move {
        let finished = Arc::new(finished);
        match point(&parts, &tx, &taken, now, Ok(&finished)).await? {
            Tried::Done(caused) => Ok(caused),
            Tried::Refused(refusal) => {
                match point(&parts, &tx, &taken, now, Err(&refusal)).await? {
                    Tried::Done(caused) => Ok(caused),
                    Tried::Refused(_) => Err(Fault::Broken("a refusal was refused")),
                }
            }
        }
    });
    Ok(stored.await?)
}

enum Tried {
    Done(Caused),
    Refused(Box<Refusal>),
}

/// The second part in a savepoint: what came of the job, or the rules' no to it.
async fn point(
    parts: &Parts,
    tx: &Tx,
    taken: &Taken,
    now: DateTime<Utc>,
    outcome: Result<&Arc<Finished>, &Refusal>,
) -> Result<Tried, Fault> {
    let point = Arc::new(tx.begin().await?);
    let work = within(parts, Arc::clone(&point), taken, now, outcome);
    let result = match AssertUnwindSafe(work).catch_unwind().await {
        Ok(result) => result,
        Err(_) => Err(Failure::Fault(Fault::Broken("the end of a job panicked"))),
    };
    let point = Arc::into_inner(point).ok_or(Fault::Broken("a savepoint was kept"))?;
    match result {
        Ok(caused) => {
            point.commit().await?;
            Ok(Tried::Done(caused))
        }
        Err(Failure::Refused(refusal)) => {
            point.rollback().await?;
            tracing::debug!(job.id = taken.id, refusal = refusal.name(), "refused");
            Ok(Tried::Refused(refusal))
        }
        Err(Failure::Fault(fault)) => {
            point.rollback().await?;
            Err(fault)
        }
    }
}

async fn within(
    parts: &Parts,
    point: Arc<DatabaseTransaction>,
    taken: &Taken,
    now: DateTime<Utc>,
    outcome: Result<&Arc<Finished>, &Refusal>,
) -> Result<Caused, Failure> {
    if !queue::settle(&*point, taken.id, taken.fence).await? {
        return Ok(Caused::default());
    }
    let Some(ctx) = context(parts, &point, taken, now).await? else {
        return Ok(Caused::default());
    };
    let reply = match outcome {
        Ok(finished) => handlers::finish(&ctx, finished).await?,
        Err(refusal) => handlers::refuse(&ctx, refusal),
    };
    let live = chat::Entity::find_by_id(taken.chat).one(&*point).await?;
    let stale: Vec<i32> = live
        .and_then(|chat| chat.live_message_id)
        .into_iter()
        .collect();
    Ok(write(&point, &reply, taken, &stale, now).await?)
}

async fn write(
    point: &DatabaseTransaction,
    reply: &Reply,
    taken: &Taken,
    stale: &[i32],
    now: DateTime<Utc>,
) -> Result<Caused, Fault> {
    let rows = sending::write(point, reply, taken.chat, stale, now).await?;
    let jobs = queue::write(point, reply, taken.user, taken.chat, now).await?;
    Ok((rows, jobs))
}

/// Who has asked, as if they spoke now. `None`: they are gone.
async fn context(
    parts: &Parts,
    point: &Arc<DatabaseTransaction>,
    taken: &Taken,
    now: DateTime<Utc>,
) -> Result<Option<Context>, Fault> {
    let found = user::Entity::find_by_id(taken.user).one(&**point).await?;
    let Some(user) = found else { return Ok(None) };
    let lang = parts.house.language_of(&user);
    Ok(Some(Context {
        db: Arc::clone(point),
        house: Arc::clone(&parts.house),
        dialogues: dialogue_store::within(point),
        now,
        telegram_language: user.telegram_language.clone(),
        texts: Texts::new(lang).plain(user.is_plain),
        user: Arc::new(user),
        is_new: false,
        chat: taken.chat,
        pressed: None,
    }))
}

/// Another try after a pause that grows; after the last one the job is given up, and who has asked for it gets an apology
/// with a reference that is also in the log.
async fn failed(parts: &Parts, mut taken: Taken, trouble: &Trouble) {
    let (pause, counts) = match trouble {
        Trouble::Telegram(ApiError::Refused {
            retry_after: Some(seconds),
            ..
        }) => (Duration::from_secs(*seconds), false),
        Trouble::Fault(fault) if fault.is_passing() => (Duration::from_secs(1), false),
        Trouble::NotYet => (NOT_YET, false),
        _ => (pause(taken.attempts), true),
    };
    if !counts {
        tracing::warn!(job.id = taken.id, error = %trouble, "a job has to wait");
        return again(parts, taken, pause).await;
    }
    let last = taken.attempts + 1 >= tries(&taken.job);
    let reference = parts.house.dice.reference();
    if last {
        tracing::error!(job.id = taken.id, job.kind = taken.job.kind(), %reference, error = %trouble, "a job was given up");
    } else {
        tracing::warn!(job.id = taken.id, job.kind = taken.job.kind(), error = %trouble, "a job failed and will be tried again");
    }
    let reason = format!("{reference}: {trouble}");
    match note(parts, &taken, reason, reference, last).await {
        Ok(Some(rows)) if last => {
            parts.outbox.push(rows);
            parts.queue.done(&taken);
        }
        Ok(Some(_)) => {
            taken.attempts += 1;
            again(parts, taken, pause).await;
        }
        // It was done after all, by a commit whose answer was lost.
        Ok(None) => {
            parts.queue.done(&taken);
            if let Err(fault) = parts.outbox.recover().await {
                tracing::warn!(error = %fault, "replies could not be looked for");
            }
        }
        Err(fault) => {
            tracing::error!(job.id = taken.id, error = %fault, "a failure could not be noted");
            again(parts, taken, pause).await;
        }
    }
}

async fn again(parts: &Parts, taken: Taken, pause: Duration) {
    taken.rest(parts.clock.sleep(pause)).await;
    parts.queue.again(taken);
}

/// Remembers the failure; the last one together with the apology.
async fn note(
    parts: &Parts,
    taken: &Taken,
    reason: String,
    reference: String,
    last: bool,
) -> Result<Option<Vec<outbox::Model>>, Fault> {
    let (ledger, parts, taken) = (parts.ledger.clone(), parts.clone(), taken.clone());
    ledger
        .write(move |tx| async move {
            let noted = parts.queue.note_failure(&*tx, &taken, reason, last);
            if !noted.await? {
                return Ok(None);
            }
            if !last || !taken.job.is_awaited() {
                return Ok(Some(Vec::new()));
            }
            let now = parts.clock.now();
            let Some(ctx) = context(&parts, &tx, &taken, now).await? else {
                return Ok(Some(Vec::new()));
            };
            let reply = handlers::apologise(&ctx.texts, &reference);
            Ok(Some(
                sending::write(&*tx, &reply, taken.chat, &[], now).await?,
            ))
        })
        .await
}

/// After so many failed tries a job is given up. Nobody waits for a picture to be kept, so it has a day.
fn tries(job: &Job) -> i32 {
    if job.is_awaited() { 6 } else { 16 }
}

/// The pause before the next try: it grows fourfold, from half a second up to two hours.
fn pause(tries: i32) -> Duration {
    let tries = u32::try_from(tries).unwrap_or(0).min(8);
    (Duration::from_millis(500) * 4_u32.pow(tries)).min(Duration::from_hours(2))
}
