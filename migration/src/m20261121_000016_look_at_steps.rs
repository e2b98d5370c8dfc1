//! Which earlier step a learner looks at: what they type then is the answer to what that one asks.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // No reference: a step that is gone is looked at by nobody, and whoever reads this looks for the step first.
        dialect::run(
            manager,
            &["ALTER TABLE user_course_progress ADD COLUMN looking_at BIGINT NULL"],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &["ALTER TABLE user_course_progress DROP COLUMN looking_at"],
        )
        .await
    }
}
