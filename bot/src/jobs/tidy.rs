//! What is looked after once in a while: old rows, and what the dead have left.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use entity::inbox::{self as rows, State};
use entity::job;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Clock;
use crate::courses::{broadcasts, doors, posts, study_days, transfer};
use crate::database::Database;
use crate::transport::inbox::Inbox;
use crate::transport::ledger::Ledger;
use crate::transport::outbox::{self, Outbox};
use crate::transport::queue::Queue;

/// How long the numbers of settled updates are kept: after a week without updates Telegram's next number is random, and
/// it never repeats one that old (Bot API, `Update.update_id`, read 2026-11-21).
const KEPT: TimeDelta = TimeDelta::hours(72);
/// How often there is tidying up.
const EVERY: Duration = Duration::from_hours(1);

/// How long it is known which message shows what.
const POSTED: TimeDelta = TimeDelta::days(90);

/// How long a file waits for somebody to say *Apply*.
const UNDECIDED: TimeDelta = TimeDelta::hours(24);

/// Prunes what is no longer needed, once an hour, until the task is dropped; pictures once a day.
pub async fn tidy_up(ledger: Ledger, outbox: Outbox, database: Database, clock: Clock) {
    for hour in 0_u32.. {
        outbox.tidy();
        let before = clock.now() - KEPT;
        let now = clock.now();
        let undecided = now - UNDECIDED;
        let unused = unused(&database, hour, undecided).await;
        let pruned = ledger
            .write(move |tx| async move {
                let pruned = rows::Entity::delete_many()
                    .filter(rows::COLUMN.received_at.lt(before))
                    .filter(rows::COLUMN.state.ne(State::Waiting))
                    .exec(&*tx)
                    .await?;
                job::Entity::delete_many()
                    .filter(job::COLUMN.updated_at.lt(before))
                    .filter(job::COLUMN.state.eq(job::State::GivenUp))
                    .exec(&*tx)
                    .await?;
                doors::forget_tries(&*tx, now).await?;
                posts::prune(&*tx, now - POSTED).await?;
                outbox::prune(&*tx, now).await?;
                broadcasts::prune(&*tx, now).await?;
                study_days::prune(&*tx, now).await?;
                transfer::prune(&*tx, undecided).await?;
                transfer::sweep(&*tx, unused).await?;
                Ok(pruned.rows_affected)
            })
            .await;
        match pruned {
            Ok(rows) => tracing::debug!(rows, "old updates pruned"),
            Err(fault) => tracing::warn!(error = %fault, "old updates could not be pruned"),
        }
        clock.sleep(EVERY).await;
    }
}

/// Once a day: pictures that nothing shows, looked for outside of any transaction.
async fn unused(database: &Database, hour: u32, before: DateTime<Utc>) -> Vec<String> {
    if !hour.is_multiple_of(24) {
        return Vec::new();
    }
    let unused = transfer::unused_pictures(&database.read, before).await;
    unused.unwrap_or_else(|error| {
        tracing::warn!(error = %error, "old pictures could not be looked for");
        Vec::new()
    })
}

/// How long an update may wait for the process that stored it before another looks at it.
const ABANDONED: TimeDelta = TimeDelta::seconds(10);
/// How often updates of the dead are looked for.
const LOOK: Duration = Duration::from_secs(5);

/// Puts updates that a dead process has stored and not settled into this one's line, until the task is dropped. On SQLite
/// there is no other process.
pub async fn adopt(inbox: Arc<Inbox>, database: Database, clock: Clock) {
    while !database.is_sqlite() {
        clock.sleep(LOOK).await;
        if let Err(error) = inbox.recover(&database.read, clock.now() - ABANDONED).await {
            tracing::warn!(error = %error, "abandoned updates could not be looked for");
        }
    }
}

/// Keeps this process's jobs its own and takes over those of the dead and those that are to be tried again, until the task is
/// dropped.
pub async fn keep_jobs(queue: Arc<Queue>, database: Database, clock: Clock) {
    loop {
        clock.sleep(LOOK).await;
        let kept = if database.is_sqlite() {
            Ok(())
        } else {
            queue.renew().await
        };
        if let Err(fault) = kept.and(queue.take_over().await.map(drop)) {
            tracing::warn!(error = %fault, "the jobs could not be looked after");
        }
    }
}
