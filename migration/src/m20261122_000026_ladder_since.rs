//! Since when a course reminds as it does: who was gone long before is left alone, however long the bot itself was away.

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
                "ALTER TABLE courses ADD COLUMN reminders_since {instant} NULL",
                // Courses that are there already remind from now on.
                "UPDATE courses SET reminders_since = {now}",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &["ALTER TABLE courses DROP COLUMN reminders_since"],
        )
        .await
    }
}
