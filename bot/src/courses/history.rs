//! What was published, when and by whom: every revision of a course is kept whole.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use coursefile::{Changes, Course};
use entity::{CourseId, UserId, revision, user};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Set,
};

use super::authoring::Author;
use super::policy::Action;
use super::refusal::{Failure, Fault, Refusal};

/// How many revisions stand on one page.
pub const PAGE: u64 = 6;

/// A course as it was published once, without its content.
#[derive(Clone, Debug, PartialEq)]
pub struct Revision {
    /// From 1.
    pub number: i32,
    /// Who published it; `None`: nobody by chat, or somebody who is gone.
    pub by: Option<user::Model>,
    /// When.
    pub at: DateTime<Utc>,
    /// What changed with it.
    pub changes: Changes,
}

/// One page of a course's revisions, the newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// The course.
    pub course: CourseId,
    /// The title of its draft.
    pub title: String,
    /// The revision that learners walk now; 0: none was recorded yet.
    pub published: i32,
    /// The revisions of this page.
    pub revisions: Vec<Revision>,
    /// This page, from 0.
    pub page: u16,
    /// How many pages there are, at least 1.
    pub pages: u16,
}

/// A publication to be written down.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'a> {
    /// What learners walk from now on.
    pub content: &'a Course,
    /// What is different from before.
    pub changes: &'a Changes,
    /// Who published it.
    pub by: Option<UserId>,
    /// When.
    pub at: DateTime<Utc>,
}

impl Author<'_> {
    /// A page of the revisions of a course. A page past the last one is the last one.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`].
    pub async fn history(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        page: u16,
    ) -> Result<History, Failure> {
        let draft = self.open_to(db, Action::SeeHistory, course).await?;
        let all = revision::Entity::find().filter(revision::COLUMN.course_id.eq(course));
        let total = all.clone().count(db).await?;
        let pages = u16::try_from(total.div_ceil(PAGE).max(1)).unwrap_or(u16::MAX);
        let page = page.min(pages - 1);
        let rows = all
            .select_only()
            .columns([
                revision::Column::Number,
                revision::Column::Changes,
                revision::Column::PublishedBy,
                revision::Column::PublishedAt,
            ])
            .order_by_desc(revision::Column::Number)
            .offset(u64::from(page) * PAGE)
            .limit(PAGE)
            .into_tuple()
            .all(db)
            .await?;
        Ok(History {
            course,
            title: draft.head.title,
            published: draft.course.published_revision,
            revisions: named(db, rows).await?,
            page,
            pages,
        })
    }

    /// One revision with its content.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`], [`Refusal::UnknownRevision`].
    pub async fn revision(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        number: i32,
    ) -> Result<(Revision, Course), Failure> {
        self.may(db, Action::SeeHistory, course).await?;
        let row = find(db, course, number).await?;
        let course = serde_json::from_str(&row.content).map_err(Fault::from)?;
        let row = (row.number, row.changes, row.published_by, row.published_at);
        let revision = named(db, vec![row]).await?.pop();
        Ok((revision.ok_or(Refusal::UnknownRevision)?, course))
    }
}

/// Writes a publication down.
pub(super) async fn record(
    db: &impl ConnectionTrait,
    course: CourseId,
    number: i32,
    entry: Entry<'_>,
) -> Result<(), Failure> {
    let row = revision::ActiveModel {
        course_id: Set(course),
        number: Set(number),
        content: Set(serde_json::to_string(entry.content).map_err(Fault::from)?),
        changes: Set(serde_json::to_string(entry.changes).map_err(Fault::from)?),
        published_by: Set(entry.by),
        published_at: Set(entry.at),
        ..Default::default()
    };
    revision::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// What a course was in this revision.
pub(super) async fn content(
    db: &impl ConnectionTrait,
    course: CourseId,
    number: i32,
) -> Result<Course, Failure> {
    let row = find(db, course, number).await?;
    Ok(serde_json::from_str(&row.content).map_err(Fault::from)?)
}

async fn find(
    db: &impl ConnectionTrait,
    course: CourseId,
    number: i32,
) -> Result<revision::Model, Failure> {
    let found = revision::Entity::find()
        .filter(revision::COLUMN.course_id.eq(course))
        .filter(revision::COLUMN.number.eq(number))
        .one(db)
        .await?;
    found.ok_or_else(|| Refusal::UnknownRevision.into())
}

type Row = (i32, String, Option<UserId>, DateTime<Utc>);

/// The rows with the people who published them, read with one statement.
async fn named(db: &impl ConnectionTrait, rows: Vec<Row>) -> Result<Vec<Revision>, Failure> {
    let people: HashMap<UserId, user::Model> = user::Entity::find()
        .filter(
            user::COLUMN
                .id
                .is_in(rows.iter().filter_map(|(.., by, _)| *by)),
        )
        .all(db)
        .await?
        .into_iter()
        .map(|user| (user.id, user))
        .collect();
    rows.into_iter()
        .map(|(number, changes, by, at)| {
            Ok(Revision {
                number,
                by: by.and_then(|by| people.get(&by).cloned()),
                at,
                changes: serde_json::from_str(&changes).map_err(Fault::from)?,
            })
        })
        .collect()
}
