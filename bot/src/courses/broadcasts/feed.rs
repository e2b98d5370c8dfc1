//! Handing an announcement on, a small portion at a time.
//!
//! One process has an announcement in hand: it holds the newest fence, and whatever it writes compares with that. A process
//! that was held up and has lost it writes nothing any more.

use chrono::{DateTime, TimeDelta, Utc};
use entity::broadcast::{self, State};
use entity::broadcast_recipient::{self as recipient, State as Standing};
use entity::{BroadcastId, UserId, course, user};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::audience::listening;
use crate::courses::lease::{self, is_over};

/// How many of an announcement stand in the outbox at once: a second's worth.
pub const MOST: i64 = 30;
/// How long an announcement belongs to a process that says nothing more.
pub const LEASE: TimeDelta = TimeDelta::seconds(10);

/// An announcement that a process has in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// Which.
    pub id: BroadcastId,
    /// The fence of that process.
    pub fence: i64,
}

/// Some of those who are to get it.
#[derive(Clone, Debug, PartialEq)]
pub struct Portion {
    /// The announcement, as it was before.
    pub row: broadcast::Model,
    /// The course it is about.
    pub course: course::Model,
    /// To whom it is sent now.
    pub people: Vec<user::Model>,
}

/// What there is to do for an announcement.
#[derive(Clone, Debug, PartialEq)]
pub enum Fed {
    /// These are handed on.
    Portion(Box<Portion>),
    /// Nothing at the moment.
    Nothing,
    /// It has just ended: its author is to be told.
    Over(Box<(broadcast::Model, course::Model)>),
}

/// Those that have not ended.
///
/// # Errors
/// What the database says.
pub async fn under_way(db: &impl ConnectionTrait) -> Result<Vec<broadcast::Model>, DbErr> {
    broadcast::Entity::find()
        .filter(broadcast::Column::EndedAt.is_null())
        .filter(broadcast::Column::State.ne(State::Draft))
        .order_by_asc(broadcast::Column::Id)
        .all(db)
        .await
}

/// In nobody's hand: never taken, or its lease is over.
pub fn is_free(row: &broadcast::Model, now: DateTime<Utc>) -> bool {
    row.claimed_until
        .is_none_or(|until| is_over(until, LEASE, now))
}

/// Takes one in hand that nobody has, and keeps one that this process has; `None`: another process has it. `held` is the
/// fence of this process, if it had it before; `is_alone`: there is no other process, whoever had it is dead.
///
/// # Errors
/// What the database says.
pub async fn hold(
    db: &impl ConnectionTrait,
    row: &broadcast::Model,
    held: Option<i64>,
    is_alone: bool,
    now: DateTime<Utc>,
) -> Result<Option<Held>, DbErr> {
    let is_ours = held == Some(row.fence);
    let fence = if is_ours { row.fence } else { row.fence + 1 };
    let mut taken = broadcast::Entity::update_many()
        .col_expr(broadcast::Column::Fence, Expr::value(fence))
        .col_expr(broadcast::Column::ClaimedUntil, Expr::value(now + LEASE))
        .filter(broadcast::COLUMN.id.eq(row.id))
        .filter(broadcast::COLUMN.fence.eq(row.fence));
    if !is_ours && !is_alone {
        taken = taken.filter(
            Condition::any()
                .add(broadcast::Column::ClaimedUntil.is_null())
                .add(lease::over(broadcast::Column::ClaimedUntil, LEASE, now)),
        );
    }
    let taken = taken.exec(db).await?.rows_affected > 0;
    Ok(taken.then_some(Held { id: row.id, fence }))
}

/// Hands on as many as there is room for, and notes it in the same transaction: the caller writes their messages there too.
/// The first goes alone; then twice as many stand in the outbox each time, up to [`MOST`]: what is wrong with it shows early.
///
/// # Errors
/// What the database says.
pub async fn portion(
    db: &impl ConnectionTrait,
    held: Held,
    (row, course): (broadcast::Model, course::Model),
    now: DateTime<Utc>,
) -> Result<Fed, DbErr> {
    if row.state == State::Stopped {
        return over(db, held, (row, course), now).await;
    }
    let room = std::cmp::min(MOST, row.settled() + 1) - row.in_flight();
    let Some(room) = u64::try_from(room).ok().filter(|room| *room > 0) else {
        return Ok(Fed::Nothing);
    };
    if row.state != State::Running {
        return Ok(Fed::Nothing);
    }
    let next: Vec<UserId> = recipient::Entity::find()
        .select_only()
        .column(recipient::Column::UserId)
        .filter(recipient::COLUMN.broadcast_id.eq(held.id))
        .filter(recipient::COLUMN.user_id.gt(UserId(row.fed_to)))
        .order_by_asc(recipient::Column::UserId)
        .limit(room)
        .into_tuple()
        .all(db)
        .await?;
    if next.is_empty() {
        return over(db, held, (row, course), now).await;
    }
    hand_on(db, held, (row, course), &next, now).await
}

async fn hand_on(
    db: &impl ConnectionTrait,
    held: Held,
    (row, course): (broadcast::Model, course::Model),
    next: &[UserId],
    now: DateTime<Utc>,
) -> Result<Fed, DbErr> {
    let known = user::Entity::find()
        .filter(user::COLUMN.id.is_in(next.iter().copied()))
        .order_by_asc(user::Column::Id)
        .all(db)
        .await?;
    let (reachable, _): (Vec<_>, Vec<_>) = known.into_iter().partition(|user| user.is_active);
    let listening = listening(db, course.id, next).await?;
    let (people, unwanted): (Vec<_>, Vec<_>) = reachable
        .into_iter()
        .partition(|user| user.hears_announcements && listening.contains(&user.id));
    let ids = |people: &[user::Model]| people.iter().map(|user| user.id).collect::<Vec<_>>();
    let (sent, unwanted) = (ids(&people), ids(&unwanted));
    let is_lost = |id: &UserId| !sent.contains(id) && !unwanted.contains(id);
    let lost: Vec<UserId> = next.iter().copied().filter(is_lost).collect();
    if !moved_on(db, held, &row, next, now).await? {
        return Ok(Fed::Nothing);
    }
    for (people, state) in [
        (&sent, Standing::Queued),
        (&lost, Standing::Blocked),
        (&unwanted, Standing::Unwanted),
    ] {
        stand(db, held.id, people, state).await?;
    }
    let portion = Portion {
        row,
        course,
        people,
    };
    Ok(Fed::Portion(Box::new(portion)))
}

/// Moves the mark up to which it has been handed on; tells whether it did: nobody has taken it over, held it up or moved
/// the mark meanwhile.
async fn moved_on(
    db: &impl ConnectionTrait,
    held: Held,
    row: &broadcast::Model,
    next: &[UserId],
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    use broadcast::Column::{ClaimedUntil, FedTo, Queued};
    let mark = next.last().map_or(row.fed_to, |last| last.0);
    let queued = i64::try_from(next.len()).unwrap_or(i64::MAX);
    let moved = broadcast::Entity::update_many()
        .col_expr(FedTo, Expr::value(mark))
        .col_expr(Queued, Expr::col(Queued).add(queued))
        .col_expr(ClaimedUntil, Expr::value(now + LEASE))
        .filter(broadcast::COLUMN.id.eq(held.id))
        .filter(broadcast::COLUMN.fence.eq(held.fence))
        .filter(broadcast::COLUMN.fed_to.eq(row.fed_to))
        .filter(broadcast::COLUMN.state.eq(State::Running))
        .exec(db)
        .await?;
    Ok(moved.rows_affected > 0)
}

async fn stand(
    db: &impl ConnectionTrait,
    id: BroadcastId,
    people: &[UserId],
    state: Standing,
) -> Result<(), DbErr> {
    if people.is_empty() {
        return Ok(());
    }
    recipient::Entity::update_many()
        .col_expr(recipient::Column::State, Expr::value(state))
        .filter(recipient::COLUMN.broadcast_id.eq(id))
        .filter(recipient::COLUMN.user_id.is_in(people.iter().copied()))
        .exec(db)
        .await?;
    Ok(())
}

/// Nobody is left to be handed on: when nobody stands in the outbox any more either, it has ended.
async fn over(
    db: &impl ConnectionTrait,
    held: Held,
    (mut row, course): (broadcast::Model, course::Model),
    now: DateTime<Utc>,
) -> Result<Fed, DbErr> {
    if row.in_flight() > 0 {
        return Ok(Fed::Nothing);
    }
    let state = match row.state {
        State::Stopped => State::Stopped,
        _ => State::Done,
    };
    let ended = broadcast::Entity::update_many()
        .col_expr(broadcast::Column::State, Expr::value(state))
        .col_expr(broadcast::Column::EndedAt, Expr::value(now))
        .filter(broadcast::COLUMN.id.eq(held.id))
        .filter(broadcast::COLUMN.fence.eq(held.fence))
        .filter(broadcast::COLUMN.state.eq(row.state))
        .filter(broadcast::Column::EndedAt.is_null())
        .exec(db)
        .await?;
    if ended.rows_affected == 0 {
        return Ok(Fed::Nothing);
    }
    (row.state, row.ended_at) = (state, Some(now));
    Ok(Fed::Over(Box::new((row, course))))
}

/// Notes that its author is shown how far it has come, as `row` says; `false`: somebody has held it up or gone on with it
/// meanwhile, and that is to be shown instead.
///
/// # Errors
/// What the database says.
pub async fn told(
    db: &impl ConnectionTrait,
    held: Held,
    row: &broadcast::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let told = broadcast::Entity::update_many()
        .col_expr(broadcast::Column::ToldAt, Expr::value(now))
        .filter(broadcast::COLUMN.id.eq(held.id))
        .filter(broadcast::COLUMN.fence.eq(held.fence))
        .filter(broadcast::COLUMN.state.eq(row.state))
        .exec(db)
        .await?;
    Ok(told.rows_affected > 0)
}

#[cfg(test)]
mod tests;
