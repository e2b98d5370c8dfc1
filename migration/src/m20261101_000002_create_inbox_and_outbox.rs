//! What must survive a power cut: updates, replies, dialogues, what is known of a chat, and files.

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
                "CREATE TABLE inbox (
                    id {id},
                    bot_id BIGINT NOT NULL,
                    update_id BIGINT NOT NULL,
                    chat_key BIGINT NOT NULL,
                    body TEXT NULL,
                    state {small} NOT NULL DEFAULT 0,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    reason TEXT NULL,
                    received_at {instant} NOT NULL DEFAULT {now},
                    UNIQUE (bot_id, update_id)
                )",
                // Only what still waits is ever searched for, and that is little.
                "CREATE INDEX inbox_waiting ON inbox (id) WHERE state = 0",
                "CREATE INDEX inbox_received ON inbox (received_at)",
                "CREATE TABLE outbox (
                    id {id},
                    chat_id BIGINT NOT NULL,
                    lane {small} NOT NULL DEFAULT 0,
                    call TEXT NOT NULL,
                    attempts INTEGER NOT NULL DEFAULT 1,
                    due_at {instant} NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE TABLE chats (
                    id BIGINT NOT NULL PRIMARY KEY,
                    live_message_id INTEGER NULL,
                    directed_at {instant} NULL
                )",
                "CREATE TABLE dialogues (
                    chat_id BIGINT NOT NULL PRIMARY KEY,
                    state TEXT NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE TABLE media (
                    hash TEXT NOT NULL PRIMARY KEY CHECK (length(hash) = 64),
                    content_type TEXT NOT NULL,
                    bytes {bytes} NOT NULL,
                    file_id TEXT NULL,
                    file_bot_id BIGINT NULL,
                    created_at {instant} NOT NULL DEFAULT {now}
                )",
            ],
        )
        .await?;
        dialect::touch(manager, "dialogues", &["chat_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["media", "dialogues", "chats", "outbox", "inbox"]).await
    }
}
