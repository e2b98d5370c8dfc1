//! What the bot remembers of a chat.

use sea_orm::entity::prelude::*;

/// One row per chat.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "chats")]
pub struct Model {
    /// Telegram's id of the chat: the person's own in private, negative for groups.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: i64,
    /// The message whose keyboard is live.
    pub live_message_id: Option<i32>,
    /// UTC; when a group was told where to find the bot.
    pub directed_at: Option<DateTimeUtc>,
    /// A digest of the menu that a private chat shows; null: the one that everybody has.
    pub menu: Option<String>,
    /// Telegram's id of the album that was answered last: one answer for all its parts.
    pub album: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
