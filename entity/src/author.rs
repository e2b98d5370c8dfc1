//! Who may make courses, besides the owners named in the settings.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// One row per author.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "authors")]
pub struct Model {
    /// The author.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// The owner who made them one.
    pub added_by: UserId,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
