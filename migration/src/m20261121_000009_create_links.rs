//! The link of a course that does not stand in the catalogue carries chance instead of the course's name, which can be
//! guessed.

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
                "ALTER TABLE courses ADD COLUMN link_token TEXT NULL CHECK (length(link_token) = 24)",
                "CREATE UNIQUE INDEX courses_link_token ON courses (link_token)",
                "UPDATE courses SET link_token = {chance} WHERE door <> 'public'",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "DROP INDEX courses_link_token",
                "ALTER TABLE courses DROP COLUMN link_token",
            ],
        )
        .await
    }
}
