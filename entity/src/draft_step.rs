//! One step of a draft.

use sea_orm::entity::prelude::*;

use crate::{CourseId, DraftStepId, UserId};

/// One row per step. Its slug ties it to the step that learners walk.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "draft_steps")]
pub struct Model {
    /// Generated; stays through edits and moves.
    #[sea_orm(primary_key)]
    pub id: DraftStepId,
    /// The course it belongs to.
    pub course_id: CourseId,
    /// The identity of the step everywhere; at most 48 characters, unique within its course.
    pub slug: String,
    /// Order within the course; gaps are allowed.
    pub position: i32,
    /// At most 64 characters, unique within its course.
    pub title: String,
    /// The text as Telegram's HTML.
    #[sea_orm(column_type = "Text", nullable)]
    pub text_content: Option<String>,
    /// The Markdown as the author's file had it; null for what was written by chat.
    #[sea_orm(column_type = "Text", nullable)]
    pub source: Option<String>,
    /// What the step asks, as JSON (`coursefile::Quiz`); null: nothing.
    #[sea_orm(column_type = "Text", nullable)]
    pub quiz: Option<String>,
    /// As in `steps`.
    #[sea_orm(column_type = "Text", nullable)]
    pub image_url: Option<String>,
    /// As in `steps`.
    #[sea_orm(column_type = "Text", nullable)]
    pub media: Option<String>,
    /// As in `steps`.
    #[sea_orm(column_type = "Text", nullable)]
    pub links: Option<String>,
    /// As in `steps`.
    pub release: Option<String>,
    /// As in `steps`.
    pub is_protected: bool,
    /// False: skipped by those who come.
    pub is_active: bool,
    /// The final step.
    pub is_end: bool,
    /// A random number that changes with the title, the text and what else is shown.
    pub version: i64,
    /// Who changed those last; null: nobody by chat, or somebody who is gone.
    pub edited_by: Option<UserId>,
    /// UTC; when.
    pub edited_at: DateTimeUtc,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
