//! Telling learners that questions wait for them: at most once a day over all courses, between eight in the morning and nine
//! in the evening, UTC.
//!
//! Each learner who wants review in some course is looked at when it is time, and at least once a day. That somebody was told
//! is written in one statement that compares and sets, in the transaction that tells them: two processes do not tell twice.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use entity::{CourseId, UserId, chat, review_call, user};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::{A_DAY, Review, day_of};
use crate::courses::outline::Shelf;
use crate::courses::progress::Walk;
use crate::courses::refusal::{Failure, Fault};

/// From which hour people are told, UTC.
const MORNING: u32 = 8;
/// Until which hour, UTC.
const EVENING: u32 = 21;

/// Somebody who is to be told.
#[derive(Clone, Debug, PartialEq)]
pub struct Call {
    /// Who.
    pub user: user::Model,
    /// How many cards wait, of those that come by themselves: 1 to [`A_DAY`].
    pub waiting: u64,
    /// The message of their chat with the live keyboard.
    pub live: Option<i32>,
    /// The course they were in last, if they have not finished it: that message was perhaps their way on in it.
    pub course: Option<CourseId>,
}

/// The next morning on which people are told, on another day than `now`.
pub(super) fn next_morning(now: DateTime<Utc>) -> DateTime<Utc> {
    day_of(now) + TimeDelta::days(1) + TimeDelta::hours(MORNING.into())
}

/// Whether people are told at this hour.
fn is_daytime(now: DateTime<Utc>) -> bool {
    (MORNING..EVENING).contains(&now.hour())
}

/// Those whom it is time to look at, at most so many, the longest waiting first; nobody at night.
///
/// # Errors
/// What the database says.
pub async fn to_look_at(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
    most: u64,
) -> Result<Vec<UserId>, DbErr> {
    if !is_daytime(now) {
        return Ok(Vec::new());
    }
    let rows = review_call::Entity::find()
        .filter(review_call::COLUMN.next_at.lte(now))
        .order_by_asc(review_call::Column::NextAt)
        .order_by_asc(review_call::Column::UserId)
        .limit(most)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| row.user_id).collect())
}

/// Looks at one of them: says what they are to be told, and when they are looked at again. `None`: there is nothing to be
/// told. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn call(
    db: &impl ConnectionTrait,
    shelf: &Shelf,
    who: UserId,
    now: DateTime<Utc>,
) -> Result<Option<Call>, Failure> {
    let row = review_call::Entity::find_by_id(who).one(db).await?;
    let Some(row) = row.filter(|row| row.next_at <= now && is_daytime(now)) else {
        return Ok(None);
    };
    let user = user::Entity::find_by_id(who).one(db).await?;
    let user = user.ok_or(Fault::Broken("somebody is called who is not there"))?;
    let review = Review {
        walk: Walk {
            shelf,
            user: who,
            now,
        },
    };
    // Who wants it nowhere any more has no card that is due, and may want it again tomorrow.
    let wanted = review.wanted(db).await?;
    let due = u64::try_from(review.due(db, &wanted).await?.len()).unwrap_or(0);
    let rest = review.rest(db).await?;
    let waiting = due.min(A_DAY.saturating_sub(rest.today));
    let is_told = waiting > 0 && user.is_active;
    // Who was told is not looked at again on the same day.
    let next_at = if due > 0 {
        next_morning(now)
    } else {
        later_today(now, rest.next_at)
    };
    if !noted(db, &row, next_at, is_told.then_some(now)).await? || !is_told {
        return Ok(None);
    }
    let chat = chat::Entity::find_by_id(who.0).one(db).await?;
    let latest = review.walk.latest(db).await?;
    let under_way = latest.filter(|(row, _)| row.finished_at.is_none());
    Ok(Some(Call {
        user,
        waiting,
        live: chat.and_then(|chat| chat.live_message_id),
        course: under_way.map(|(row, _)| row.course_id),
    }))
}

/// Writes when somebody is looked at again, and that they are told, if nobody else has looked at them since; tells whether
/// it did.
async fn noted(
    db: &impl ConnectionTrait,
    row: &review_call::Model,
    next_at: DateTime<Utc>,
    told_at: Option<DateTime<Utc>>,
) -> Result<bool, DbErr> {
    let mut noted = review_call::Entity::update_many()
        .col_expr(review_call::Column::NextAt, Expr::value(next_at))
        .filter(review_call::COLUMN.user_id.eq(row.user_id))
        .filter(review_call::COLUMN.next_at.eq(row.next_at));
    if told_at.is_some() {
        noted = noted.col_expr(review_call::Column::ToldAt, Expr::value(told_at));
    }
    Ok(noted.exec(db).await?.rows_affected > 0)
}

/// Looks at somebody again the next morning: for whom it went wrong, so that they keep nobody waiting.
///
/// # Errors
/// What the database says.
pub async fn put_off(
    db: &impl ConnectionTrait,
    who: UserId,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    review_call::Entity::update_many()
        .col_expr(review_call::Column::NextAt, Expr::value(next_morning(now)))
        .filter(review_call::COLUMN.user_id.eq(who))
        .exec(db)
        .await?;
    Ok(())
}

/// When the next card comes, if people are still told then, otherwise the next morning.
fn later_today(now: DateTime<Utc>, next: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let today = |at: &DateTime<Utc>| day_of(*at) == day_of(now) && is_daytime(*at) && *at > now;
    next.filter(today).unwrap_or_else(|| next_morning(now))
}
