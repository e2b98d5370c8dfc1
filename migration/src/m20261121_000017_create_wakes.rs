//! When the bot looks at each learner by itself, and a fence around what is in hand: whoever was taken over changes nothing
//! any more.

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
                "CREATE TABLE wakes (
                    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
                    due_at {instant} NOT NULL,
                    fence BIGINT NOT NULL DEFAULT 0,
                    claimed_until {instant} NULL,
                    attempts INTEGER NOT NULL DEFAULT 0,
                    state {small} NOT NULL DEFAULT 0,
                    reason TEXT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE INDEX wakes_due ON wakes (state, due_at)",
                // Whoever is in a course is looked at once, and then when there is something to look for.
                "INSERT INTO wakes (user_id, due_at)
                    SELECT DISTINCT user_id, {now} FROM user_course_progress",
                "ALTER TABLE jobs ADD COLUMN fence BIGINT NOT NULL DEFAULT 0",
            ],
        )
        .await?;
        dialect::touch(manager, "wakes", &["user_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["wakes"]).await?;
        dialect::run(manager, &["ALTER TABLE jobs DROP COLUMN fence"]).await
    }
}
