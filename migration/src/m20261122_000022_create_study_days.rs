//! The goal of study days: how many a week a learner wants, on which days they have studied, and when they had paused.

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
                // Beside the name, because a person's row is read with whatever they do.
                "ALTER TABLE users ADD COLUMN study_goal {small} NULL CHECK (study_goal BETWEEN 1 AND 7)",
                "ALTER TABLE users ADD COLUMN studied_on DATE NULL",
                "CREATE TABLE study_days (
                    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    day DATE NOT NULL,
                    goal {small} NOT NULL CHECK (goal BETWEEN 1 AND 7),
                    PRIMARY KEY (user_id, day)
                )",
                // Old ones are pruned.
                "CREATE INDEX study_days_day ON study_days (day)",
                "CREATE TABLE study_pauses (
                    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    from_day DATE NOT NULL,
                    until_day DATE NOT NULL,
                    PRIMARY KEY (user_id, from_day),
                    CHECK (until_day > from_day)
                )",
                "CREATE INDEX study_pauses_until ON study_pauses (until_day)",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["study_pauses", "study_days"]).await?;
        dialect::run(
            manager,
            &[
                "ALTER TABLE users DROP COLUMN studied_on",
                "ALTER TABLE users DROP COLUMN study_goal",
            ],
        )
        .await
    }
}
