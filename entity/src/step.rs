//! One step of a course, as learners walk it.

use sea_orm::entity::prelude::*;

use crate::{CourseId, StepId};

/// One row per step.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "steps")]
pub struct Model {
    /// Generated; keeps a learner's place through edits and moves.
    #[sea_orm(primary_key)]
    pub id: StepId,
    /// The course it belongs to.
    pub course_id: CourseId,
    /// The identity of the step in files; at most 48 characters, unique within its course.
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
    /// An only picture without a description: an address, a file known to Telegram (`tg:<file id>`) or one the bot keeps
    /// (`media:<hash>`).
    #[sea_orm(column_type = "Text", nullable)]
    pub image_url: Option<String>,
    /// What is shown above the text, as JSON (a list of `coursefile::Medium`); null: nothing, or the picture in `image_url`.
    #[sea_orm(column_type = "Text", nullable)]
    pub media: Option<String>,
    /// Rows of buttons that open an address, as JSON (`coursefile::LinkButton`); null: none.
    #[sea_orm(column_type = "Text", nullable)]
    pub links: Option<String>,
    /// When it opens, in the words of a course file; null: as the course says.
    pub release: Option<String>,
    /// UTC; since when it opens as it does, if a publication has changed that and it goes or went by the calendar; null: always.
    pub release_since: Option<DateTimeUtc>,
    /// Telegram lets nobody forward or save it.
    pub is_protected: bool,
    /// False: skipped by those who come, never pulled from under those who stand on it.
    pub is_active: bool,
    /// The final step.
    pub is_end: bool,
    /// The revision in which learners met it first, or met it again; 0: it was there before revisions were counted.
    pub since_revision: i32,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
    /// The course it belongs to.
    #[sea_orm(belongs_to, from = "course_id", to = "id", on_delete = "Cascade")]
    pub course: BelongsTo<super::course::Entity>,
    /// Who stands on it.
    #[sea_orm(has_many)]
    pub standing: HasMany<super::user_course_progress::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
