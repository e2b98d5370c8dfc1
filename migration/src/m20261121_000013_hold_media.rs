//! A step holds media of any kind and buttons that lead elsewhere, and may be protected from being forwarded. A person may
//! want it plain: text alone.

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
                "ALTER TABLE steps ADD COLUMN media TEXT NULL",
                "ALTER TABLE steps ADD COLUMN links TEXT NULL",
                "ALTER TABLE steps ADD COLUMN is_protected BOOLEAN NOT NULL DEFAULT FALSE",
                "ALTER TABLE draft_steps ADD COLUMN media TEXT NULL",
                "ALTER TABLE draft_steps ADD COLUMN links TEXT NULL",
                "ALTER TABLE draft_steps ADD COLUMN is_protected BOOLEAN NOT NULL DEFAULT FALSE",
                "ALTER TABLE users ADD COLUMN is_plain BOOLEAN NOT NULL DEFAULT FALSE",
                "ALTER TABLE media ADD COLUMN file_kind TEXT NULL",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                // Of what a step held, its first picture is what it can still hold.
                "UPDATE draft_steps SET image_url = {first_source} \
                    WHERE media IS NOT NULL AND {first_kind} = 'picture'",
                "UPDATE steps SET image_url = {first_source} \
                    WHERE media IS NOT NULL AND {first_kind} = 'picture'",
                "ALTER TABLE media DROP COLUMN file_kind",
                "ALTER TABLE users DROP COLUMN is_plain",
                "ALTER TABLE draft_steps DROP COLUMN is_protected",
                "ALTER TABLE draft_steps DROP COLUMN links",
                "ALTER TABLE draft_steps DROP COLUMN media",
                "ALTER TABLE steps DROP COLUMN is_protected",
                "ALTER TABLE steps DROP COLUMN links",
                "ALTER TABLE steps DROP COLUMN media",
            ],
        )
        .await
    }
}
