//! The group in which the work of a course is looked at.

use sea_orm::entity::prelude::*;

use crate::{CourseId, UserId};

/// At most one row per course; without one, its reviewers are told in private.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_rooms")]
pub struct Model {
    /// Whose work.
    #[sea_orm(primary_key, auto_increment = false)]
    pub course_id: CourseId,
    /// The group.
    pub chat_id: i64,
    /// Its topic; null: not known yet.
    pub thread_id: Option<i32>,
    /// Who has said so.
    pub opened_by: UserId,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
