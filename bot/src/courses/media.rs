//! Pictures the bot keeps itself, by what is in them.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use entity::{CourseId, UserId, course, draft_step, media, revision, step};
use sea_orm::sea_query::{Expr, Func, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Set};
use sha2::{Digest, Sha256};

use crate::clock::Dice;

/// The word before the hash in `steps.image_url`.
pub const SCHEME: &str = "media:";
/// The word before Telegram's name of a picture in `steps.image_url`, until its bytes are kept.
pub const AT_TELEGRAM: &str = "tg:";

/// A picture that was fetched from Telegram.
#[derive(Clone, PartialEq, Eq)]
pub struct Fetched {
    /// What Telegram calls it.
    pub file_id: String,
    /// The bot to which it is called that.
    pub bot: i64,
    /// The picture.
    pub bytes: Vec<u8>,
}

/// Keeps a file and gives back the name under which a step shows it. The same bytes are kept once.
pub async fn keep(
    db: &impl ConnectionTrait,
    content_type: &str,
    bytes: &[u8],
) -> Result<String, DbErr> {
    let hash = hex(&Sha256::digest(bytes));
    let row = media::ActiveModel {
        hash: Set(hash.clone()),
        content_type: Set(content_type.to_owned()),
        bytes: Set(bytes.to_vec()),
        ..Default::default()
    };
    media::Entity::insert(row)
        .on_conflict(
            // Locks the row: nobody prunes it while it is given a new use.
            OnConflict::column(media::Column::Hash)
                .update_column(media::Column::ContentType)
                .to_owned(),
        )
        .exec_without_returning(db)
        .await?;
    Ok(format!("{SCHEME}{hash}"))
}

/// Keeps a picture that was fetched from Telegram, and calls it by its new name wherever it was called by Telegram's: what
/// has been changed meanwhile stays changed. Twice equals once. What is no picture is not kept.
pub async fn settle(
    db: &impl ConnectionTrait,
    dice: &Dice,
    fetched: &Fetched,
) -> Result<Option<String>, DbErr> {
    let Some(content_type) = kind_of(&fetched.bytes) else {
        return Ok(None);
    };
    let name = keep(db, content_type, &fetched.bytes).await?;
    let hash = name.trim_start_matches(SCHEME).to_owned();
    media::Entity::update_many()
        .col_expr(media::Column::FileId, Expr::value(fetched.file_id.clone()))
        .col_expr(media::Column::FileBotId, Expr::value(fetched.bot))
        .filter(media::COLUMN.hash.eq(hash))
        .exec(db)
        .await?;
    let before = format!("{AT_TELEGRAM}{}", fetched.file_id);
    let courses: Vec<CourseId> = step::Entity::find()
        .select_only()
        .column(step::Column::CourseId)
        .distinct()
        .filter(step::COLUMN.image_url.eq(before.clone()))
        .into_tuple()
        .all(db)
        .await?;
    let drafts: Vec<CourseId> = draft_step::Entity::find()
        .select_only()
        .column(draft_step::Column::CourseId)
        .distinct()
        .filter(draft_step::COLUMN.image_url.eq(before.clone()))
        .into_tuple()
        .all(db)
        .await?;
    step::Entity::update_many()
        .col_expr(step::Column::ImageUrl, Expr::value(name.clone()))
        .filter(step::COLUMN.image_url.eq(before.clone()))
        .exec(db)
        .await?;
    draft_step::Entity::update_many()
        .col_expr(draft_step::Column::ImageUrl, Expr::value(name.clone()))
        .filter(draft_step::COLUMN.image_url.eq(before.clone()))
        .exec(db)
        .await?;
    let named: BTreeSet<CourseId> = courses.iter().chain(&drafts).copied().collect();
    in_revisions(db, named, (&before, &name)).await?;
    for id in courses {
        // No cached outline outlives a change.
        course::Entity::update_many()
            .col_expr(course::Column::Revision, Expr::value(dice.revision()))
            .filter(course::COLUMN.id.eq(id))
            .exec(db)
            .await?;
    }
    Ok(Some(name))
}

/// The same in what these courses published before: a picture is named there as a word of its own, and in Markdown. Other
/// courses are not looked through: a picture that only an old revision shows is fetched when it comes back.
async fn in_revisions(
    db: &impl ConnectionTrait,
    courses: BTreeSet<CourseId>,
    (before, name): (&str, &str),
) -> Result<(), DbErr> {
    if courses.is_empty() {
        return Ok(());
    }
    for (open, close) in [('"', '"'), ('(', ')')] {
        let (old, new) = (
            format!("{open}{before}{close}"),
            format!("{open}{name}{close}"),
        );
        let renamed = Func::cust("REPLACE")
            .arg(Expr::col(revision::Column::Content))
            .arg(old.clone())
            .arg(new);
        revision::Entity::update_many()
            .col_expr(revision::Column::Content, renamed.into())
            .filter(revision::COLUMN.course_id.is_in(courses.iter().copied()))
            .filter(revision::COLUMN.content.contains(old))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Pictures whose bytes are not kept yet, each with an author of a course that shows it.
pub async fn at_telegram(db: &impl ConnectionTrait) -> Result<Vec<(UserId, String)>, DbErr> {
    let shown: Vec<(Option<UserId>, String)> = step::Entity::find()
        .select_only()
        .column(course::Column::AuthorId)
        .column(step::Column::ImageUrl)
        .inner_join(course::Entity)
        .filter(step::COLUMN.image_url.starts_with(AT_TELEGRAM))
        .into_tuple()
        .all(db)
        .await?;
    let drafted: Vec<(CourseId, String)> = draft_step::Entity::find()
        .select_only()
        .column(draft_step::Column::CourseId)
        .column(draft_step::Column::ImageUrl)
        .filter(draft_step::COLUMN.image_url.starts_with(AT_TELEGRAM))
        .into_tuple()
        .all(db)
        .await?;
    let mut found = BTreeMap::new();
    for (author, picture) in shown {
        found.insert(picture, author);
    }
    for (id, picture) in drafted {
        if let Entry::Vacant(place) = found.entry(picture) {
            let course = course::Entity::find_by_id(id).one(db).await?;
            place.insert(course.and_then(|course| course.author_id));
        }
    }
    let named = found.into_iter().filter_map(|(picture, author)| {
        Some((author?, picture.strip_prefix(AT_TELEGRAM)?.to_owned()))
    });
    Ok(named.collect())
}

/// What kind of picture it is, by its first bytes; none of those that Telegram takes as a photo.
pub fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0x89, b'P', b'N', b'G', 0x0d, 0x0a, 0x1a, 0x0a, ..] => Some("image/png"),
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [b'G', b'I', b'F', b'8', ..] => Some("image/gif"),
        [
            b'R',
            b'I',
            b'F',
            b'F',
            _,
            _,
            _,
            _,
            b'W',
            b'E',
            b'B',
            b'P',
            ..,
        ] => Some("image/webp"),
        [b'B', b'M', ..] => Some("image/bmp"),
        _ => None,
    }
}

/// Bytes as hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes
        .iter()
        .fold(String::with_capacity(bytes.len() * 2), |mut hex, byte| {
            write!(hex, "{byte:02x}").expect("a string takes everything");
            hex
        })
}
