//! People, courses, steps, and who is where.

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
                "CREATE TABLE users (
                    id BIGINT NOT NULL PRIMARY KEY,
                    first_name TEXT NOT NULL CHECK (length(first_name) <= 64),
                    last_name TEXT NULL CHECK (length(last_name) <= 64),
                    username TEXT NULL CHECK (length(username) <= 32),
                    is_active BOOLEAN NOT NULL DEFAULT TRUE,
                    language TEXT NULL,
                    telegram_language TEXT NULL,
                    time_zone TEXT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now}
                )",
                // Telegram knows no difference between Amina and amina.
                "CREATE UNIQUE INDEX users_username ON users (lower(username))",
                "CREATE TABLE authors (
                    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
                    added_by BIGINT NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE TABLE courses (
                    id {id},
                    slug TEXT NOT NULL UNIQUE CHECK (length(slug) BETWEEN 1 AND 48),
                    title TEXT NOT NULL UNIQUE CHECK (length(title) BETWEEN 1 AND 64),
                    description TEXT NULL CHECK (length(description) <= 300),
                    is_active BOOLEAN NOT NULL DEFAULT TRUE,
                    author_id BIGINT NULL REFERENCES users (id) ON DELETE SET NULL,
                    revision BIGINT NOT NULL DEFAULT 0,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE INDEX courses_author ON courses (author_id)",
                "CREATE TABLE steps (
                    id {id},
                    course_id BIGINT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
                    slug TEXT NOT NULL CHECK (length(slug) BETWEEN 1 AND 48),
                    position INTEGER NOT NULL,
                    title TEXT NOT NULL CHECK (length(title) BETWEEN 1 AND 64),
                    text_content TEXT NULL,
                    image_url TEXT NULL,
                    is_active BOOLEAN NOT NULL DEFAULT TRUE,
                    is_end BOOLEAN NOT NULL DEFAULT FALSE,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now},
                    UNIQUE (course_id, slug),
                    UNIQUE (course_id, position),
                    UNIQUE (course_id, title)
                )",
                "CREATE TABLE user_course_progress (
                    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    course_id BIGINT NOT NULL REFERENCES courses (id) ON DELETE CASCADE,
                    current_step_id BIGINT NULL REFERENCES steps (id) ON DELETE SET NULL,
                    finished_at {instant} NULL,
                    visited_at {instant} NOT NULL DEFAULT {now},
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now},
                    PRIMARY KEY (user_id, course_id)
                )",
                "CREATE INDEX user_course_progress_course ON user_course_progress (course_id)",
                "CREATE INDEX user_course_progress_step ON user_course_progress (current_step_id)",
            ],
        )
        .await?;
        dialect::touch(manager, "users", &["id"]).await?;
        dialect::touch(manager, "courses", &["id"]).await?;
        dialect::touch(manager, "steps", &["id"]).await?;
        dialect::touch(manager, "user_course_progress", &["user_id", "course_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::drop(
            manager,
            &[
                "user_course_progress",
                "steps",
                "courses",
                "authors",
                "users",
            ],
        )
        .await
    }
}
