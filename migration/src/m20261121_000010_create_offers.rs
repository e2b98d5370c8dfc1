//! What has moved from ahead of learners to behind them, to be offered to them once.

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
                "CREATE TABLE offers (
                    user_id BIGINT NOT NULL,
                    course_id BIGINT NOT NULL,
                    step_id BIGINT NOT NULL REFERENCES steps (id) ON DELETE CASCADE,
                    revision INTEGER NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now},
                    PRIMARY KEY (user_id, course_id, step_id),
                    FOREIGN KEY (user_id, course_id)
                        REFERENCES user_course_progress (user_id, course_id) ON DELETE CASCADE
                )",
                "CREATE INDEX offers_step ON offers (step_id)",
            ],
        )
        .await?;
        dialect::touch(manager, "offers", &["user_id", "course_id", "step_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["offers"]).await
    }
}
