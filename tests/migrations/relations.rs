//! The relations walk both ways, in one or two statements however many rows there are.

use std::sync::Arc;

use anyhow::{Context, ensure};
use entity::{CourseId, StepId, UserId, course, step, user, user_course_progress as progress};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, DatabaseConnection, DbErr, EntityLoaderTrait, EntityTrait,
    QueryFilter,
};
use stepwise::database::{Database, Statements};

use crate::harness::Base;
use crate::harness::database::{Lent, lend};

/// How many people, courses, and steps in each course.
const MANY: i64 = 12;

/// A school with everything in it, and the count of what is asked.
struct Asked {
    lent: Lent,
    database: Database,
    statements: Arc<Statements>,
}

impl Asked {
    async fn open(base: Base) -> anyhow::Result<Asked> {
        let lent = lend(base, true).await?;
        let database = Database::open(&lent.url, true).await?;
        migration::up(&database.write).await?;
        furnish(&database.write).await?;
        let statements = database
            .statements
            .clone()
            .context("statements are counted")?;
        Ok(Asked {
            lent,
            database,
            statements,
        })
    }

    /// What comes back, at the cost of one or two statements.
    async fn costs<T>(&self, asked: impl Future<Output = Result<T, DbErr>>) -> anyhow::Result<T> {
        let before = self.statements.totals().0;
        let found = asked.await?;
        let cost = self.statements.totals().0 - before;
        ensure!(
            (1..=2).contains(&cost),
            "{cost} statements; one or two are right"
        );
        Ok(found)
    }
}

/// From a person to their courses and places, from a course to its people, places and steps, and from a step to its
/// course.
pub async fn both_ways(base: Base) -> anyhow::Result<()> {
    let asked = Asked::open(base).await?;
    let (db, all) = (&asked.database.write, usize::try_from(MANY)?);
    let user = || user::Entity::load().filter_by_id(UserId(1));
    let course = || course::Entity::load().filter_by_id(CourseId(1));

    let found = asked
        .costs(user().with(course::Entity).one(db))
        .await?
        .context("a user")?;
    ensure!(found.courses.len() == all, "a user's courses are missing");
    let found = asked
        .costs(user().with(progress::Entity).one(db))
        .await?
        .context("a user")?;
    ensure!(found.progress.len() == all, "a user's places are missing");
    let found = asked
        .costs(course().with(user::Entity).one(db))
        .await?
        .context("a course")?;
    ensure!(found.users.len() == all, "a course's users are missing");
    let found = asked
        .costs(course().with(progress::Entity).one(db))
        .await?
        .context("a course")?;
    ensure!(found.progress.len() == all, "a course's places are missing");
    let found = asked
        .costs(course().with(step::Entity).one(db))
        .await?
        .context("a course")?;
    ensure!(found.steps.len() == all, "a course's steps are missing");

    let step = step::Entity::load()
        .filter_by_id(StepId(101))
        .with(course::Entity);
    let step = asked.costs(step.one(db)).await?.context("a step")?;
    let course = step.course.as_ref().context("a step's course is missing")?;
    ensure!(course.id == CourseId(1), "a step belongs to another course");
    asked.lent.give_back().await
}

/// All users of a course with their current steps, all courses of a user, all courses with their steps.
pub async fn in_bulk(base: Base) -> anyhow::Result<()> {
    let asked = Asked::open(base).await?;
    let (db, all) = (&asked.database.write, usize::try_from(MANY)?);

    let inside = progress::Entity::load()
        .filter(progress::COLUMN.course_id.eq(CourseId(1)))
        .with(user::Entity)
        .with(step::Entity);
    let inside = asked.costs(inside.all(db)).await?;
    ensure!(inside.len() == all, "somebody in the course is missing");
    for row in &inside {
        let user = row.user.as_ref().context("whose place is it?")?;
        ensure!(user.id == row.user_id, "a place is somebody else's");
        let step = row.current_step.as_ref().context("where do they stand?")?;
        ensure!(Some(step.id) == row.current_step_id, "a place is elsewhere");
    }

    let mine = progress::Entity::load()
        .filter(progress::COLUMN.user_id.eq(UserId(1)))
        .with(course::Entity);
    for row in asked.costs(mine.all(db)).await? {
        let course = row.course.as_ref().context("a course is missing")?;
        ensure!(course.id == row.course_id, "a place is in another course");
    }

    let courses = asked
        .costs(course::Entity::load().with(step::Entity).all(db))
        .await?;
    ensure!(courses.len() == all, "a course is missing");
    ensure!(
        courses.iter().all(|course| course.steps.len() == all),
        "a step is missing"
    );
    asked.lent.give_back().await
}

/// Everybody is in every course, each on another step.
async fn furnish(db: &DatabaseConnection) -> anyhow::Result<()> {
    let users = (1..=MANY).map(|id| user::ActiveModel {
        id: Set(UserId(id)),
        first_name: Set(format!("Learner {id}")),
        ..Default::default()
    });
    user::Entity::insert_many(users).exec(db).await?;
    let courses = (1..=MANY).map(|id| course::ActiveModel {
        id: Set(CourseId(id)),
        slug: Set(format!("course-{id}")),
        title: Set(format!("Course {id}")),
        revision: Set(1),
        ..Default::default()
    });
    course::Entity::insert_many(courses).exec(db).await?;
    let steps = (1..=MANY).flat_map(|course| {
        (1..=MANY).map(move |number| step::ActiveModel {
            id: Set(StepId(course * 100 + number)),
            course_id: Set(CourseId(course)),
            slug: Set(format!("step-{number}")),
            position: Set(i32::try_from(number).unwrap_or_default()),
            title: Set(format!("Step {number}")),
            ..Default::default()
        })
    });
    step::Entity::insert_many(steps).exec(db).await?;
    let places = (1..=MANY).flat_map(|user| {
        (1..=MANY).map(move |course| progress::ActiveModel {
            user_id: Set(UserId(user)),
            course_id: Set(CourseId(course)),
            current_step_id: Set(Some(StepId(course * 100 + user))),
            ..Default::default()
        })
    });
    progress::Entity::insert_many(places)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
