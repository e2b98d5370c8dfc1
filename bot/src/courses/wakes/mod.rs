//! When the bot looks at a learner by itself.
//!
//! Each learner has one wake: the instant at which it is looked what is due for them. What that is is never stored with it; it
//! follows from the facts when the wake comes (`look`). So an edit of a course has no plans to rewrite, and an outage leaves one
//! wake for each learner, however long it was.
//!
//! A wake is taken in hand with a fence (`claim`): whoever was taken over, or looked at facts that have changed since, finds
//! another number and stores nothing.

mod claim;
mod due;
mod learner;
mod leave;
mod look;
mod seen;

use chrono::{DateTime, Utc};
use entity::wake::{self, State};
use entity::{CourseId, UserId, user_course_progress as progress};
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, OnConflict, Query};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
    QueryOrder, QuerySelect, QueryTrait,
};

pub use claim::{Claimed, Failed, claim, failed, look_anew, put_back, settle};
pub use due::Due;
pub use learner::Learner;
pub(in crate::courses) use learner::PUT_BACK;
pub use leave::{Leave, Unasked, leaves_at, leaves_late, may_leave};
pub use look::{BETWEEN, Looking, Say, look};
pub use seen::latest_seen;

/// The learner is to be looked at not later than `at` (UTC): an earlier instant that is stored stays. A look that is under way
/// stores nothing, since it may have missed what this is about. In the caller's transaction. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn wake(db: &impl ConnectionTrait, user: UserId, at: DateTime<Utc>) -> Result<(), DbErr> {
    let row = wake::ActiveModel {
        user_id: Set(user),
        due_at: Set(at),
        ..Default::default()
    };
    wake::Entity::insert(row)
        .on_conflict(not_later())
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The same for everybody in a course, in one statement: after an edit of what comes by itself in it.
///
/// # Errors
/// What the database says.
pub async fn wake_course(
    db: &impl ConnectionTrait,
    course: CourseId,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let inside = progress::Entity::find()
        .select_only()
        .column(progress::Column::UserId)
        .expr(Expr::value(at))
        .filter(progress::COLUMN.course_id.eq(course))
        // In one order everywhere, so that two who wake the same learners never wait for each other in a ring.
        .order_by_asc(progress::Column::UserId)
        .into_query();
    let mut insert = Query::insert();
    insert
        .into_table(wake::Entity)
        .columns([wake::Column::UserId, wake::Column::DueAt])
        .on_conflict(not_later());
    insert
        .select_from(inside)
        .map_err(|error| DbErr::Custom(error.to_string()))?;
    db.execute(&insert).await?;
    Ok(())
}

/// What becomes of a wake that is there when another is put in.
fn not_later() -> OnConflict {
    let stored = |column| Expr::col((wake::Entity, column));
    let new = Expr::col(("excluded", wake::Column::DueAt));
    let waiting = State::Waiting.to_value();
    let is_earlier = stored(wake::Column::State)
        .eq(waiting)
        .and(stored(wake::Column::DueAt).lte(new.clone()));
    let due_at = CaseStatement::new()
        .case(is_earlier, stored(wake::Column::DueAt))
        .finally(new.clone());
    OnConflict::column(wake::Column::UserId)
        .value(wake::Column::DueAt, due_at)
        .value(wake::Column::Fence, stored(wake::Column::Fence).add(1))
        .value(
            wake::Column::ClaimedUntil,
            Expr::value(None::<DateTime<Utc>>),
        )
        .value(wake::Column::State, waiting)
        .value(wake::Column::Attempts, 0)
        .value(wake::Column::Reason, Expr::value(None::<String>))
        .action_and_where(
            stored(wake::Column::State)
                .ne(waiting)
                .or(stored(wake::Column::DueAt).gt(new))
                .or(stored(wake::Column::ClaimedUntil).is_not_null()),
        )
        .to_owned()
}
