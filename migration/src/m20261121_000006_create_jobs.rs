//! Work that outlives a power cut, and the files that wait to be sent.

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
                "CREATE TABLE jobs (
                    id {id},
                    kind TEXT NOT NULL,
                    payload TEXT NOT NULL,
                    user_id BIGINT NOT NULL,
                    chat_id BIGINT NOT NULL,
                    state {small} NOT NULL DEFAULT 0,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    reason TEXT NULL,
                    due_at {instant} NOT NULL,
                    claimed_until {instant} NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now}
                )",
                // Only what still waits is ever searched for, and that is little.
                "CREATE INDEX jobs_waiting ON jobs (claimed_until) WHERE state = 0",
                "CREATE TABLE attachments (
                    outbox_id BIGINT NOT NULL PRIMARY KEY REFERENCES outbox (id) ON DELETE CASCADE,
                    bytes {bytes} NOT NULL
                )",
            ],
        )
        .await?;
        dialect::touch(manager, "jobs", &["id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["attachments", "jobs"]).await
    }
}
