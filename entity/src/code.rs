//! Codes that open the door of a course.

use sea_orm::entity::prelude::*;

use crate::{CodeId, CourseId, UserId};

/// One row per code. The code itself is kept nowhere.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "codes")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: CodeId,
    /// SHA-256 of the code in capitals and without hyphens, 64 hexadecimal digits.
    #[sea_orm(unique)]
    pub code_hash: String,
    /// From 1 for each course: by it its maker tells it from others. It says nothing of the code.
    pub number: i32,
    /// The course that it opens.
    pub course_id: CourseId,
    /// Who made it.
    pub made_by: UserId,
    /// How many people may still come in by it; null: as many as like.
    pub uses_left: Option<i32>,
    /// UTC; from then on it is worth nothing; null: it has no end.
    pub ends_at: Option<DateTimeUtc>,
    /// UTC; when it was taken back.
    pub revoked_at: Option<DateTimeUtc>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
