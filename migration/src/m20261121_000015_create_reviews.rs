//! Review from a course's own questions: who wants it, the questions that come back, and when learners are told. And
//! learners of a course in the order of their numbers, as results read them page by page.

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
                "ALTER TABLE user_course_progress ADD COLUMN wants_review BOOLEAN NULL",
                "CREATE TABLE reviews (
                    user_id BIGINT NOT NULL,
                    course_id BIGINT NOT NULL,
                    step_id BIGINT NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
                    question TEXT NOT NULL CHECK (length(question) <= 48),
                    stability DOUBLE PRECISION NOT NULL,
                    difficulty DOUBLE PRECISION NOT NULL,
                    reps INTEGER NOT NULL DEFAULT 0,
                    lapses INTEGER NOT NULL DEFAULT 0,
                    last_at {instant} NOT NULL,
                    due_at {instant} NOT NULL,
                    shown_at {instant} NULL,
                    picked TEXT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now},
                    PRIMARY KEY (user_id, step_id, question),
                    FOREIGN KEY (user_id, course_id)
                        REFERENCES user_course_progress (user_id, course_id) ON DELETE CASCADE
                )",
                "CREATE INDEX reviews_due ON reviews (user_id, due_at)",
                "CREATE INDEX reviews_course ON reviews (course_id, user_id)",
                "CREATE INDEX reviews_step ON reviews (step_id)",
                "CREATE TABLE review_calls (
                    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
                    next_at {instant} NOT NULL,
                    told_at {instant} NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE INDEX review_calls_next ON review_calls (next_at)",
                "DROP INDEX user_course_progress_course",
                "CREATE INDEX user_course_progress_course ON user_course_progress (course_id, user_id)",
            ],
        )
        .await?;
        dialect::touch(manager, "reviews", &["user_id", "step_id", "question"]).await?;
        dialect::touch(manager, "review_calls", &["user_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["review_calls", "reviews"]).await?;
        dialect::run(
            manager,
            &[
                "DROP INDEX user_course_progress_course",
                "CREATE INDEX user_course_progress_course ON user_course_progress (course_id)",
                "ALTER TABLE user_course_progress DROP COLUMN wants_review",
            ],
        )
        .await
    }
}
