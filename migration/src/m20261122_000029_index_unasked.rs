//! What waits in a chat besides answers is found by the chat, however much waits in others.

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
            // Answers, of which there are most, come and go without touching it.
            &["CREATE INDEX outbox_unasked ON outbox (chat_id) WHERE lane <> 0"],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &["DROP INDEX outbox_unasked"]).await
    }
}
