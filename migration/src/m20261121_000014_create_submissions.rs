//! Work that a person looks at, questions to the author, and the groups in which they are looked at.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// Who looks at work: role and reach.
const ASSESSING: [(&str, &str); 4] = [
    ("owner", "instance"),
    ("author", "course"),
    ("reviewer", "instance"),
    ("reviewer", "course"),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "CREATE TABLE submissions (
                    id {id},
                    kind TEXT NOT NULL CHECK (kind IN ('work', 'question')),
                    user_id BIGINT NOT NULL,
                    course_id BIGINT NOT NULL,
                    step_id BIGINT NULL REFERENCES steps (id) ON DELETE SET NULL,
                    question TEXT NULL CHECK (length(question) <= 48),
                    number {small} NOT NULL DEFAULT 1,
                    form TEXT NOT NULL CHECK (form IN ('text', 'photo', 'voice', 'document', 'video')),
                    text TEXT NULL,
                    file_id TEXT NULL,
                    message_id INTEGER NOT NULL,
                    state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN
                        ('waiting', 'claimed', 'accepted', 'returned', 'answered', 'withdrawn')),
                    claimed_by BIGINT NULL REFERENCES users (id) ON DELETE SET NULL,
                    claimed_at {instant} NULL,
                    decided_by BIGINT NULL REFERENCES users (id) ON DELETE SET NULL,
                    decided_at {instant} NULL,
                    comment TEXT NULL,
                    handed_in_at {instant} NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now},
                    CHECK (text IS NOT NULL OR file_id IS NOT NULL),
                    CHECK (kind = 'work' OR (form = 'text' AND question IS NULL)),
                    FOREIGN KEY (user_id, course_id)
                        REFERENCES user_course_progress (user_id, course_id) ON DELETE CASCADE
                )",
                "CREATE UNIQUE INDEX submissions_open ON submissions (user_id, step_id, question)
                    WHERE kind = 'work' AND state IN ('waiting', 'claimed')",
                "CREATE INDEX submissions_queue ON submissions (course_id, handed_in_at, id)
                    WHERE state IN ('waiting', 'claimed')",
                "CREATE INDEX submissions_learner ON submissions (user_id, course_id)",
                "CREATE INDEX submissions_step ON submissions (step_id)",
                "CREATE TABLE review_rooms (
                    course_id BIGINT NOT NULL PRIMARY KEY REFERENCES courses (id) ON DELETE CASCADE,
                    chat_id BIGINT NOT NULL,
                    thread_id INTEGER NULL,
                    opened_by BIGINT NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now},
                    updated_at {instant} NOT NULL DEFAULT {now}
                )",
                "CREATE INDEX review_rooms_chat ON review_rooms (chat_id, thread_id)",
                // Of an answer: the work that somebody has yet to look at.
                "ALTER TABLE answers ADD COLUMN submission_id BIGINT NULL",
                // The album that was answered last: one answer for all its parts.
                "ALTER TABLE chats ADD COLUMN album TEXT NULL",
                "INSERT INTO permissions (name) VALUES ('assess')",
            ],
        )
        .await?;
        for (role, reach) in ASSESSING {
            let insert = format!(
                "INSERT INTO role_permissions (role, permission, reach) \
                 VALUES ('{role}', 'assess', '{reach}')"
            );
            dialect::run(manager, &[&insert]).await?;
        }
        dialect::touch(manager, "submissions", &["id"]).await?;
        dialect::touch(manager, "review_rooms", &["course_id"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "DELETE FROM role_permissions WHERE permission = 'assess'",
                "DELETE FROM permissions WHERE name = 'assess'",
                "ALTER TABLE chats DROP COLUMN album",
                "ALTER TABLE answers DROP COLUMN submission_id",
            ],
        )
        .await?;
        dialect::drop(manager, &["review_rooms", "submissions"]).await
    }
}
