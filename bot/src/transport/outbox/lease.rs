//! Whose a row is while it is being sent, when several processes share one PostgreSQL.
//!
//! A row belongs to the process that wrote it for as long as that process keeps saying so. One that has died says nothing
//! any more, and another takes its rows over. Taking over compares and sets, so one row goes to one process.

use std::time::Duration;

use entity::outbox;
use sea_orm::sea_query::Expr;
use sea_orm::{EntityTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{LEASE, Outbox, lock};
use crate::courses::Fault;

/// How often a process says what it is still at, and looks for what nobody is at.
const EVERY: Duration = Duration::from_secs(3);
/// Rows taken over at once.
const MOST: u64 = 500;

/// Keeps this process's rows its own and takes over those of the dead, until the task is dropped. On SQLite there is nobody
/// else.
pub async fn keep_up(outbox: Outbox) {
    if outbox.inner.database.is_sqlite() {
        return;
    }
    loop {
        outbox.inner.clock.sleep(EVERY).await;
        let kept = renew(&outbox).await;
        let taken = take_over(&outbox).await;
        match (kept, taken) {
            (Ok(()), Ok(0)) => {}
            (Ok(()), Ok(rows)) => tracing::info!(rows, "sending what another process has left"),
            (Err(fault), _) | (_, Err(fault)) => {
                tracing::warn!(error = %fault, "the outbox could not be looked after");
            }
        }
    }
}

/// Says again of every row that has been in hand for a while that it is ours.
async fn renew(outbox: &Outbox) -> Result<(), Fault> {
    let now = outbox.inner.clock.now();
    let soon = now + LEASE / 2;
    let old: Vec<i64> = lock(&outbox.inner.in_hand)
        .iter()
        .filter(|(_, until)| **until < soon)
        .map(|(row, _)| *row)
        .collect();
    if old.is_empty() {
        return Ok(());
    }
    let (rows, until) = (old.clone(), now + LEASE);
    outbox
        .inner
        .ledger
        .write(move |tx| async move {
            outbox::Entity::update_many()
                .col_expr(outbox::Column::DueAt, Expr::value(until))
                .filter(outbox::COLUMN.id.is_in(rows))
                .exec(&*tx)
                .await?;
            Ok(())
        })
        .await?;
    let mut in_hand = lock(&outbox.inner.in_hand);
    for row in old {
        in_hand.entry(row).and_modify(|due| *due = until);
    }
    Ok(())
}

/// Takes the rows whose time is up and sends them.
pub async fn take_over(outbox: &Outbox) -> Result<usize, Fault> {
    let now = outbox.inner.clock.now();
    let left = outbox::Entity::find()
        .filter(outbox::COLUMN.due_at.lt(now))
        .order_by_asc(outbox::Column::Id)
        .limit(MOST)
        .all(&outbox.inner.database.read)
        .await?;
    let mut ours = Vec::new();
    for mut row in left {
        if lock(&outbox.inner.in_hand).contains_key(&row.id) {
            continue;
        }
        let (id, was, until) = (row.id, row.due_at, now + LEASE);
        let taken = outbox
            .inner
            .ledger
            .write(move |tx| async move {
                let taken = outbox::Entity::update_many()
                    .col_expr(outbox::Column::DueAt, Expr::value(until))
                    .filter(outbox::COLUMN.id.eq(id))
                    .filter(outbox::COLUMN.due_at.eq(was))
                    .exec(&*tx)
                    .await?;
                Ok(taken.rows_affected > 0)
            })
            .await?;
        if taken {
            row.due_at = until;
            ours.push(row);
        }
    }
    let count = ours.len();
    outbox.push(ours);
    Ok(count)
}
