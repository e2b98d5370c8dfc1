//! What statistics keep of those who wanted to be forgotten: counts, without anybody's number and without a time. And when
//! somebody was last given what is held about them.

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
                // No times on purpose: they would say when somebody left.
                "CREATE TABLE past_learners (
                    course_id BIGINT NOT NULL PRIMARY KEY REFERENCES courses (id) ON DELETE CASCADE,
                    learners BIGINT NOT NULL DEFAULT 0,
                    finished BIGINT NOT NULL DEFAULT 0,
                    compared BIGINT NOT NULL DEFAULT 0,
                    pairs BIGINT NOT NULL DEFAULT 0,
                    right_before BIGINT NOT NULL DEFAULT 0,
                    right_after BIGINT NOT NULL DEFAULT 0
                )",
                "CREATE TABLE past_answers (
                    step_id BIGINT NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
                    question TEXT NOT NULL CHECK (length(question) <= 48),
                    tried BIGINT NOT NULL DEFAULT 0,
                    first_right BIGINT NOT NULL DEFAULT 0,
                    PRIMARY KEY (step_id, question)
                )",
                "ALTER TABLE users ADD COLUMN data_asked_at {instant} NULL",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &["ALTER TABLE users DROP COLUMN data_asked_at"]).await?;
        dialect::drop(manager, &["past_answers", "past_learners"]).await
    }
}
