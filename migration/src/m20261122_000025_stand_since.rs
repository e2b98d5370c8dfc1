//! Since when somebody stands at their step: who looks at it every day has stood there all the same.

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
                "ALTER TABLE user_course_progress ADD COLUMN stood_since {instant} NULL",
                // Nothing better is known of those who stand there now.
                "UPDATE user_course_progress SET stood_since = visited_at",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &["ALTER TABLE user_course_progress DROP COLUMN stood_since"],
        )
        .await
    }
}
