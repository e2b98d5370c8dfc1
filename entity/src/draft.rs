//! What authors work on: the head of a course's draft. Its steps are `draft_steps`.

use sea_orm::entity::prelude::*;

use crate::{CourseId, UserId};

/// One row per course.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "drafts")]
pub struct Model {
    /// The course.
    #[sea_orm(primary_key, auto_increment = false)]
    pub course_id: CourseId,
    /// At most 64 characters.
    pub title: String,
    /// At most 300 characters.
    pub description: Option<String>,
    /// The language it is written in, such as `en`; null: not said.
    pub language: Option<String>,
    /// The share of all points that passes the course, in percent; null: there is no such mark.
    pub pass_mark: Option<i16>,
    /// After how many days of silence learners are reminded, such as `1, 3, 7`, or `none`; null: not said.
    #[sea_orm(column_type = "Text", nullable)]
    pub reminders: Option<String>,
    /// As in `courses`.
    pub release: Option<String>,
    /// A random number that changes with every edit of the draft, its steps included.
    pub version: i64,
    /// Who made the last edit; null: nobody by chat, or somebody who is gone.
    pub edited_by: Option<UserId>,
    /// UTC; when.
    pub edited_at: DateTimeUtc,
    /// A random number that changes with the title, the description, the language, the pass mark, the reminders and the rule of
    /// release.
    pub head_version: i64,
    /// Who changed those last.
    pub head_edited_by: Option<UserId>,
    /// UTC; when.
    pub head_edited_at: DateTimeUtc,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
