//! A course as it was published once.

use sea_orm::entity::prelude::*;

use crate::{CourseId, UserId};

/// One row per course and publication. Never changed.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "revisions")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The course.
    pub course_id: CourseId,
    /// From 1, unique within its course.
    pub number: i32,
    /// The whole course, as the JSON of `coursefile::Course`.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// What changed with it, as JSON.
    #[sea_orm(column_type = "Text")]
    pub changes: String,
    /// Who published it; null: nobody by chat, or somebody who is gone.
    pub published_by: Option<UserId>,
    /// UTC; when.
    pub published_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
