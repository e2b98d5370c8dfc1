//! Work caused by the clock rather than by a message. No rules of its own.

use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use entity::inbox::{self as rows, State};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use tokio::task::JoinHandle;

use crate::clock::Clock;
use crate::database::Database;
use crate::transport::inbox::Inbox;
use crate::transport::ledger::Ledger;
use crate::transport::outbox::{self, Outbox};

/// How long the numbers of settled updates are kept: after a week without updates Telegram's next number is random, and
/// it never repeats one that old (Bot API, `Update.update_id`, read 2026-11-21).
const KEPT: TimeDelta = TimeDelta::hours(72);
/// How often there is tidying up.
const EVERY: Duration = Duration::from_hours(1);

/// Prunes what is no longer needed, once an hour, until the task is dropped.
pub async fn tidy_up(ledger: Ledger, outbox: Outbox, clock: Clock) {
    loop {
        outbox.tidy();
        let before = clock.now() - KEPT;
        let pruned = ledger
            .write(move |tx| async move {
                let pruned = rows::Entity::delete_many()
                    .filter(rows::COLUMN.received_at.lt(before))
                    .filter(rows::COLUMN.state.ne(State::Waiting))
                    .exec(&*tx)
                    .await?;
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

/// What the jobs work on.
pub struct Parts {
    /// Where work that writes is handed in.
    pub ledger: Ledger,
    /// What waits to be sent.
    pub outbox: Outbox,
    /// What waits to be answered.
    pub inbox: Arc<Inbox>,
    /// Where it is looked up.
    pub database: Database,
    /// What time it is.
    pub clock: Clock,
}

/// Starts every job; they end with the returned handles.
pub fn start(parts: Parts) -> Vec<JoinHandle<()>> {
    let Parts {
        ledger,
        outbox,
        inbox,
        database,
        clock,
    } = parts;
    vec![
        tokio::spawn(outbox::keep_up(outbox.clone())),
        tokio::spawn(adopt(inbox, database, clock.clone())),
        tokio::spawn(tidy_up(ledger, outbox, clock)),
    ]
}
