//! Courses that were read from a file and wait for who sent it to say *Apply*.

use sea_orm::entity::prelude::*;

use crate::{CourseId, ImportId, UserId};

/// One row per file that was read and not yet decided on.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: ImportId,
    /// Who sent it; nobody else decides.
    pub user_id: UserId,
    /// The course whose draft it would replace; null: a new course.
    pub course_id: Option<CourseId>,
    /// The version of the draft that it was compared with.
    pub version: Option<i64>,
    /// The course as JSON of `coursefile::Course`, its pictures kept in `media` already.
    #[sea_orm(column_type = "Text")]
    pub content: String,
    /// UTC.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
