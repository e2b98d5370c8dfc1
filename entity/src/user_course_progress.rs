//! Where a person is in a course.

use sea_orm::entity::prelude::*;

use crate::{CohortId, CourseId, StepId, UserId};

/// One row per person and course.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_course_progress")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// In which course.
    #[sea_orm(primary_key, auto_increment = false)]
    pub course_id: CourseId,
    /// Where they are; null: enrolled, nothing shown yet.
    pub current_step_id: Option<StepId>,
    /// UTC; the first time an end step was done; never cleared by later edits.
    pub finished_at: Option<DateTimeUtc>,
    /// UTC; when the person last opened or moved in this course, or was brought a step of it.
    pub visited_at: DateTimeUtc,
    /// UTC; when they themselves were last active in it, where that is not `visited_at`: the bot has brought them on since, or they
    /// have looked at no more than the contents since. Null: at `visited_at`.
    pub active_at: Option<DateTimeUtc>,
    /// The revision of the course that they have moved in last: what is new in later ones and lies behind them is
    /// offered once.
    pub seen_revision: i32,
    /// Whether questions of this course that they got wrong shall come back; null: they were never asked.
    pub wants_review: Option<bool>,
    /// The earlier step that they look at and that asks them something; null: they are where they stand. The step may be gone.
    pub looking_at: Option<StepId>,
    /// No step and no reminder of this course comes by itself until they go on in it: the last reminder has come, or they have
    /// stopped it.
    pub is_paused: bool,
    /// They have stopped it themselves: announcements do not come either, until they go on.
    pub is_stopped: bool,
    /// UTC; they have done the step they stand on, and asked for the next one, which was not open yet; null: they have not.
    pub asked_at: Option<DateTimeUtc>,
    /// The step of which they heard that it is open by now. It may be gone.
    pub told_step_id: Option<StepId>,
    /// UTC; when they came to the step they stand on; null: not known, `visited_at` says the latest.
    pub stood_since: Option<DateTimeUtc>,
    /// With whom they began; null: alone.
    pub cohort_id: Option<CohortId>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
    /// Who.
    #[sea_orm(belongs_to, from = "user_id", to = "id", on_delete = "Cascade")]
    pub user: BelongsTo<super::user::Entity>,
    /// In which course.
    #[sea_orm(belongs_to, from = "course_id", to = "id", on_delete = "Cascade")]
    pub course: BelongsTo<super::course::Entity>,
    /// The step they stand on.
    #[sea_orm(belongs_to, from = "current_step_id", to = "id", on_delete = "SetNull")]
    pub current_step: BelongsTo<Option<super::step::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
