//! Ways in: invitations to a part in the making, the door of a course, and the codes that open it.

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
                "ALTER TABLE courses ADD COLUMN door TEXT NOT NULL DEFAULT 'public'
                    CHECK (door IN ('public', 'unlisted', 'invitation'))",
                "CREATE TABLE invitations (
                    id {id},
                    token_hash TEXT NOT NULL UNIQUE CHECK (length(token_hash) = 64),
                    role TEXT NOT NULL REFERENCES roles (name) ON DELETE CASCADE,
                    course_id BIGINT NULL REFERENCES courses (id) ON DELETE CASCADE,
                    made_by BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    ends_at {instant} NOT NULL,
                    accepted_by BIGINT NULL,
                    accepted_at {instant} NULL,
                    revoked_at {instant} NULL,
                    created_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE INDEX invitations_course ON invitations (course_id)",
                "CREATE TABLE codes (
                    id {id},
                    code_hash TEXT NOT NULL UNIQUE CHECK (length(code_hash) = 64),
                    hint TEXT NOT NULL CHECK (length(hint) <= 4),
                    course_id BIGINT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
                    made_by BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    uses_left INTEGER NULL CHECK (uses_left >= 0),
                    ends_at {instant} NULL,
                    revoked_at {instant} NULL,
                    created_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE INDEX codes_course ON codes (course_id)",
                "CREATE TABLE code_uses (
                    code_id BIGINT NOT NULL REFERENCES codes (id) ON DELETE CASCADE,
                    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    created_at {instant} NOT NULL DEFAULT {now},
                    PRIMARY KEY (code_id, user_id)
                )",
                "CREATE TABLE wrong_codes (
                    id {id},
                    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    tried_at {instant} NOT NULL
                )",
                "CREATE INDEX wrong_codes_user ON wrong_codes (user_id, tried_at)",
            ],
        )
        .await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // Without a door there is only open and closed: what not everybody was to find is closed.
        dialect::run(
            manager,
            &[
                "UPDATE courses SET is_active = FALSE WHERE door <> 'public'",
                "ALTER TABLE courses DROP COLUMN door",
            ],
        )
        .await?;
        dialect::drop(
            manager,
            &["wrong_codes", "code_uses", "codes", "invitations"],
        )
        .await
    }
}
