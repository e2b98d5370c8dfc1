//! Taking due wakes in hand, and being done with them.

use chrono::{DateTime, TimeDelta, Utc};
use entity::UserId;
use entity::wake::{self, State};
use sea_orm::sea_query::{Expr, ExprTrait, LockBehavior, LockType};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, UpdateMany,
};

use crate::courses::lease::over;

/// How long a wake belongs to whoever has taken it in hand.
const LEASE: TimeDelta = TimeDelta::seconds(20);
/// After so many failed looks a wake is given up.
const TRIES: i32 = 8;

/// So many are looked at anew in one transaction.
const PORTION: u64 = 1000;
/// How long after one such portion the next has its turn: whose time comes meanwhile is not kept waiting by all the others.
const APART: TimeDelta = TimeDelta::seconds(5);

/// A wake in hand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Claimed {
    /// Whose it is.
    pub user: UserId,
    /// Whoever holds it holds this number.
    pub fence: i64,
    /// UTC; since when it is due.
    pub due_at: DateTime<Utc>,
    /// How many looks have failed.
    pub attempts: i32,
}

/// How far those have come who are looked at anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anew {
    /// The last of them.
    user: UserId,
    /// UTC; when they have their turn.
    at: DateTime<Utc>,
}

/// What became of a wake whose look has failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failed {
    /// It comes again.
    Again,
    /// That was the last try.
    GivenUp,
    /// It is in another's hand.
    TakenOver,
}

/// Takes those in hand that have waited longest, at most so many, and gives them back in the order of their ids. Two processes
/// never take the same one. With `is_alone` there is no other process: whatever is in somebody's hand was left by one that has
/// ended.
///
/// # Errors
/// What the database says.
pub async fn claim(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    is_alone: bool,
    most: u64,
) -> Result<Vec<Claimed>, DbErr> {
    let mut due = wake::Entity::find()
        .filter(wake::COLUMN.state.eq(State::Waiting))
        .filter(wake::COLUMN.due_at.lte(now));
    if !is_alone {
        due = due.filter(free(now));
    }
    let mut rows = due
        .order_by_asc(wake::Column::DueAt)
        .limit(most)
        .lock_with_behavior(LockType::Update, LockBehavior::SkipLocked)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    // Whoever writes several wakes does so in the order of their ids, here as in `wake_course` and `look_anew`: so looks that are
    // settled in one commit wait for nobody who waits for them. A press among them that wakes its learner, or a look that comes to
    // its turn late, may stand out of order: then one of the two gives in and is done again.
    rows.sort_by_key(|row| row.user_id);
    wake::Entity::update_many()
        .col_expr(wake::Column::ClaimedUntil, Expr::value(now + LEASE))
        .col_expr(wake::Column::Fence, next_fence())
        .filter(
            wake::COLUMN
                .user_id
                .is_in(rows.iter().map(|row| row.user_id)),
        )
        .exec(db)
        .await?;
    let claimed = rows.into_iter().map(|row| Claimed {
        user: row.user_id,
        fence: row.fence + 1,
        due_at: row.due_at,
        attempts: row.attempts,
    });
    Ok(claimed.collect())
}

/// In nobody's hand.
fn free(now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(wake::COLUMN.claimed_until.is_null())
        .add(over(wake::Column::ClaimedUntil, LEASE, now))
}

/// Done with a look, in the transaction that stores what came of it: the learner is looked at again at `next`, or when
/// somebody wakes them. `false`: it is in another's hand, or there is something new to look at, and nothing of this look may be
/// stored.
///
/// # Errors
/// What the database says.
pub async fn settle(
    db: &impl ConnectionTrait,
    claimed: &Claimed,
    next: Option<DateTime<Utc>>,
) -> Result<bool, DbErr> {
    let state = if next.is_some() {
        State::Waiting
    } else {
        State::Asleep
    };
    let settled = held(claimed)
        .col_expr(wake::Column::State, Expr::value(state))
        .col_expr(
            wake::Column::DueAt,
            Expr::value(next.unwrap_or(claimed.due_at)),
        )
        .col_expr(wake::Column::Attempts, Expr::value(0))
        .col_expr(wake::Column::Reason, Expr::value(None::<String>))
        .exec(db)
        .await?;
    Ok(settled.rows_affected > 0)
}

/// The clock was put back to `now`: whoever waits is looked at anew, since what they wait for was reckoned by a clock that went
/// ahead, and hours that it left out come after all. Nothing is said again by that. In portions, so that nobody waits for a
/// statement about everybody: those behind `after`, in the order of their ids; and each portion a little after the one before, so
/// that nobody who is due stands behind everybody. Who comes before their portion anyway does so. Gives back how far it has come;
/// `None`: that was everybody.
///
/// # Errors
/// What the database says.
pub async fn look_anew(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    after: Option<Anew>,
) -> Result<Option<Anew>, DbErr> {
    let behind = after.map(|after| wake::COLUMN.user_id.gt(after.user));
    let at = after.map_or(now, |after| after.at + APART);
    let users: Vec<UserId> = wake::Entity::find()
        .select_only()
        .column(wake::Column::UserId)
        .filter(wake::COLUMN.state.eq(State::Waiting))
        .filter(wake::COLUMN.due_at.gt(at))
        .filter(Condition::all().add_option(behind))
        .order_by_asc(wake::Column::UserId)
        .limit(PORTION)
        .lock_exclusive()
        .into_tuple()
        .all(db)
        .await?;
    let last = users.last().map(|user| Anew { user: *user, at });
    wake::Entity::update_many()
        .col_expr(wake::Column::DueAt, Expr::value(at))
        .col_expr(wake::Column::Fence, next_fence())
        .col_expr(
            wake::Column::ClaimedUntil,
            Expr::value(None::<DateTime<Utc>>),
        )
        .filter(wake::COLUMN.user_id.is_in(users))
        .exec(db)
        .await?;
    Ok(last)
}

/// Puts a wake back as it was, to be taken in hand again: nothing is wrong with it.
///
/// # Errors
/// What the database says.
pub async fn put_back(db: &impl ConnectionTrait, claimed: &Claimed) -> Result<(), DbErr> {
    held(claimed).exec(db).await?;
    Ok(())
}

/// Remembers that a look has failed: it is tried again after a pause that grows, and given up at last.
///
/// # Errors
/// What the database says.
pub async fn failed(
    db: &impl ConnectionTrait,
    claimed: &Claimed,
    now: DateTime<Utc>,
    reason: String,
) -> Result<Failed, DbErr> {
    let attempts = claimed.attempts + 1;
    let is_last = attempts >= TRIES;
    let state = if is_last {
        State::GivenUp
    } else {
        State::Waiting
    };
    // What is given up is due no more: it says since when.
    let due_at = if is_last { now } else { now + pause(attempts) };
    let noted = held(claimed)
        .col_expr(wake::Column::State, Expr::value(state))
        .col_expr(wake::Column::DueAt, Expr::value(due_at))
        .col_expr(wake::Column::Attempts, Expr::value(attempts))
        .col_expr(wake::Column::Reason, Expr::value(reason))
        .exec(db)
        .await?;
    Ok(match (noted.rows_affected, is_last) {
        (0, _) => Failed::TakenOver,
        (_, true) => Failed::GivenUp,
        (_, false) => Failed::Again,
    })
}

/// A change of a wake that is still in the same hand, and lets it go.
fn held(claimed: &Claimed) -> UpdateMany<wake::Entity> {
    wake::Entity::update_many()
        .col_expr(
            wake::Column::ClaimedUntil,
            Expr::value(None::<DateTime<Utc>>),
        )
        .col_expr(wake::Column::Fence, next_fence())
        .filter(wake::COLUMN.user_id.eq(claimed.user))
        .filter(wake::COLUMN.fence.eq(claimed.fence))
}

fn next_fence() -> Expr {
    Expr::col(wake::Column::Fence).add(1)
}

/// The pause before the next look: it doubles from half a minute up to half an hour.
fn pause(attempts: i32) -> TimeDelta {
    let times = u32::try_from(attempts).unwrap_or(1).clamp(1, 7) - 1;
    TimeDelta::seconds(30 * i64::from(2_u32.pow(times))).min(TimeDelta::minutes(30))
}

#[cfg(test)]
mod tests;
