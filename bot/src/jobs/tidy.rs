//! What is looked after once in a while: old rows, and what the dead have left.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use entity::inbox::{self as rows, State};
use entity::job;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::clock::Clock;
use crate::courses::{broadcasts, doors, posts, study_days, transfer};
use crate::database::Database;
use crate::transport::inbox::Inbox;
use crate::transport::ledger::Ledger;
use crate::transport::outbox::{self, Outbox};
use crate::transport::queue::Queue;

/// How long a job that was given up is kept.
const KEPT: TimeDelta = TimeDelta::hours(72);

/// How long updates are remembered after they came. After a week without updates Telegram's next number is random, and it never
/// repeats one that is a day old (Bot API, `Update.update_id`, read 2026-11-21).
#[derive(Clone, Copy, Debug)]
pub struct Retention {
    /// The numbers of settled ones; their words go when they are settled.
    pub updates: TimeDelta,
    /// What was set aside, as it was written.
    pub set_aside: TimeDelta,
}

/// How often there is tidying up.
const EVERY: Duration = Duration::from_hours(1);

/// How long it is known which message shows what.
const POSTED: TimeDelta = TimeDelta::days(90);

/// How long a file waits for somebody to say *Apply*.
const UNDECIDED: TimeDelta = TimeDelta::hours(24);

/// Prunes what is no longer needed, once an hour, until the task is dropped; pictures once a day.
pub async fn tidy_up(
    ledger: Ledger,
    outbox: Outbox,
    database: Database,
    clock: Clock,
    retention: Retention,
) {
    for hour in 0_u32.. {
        outbox.tidy();
        let before = clock.now() - KEPT;
        let now = clock.now();
        let undecided = now - UNDECIDED;
        let unused = unused(&database, hour, undecided).await;
        let pruned = ledger
            .write(move |tx| async move {
                let pruned = forget_updates(&*tx, retention, now).await?;
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
                Ok(pruned)
            })
            .await;
        match pruned {
            Ok(rows) => tracing::debug!(rows, "old updates pruned"),
            Err(fault) => tracing::warn!(error = %fault, "old updates could not be pruned"),
        }
        clock.sleep(EVERY).await;
        // At the start there is nothing to be emptied yet.
        if let Err(error) = database.scrub().await {
            tracing::warn!(error = %error, "what was written ahead could not be emptied");
        }
    }
}

/// Forgets updates whose time is over; what waits stays for as long as it does. Gives back how many.
async fn forget_updates(
    tx: &impl ConnectionTrait,
    retention: Retention,
    now: DateTime<Utc>,
) -> Result<u64, DbErr> {
    let mut forgotten = 0;
    for (state, kept) in [
        (State::Settled, retention.updates),
        (State::SetAside, retention.set_aside),
    ] {
        let old = rows::Entity::delete_many()
            .filter(rows::COLUMN.received_at.lt(now - kept))
            .filter(rows::COLUMN.state.eq(state));
        forgotten += old.exec(tx).await?.rows_affected;
    }
    Ok(forgotten)
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

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::ActiveValue::Set;
    use sea_orm::PaginatorTrait;

    #[tokio::test]
    async fn each_kind_of_update_has_its_time() {
        let database = Database::open("sqlite::memory:", false).await;
        let database = database.expect("a database");
        migration::up(&database.write).await.expect("its tables");
        let now = DateTime::UNIX_EPOCH + TimeDelta::days(10_000);
        let states = [State::Waiting, State::Settled, State::SetAside];
        let ages = [71, 73, 14 * 24 - 1, 14 * 24 + 1];
        let all = states
            .iter()
            .flat_map(|state| ages.map(|age| (*state, age)));
        let rows = all
            .zip(1..)
            .map(|((state, age), number)| rows::ActiveModel {
                bot_id: Set(1),
                update_id: Set(number),
                chat_key: Set(7),
                state: Set(state),
                received_at: Set(now - TimeDelta::hours(age)),
                ..Default::default()
            });
        let stored = rows::Entity::insert_many(rows).exec(&database.write).await;
        stored.expect("stored");
        let retention = Retention {
            updates: TimeDelta::hours(72),
            set_aside: TimeDelta::days(14),
        };
        let forgotten = forget_updates(&database.write, retention, now).await;
        assert_eq!(forgotten.expect("forgotten"), 4);
        for (state, left) in states.into_iter().zip([4, 1, 3]) {
            let of_it = rows::Entity::find().filter(rows::COLUMN.state.eq(state));
            assert_eq!(of_it.count(&database.write).await.expect("counted"), left);
        }
    }
}
