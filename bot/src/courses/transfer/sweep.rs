//! What nothing shows any more: courses that nobody has decided on, and media.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use coursefile::Course;
use entity::{draft_step, import, media, revision, step};
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::courses::broadcasts;
use crate::courses::media::SCHEME;

/// How many pictures are forgotten at once.
const AT_ONCE: usize = 100;

/// The kept media of a course by their hashes.
pub(super) fn hashes(course: &Course) -> Vec<String> {
    let media = course.steps.iter().flat_map(|step| &step.media);
    media
        .filter_map(|medium| medium.source.strip_prefix(SCHEME))
        .map(str::to_owned)
        .collect()
}

/// Forgets courses that nobody has decided on since `before`.
///
/// # Errors
/// What the database says.
pub async fn prune(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), DbErr> {
    import::Entity::delete_many()
        .filter(import::COLUMN.created_at.lt(before))
        .exec(db)
        .await?;
    Ok(())
}

/// Pictures kept before `before` that nothing seems to show any more, a part of them. Only reads, one text at a time: who
/// writes does not wait meanwhile.
///
/// # Errors
/// What the database says.
pub async fn unused_pictures(
    db: &impl ConnectionTrait,
    before: DateTime<Utc>,
) -> Result<Vec<String>, DbErr> {
    let kept: Vec<String> = media::Entity::find()
        .select_only()
        .column(media::Column::Hash)
        .filter(media::COLUMN.created_at.lt(before))
        .into_tuple()
        .all(db)
        .await?;
    let mut unused: HashSet<String> = kept.into_iter().collect();
    let steps = step::Entity::find()
        .select_only()
        .column(step::Column::ImageUrl)
        .filter(step::COLUMN.image_url.starts_with(SCHEME));
    let drafted = draft_step::Entity::find()
        .select_only()
        .column(draft_step::Column::ImageUrl)
        .filter(draft_step::COLUMN.image_url.starts_with(SCHEME));
    let mut shown: Vec<String> = steps.into_tuple().all(db).await?;
    shown.extend(drafted.into_tuple::<String>().all(db).await?);
    let steps = step::Entity::find()
        .select_only()
        .column(step::Column::Media)
        .filter(step::COLUMN.media.is_not_null());
    let drafted = draft_step::Entity::find()
        .select_only()
        .column(draft_step::Column::Media)
        .filter(draft_step::COLUMN.media.is_not_null());
    shown.extend(steps.into_tuple::<String>().all(db).await?);
    shown.extend(drafted.into_tuple::<String>().all(db).await?);
    shown.extend(broadcasts::media::shown(db).await?);
    for picture in shown {
        used(&picture, &mut unused);
    }
    let revisions = revision::Entity::find()
        .select_only()
        .column(revision::Column::Id);
    for id in revisions.into_tuple::<i64>().all(db).await? {
        let content = revision::Entity::find_by_id(id).one(db).await?;
        used(
            &content.map_or_else(String::new, |row| row.content),
            &mut unused,
        );
    }
    let imports = import::Entity::find();
    for row in imports.all(db).await? {
        used(&row.content, &mut unused);
    }
    Ok(unused.into_iter().take(AT_ONCE).collect())
}

/// Takes away the pictures that a text names.
fn used(text: &str, unused: &mut HashSet<String>) {
    for hash in named(text) {
        unused.remove(hash);
    }
}

fn named(text: &str) -> impl Iterator<Item = &str> {
    text.split(SCHEME).skip(1).map(|part| {
        let end = part.find(|c: char| !c.is_ascii_hexdigit());
        &part[..end.unwrap_or(part.len())]
    })
}

/// The kept media that these texts name, by their hashes.
pub fn named_in(texts: &[String]) -> Vec<String> {
    let hashes: HashSet<&str> = texts.iter().flat_map(|text| named(text)).collect();
    hashes.into_iter().map(str::to_owned).collect()
}

/// Forgets those of the pictures that no step, draft, revision, staged course or announcement on its way shows.
///
/// # Errors
/// What the database says.
pub async fn sweep(db: &impl ConnectionTrait, hashes: Vec<String>) -> Result<(), DbErr> {
    if hashes.is_empty() {
        return Ok(());
    }
    // Held first: who keeps the same picture at this instant is waited for, and then seen.
    media::Entity::find()
        .select_only()
        .column(media::Column::Hash)
        .filter(media::COLUMN.hash.is_in(hashes.clone()))
        .lock_exclusive()
        .into_tuple::<String>()
        .all(db)
        .await?;
    let shown = "NOT EXISTS (SELECT 1 FROM steps WHERE image_url = 'media:' || media.hash) \
        AND NOT EXISTS (SELECT 1 FROM draft_steps WHERE image_url = 'media:' || media.hash) \
        AND NOT EXISTS (SELECT 1 FROM steps s WHERE s.media LIKE '%media:' || media.hash || '%') \
        AND NOT EXISTS (SELECT 1 FROM draft_steps d WHERE d.media LIKE '%media:' || media.hash || '%') \
        AND NOT EXISTS (SELECT 1 FROM broadcasts b WHERE b.ended_at IS NULL AND b.media LIKE '%media:' || media.hash || '%') \
        AND NOT EXISTS (SELECT 1 FROM imports WHERE content LIKE '%media:' || media.hash || '%') \
        AND NOT EXISTS (SELECT 1 FROM revisions WHERE content LIKE '%media:' || media.hash || '%')";
    media::Entity::delete_many()
        .filter(media::COLUMN.hash.is_in(hashes))
        .filter(Expr::cust(shown))
        .exec(db)
        .await?;
    Ok(())
}
