//! Which message shows what, for messages that are looked at or changed again later.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "CREATE TABLE posts (
                    id {id},
                    about TEXT NOT NULL CHECK (length(about) <= 64),
                    chat_id BIGINT NOT NULL,
                    message_id INTEGER NOT NULL,
                    poll_id TEXT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    UNIQUE (chat_id, message_id)
                )",
                "CREATE INDEX posts_about ON posts (about)",
                "CREATE INDEX posts_poll ON posts (poll_id) WHERE poll_id IS NOT NULL",
                "CREATE INDEX posts_created ON posts (created_at)",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["posts"]).await
    }
}
