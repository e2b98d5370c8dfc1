//! What was in the database before a migration is still there after it, and after the way back.

use anyhow::ensure;
use entity::{CourseId, Role, UserId, user_role};
use sea_orm::{ConnectionTrait, EntityTrait, QueryOrder, Statement};

use super::open_empty;
use crate::harness::Base;

/// Those who may make courses become authors, each the author of what they made; who no longer may does not get it back;
/// and what not everybody was to find is closed on the way back.
pub async fn authors(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open_empty(base).await?;
    migration::up(&db).await?;
    let status = migration::status(&db).await?;
    let before = status
        .iter()
        .position(|(name, _)| name.ends_with("create_roles"));
    let back = status.len() - before.unwrap_or_default();
    migration::down(&db, u32::try_from(back)?).await?;
    for sql in [
        "INSERT INTO users (id, first_name) VALUES (1, 'Grace'), (2, 'Peter'), (3, 'Olga')",
        "INSERT INTO authors (user_id, added_by) VALUES (1, 3)",
        "INSERT INTO courses (id, slug, title, author_id) VALUES
            (1, 'one', 'One', 1), (2, 'two', 'Two', 2), (3, 'three', 'Three', NULL)",
    ] {
        db.execute_unprepared(sql).await?;
    }
    migration::up(&db).await?;
    let held = user_role::Entity::find()
        .order_by_asc(user_role::Column::Id)
        .all(&db)
        .await?;
    let held: Vec<_> = held
        .iter()
        .map(|row| (row.user_id, row.role, row.course_id, row.granted_by))
        .collect();
    let (grace, olga) = (UserId(1), UserId(3));
    ensure!(
        held == [
            (grace, Role::Author, None, olga),
            (grace, Role::Author, Some(CourseId(1)), olga)
        ],
        "{held:?}"
    );
    for sql in [
        "INSERT INTO user_roles (user_id, role, granted_by) VALUES (2, 'author', 3), (2, 'analyst', 3)",
        "UPDATE courses SET is_active = TRUE",
        "UPDATE courses SET door = 'unlisted' WHERE id = 2",
    ] {
        db.execute_unprepared(sql).await?;
    }
    migration::down(&db, u32::try_from(back)?).await?;
    let query = |sql: &str| Statement::from_string(db.get_database_backend(), sql.to_owned());
    let authors = db
        .query_all_raw(query(
            "SELECT user_id, added_by FROM authors ORDER BY user_id",
        ))
        .await?;
    let authors: Vec<(i64, i64)> = authors
        .iter()
        .map(|row| Ok((row.try_get("", "user_id")?, row.try_get("", "added_by")?)))
        .collect::<anyhow::Result<_>>()?;
    ensure!(authors == [(1, 3), (2, 3)], "{authors:?}");
    let open = db
        .query_all_raw(query("SELECT id FROM courses WHERE is_active ORDER BY id"))
        .await?;
    ensure!(open.len() == 2, "{} courses are open", open.len());
    db.close().await?;
    lent.give_back().await
}
