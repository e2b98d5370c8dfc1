//! Codes are told apart by a number instead of by their first letters, so that nothing of a code is kept.

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
                "ALTER TABLE codes DROP COLUMN hint",
                "ALTER TABLE codes ADD COLUMN number INTEGER NOT NULL DEFAULT 1 CHECK (number > 0)",
                "UPDATE codes SET number =
                    (SELECT count(*) FROM codes AS older
                        WHERE older.course_id = codes.course_id AND older.id <= codes.id)",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // The letters are gone for good; what stands in their place says nothing.
        dialect::run(
            manager,
            &[
                "ALTER TABLE codes DROP COLUMN number",
                "ALTER TABLE codes ADD COLUMN hint TEXT NOT NULL DEFAULT '' CHECK (length(hint) <= 4)",
            ],
        )
        .await
    }
}
