//! Of whom it is not known yet what has become of an announcement, among those who are counted past: so that one of whom nothing is
//! known for hours has nobody else counted again and again.

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
            &["ALTER TABLE broadcasts ADD COLUMN uncounted TEXT NULL"],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                // Who was counted past is counted from where the mark can go back to: everybody anew.
                "UPDATE broadcasts SET counted_to = 0, delivered = 0, blocked = 0, failed = 0, unwanted = 0
                    WHERE ended_at IS NULL AND uncounted IS NOT NULL",
                "ALTER TABLE broadcasts DROP COLUMN uncounted",
            ],
        )
        .await
    }
}
