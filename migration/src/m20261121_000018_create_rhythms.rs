//! When learners want to be written to: days, a preferred time, quiet hours, pauses. Their zone stands with the person.

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
            &["CREATE TABLE rhythms (
                user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
                days {small} NOT NULL DEFAULT 127 CHECK (days BETWEEN 1 AND 127),
                preferred_minute {small} NULL CHECK (preferred_minute BETWEEN 0 AND 1439),
                quiet_from_minute {small} NULL DEFAULT 1260 CHECK (quiet_from_minute BETWEEN 0 AND 1439),
                quiet_until_minute {small} NULL DEFAULT 480 CHECK (quiet_until_minute BETWEEN 0 AND 1439),
                paused_until {instant} NULL,
                is_stopped BOOLEAN NOT NULL DEFAULT FALSE,
                zone_asked_at {instant} NULL,
                reminded_on DATE NULL,
                created_at {instant} NOT NULL DEFAULT {now},
                updated_at {instant} NOT NULL DEFAULT {now},
                CHECK ((quiet_from_minute IS NULL) = (quiet_until_minute IS NULL))
            )"],
        )
        .await?;
        dialect::touch(manager, "rhythms", &["user_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(manager, &["rhythms"]).await
    }
}
