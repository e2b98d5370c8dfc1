//! Whose a row is while it is being sent, when several processes share one PostgreSQL.
//!
//! A row belongs to the process that wrote it for as long as that process keeps saying so. One that has died says nothing
//! any more, and another takes its rows over. Taking over compares and sets, so one row goes to one process.

use std::collections::HashSet;
use std::time::Duration;

use chrono::{DateTime, SubsecRound, Utc};
use entity::outbox::{self, Lane};
use sea_orm::sea_query::{Expr, ExprTrait, Query};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::{LEASE, Outbox, lock};
use crate::courses::Fault;
use crate::courses::lease::{is_over, over};
use crate::transport::ledger::Tx;

/// How often a process says what it is still at, and looks for what nobody is at.
const EVERY: Duration = Duration::from_secs(3);
/// Leases made longer in one statement.
const AT_ONCE: usize = 1000;
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
/// for a while, or its clock went ahead and was put right – may be in another's hand: it is taken again by compare and set, or
/// left.
pub async fn is_ours(outbox: &Outbox, row: i64) -> bool {
    let inner = &outbox.inner;
    if inner.database.is_sqlite() || open_lease(outbox, row).is_none() {
        return true;
    }
    let _renewed = inner.renewing.lock().await;
    let Some(was) = open_lease(outbox, row) else {
        return true;
    };
    let now = inner.clock.now();
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

/// The lease of a row if it is over, or longer than a clock that goes right can have written.
fn open_lease(outbox: &Outbox, row: i64) -> Option<DateTime<Utc>> {
    let now = outbox.inner.clock.now();
    let until = lock(&outbox.inner.in_hand).get(&row).copied();
    until.filter(|until| *until <= now || is_over(*until, LEASE, now))
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
    let _renewing = outbox.inner.renewing.lock().await;
    let now = outbox.inner.clock.now();
    let soon = now + LEASE / 2;
    let old: Vec<(i64, DateTime<Utc>)> = lock(&outbox.inner.in_hand)
        .iter()
        .filter(|(_, until)| (now..soon).contains(*until))
        .map(|(row, until)| (*row, *until))
        .collect();
    for some in old.chunks(AT_ONCE) {
        let (held, until) = (some.to_vec(), lease_from(now));
        let write = move |tx: Tx| async move { Ok(extend(&*tx, held, until).await?) };
        let kept = outbox.inner.ledger.write(write).await?;
        let mut in_hand = lock(&outbox.inner.in_hand);
        for (row, was) in some.iter().filter(|(row, _)| kept.contains(row)) {
            let ours = in_hand.entry(*row);
            ours.and_modify(|due| {
                if due == was {
                    *due = until;
                }
            });
        }
    }
    Ok(())
}

/// Makes the leases longer that are still as they were written, and gives back whose they are. Whoever was stopped since it
/// looked at its clock finds another lease there, and leaves it.
async fn extend(
    db: &impl ConnectionTrait,
    held: Vec<(i64, DateTime<Utc>)>,
    until: DateTime<Utc>,
) -> Result<HashSet<i64>, DbErr> {
    let lease = [outbox::Column::Id, outbox::Column::DueAt].map(Expr::col);
    let mut update = Query::update();
    update
        .table(outbox::Entity)
        .value(outbox::Column::DueAt, until)
        .and_where(Expr::tuple(lease).in_tuples(held))
        .returning_col(outbox::Column::Id);
    let rows = db.query_all(&update).await?;
    rows.iter().map(|row| row.try_get("", "id")).collect()
}

/// In nobody's hand any more, and not put off.
fn is_free(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(outbox::COLUMN.lane.ne(Lane::PutOff))
        .add(over(outbox::Column::DueAt, LEASE, now))
}

/// Takes the rows whose time is up and sends them.
pub async fn take_over(outbox: &Outbox) -> Result<usize, Fault> {
    let now = outbox.inner.clock.now();
    let left = outbox::Entity::find()
        .filter(is_free(now))
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

#[cfg(test)]
mod tests {
    use sea_orm::{ConnectOptions, Database, DatabaseConnection, Set};

    use super::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(1_800_000_000 + second, 0).expect("an instant")
    }

    async fn table(leases: &[i64]) -> DatabaseConnection {
        let mut options = ConnectOptions::new("sqlite::memory:");
        options.max_connections(1).sqlx_logging(false);
        let db = Database::connect(options).await.expect("a database");
        migration::up(&db).await.expect("tables");
        let rows = leases.iter().map(|second| outbox::ActiveModel {
            chat_id: Set(7),
            lane: Set(Lane::Interactive),
            call: Set("{}".to_owned()),
            attempts: Set(1),
            due_at: Set(at(*second)),
            ..Default::default()
        });
        let insert = outbox::Entity::insert_many(rows);
        insert.exec_without_returning(&db).await.expect("rows");
        db
    }

    #[tokio::test]
    async fn a_lease_that_another_has_written_is_not_made_longer() {
        let db = table(&[10, 30]).await;
        // The second row was taken over while this process was stopped: it was ours until 10.
        let held = vec![(1, at(10)), (2, at(10))];
        let kept = extend(&db, held, at(18)).await.expect("an answer");
        assert_eq!(kept, HashSet::from([1]));
        let rows = outbox::Entity::find().order_by_asc(outbox::Column::Id);
        let rows = rows.all(&db).await.expect("rows");
        let leases: Vec<_> = rows.iter().map(|row| row.due_at).collect();
        assert_eq!(leases, [at(18), at(30)]);
    }

    #[tokio::test]
    async fn a_lease_of_a_clock_that_went_ahead_ends() {
        let db = table(&[-1, 0, 10, 69, 71, 3600]).await;
        let free = outbox::Entity::find().filter(is_free(at(0)));
        let free = free.order_by_asc(outbox::Column::Id).all(&db).await;
        let free: Vec<i64> = free.expect("rows").iter().map(|row| row.id).collect();
        assert_eq!(free, [1, 5, 6]);
    }
}
