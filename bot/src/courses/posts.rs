//! Which messages show a thing: written by the outbox when a message that carries a name was sent.
//!
//! A message whose sending was cut off may stand twice in its chat; only the one of which Telegram has told is known here.

use chrono::{DateTime, Utc};
use entity::post;
use sea_orm::sea_query::OnConflict;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Set};

/// A message that was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// What it shows; at most 64 characters.
    pub about: String,
    /// The chat it stands in.
    pub chat: i64,
    /// The message.
    pub message: i32,
    /// What Telegram calls the poll in it.
    pub poll: Option<String>,
}

/// Remembers messages. Twice equals once; the last word on a message counts.
pub async fn remember(db: &impl ConnectionTrait, posted: Vec<Posted>) -> Result<(), DbErr> {
    // A statement may name a row only once.
    let last: std::collections::BTreeMap<(i64, i32), Posted> = posted
        .into_iter()
        .map(|posted| ((posted.chat, posted.message), posted))
        .collect();
    if last.is_empty() {
        return Ok(());
    }
    let rows = last.into_values().map(|posted| post::ActiveModel {
        about: Set(posted.about),
        chat_id: Set(posted.chat),
        message_id: Set(posted.message),
        poll_id: Set(posted.poll),
        ..Default::default()
    });
    let on_conflict = OnConflict::columns([post::Column::ChatId, post::Column::MessageId])
        .update_columns([post::Column::About, post::Column::PollId])
        .to_owned();
    post::Entity::insert_many(rows)
        .on_conflict(on_conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// The messages that show a thing, oldest first.
pub async fn showing(db: &impl ConnectionTrait, about: &str) -> Result<Vec<post::Model>, DbErr> {
    post::Entity::find()
        .filter(post::COLUMN.about.eq(about))
        .order_by_asc(post::Column::Id)
        .all(db)
        .await
}

/// Whether a message in this chat is known to show a thing.
pub async fn is_shown(db: &impl ConnectionTrait, chat: i64, about: &str) -> Result<bool, DbErr> {
    let found = post::Entity::find()
        .filter(post::COLUMN.about.eq(about))
        .filter(post::COLUMN.chat_id.eq(chat))
        .one(db)
        .await?;
    Ok(found.is_some())
}

/// What a message shows.
pub async fn shown_by(
    db: &impl ConnectionTrait,
    chat: i64,
    message: i32,
) -> Result<Option<post::Model>, DbErr> {
    post::Entity::find()
        .filter(post::COLUMN.chat_id.eq(chat))
        .filter(post::COLUMN.message_id.eq(message))
        .one(db)
        .await
}

/// The message that shows a poll.
pub async fn of_poll(db: &impl ConnectionTrait, poll: &str) -> Result<Option<post::Model>, DbErr> {
    post::Entity::find()
        .filter(post::COLUMN.poll_id.eq(poll))
        .order_by_desc(post::Column::Id)
        .one(db)
        .await
}

/// Forgets messages that were sent before an instant.
pub async fn prune(db: &impl ConnectionTrait, before: DateTime<Utc>) -> Result<(), DbErr> {
    post::Entity::delete_many()
        .filter(post::COLUMN.created_at.lt(before))
        .exec(db)
        .await?;
    Ok(())
}
