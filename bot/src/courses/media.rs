//! Media the bot keeps itself, by what is in them.

use std::collections::{BTreeMap, BTreeSet};

use coursefile::MediumKind;
use entity::{CourseId, UserId, course, draft, draft_step, media, revision, step};
use sea_orm::sea_query::{Expr, Func, IntoColumnRef, OnConflict};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Set,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::broadcasts;
use super::file_kind::content_type_of;
use super::holding::{Columns, Holding};
use crate::clock::Dice;

/// The word before the hash in the source of a medium.
pub const SCHEME: &str = "media:";
/// The word before Telegram's name of a medium, until its bytes are kept.
pub const AT_TELEGRAM: &str = "tg:";

/// A medium that was sent in a chat.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// What Telegram calls it.
    pub file_id: String,
    /// As what it was sent.
    #[serde(default)]
    pub kind: MediumKind,
    /// What the file is called.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// A medium that was fetched from Telegram.
#[derive(Clone, PartialEq, Eq)]
pub struct Fetched {
    /// What it is.
    pub sent: Sent,
    /// The bot to which it is called that.
    pub bot: i64,
    /// The file.
    pub bytes: Vec<u8>,
}

/// How a kind is written in `media.file_kind`.
pub fn stored_kind(kind: MediumKind) -> Option<String> {
    (kind != MediumKind::Picture).then(|| kind.word().to_owned())
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

/// Keeps a medium that was fetched from Telegram, and calls it by its new name wherever it was called by Telegram's: what
/// has been changed meanwhile stays changed. Twice equals once. What was sent as a picture and is none is not kept.
pub async fn settle(
    db: &impl ConnectionTrait,
    dice: &Dice,
    fetched: &Fetched,
) -> Result<Option<String>, DbErr> {
    let sent = &fetched.sent;
    let Some(content_type) = content_type_of(sent.kind, sent.name.as_deref(), &fetched.bytes)
    else {
        return Ok(None);
    };
    let name = keep(db, content_type, &fetched.bytes).await?;
    let hash = name.trim_start_matches(SCHEME).to_owned();
    media::Entity::update_many()
        .col_expr(media::Column::FileId, Expr::value(sent.file_id.clone()))
        .col_expr(media::Column::FileBotId, Expr::value(fetched.bot))
        .col_expr(media::Column::FileKind, Expr::value(stored_kind(sent.kind)))
        .filter(media::COLUMN.hash.eq(hash))
        .exec(db)
        .await?;
    let before = format!("{AT_TELEGRAM}{}", sent.file_id);
    hold_drafts(db, &before).await?;
    let courses = renamed_in_steps(db, &before, &name).await?;
    let drafts = renamed_in_drafts(db, &before, &name).await?;
    broadcasts::media::renamed(db, &quoted(&before), &quoted(&name)).await?;
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

/// Whoever changes one of these drafts waits, or is waited for: the next picture of an album that was read before and stored
/// after would take the old name back. SQLite has one writer and needs no lock.
async fn hold_drafts(db: &impl ConnectionTrait, before: &str) -> Result<(), DbErr> {
    let inside = draft_step::Entity::find()
        .select_only()
        .column(draft_step::Column::CourseId)
        .filter(named_so(before))
        .into_query();
    draft::Entity::find()
        .filter(draft::COLUMN.course_id.in_subquery(inside))
        .order_by_asc(draft::Column::CourseId)
        .lock_exclusive()
        .all(db)
        .await?;
    Ok(())
}

/// Steps of drafts that call a medium so.
fn named_so(before: &str) -> Condition {
    Condition::any()
        .add(draft_step::COLUMN.image_url.eq(before))
        .add(draft_step::COLUMN.media.contains(quoted(before)))
}

/// The steps that learners walk; which courses they are of.
async fn renamed_in_steps(
    db: &impl ConnectionTrait,
    before: &str,
    name: &str,
) -> Result<Vec<CourseId>, DbErr> {
    let (old, new) = (quoted(before), quoted(name));
    let shows = Condition::any()
        .add(step::COLUMN.image_url.eq(before))
        .add(step::COLUMN.media.contains(old.clone()));
    let courses = step::Entity::find()
        .select_only()
        .column(step::Column::CourseId)
        .distinct()
        .filter(shows)
        .into_tuple()
        .all(db)
        .await?;
    step::Entity::update_many()
        .col_expr(step::Column::ImageUrl, Expr::value(name))
        .filter(step::COLUMN.image_url.eq(before))
        .exec(db)
        .await?;
    step::Entity::update_many()
        .col_expr(
            step::Column::Media,
            replaced(step::Column::Media, &old, new),
        )
        .filter(step::COLUMN.media.contains(old))
        .exec(db)
        .await?;
    Ok(courses)
}

/// The same in drafts.
async fn renamed_in_drafts(
    db: &impl ConnectionTrait,
    before: &str,
    name: &str,
) -> Result<Vec<CourseId>, DbErr> {
    let (old, new) = (quoted(before), quoted(name));
    let courses = draft_step::Entity::find()
        .select_only()
        .column(draft_step::Column::CourseId)
        .distinct()
        .filter(named_so(before))
        .into_tuple()
        .all(db)
        .await?;
    draft_step::Entity::update_many()
        .col_expr(draft_step::Column::ImageUrl, Expr::value(name))
        .filter(draft_step::COLUMN.image_url.eq(before))
        .exec(db)
        .await?;
    let renamed = replaced(draft_step::Column::Media, &old, new);
    draft_step::Entity::update_many()
        .col_expr(draft_step::Column::Media, renamed)
        .filter(draft_step::COLUMN.media.contains(old))
        .exec(db)
        .await?;
    Ok(courses)
}

/// A name as it stands in JSON: a word of its own.
fn quoted(name: &str) -> String {
    format!("\"{name}\"")
}

/// A column with some words in the place of others.
fn replaced(column: impl IntoColumnRef, old: &str, new: String) -> Expr {
    let renamed = Func::cust("REPLACE").arg(Expr::col(column)).arg(old);
    renamed.arg(new).into()
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
        let renamed = replaced(revision::Column::Content, &old, new);
        revision::Entity::update_many()
            .col_expr(revision::Column::Content, renamed)
            .filter(revision::COLUMN.course_id.is_in(courses.iter().copied()))
            .filter(revision::COLUMN.content.contains(old))
            .exec(db)
            .await?;
    }
    Ok(())
}

/// Media whose bytes are not kept yet, each with an author of a course that shows it.
///
/// # Errors
/// What the database says.
pub async fn at_telegram(db: &impl ConnectionTrait) -> Result<Vec<(UserId, Sent)>, DbErr> {
    let mut found: BTreeMap<String, (Option<UserId>, Sent)> = BTreeMap::new();
    let shown = step::Entity::find()
        .filter(
            Condition::any()
                .add(step::COLUMN.image_url.starts_with(AT_TELEGRAM))
                .add(step::COLUMN.media.contains(format!("\"{AT_TELEGRAM}"))),
        )
        .all(db)
        .await?;
    let drafted = draft_step::Entity::find()
        .filter(
            Condition::any()
                .add(draft_step::COLUMN.image_url.starts_with(AT_TELEGRAM))
                .add(
                    draft_step::COLUMN
                        .media
                        .contains(format!("\"{AT_TELEGRAM}")),
                ),
        )
        .all(db)
        .await?;
    let shown = shown
        .into_iter()
        .map(|row| (row.course_id, row.image_url, row.media));
    let drafted = drafted
        .into_iter()
        .map(|row| (row.course_id, row.image_url, row.media));
    for (course, image_url, media) in shown.chain(drafted) {
        let columns = Columns {
            image_url,
            media,
            links: None,
        };
        for medium in Holding::read(&columns, None)?.media {
            let Some(file_id) = medium.source.strip_prefix(AT_TELEGRAM) else {
                continue;
            };
            let author = match found.get(file_id) {
                Some((Some(_), _)) => continue,
                _ => author_of(db, course).await?,
            };
            let sent = Sent {
                file_id: file_id.to_owned(),
                kind: medium.kind,
                name: medium.name,
            };
            found.insert(sent.file_id.clone(), (author, sent));
        }
    }
    let named = found.into_values();
    Ok(named
        .filter_map(|(author, sent)| Some((author?, sent)))
        .collect())
}

async fn author_of(db: &impl ConnectionTrait, id: CourseId) -> Result<Option<UserId>, DbErr> {
    let course = course::Entity::find_by_id(id).one(db).await?;
    Ok(course.and_then(|course| course.author_id))
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
