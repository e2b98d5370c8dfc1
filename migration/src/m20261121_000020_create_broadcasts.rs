//! Announcements: one message to many, who gets it and what has become of it; and whether somebody wants any.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Who announces: role and reach.
const ANNOUNCING: [(&str, &str); 2] = [("owner", "instance"), ("author", "course")];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "ALTER TABLE users ADD COLUMN hears_announcements BOOLEAN NOT NULL DEFAULT TRUE",
                "CREATE TABLE broadcasts (
                    id {id},
                    course_id BIGINT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
                    created_by BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    segment TEXT NOT NULL CHECK (length(segment) <= 64),
                    text TEXT NULL,
                    media TEXT NULL,
                    state TEXT NOT NULL DEFAULT 'draft'
                        CHECK (state IN ('draft', 'running', 'paused', 'stopped', 'done')),
                    message_id INTEGER NULL,
                    recipients BIGINT NOT NULL DEFAULT 0,
                    queued BIGINT NOT NULL DEFAULT 0,
                    delivered BIGINT NOT NULL DEFAULT 0,
                    blocked BIGINT NOT NULL DEFAULT 0,
                    failed BIGINT NOT NULL DEFAULT 0,
                    unwanted BIGINT NOT NULL DEFAULT 0,
                    fed_to BIGINT NOT NULL DEFAULT 0,
                    counted_to BIGINT NOT NULL DEFAULT 0,
                    fence BIGINT NOT NULL DEFAULT 0,
                    claimed_until {instant} NULL,
                    written_at {instant} NOT NULL,
                    started_at {instant} NULL,
                    told_at {instant} NULL,
                    ended_at {instant} NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now},
                    CHECK (text IS NOT NULL OR media IS NOT NULL)
                )",
                "CREATE INDEX broadcasts_course ON broadcasts (course_id, id)",
                "CREATE INDEX broadcasts_author ON broadcasts (created_by)",
                // Only what has not ended is ever searched for, and that is little.
                "CREATE INDEX broadcasts_open ON broadcasts (id) WHERE ended_at IS NULL",
                // No reference to the person: a hundred thousand rows come at once and go after a month.
                "CREATE TABLE broadcast_recipients (
                    broadcast_id BIGINT NOT NULL REFERENCES broadcasts (id) ON DELETE CASCADE,
                    user_id BIGINT NOT NULL,
                    state {small} NOT NULL DEFAULT 0,
                    reason TEXT NULL,
                    PRIMARY KEY (broadcast_id, user_id)
                )",
                "INSERT INTO permissions (name) VALUES ('announce')",
            ],
        )
        .await?;
        for (role, reach) in ANNOUNCING {
            let insert = format!(
                "INSERT INTO role_permissions (role, permission, reach) \
                 VALUES ('{role}', 'announce', '{reach}')"
            );
            dialect::run(manager, &[&insert]).await?;
        }
        dialect::touch(manager, "broadcasts", &["id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "DELETE FROM role_permissions WHERE permission = 'announce'",
                "DELETE FROM permissions WHERE name = 'announce'",
                "ALTER TABLE users DROP COLUMN hears_announcements",
            ],
        )
        .await?;
        dialect::drop(manager, &["broadcast_recipients", "broadcasts"]).await
    }
}
