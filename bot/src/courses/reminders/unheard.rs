//! A reminder that was said and has not been sent: it came to be too late for it.

use chrono::{DateTime, Utc};
use entity::reminder;
use entity::{CourseId, UserId, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// What was said at a look was a reminder of this course, and it is the newest.
///
/// # Errors
/// What the database says.
pub async fn is_newest(
    db: &impl ConnectionTrait,
    user: UserId,
    course: CourseId,
    told: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = reminder::Entity::find_by_id(user)
        .filter(reminder::COLUMN.course_id.eq(course))
        .filter(reminder::COLUMN.told_at.eq(told))
        .one(db)
        .await?;
    Ok(row.is_some())
}

/// Nobody has heard the reminder of this course that was said at `told`: it is said anew as soon as they may be written to, with what
/// holds then. Whoever looks at them next does so; it counts for that day. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn say_anew(
    db: &impl ConnectionTrait,
    user: UserId,
    course: CourseId,
    told: DateTime<Utc>,
) -> Result<(), DbErr> {
    take_back(db, user, course).await?;
    reminder::Entity::update_many()
        .col_expr(reminder::Column::AgainAt, Expr::value(told))
        .filter(reminder::COLUMN.user_id.eq(user))
        .filter(reminder::COLUMN.course_id.eq(course))
        .filter(reminder::COLUMN.told_at.eq(told))
        .exec(db)
        .await?;
    Ok(())
}

/// The newest reminder of this course is not said at all. If it was the last one, it has let the course rest, and nobody has heard so.
/// Who has stopped the course since, has stopped it. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn take_back(
    db: &impl ConnectionTrait,
    user: UserId,
    course: CourseId,
) -> Result<(), DbErr> {
    progress::Entity::update_many()
        .col_expr(progress::Column::IsPaused, Expr::value(false))
        .filter(progress::COLUMN.user_id.eq(user))
        .filter(progress::COLUMN.course_id.eq(course))
        .filter(progress::COLUMN.is_paused.eq(true))
        .filter(progress::COLUMN.is_stopped.eq(false))
        .exec(db)
        .await?;
    Ok(())
}
