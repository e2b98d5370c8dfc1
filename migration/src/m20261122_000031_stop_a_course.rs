//! Who has stopped a course themselves, apart from a course that rests because its last reminder has come.

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
                "ALTER TABLE user_course_progress ADD COLUMN is_stopped BOOLEAN NOT NULL DEFAULT FALSE",
                // Which of them have pressed Stop is not known: rather nothing comes to one who wants to hear of it.
                "UPDATE user_course_progress SET is_stopped = is_paused",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &["ALTER TABLE user_course_progress DROP COLUMN is_stopped"],
        )
        .await
    }
}
