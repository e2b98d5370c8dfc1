//! When steps open, and learners who begin a course together.

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
                "ALTER TABLE courses ADD COLUMN release TEXT NULL",
                "ALTER TABLE drafts ADD COLUMN release TEXT NULL",
                "ALTER TABLE steps ADD COLUMN release TEXT NULL",
                "ALTER TABLE draft_steps ADD COLUMN release TEXT NULL",
                "CREATE TABLE cohorts (
                    id {id},
                    course_id BIGINT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
                    name TEXT NOT NULL CHECK (length(name) <= 64),
                    token TEXT NOT NULL UNIQUE,
                    starts_on DATE NOT NULL,
                    ends_on DATE NULL,
                    is_open BOOLEAN NOT NULL DEFAULT TRUE,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now},
                    CHECK (ends_on >= starts_on),
                    UNIQUE (course_id, name)
                )",
                "ALTER TABLE user_course_progress ADD COLUMN cohort_id BIGINT NULL
                    REFERENCES cohorts (id) ON DELETE SET NULL",
                "CREATE INDEX user_course_progress_cohort ON user_course_progress (cohort_id)",
                // They pressed Next below their step, and the next one is not open yet.
                "ALTER TABLE user_course_progress ADD COLUMN asked_at {instant} NULL",
                // They heard that it is open. No reference: a step that is gone was told to nobody.
                "ALTER TABLE user_course_progress ADD COLUMN told_step_id BIGINT NULL",
            ],
        )
        .await?;
        dialect::touch(manager, "cohorts", &["id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "ALTER TABLE user_course_progress DROP COLUMN told_step_id",
                "ALTER TABLE user_course_progress DROP COLUMN asked_at",
                "DROP INDEX user_course_progress_cohort",
                "ALTER TABLE user_course_progress DROP COLUMN cohort_id",
            ],
        )
        .await?;
        dialect::drop(manager, &["cohorts"]).await?;
        dialect::run(
            manager,
            &[
                "ALTER TABLE draft_steps DROP COLUMN release",
                "ALTER TABLE steps DROP COLUMN release",
                "ALTER TABLE drafts DROP COLUMN release",
                "ALTER TABLE courses DROP COLUMN release",
            ],
        )
        .await
    }
}
