//! When a learner was reminded last.

use sea_orm::entity::prelude::*;

use crate::{CourseId, UserId};

/// One row per learner who was reminded once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "reminders")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// Of which course. It may be gone.
    pub course_id: CourseId,
    /// UTC; when.
    pub told_at: DateTimeUtc,
    /// UTC; when they want to be reminded of it again; null: they have not said so.
    pub again_at: Option<DateTimeUtc>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
