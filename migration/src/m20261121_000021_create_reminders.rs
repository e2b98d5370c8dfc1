//! Reminders for those who fell silent: when a course gives them, who was reminded, and courses that rest.

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
                "ALTER TABLE courses ADD COLUMN reminders TEXT NULL",
                "ALTER TABLE drafts ADD COLUMN reminders TEXT NULL",
                "ALTER TABLE user_course_progress ADD COLUMN is_paused BOOLEAN NOT NULL DEFAULT FALSE",
                // No reference to the course: who was reminded today was, whatever has become of it.
                "CREATE TABLE reminders (
                    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
                    course_id BIGINT NOT NULL,
                    told_at {instant} NOT NULL,
                    again_at {instant} NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now}
                )",
            ],
        )
        .await?;
        dialect::touch(manager, "reminders", &["user_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["reminders"]).await?;
        dialect::run(
            manager,
            &[
                "ALTER TABLE user_course_progress DROP COLUMN is_paused",
                "ALTER TABLE drafts DROP COLUMN reminders",
                "ALTER TABLE courses DROP COLUMN reminders",
            ],
        )
        .await
    }
}
