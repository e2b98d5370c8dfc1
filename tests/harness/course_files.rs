//! Courses that stand beside the stories as files: put in as if they had been imported and published.

use anyhow::{Context, ensure};
use coursefile::Step;
use entity::{CourseId, Role, UserId, course, draft, draft_step, step};
use sea_orm::{ActiveValue::Set, DatabaseConnection, EntityTrait};

use super::school::BEGINNING;
use super::{cast, given};

/// Puts in what a line names: a path below `tests/conversations`, and perhaps ` by ` somebody.
///
/// # Errors
/// What does not read, or what the database says.
pub async fn plant(db: &DatabaseConnection, line: &str) -> anyhow::Result<()> {
    let (path, author) = match line.split_once(" by ") {
        Some((path, name)) => {
            let author = cast::named(name).with_context(|| format!("who is {name:?}?"))?;
            (path, Some(author))
        }
        None => (line, None),
    };
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/conversations");
    let text = std::fs::read_to_string(std::path::Path::new(folder).join(path))
        .with_context(|| format!("no file {path:?} stands beside the stories"))?;
    let planted = plant_text(db, &text, author).await;
    planted.with_context(|| path.to_owned())
}

/// Puts in the course that a text describes.
///
/// # Errors
/// As [`plant`].
pub async fn plant_text(
    db: &DatabaseConnection,
    text: &str,
    author: Option<i64>,
) -> anyhow::Result<()> {
    let reading = coursefile::read(text);
    let problems = &reading.problems;
    ensure!(problems.0.is_empty(), "{problems:?}");
    if let Some(author) = author {
        given::make_author(db, author).await?;
    }
    let seed = reading.course;
    let beginning =
        chrono::DateTime::from_timestamp(BEGINNING, 0).context("the beginning is a time")?;
    let row = course::ActiveModel {
        slug: Set(seed.slug.clone()),
        title: Set(seed.title.clone()),
        description: Set(seed.description.clone()),
        language: Set(seed.language.clone()),
        pass_mark: Set(seed.pass_mark.map(i16::from)),
        reminders: Set(seed.reminders.as_ref().map(ToString::to_string)),
        release: Set(seed.release.as_ref().map(ToString::to_string)),
        author_id: Set(author.map(UserId)),
        revision: Set(1),
        created_at: Set(beginning),
        updated_at: Set(beginning),
        ..Default::default()
    };
    let course = course::Entity::insert(row).exec_with_returning(db).await?;
    if let Some(author) = author {
        given::give_role(db, author, Role::Author, Some(course.id)).await?;
    }
    let head = draft::ActiveModel {
        course_id: Set(course.id),
        title: Set(seed.title),
        description: Set(seed.description),
        language: Set(seed.language),
        pass_mark: Set(seed.pass_mark.map(i16::from)),
        reminders: Set(seed.reminders.as_ref().map(ToString::to_string)),
        release: Set(seed.release.map(|rule| rule.to_string())),
        version: Set(1),
        edited_at: Set(beginning),
        head_version: Set(1),
        head_edited_at: Set(beginning),
        ..Default::default()
    };
    draft::Entity::insert(head)
        .exec_without_returning(db)
        .await?;
    plant_steps(db, course.id, &seed.steps).await
}

/// Its steps, as learners walk them and as authors work on them.
async fn plant_steps(
    db: &DatabaseConnection,
    course: CourseId,
    steps: &[Step],
) -> anyhow::Result<()> {
    let beginning =
        chrono::DateTime::from_timestamp(BEGINNING, 0).context("the beginning is a time")?;
    for (position, wanted) in (10..).step_by(10).zip(steps) {
        let quiz = quiz(wanted)?;
        let media = (!wanted.media.is_empty()).then(|| serde_json::to_string(&wanted.media));
        let media = media.transpose()?;
        let links = (!wanted.links.is_empty()).then(|| serde_json::to_string(&wanted.links));
        let links = links.transpose()?;
        let walked = step::ActiveModel {
            course_id: Set(course),
            slug: Set(wanted.slug.clone()),
            position: Set(position),
            title: Set(wanted.title.clone()),
            text_content: Set(wanted.html.clone()),
            source: Set(Some(wanted.markdown.clone())),
            quiz: Set(quiz.clone()),
            media: Set(media.clone()),
            links: Set(links.clone()),
            release: Set(wanted.release.as_ref().map(ToString::to_string)),
            is_protected: Set(wanted.is_protected),
            is_active: Set(wanted.is_active),
            is_end: Set(wanted.is_end),
            ..Default::default()
        };
        step::Entity::insert(walked)
            .exec_without_returning(db)
            .await?;
        let drafted = draft_step::ActiveModel {
            course_id: Set(course),
            slug: Set(wanted.slug.clone()),
            position: Set(position),
            title: Set(wanted.title.clone()),
            text_content: Set(wanted.html.clone()),
            source: Set(Some(wanted.markdown.clone())),
            quiz: Set(quiz),
            media: Set(media),
            links: Set(links),
            release: Set(wanted.release.as_ref().map(ToString::to_string)),
            is_protected: Set(wanted.is_protected),
            is_active: Set(wanted.is_active),
            is_end: Set(wanted.is_end),
            version: Set(1),
            edited_at: Set(beginning),
            ..Default::default()
        };
        draft_step::Entity::insert(drafted)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

fn quiz(step: &Step) -> anyhow::Result<Option<String>> {
    Ok(step.quiz.as_ref().map(serde_json::to_string).transpose()?)
}
