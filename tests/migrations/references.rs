//! Foreign keys: what may point where, and what goes along with what.

use anyhow::{Context, ensure};
use entity::role::Role;
use entity::{
    CourseId, StepId, UserId, course, step, user, user_course_progress as progress, user_role,
};
use sea_orm::{ActiveValue::Set, DatabaseConnection, DbErr, EntityTrait};

use super::open;
use super::rows::{add_step, enrol, furnish, refused};
use crate::harness::Base;

/// Nothing points at what is not there; what goes takes its own along, and nothing else.
pub async fn foreign_keys(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    refused(
        "a step of no course",
        add_step(&db, 9, 99, "nine", 90, "Nine").await,
    )?;
    refused("a learner in no course", enrol(&db, 1, 99, None).await)?;
    refused("nobody in a course", enrol(&db, 99, 1, None).await)?;
    refused("a learner on no step", enrol(&db, 1, 1, Some(99)).await)?;
    hold(&db, 1, None).await?;
    hold(&db, 2, Some(1)).await?;
    refused("a role of nobody", hold(&db, 99, None).await)?;
    refused("a role in no course", hold(&db, 2, Some(99)).await)?;
    refused("a role held twice", hold(&db, 1, None).await)?;
    refused("a role held twice in a course", hold(&db, 2, Some(1)).await)?;
    let place = || progress::Entity::find_by_id((UserId(2), CourseId(1))).one(&db);

    step::Entity::delete_by_id(StepId(1)).exec(&db).await?;
    let row = place()
        .await?
        .context("the learner is still in the course")?;
    ensure!(
        row.current_step_id.is_none(),
        "the learner stands on a step that is gone"
    );

    user::Entity::delete_by_id(UserId(1)).exec(&db).await?;
    let course = course::Entity::find_by_id(CourseId(1)).one(&db).await?;
    let course = course.context("the course outlives its author")?;
    ensure!(
        course.author_id.is_none(),
        "the course names an author who is gone"
    );
    let held = user_role::Entity::find().all(&db).await?;
    ensure!(
        held.len() == 1 && held[0].user_id == UserId(2),
        "a role outlives its holder: {held:?}"
    );

    course::Entity::delete_by_id(CourseId(1)).exec(&db).await?;
    ensure!(
        step::Entity::find().one(&db).await?.is_none(),
        "a step outlives its course"
    );
    ensure!(place().await?.is_none(), "an enrolment outlives its course");
    ensure!(
        user_role::Entity::find().one(&db).await?.is_none(),
        "a role outlives its course"
    );

    add_course_without_author(&db).await?;
    enrol(&db, 2, 5, None).await?;
    user::Entity::delete_by_id(UserId(2)).exec(&db).await?;
    ensure!(
        progress::Entity::find().one(&db).await?.is_none(),
        "an enrolment outlives its learner"
    );
    lent.give_back().await
}

async fn hold(db: &DatabaseConnection, user: i64, course: Option<i64>) -> Result<(), DbErr> {
    let row = user_role::ActiveModel {
        user_id: Set(UserId(user)),
        role: Set(Role::Author),
        course_id: Set(course.map(CourseId)),
        granted_by: Set(UserId(2)),
        ..Default::default()
    };
    user_role::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(drop)
}

async fn add_course_without_author(db: &DatabaseConnection) -> Result<(), DbErr> {
    let row = course::ActiveModel {
        id: Set(CourseId(5)),
        slug: Set("five".to_owned()),
        title: Set("Five".to_owned()),
        revision: Set(1),
        ..Default::default()
    };
    course::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(drop)
}
