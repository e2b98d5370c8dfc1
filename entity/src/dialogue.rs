//! Where a half-finished dialogue stands.

use sea_orm::entity::prelude::*;

/// One row per chat with an open dialogue.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "dialogues")]
pub struct Model {
    /// The chat.
    #[sea_orm(primary_key, auto_increment = false)]
    pub chat_id: i64,
    /// The state as JSON.
    #[sea_orm(column_type = "Text")]
    pub state: String,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
