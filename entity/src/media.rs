//! Files the bot keeps itself, by what is in them.

use sea_orm::entity::prelude::*;

/// One row per file; the same bytes are kept once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "media")]
pub struct Model {
    /// SHA-256 of the bytes, 64 hexadecimal digits.
    #[sea_orm(primary_key, auto_increment = false)]
    pub hash: String,
    /// What kind of file it is, such as `image/png`.
    pub content_type: String,
    /// The file.
    #[sea_orm(column_type = "Blob")]
    pub bytes: Vec<u8>,
    /// What Telegram calls it after the first upload by this bot; only a cache.
    #[sea_orm(column_type = "Text", nullable)]
    pub file_id: Option<String>,
    /// The bot that `file_id` belongs to.
    pub file_bot_id: Option<i64>,
    /// As what it was uploaded, such as `video`; null: as a picture.
    #[sea_orm(column_type = "Text", nullable)]
    pub file_kind: Option<String>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
