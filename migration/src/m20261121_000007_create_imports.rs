//! Courses that were read from a file and wait for somebody to say *Apply*.

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
                "CREATE TABLE imports (
                    id {id},
                    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    course_id BIGINT NULL REFERENCES courses (id) ON DELETE CASCADE,
                    version BIGINT NULL,
                    content TEXT NOT NULL,
                    created_at {instant} NOT NULL
                )",
                "CREATE INDEX imports_user ON imports (user_id)",
                "CREATE INDEX imports_course ON imports (course_id)",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["imports"]).await
    }
}
