//! When a learner is told that questions wait for them.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// One row per learner who wants review in some course, or has wanted it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "review_calls")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// UTC; when it is looked next whether something waits: never later than the next morning.
    pub next_at: DateTimeUtc,
    /// UTC; when they were told last.
    pub told_at: Option<DateTimeUtc>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
