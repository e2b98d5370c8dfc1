//! What the database refuses, and what it does by itself.

use anyhow::{Context, ensure};
use entity::{StepId, UserId, course, step, user, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{DbErr, EntityTrait, QueryFilter, SqlErr};

use super::open;
use super::rows::{add_course, add_step, add_user, enrol, furnish, refused};
use crate::harness::Base;

fn taken(what: &str, result: Result<(), DbErr>) -> anyhow::Result<()> {
    let error = result
        .err()
        .with_context(|| format!("{what} is not refused"))?;
    let unique = matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_)));
    ensure!(unique, "{what} is refused as {error}");
    Ok(())
}

/// Slugs, titles, positions, usernames, and one row per person and course.
pub async fn unique(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    taken("a username", add_user(&db, 3, Some("grace")).await)?;
    taken(
        "a slug of a course",
        add_course(&db, 2, "first-aid", "Other").await,
    )?;
    taken(
        "a title of a course",
        add_course(&db, 2, "other", "First aid").await,
    )?;
    taken(
        "a slug of a step",
        add_step(&db, 3, 1, "one", 30, "Three").await,
    )?;
    taken(
        "a position",
        add_step(&db, 3, 1, "three", 10, "Three").await,
    )?;
    taken(
        "a title of a step",
        add_step(&db, 3, 1, "three", 30, "One").await,
    )?;
    taken("a second enrolment", enrol(&db, 2, 1, None).await)?;
    // Nobody's username is nobody's, and two courses may both have an introduction.
    add_user(&db, 4, None).await?;
    add_course(&db, 2, "other", "Other").await?;
    add_step(&db, 3, 2, "one", 10, "One").await?;
    lent.give_back().await
}

/// Lengths are checked in characters, not in bytes.
pub async fn lengths(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    add_user(&db, 1, None).await?;
    let (fits, long) = ("🙂".repeat(64), "🙂".repeat(65));
    add_course(&db, 1, &"ж".repeat(48), &fits).await?;
    add_step(&db, 1, 1, &"ж".repeat(48), 1, &fits).await?;
    refused("a long title", add_course(&db, 2, "two", &long).await)?;
    refused("no title", add_course(&db, 2, "two", "").await)?;
    refused(
        "a long slug",
        add_course(&db, 2, &"ж".repeat(49), "Two").await,
    )?;
    refused("no slug", add_course(&db, 2, "", "Two").await)?;
    refused(
        "a long title of a step",
        add_step(&db, 2, 1, "two", 2, &long).await,
    )?;
    refused(
        "no title of a step",
        add_step(&db, 2, 1, "two", 2, "").await,
    )?;
    refused(
        "a long username",
        add_user(&db, 2, Some(&"a".repeat(33))).await,
    )?;
    add_user(&db, 2, Some(&"a".repeat(32))).await?;
    for (length, fits) in [(300, true), (301, false)] {
        let described = course::Entity::update_many()
            .col_expr(
                course::Column::Description,
                Expr::value("🙂".repeat(length)),
            )
            .exec(&db)
            .await;
        ensure!(
            described.is_ok() == fits,
            "a description of {length} characters: {described:?}"
        );
    }
    for (column, limit) in [(user::Column::FirstName, 64), (user::Column::LastName, 64)] {
        for (length, fits) in [(limit, true), (limit + 1, false)] {
            let named = user::Entity::update_many()
                .col_expr(column, Expr::value("ж".repeat(length)))
                .exec(&db)
                .await;
            ensure!(
                named.is_ok() == fits,
                "a name of {length} characters: {named:?}"
            );
        }
    }
    lent.give_back().await
}

/// The database moves `updated_at` on every change, and leaves `created_at` alone.
pub async fn updated_at(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    let instants = || async {
        let user = user::Entity::find_by_id(UserId(2))
            .one(&db)
            .await?
            .context("a user")?;
        let course = course::Entity::find().one(&db).await?.context("a course")?;
        let step = step::Entity::find_by_id(StepId(1))
            .one(&db)
            .await?
            .context("a step")?;
        let place = progress::Entity::find()
            .one(&db)
            .await?
            .context("a place")?;
        anyhow::Ok([
            (user.created_at, user.updated_at),
            (course.created_at, course.updated_at),
            (step.created_at, step.updated_at),
            (place.created_at, place.updated_at),
        ])
    };
    let before = instants().await?;
    // The clock of the database is the machine's, and SQLite's counts milliseconds.
    tokio::time::sleep(std::time::Duration::from_millis(5)).await;
    let name = Expr::value("Beatrice");
    user::Entity::update_many()
        .col_expr(user::Column::FirstName, name)
        .exec(&db)
        .await?;
    course::Entity::update_many()
        .col_expr(course::Column::Revision, Expr::value(2))
        .exec(&db)
        .await?;
    step::Entity::update_many()
        .col_expr(step::Column::IsEnd, Expr::value(true))
        .exec(&db)
        .await?;
    progress::Entity::update_many()
        .col_expr(progress::Column::CurrentStepId, Expr::value(2))
        .exec(&db)
        .await?;
    for ((created, updated), (created_now, updated_now)) in
        before.into_iter().zip(instants().await?)
    {
        ensure!(
            created == created_now,
            "created_at moved from {created} to {created_now}"
        );
        ensure!(updated < updated_now, "updated_at stayed at {updated}");
    }
    lent.give_back().await
}

/// A username leaves its former holder in the transaction in which the new one shows up.
pub async fn username(base: Base) -> anyhow::Result<()> {
    use crate::harness::cast::{AMINA, BOT, GRACE};
    use crate::harness::{Door, School, Setting};
    let door = Door::Polling;
    let school = School::open(Setting { door, base }).await?;
    for person in [GRACE, AMINA] {
        school.world().say(BOT, person, "/help")?;
    }
    school.settle().await?;
    school.world().set_username(GRACE, None)?;
    school.world().set_username(AMINA, Some("Grace_Writes"))?;
    school.world().say(BOT, AMINA, "/help")?;
    school.settle().await?;
    let holders = user::Entity::find()
        .filter(user::COLUMN.username.eq("Grace_Writes"))
        .all(school.database()?)
        .await?;
    ensure!(
        holders.len() == 1 && holders[0].id == UserId(AMINA),
        "the username is held by {holders:?}"
    );
    let grace = user::Entity::find_by_id(UserId(GRACE))
        .one(school.database()?)
        .await?;
    let grace = grace.context("Grace is still known")?;
    ensure!(grace.username.is_none() && grace.is_active, "{grace:?}");
    school.close().await
}
