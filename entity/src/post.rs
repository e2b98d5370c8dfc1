//! Which message shows what, for messages that are looked at or changed again later.

use sea_orm::entity::prelude::*;

/// One row per message that was sent; see `telegram::About`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "posts")]
pub struct Model {
    /// Generated, in the order in which it became known that they were sent.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// What it shows; at most 64 characters.
    pub about: String,
    /// The chat it stands in.
    pub chat_id: i64,
    /// The message, unique within its chat.
    pub message_id: i32,
    /// What Telegram calls the poll in it.
    #[sea_orm(column_type = "Text", nullable)]
    pub poll_id: Option<String>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
