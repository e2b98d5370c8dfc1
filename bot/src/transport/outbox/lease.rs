//! Whose a row is while it is being sent, when several processes share one PostgreSQL.
//!
//! A row belongs to the process that wrote it for as long as that process keeps saying so. One that has died says nothing
//! any more, and another takes its rows over. Taking over compares and sets, so one row goes to one process.

use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
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

/// Whether a row is still this process's own, asked before each of its calls. One whose time is up – the process was stopped
/// for a while – may be in another's hand: it is taken again by compare and set, or left.
pub async fn is_ours(outbox: &Outbox, row: i64) -> bool {
    let inner = &outbox.inner;
    let (now, until) = (inner.clock.now(), lock(&inner.in_hand).get(&row).copied());
    let Some(was) = until.filter(|until| *until <= now && !inner.database.is_sqlite()) else {
        return true;
    };
    match take(outbox, row, was, lease_from(now)).await {
        Ok(true) => {
            lock(&inner.in_hand).insert(row, lease_from(now));
            true
        }
        Ok(false) => {
            lock(&inner.in_hand).remove(&row);
            tracing::debug!(outbox.id = row, "a row of the outbox was taken over");
            false
        }
        Err(fault) => {
            // Whoever has it sends it; if nobody has, it is taken over when its time is up.
            tracing::warn!(outbox.id = row, error = %fault, "whose a row is could not be asked");
            lock(&inner.in_hand).remove(&row);
            false
        }
    }
}

/// UTC; until when a row belongs to who takes it now, as exactly as PostgreSQL keeps it.
fn lease_from(now: DateTime<Utc>) -> DateTime<Utc> {
    (now + LEASE).trunc_subsecs(6)
}

/// Takes a row that is still due when it was. `false`: another was quicker, or it is done.
async fn take(
    outbox: &Outbox,
    id: i64,
    was: DateTime<Utc>,
    until: DateTime<Utc>,
) -> Result<bool, Fault> {
    let taken = outbox.inner.ledger.write(move |tx| async move {
        let taken = outbox::Entity::update_many()
            .col_expr(outbox::Column::DueAt, Expr::value(until))
            .filter(outbox::COLUMN.id.eq(id))
            .filter(outbox::COLUMN.due_at.eq(was))
            .exec(&*tx)
            .await?;
        Ok(taken.rows_affected > 0)
    });
    taken.await
}

/// Says again of every row that has been in hand for a while that it is ours. Not of those whose time is up: see [`is_ours`].
async fn renew(outbox: &Outbox) -> Result<(), Fault> {
    let now = outbox.inner.clock.now();
    let soon = now + LEASE / 2;
    let old: Vec<i64> = lock(&outbox.inner.in_hand)
        .iter()
        .filter(|(_, until)| (now..soon).contains(*until))
        .map(|(row, _)| *row)
        .collect();
    if old.is_empty() {
        return Ok(());
    }
    let (rows, until) = (old.clone(), lease_from(now));
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
        let until = lease_from(now);
        if take(outbox, row.id, row.due_at, until).await? {
            row.due_at = until;
            ours.push(row);
        }
    }
    let count = ours.len();
    outbox.push_left(ours);
    Ok(count)
}
