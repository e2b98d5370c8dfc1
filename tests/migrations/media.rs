//! On the way back a step can hold one picture: the first of what it held stays, if it is one.

use anyhow::ensure;
use entity::step;
use sea_orm::{ConnectionTrait, DbBackend, EntityTrait, QueryOrder, Statement};

use super::open_empty;
use crate::harness::Base;

/// How many migrations there were before a step could hold anything else than a picture.
const BEFORE: u32 = 12;

const STEPS: [&str; 2] = [
    "INSERT INTO courses (id, slug, title) VALUES (3, 'tea', 'Tea')",
    r#"INSERT INTO steps (id, course_id, slug, position, title, image_url, media) VALUES
        (1, 3, 'a', 10, 'A', 'media:0', NULL),
        (2, 3, 'b', 20, 'B', NULL, '[{"kind":"picture","source":"media:1","alt":"A cup"}]'),
        (3, 3, 'c', 30, 'C', NULL, '[{"kind":"picture","source":"tg:x"},{"kind":"video","source":"media:2"}]'),
        (4, 3, 'd', 40, 'D', NULL, '[{"kind":"video","source":"media:2"}]')"#,
];

/// Down and up again.
pub async fn on_the_way_back(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open_empty(base).await?;
    migration::up(&db).await?;
    let all = u32::try_from(migration::status(&db).await?.len())?;
    for statement in STEPS {
        db.execute_unprepared(statement).await?;
    }
    migration::down(&db, all - BEFORE).await?;
    let backend: DbBackend = db.get_database_backend();
    let kept = Statement::from_string(backend, "SELECT image_url FROM steps ORDER BY id");
    let kept = db.query_all_raw(kept).await?;
    let kept: Vec<Option<String>> = kept
        .iter()
        .map(|row| row.try_get("", "image_url"))
        .collect::<Result<_, _>>()?;
    let pictures: Vec<Option<&str>> = kept.iter().map(Option::as_deref).collect();
    let expected = [Some("media:0"), Some("media:1"), Some("tg:x"), None];
    ensure!(
        pictures == expected,
        "on the way back there is {pictures:?}"
    );
    migration::up(&db).await?;
    let steps = step::Entity::find()
        .order_by_asc(step::Column::Id)
        .all(&db)
        .await?;
    let is_as_before = |step: &step::Model| step.media.is_none() && !step.is_protected;
    ensure!(steps.iter().all(is_as_before), "{steps:?}");
    db.close().await?;
    lent.give_back().await
}
