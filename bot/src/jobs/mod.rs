//! Work caused by the clock rather than by a message. No rules of its own.

use std::time::Duration;

use chrono::TimeDelta;
use entity::inbox::{self, State};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::clock::Clock;
use crate::transport::ledger::Ledger;
use crate::transport::outbox::Outbox;

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
                let pruned = inbox::Entity::delete_many()
                    .filter(inbox::COLUMN.received_at.lt(before))
                    .filter(inbox::COLUMN.state.eq(State::Settled))
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

/// Starts every job; they end with the returned handles.
pub fn start(ledger: &Ledger, outbox: &Outbox, clock: &Clock) -> Vec<tokio::task::JoinHandle<()>> {
    vec![tokio::spawn(tidy_up(
        ledger.clone(),
        outbox.clone(),
        clock.clone(),
    ))]
}
