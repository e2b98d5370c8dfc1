//! Telling learners that questions wait for them: at most once a day over all courses, in their rhythm.
//!
//! Each learner who wants review in some course is looked at when their next card comes, and at least once a day. That somebody
//! was told is written in one statement that compares and sets, in the transaction that tells them: two processes do not tell twice.

use chrono::{DateTime, Utc};
use entity::{CourseId, chat, review_call, user};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::{A_DAY, Review};
use crate::courses::refusal::Failure;
use crate::courses::wakes::{Due, Learner};

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

/// Says whether a learner is to be told that questions wait for them, and when to ask again. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn call(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
) -> Result<Due<Box<Call>>, Failure> {
    let (who, now) = (learner.user.id, learner.now);
    let Some(row) = review_call::Entity::find_by_id(who).one(db).await? else {
        return Ok(Due::NOTHING);
    };
    let Some(turn) = learner.turn(row.next_at.max(learner.free_at)) else {
        return Ok(Due::NOTHING);
    };
    if turn > now {
        return Ok(Due::later(turn));
    }
    let review = Review {
        walk: learner.walk(),
        zone: learner.rhythm.zone,
    };
    // Who wants it nowhere any more has no card that is due, and may want it again tomorrow.
    let wanted = review.wanted(db).await?;
    let due = u64::try_from(review.due(db, &wanted).await?.len()).unwrap_or(0);
    let rest = review.rest(db).await?;
    let waiting = due.min(A_DAY.saturating_sub(rest.today));
    let is_told = waiting > 0;
    // Who was told is not looked at again on the same day.
    let next_at = if due > 0 {
        learner.tomorrow()
    } else {
        later_today(learner, rest.next_at)
    };
    if !noted(db, &row, next_at, is_told.then_some(now)).await? || !is_told {
        return Ok(Due::later(next_at));
    }
    let chat = chat::Entity::find_by_id(who.0).one(db).await?;
    let latest = review.walk.latest(db).await?;
    let under_way = latest.filter(|(row, _)| row.finished_at.is_none());
    let call = Call {
        user: learner.user.clone(),
        waiting,
        live: chat.and_then(|chat| chat.live_message_id),
        course: under_way.map(|(row, _)| row.course_id),
    };
    Ok(Due {
        now: Some(Box::new(call)),
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

/// When the next card comes, if that is today, otherwise the next day.
fn later_today(learner: &Learner<'_>, next: Option<DateTime<Utc>>) -> DateTime<Utc> {
    let tomorrow = learner.tomorrow();
    let today = |at: &DateTime<Utc>| *at > learner.now && *at < tomorrow;
    next.filter(today).unwrap_or(tomorrow)
}
