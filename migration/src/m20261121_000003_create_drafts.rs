//! What authors work on stands apart from what learners walk, and every published revision is kept.

use sea_orm_migration::prelude::*;
use sea_orm_migration::sea_orm::{ConnectionTrait, DbBackend};

use crate::dialect;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(manager, &TABLES).await?;
        dialect::run(manager, &COLUMNS).await?;
        dialect::touch(manager, "drafts", &["course_id"]).await?;
        dialect::touch(manager, "draft_steps", &["id"]).await?;
        dialect::run(manager, &COPIES).await?;
        if matches!(manager.get_database_backend(), DbBackend::Postgres) {
            manager
                .get_connection()
                .execute_unprepared(
                    "SELECT setval(pg_get_serial_sequence('draft_steps', 'id'), \
                     (SELECT coalesce(max(id), 0) + 1 FROM draft_steps), false)",
                )
                .await?;
        }
        Ok(())
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                // A course that was never published has its steps in the draft only.
                "INSERT INTO steps (course_id, slug, position, title, text_content, image_url, is_active, is_end, created_at)
                    SELECT course_id, slug, position, title, text_content, image_url, is_active, is_end, created_at
                    FROM draft_steps
                    WHERE course_id NOT IN (SELECT course_id FROM steps)
                    ORDER BY course_id, position",
                "ALTER TABLE user_course_progress DROP COLUMN seen_revision",
                "ALTER TABLE courses DROP COLUMN published_revision",
                "ALTER TABLE courses DROP COLUMN language",
                "ALTER TABLE steps DROP COLUMN since_revision",
                "ALTER TABLE steps DROP COLUMN source",
            ],
        )
        .await?;
        dialect::drop(manager, &["revisions", "draft_steps", "drafts"]).await
    }
}

const TABLES: [&str; 3] = [
    "CREATE TABLE drafts (
        course_id BIGINT NOT NULL PRIMARY KEY REFERENCES courses (id) ON DELETE CASCADE,
        title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 64),
        description TEXT NULL CHECK (length(description) <= 300),
        language TEXT NULL,
        version BIGINT NOT NULL,
        edited_by BIGINT NULL REFERENCES users (id) ON DELETE SET NULL,
        edited_at {instant} NOT NULL,
        head_version BIGINT NOT NULL,
        head_edited_by BIGINT NULL REFERENCES users (id) ON DELETE SET NULL,
        head_edited_at {instant} NOT NULL,
        created_at {instant} NOT NULL DEFAULT {now},
        updated_at {instant} NOT NULL DEFAULT {now}
    )",
    "CREATE TABLE draft_steps (
        id {id},
        course_id BIGINT NOT NULL REFERENCES drafts (course_id) ON DELETE CASCADE,
        slug TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 48),
        position INTEGER NOT NULL,
        title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 64),
        text_content TEXT NULL,
        source TEXT NULL,
        image_url TEXT NULL,
        is_active BOOLEAN NOT NULL DEFAULT TRUE,
        is_end BOOLEAN NOT NULL DEFAULT FALSE,
        version BIGINT NOT NULL,
        edited_by BIGINT NULL REFERENCES users (id) ON DELETE SET NULL,
        edited_at {instant} NOT NULL,
        created_at {instant} NOT NULL DEFAULT {now},
        updated_at {instant} NOT NULL DEFAULT {now},
        UNIQUE (course_id, slug),
        UNIQUE (course_id, position),
        UNIQUE (course_id, title)
    )",
    "CREATE TABLE revisions (
        id {id},
        course_id BIGINT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        content TEXT NOT NULL,
        changes TEXT NOT NULL,
        published_by BIGINT NULL REFERENCES users (id) ON DELETE SET NULL,
        published_at {instant} NOT NULL,
        UNIQUE (course_id, number)
    )",
];

const COLUMNS: [&str; 5] = [
    "ALTER TABLE steps ADD COLUMN source TEXT NULL",
    "ALTER TABLE steps ADD COLUMN since_revision INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE courses ADD COLUMN language TEXT NULL",
    "ALTER TABLE courses ADD COLUMN published_revision INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE user_course_progress ADD COLUMN seen_revision INTEGER NOT NULL DEFAULT 0",
];

/// Every course has a draft that says what learners see; the steps keep their numbers, so that the buttons that authors
/// have below older messages keep their meaning.
const COPIES: [&str; 2] = [
    "INSERT INTO drafts (course_id, title, description, version, edited_at, head_version, head_edited_at)
        SELECT id, title, description, revision, updated_at, revision, updated_at FROM courses",
    "INSERT INTO draft_steps (id, course_id, slug, position, title, text_content, image_url, is_active, is_end,
            version, edited_at)
        SELECT id, course_id, slug, position, title, text_content, image_url, is_active, is_end, 0, updated_at
        FROM steps ORDER BY id",
];
