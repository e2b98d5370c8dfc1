//! Telling learners that questions wait for them: at most once a day over all courses, between eight in the morning and nine
//! in the evening, UTC.
//!
//! Each learner who wants review in some course is looked at when their next card comes, and at least once a day. That somebody
//! was told is written in one statement that compares and sets, in the transaction that tells them: two processes do not tell twice.

use chrono::{DateTime, TimeDelta, Timelike, Utc};
use entity::{CourseId, UserId, chat, review_call, user};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::{A_DAY, Review, day_of};
use crate::courses::outline::Shelf;
use crate::courses::progress::Walk;
use crate::courses::refusal::{Failure, Fault};
use crate::courses::wakes::Due;

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

/// When people are told next, if not now.
fn daytime_from(now: DateTime<Utc>) -> DateTime<Utc> {
    if now.hour() < MORNING {
        day_of(now) + TimeDelta::hours(MORNING.into())
    } else if is_daytime(now) {
        now
    } else {
        next_morning(now)
    }
}

/// Says whether a learner is to be told that questions wait for them, and when to ask again. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn call(
    db: &impl ConnectionTrait,
    shelf: &Shelf,
    who: UserId,
    now: DateTime<Utc>,
) -> Result<Due<Call>, Failure> {
    let Some(row) = review_call::Entity::find_by_id(who).one(db).await? else {
        return Ok(Due::NOTHING);
    };
    let not_before = daytime_from(row.next_at.max(now));
    if not_before > now {
        return Ok(Due::later(not_before));
    }
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
        return Ok(Due::later(next_at));
    }
    let chat = chat::Entity::find_by_id(who.0).one(db).await?;
    let latest = review.walk.latest(db).await?;
    let under_way = latest.filter(|(row, _)| row.finished_at.is_none());
    let call = Call {
        user,
        waiting,
        live: chat.and_then(|chat| chat.live_message_id),
        course: under_way.map(|(row, _)| row.course_id),
    };
    Ok(Due {
        now: Some(call),
        next: Some(next_at),
    })
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

/// When the next card comes, if people are still told then, otherwise the next morning.
fn later_today(now: DateTime<Utc>, next: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let today = |at: &DateTime<Utc>| day_of(*at) == day_of(now) && is_daytime(*at) && *at > now;
    next.filter(today).unwrap_or_else(|| next_morning(now))
}
