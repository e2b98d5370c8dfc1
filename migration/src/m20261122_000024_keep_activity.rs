//! When learners were last active themselves: apart from what the bot brings them, and also of a course that they have left.

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
                "ALTER TABLE user_course_progress ADD COLUMN active_at {instant} NULL",
                "ALTER TABLE users ADD COLUMN left_at {instant} NULL",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "ALTER TABLE users DROP COLUMN left_at",
                "ALTER TABLE user_course_progress DROP COLUMN active_at",
            ],
        )
        .await
    }
}
