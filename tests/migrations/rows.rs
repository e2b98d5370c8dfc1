//! Rows to try the constraints with.

use anyhow::ensure;
use entity::{CourseId, StepId, UserId, course, step, user, user_course_progress as progress};
use sea_orm::{ActiveValue::Set, DatabaseConnection, DbErr, EntityTrait};

/// Puts a row in, or says why not.
pub async fn add_user(
    db: &DatabaseConnection,
    id: i64,
    username: Option<&str>,
) -> Result<(), DbErr> {
    let row = user::ActiveModel {
        id: Set(UserId(id)),
        first_name: Set("Amina".to_owned()),
        username: Set(username.map(str::to_owned)),
        ..Default::default()
    };
    user::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Puts a row in, or says why not.
pub async fn add_course(
    db: &DatabaseConnection,
    id: i64,
    slug: &str,
    title: &str,
) -> Result<(), DbErr> {
    let row = course::ActiveModel {
        id: Set(CourseId(id)),
        slug: Set(slug.to_owned()),
        title: Set(title.to_owned()),
        author_id: Set(Some(UserId(1))),
        revision: Set(1),
        ..Default::default()
    };
    course::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Puts a row in, or says why not.
pub async fn add_step(
    db: &DatabaseConnection,
    id: i64,
    course: i64,
    slug: &str,
    position: i32,
    title: &str,
) -> Result<(), DbErr> {
    let row = step::ActiveModel {
        id: Set(StepId(id)),
        course_id: Set(CourseId(course)),
        slug: Set(slug.to_owned()),
        position: Set(position),
        title: Set(title.to_owned()),
        ..Default::default()
    };
    step::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Puts a row in, or says why not.
pub async fn enrol(
    db: &DatabaseConnection,
    user: i64,
    course: i64,
    step: Option<i64>,
) -> Result<(), DbErr> {
    let row = progress::ActiveModel {
        user_id: Set(UserId(user)),
        course_id: Set(CourseId(course)),
        current_step_id: Set(step.map(StepId)),
        ..Default::default()
    };
    progress::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(drop)
}

/// Fails unless the row was refused.
///
/// # Errors
/// That it was not.
pub fn refused(what: &str, result: Result<(), DbErr>) -> anyhow::Result<()> {
    ensure!(result.is_err(), "{what} is not refused");
    Ok(())
}

/// One course with two steps and one learner.
pub async fn furnish(db: &DatabaseConnection) -> Result<(), DbErr> {
    add_user(db, 1, Some("grace")).await?;
    add_user(db, 2, None).await?;
    add_course(db, 1, "first-aid", "First aid").await?;
    add_step(db, 1, 1, "one", 10, "One").await?;
    add_step(db, 2, 1, "two", 20, "Two").await?;
    enrol(db, 2, 1, Some(1)).await
}
