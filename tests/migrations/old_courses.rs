//! Courses from before there were drafts: each gets one that says what learners see, under the same numbers, and nobody's
//! place moves; and on the way back nothing that was written is lost.

use anyhow::{Context, ensure};
use entity::{CourseId, DraftStepId, StepId, UserId, draft, draft_step, step};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DbBackend, EntityTrait, QueryOrder, Set, Statement,
};

use super::open_empty;
use crate::harness::Base;

/// How many migrations there were before there were drafts.
const BEFORE: u32 = 2;

const OLD: [&str; 5] = [
    "INSERT INTO users (id, first_name) VALUES (7000000001, 'Amina')",
    "INSERT INTO courses (id, slug, title, description, revision) VALUES (3, 'first-aid', 'First aid', 'What to do.', 77)",
    "INSERT INTO courses (id, slug, title, is_active) VALUES (4, 'empty', 'Empty', FALSE)",
    "INSERT INTO steps (id, course_id, slug, position, title, text_content, image_url, is_active, is_end) VALUES
        (8, 3, 'two', 20, 'Two', '<b>Two</b>', 'tg:x', FALSE, FALSE), (9, 3, 'one', 10, 'One', 'One', NULL, TRUE, FALSE),
        (12, 3, 'end', 30, 'End', NULL, 'https://x.example/y.png', TRUE, TRUE)",
    "INSERT INTO user_course_progress (user_id, course_id, current_step_id) VALUES (7000000001, 3, 8)",
];

/// Up from the tables of before, and down again.
pub async fn get_drafts(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open_empty(base).await?;
    migration::up(&db).await?;
    let all = u32::try_from(migration::status(&db).await?.len())?;
    migration::down(&db, all - BEFORE).await?;
    for statement in OLD {
        db.execute_unprepared(statement).await?;
    }
    migration::up(&db).await?;
    drafts(&db).await?;
    let place = ask(&db, "SELECT current_step_id AS n FROM user_course_progress").await?;
    ensure!(place == [8], "the learner stands on {place:?}");
    write(&db).await?;
    migration::down(&db, all - BEFORE).await?;
    let kept = ask(&db, "SELECT course_id AS n FROM steps ORDER BY course_id").await?;
    ensure!(
        kept == [3, 3, 3, 4],
        "on the way back there are steps of {kept:?}"
    );
    let place = ask(&db, "SELECT current_step_id AS n FROM user_course_progress").await?;
    ensure!(
        place == [8],
        "on the way back the learner stands on {place:?}"
    );
    migration::up(&db).await?;
    drafts(&db).await?;
    db.close().await?;
    lent.give_back().await
}

/// The draft says what learners see.
async fn drafts(db: &DatabaseConnection) -> anyhow::Result<()> {
    let head = draft::Entity::find_by_id(CourseId(3)).one(db).await?;
    let head = head.context("the course has a draft")?;
    ensure!(head.title == "First aid" && head.description.as_deref() == Some("What to do."));
    ensure!(
        draft::Entity::find_by_id(CourseId(4))
            .one(db)
            .await?
            .is_some()
    );
    let steps = step::Entity::find()
        .order_by_asc(step::Column::Id)
        .all(db)
        .await?;
    let drafted = draft_step::Entity::find()
        .order_by_asc(draft_step::Column::Id)
        .all(db)
        .await?;
    ensure!(steps.len() == drafted.len(), "{drafted:?}");
    for (step, drafted) in steps.iter().zip(&drafted) {
        ensure!(
            step.id.0 == drafted.id.0
                && step.course_id == drafted.course_id
                && (&step.slug, step.position, &step.title)
                    == (&drafted.slug, drafted.position, &drafted.title)
                && (&step.text_content, &step.image_url)
                    == (&drafted.text_content, &drafted.image_url)
                && (step.is_active, step.is_end) == (drafted.is_active, drafted.is_end),
            "{step:?} became {drafted:?}"
        );
    }
    Ok(())
}

/// Somebody writes a first step, which gets a number of its own.
async fn write(db: &DatabaseConnection) -> anyhow::Result<()> {
    let row = draft_step::ActiveModel {
        course_id: Set(CourseId(4)),
        slug: Set("first".to_owned()),
        position: Set(10),
        title: Set("First".to_owned()),
        text_content: Set(Some("Begin.".to_owned())),
        version: Set(1),
        edited_by: Set(Some(UserId(7_000_000_001))),
        edited_at: Set(chrono::DateTime::default()),
        ..Default::default()
    };
    let written = draft_step::Entity::insert(row).exec(db).await?;
    ensure!(written.last_insert_id > DraftStepId(StepId(12).0));
    Ok(())
}

async fn ask(db: &DatabaseConnection, sql: &str) -> anyhow::Result<Vec<i64>> {
    let backend: DbBackend = db.get_database_backend();
    let rows = db
        .query_all_raw(Statement::from_string(backend, sql))
        .await?;
    rows.iter().map(|row| Ok(row.try_get("", "n")?)).collect()
}
