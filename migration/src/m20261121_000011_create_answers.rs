//! Steps that ask: the questions with the steps, and what each learner has answered.

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
                "ALTER TABLE steps ADD COLUMN quiz TEXT NULL",
                "ALTER TABLE draft_steps ADD COLUMN quiz TEXT NULL",
                "ALTER TABLE courses ADD COLUMN pass_mark {small} NULL CHECK (pass_mark BETWEEN 1 AND 100)",
                "ALTER TABLE drafts ADD COLUMN pass_mark {small} NULL CHECK (pass_mark BETWEEN 1 AND 100)",
                "CREATE TABLE answers (
                    user_id BIGINT NOT NULL,
                    course_id BIGINT NOT NULL,
                    step_id BIGINT NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
                    question TEXT NOT NULL CHECK (length(question) <= 48),
                    attempts {small} NOT NULL DEFAULT 0,
                    attempts_before {small} NOT NULL DEFAULT 0,
                    picked TEXT NULL,
                    given TEXT NULL,
                    is_right BOOLEAN NOT NULL DEFAULT FALSE,
                    is_decided BOOLEAN NOT NULL DEFAULT FALSE,
                    is_skipped BOOLEAN NOT NULL DEFAULT FALSE,
                    answered_at {instant} NULL,
                    points {small} NOT NULL DEFAULT 0,
                    first_given TEXT NULL,
                    first_right BOOLEAN NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now},
                    PRIMARY KEY (user_id, step_id, question),
                    FOREIGN KEY (user_id, course_id)
                        REFERENCES user_course_progress (user_id, course_id) ON DELETE CASCADE
                )",
                "CREATE INDEX answers_course ON answers (course_id, user_id)",
                "CREATE INDEX answers_step ON answers (step_id)",
            ],
        )
        .await?;
        dialect::touch(manager, "answers", &["user_id", "step_id", "question"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["answers"]).await?;
        dialect::run(
            manager,
            &[
                "ALTER TABLE drafts DROP COLUMN pass_mark",
                "ALTER TABLE courses DROP COLUMN pass_mark",
                "ALTER TABLE draft_steps DROP COLUMN quiz",
                "ALTER TABLE steps DROP COLUMN quiz",
            ],
        )
        .await
    }
}
