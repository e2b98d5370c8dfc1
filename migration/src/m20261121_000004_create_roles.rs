//! Who may do what: roles, what each of them may do, and who holds which, for the whole instance or for one course.
//!
//! What an author could do before, they can do after: authors make courses and work on those they have made. Somebody
//! whose right had been taken away does not get it back through a course that they once made.

use sea_orm_migration::prelude::*;

use crate::dialect;

/// See the module.
#[derive(DeriveMigrationName)]
pub struct Migration;

/// What there is to be allowed.
const PERMISSIONS: [&str; 14] = [
    "make_courses",
    "manage_authors",
    "look",
    "edit",
    "publish",
    "close",
    "delete",
    "import",
    "export",
    "review",
    "see_history",
    "see_statistics",
    "manage_team",
    "invite_learners",
];

/// Of a course's author: everything that is done to one course.
const OF_AN_AUTHOR: [&str; 12] = [
    "look",
    "edit",
    "publish",
    "close",
    "delete",
    "import",
    "export",
    "review",
    "see_history",
    "see_statistics",
    "manage_team",
    "invite_learners",
];

const OF_A_REVIEWER: [&str; 4] = ["look", "export", "review", "see_history"];

const OF_AN_ANALYST: [&str; 2] = ["look", "see_statistics"];

/// What each role may do, held for the whole instance or for one course.
const TABLE: [(&str, &str, &[&str]); 7] = [
    ("owner", "instance", &PERMISSIONS),
    ("author", "instance", &["make_courses"]),
    ("author", "course", &OF_AN_AUTHOR),
    ("reviewer", "instance", &OF_A_REVIEWER),
    ("reviewer", "course", &OF_A_REVIEWER),
    ("analyst", "instance", &OF_AN_ANALYST),
    ("analyst", "course", &OF_AN_ANALYST),
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "CREATE TABLE roles (name TEXT NOT NULL PRIMARY KEY)",
                "CREATE TABLE permissions (name TEXT NOT NULL PRIMARY KEY)",
                "CREATE TABLE role_permissions (
                    role TEXT NOT NULL REFERENCES roles (name) ON DELETE CASCADE,
                    permission TEXT NOT NULL REFERENCES permissions (name) ON DELETE CASCADE,
                    reach TEXT NOT NULL CHECK (reach IN ('instance', 'course')),
                    PRIMARY KEY (role, permission, reach)
                )",
                "CREATE TABLE user_roles (
                    id {id},
                    user_id BIGINT NOT NULL REFERENCES users (id) ON DELETE CASCADE,
                    role TEXT NOT NULL REFERENCES roles (name) ON DELETE CASCADE,
                    course_id BIGINT NULL REFERENCES courses (id) ON DELETE CASCADE,
                    granted_by BIGINT NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now}
                )",
                // No course is the whole instance, and that counts as one.
                "CREATE UNIQUE INDEX user_roles_once ON user_roles (user_id, role, coalesce(course_id, 0))",
                "CREATE INDEX user_roles_course ON user_roles (course_id)",
                // Which commands the menu of a private chat shows; null: those that everybody has.
                "ALTER TABLE chats ADD COLUMN menu TEXT NULL",
                "INSERT INTO roles (name) VALUES ('owner'), ('author'), ('reviewer'), ('analyst')",
            ],
        )
        .await?;
        let permissions = PERMISSIONS.map(|name| format!("('{name}')")).join(", ");
        let insert = format!("INSERT INTO permissions (name) VALUES {permissions}");
        dialect::run(manager, &[&insert]).await?;
        for (role, reach, permissions) in TABLE {
            for permission in permissions {
                let insert = format!(
                    "INSERT INTO role_permissions (role, permission, reach) \
                     VALUES ('{role}', '{permission}', '{reach}')"
                );
                dialect::run(manager, &[&insert]).await?;
            }
        }
        dialect::run(
            manager,
            &[
                "INSERT INTO user_roles (user_id, role, course_id, granted_by, created_at)
                    SELECT user_id, 'author', NULL, added_by, created_at FROM authors",
                "INSERT INTO user_roles (user_id, role, course_id, granted_by)
                    SELECT courses.author_id, 'author', courses.id, authors.added_by
                    FROM courses JOIN authors ON authors.user_id = courses.author_id",
            ],
        )
        .await?;
        dialect::drop(manager, &["authors"]).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        dialect::run(
            manager,
            &[
                "CREATE TABLE authors (
                    user_id BIGINT NOT NULL PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
                    added_by BIGINT NOT NULL,
                    created_at {instant} NOT NULL DEFAULT {now}
                )",
                "INSERT INTO authors (user_id, added_by, created_at)
                    SELECT user_id, granted_by, created_at FROM user_roles
                    WHERE role = 'author' AND course_id IS NULL",
                "ALTER TABLE chats DROP COLUMN menu",
            ],
        )
        .await?;
        dialect::drop(
            manager,
            &["user_roles", "role_permissions", "permissions", "roles"],
        )
        .await
    }
}
