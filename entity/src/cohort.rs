//! Learners who begin a course together.

use sea_orm::entity::prelude::*;

use crate::{CohortId, CourseId};

/// One row per cohort.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "cohorts")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: CohortId,
    /// In which course.
    pub course_id: CourseId,
    /// At most 64 characters, unique within its course.
    pub name: String,
    /// What its link carries: 24 signs of chance.
    #[sea_orm(unique)]
    pub token: String,
    /// Its first day, by each learner's own calendar.
    pub starts_on: Date,
    /// The last day on which its link lets in; null: there is none.
    pub ends_on: Option<Date>,
    /// Whether its link lets in.
    pub is_open: bool,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
    /// In which course.
    #[sea_orm(belongs_to, from = "course_id", to = "id", on_delete = "Cascade")]
    pub course: BelongsTo<super::course::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
