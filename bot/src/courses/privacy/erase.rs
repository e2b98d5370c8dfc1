//! Forgetting a person, as the list says it.

use entity::{UserId, broadcast, import, post, submission};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::before::{self, run};
use super::list::{Fate, TABLES};
use crate::clock::Dice;
use crate::courses::transfer;

/// Forgets somebody: afterwards no table names them, and what they had done is counted in results without them. All of it
/// belongs into one transaction, the caller's. Twice equals once; who was never known is no error.
///
/// A message to somebody else that is on its way and shows their work is taken back with it.
///
/// # Errors
/// What the database says.
pub async fn erase(db: &impl ConnectionTrait, dice: &Dice, user: UserId) -> Result<(), DbErr> {
    before::prepare(db, dice, user).await?;
    work_goes(db, user).await?;
    let files = files_of(db, user).await?;
    for table in TABLES {
        for mention in table.people {
            let (table, column) = (table.name, mention.column);
            let sql = match mention.fate {
                Fate::Goes => format!("DELETE FROM {table} WHERE {column} = $1"),
                Fate::Emptied => format!("UPDATE {table} SET {column} = NULL WHERE {column} = $1"),
                Fate::Nobody => format!("UPDATE {table} SET {column} = 0 WHERE {column} = $1"),
                Fate::ByRule => continue,
            };
            run(db, &sql, [user.0.into()]).await?;
        }
    }
    transfer::sweep(db, files).await
}

/// A message of the bot to others that shows what somebody has handed in or asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The chat.
    pub chat: i64,
    /// The message.
    pub message: i32,
}

/// The messages to others that show what somebody has handed in or asked, as far as they are known still: for ninety days.
///
/// # Errors
/// What the database says.
pub async fn shown_elsewhere(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<Shown>, DbErr> {
    let names = work_of(db, user).await?.into_iter().map(|(name, _)| name);
    let posts = post::Entity::find()
        .filter(post::COLUMN.about.is_in(names))
        .filter(post::COLUMN.chat_id.ne(user.0))
        .all(db)
        .await?;
    let shown = posts.into_iter().map(|post| Shown {
        chat: post.chat_id,
        message: post.message_id,
    });
    Ok(shown.collect())
}

/// What is remembered of messages to others that show somebody's work, and those of them that have not left.
async fn work_goes(db: &impl ConnectionTrait, user: UserId) -> Result<(), DbErr> {
    for (name, file) in work_of(db, user).await? {
        let posted = "DELETE FROM posts WHERE about = $1";
        run(db, posted, [name.clone().into()]).await?;
        let on_its_way = "DELETE FROM outbox WHERE call LIKE $1";
        run(db, on_its_way, [format!("%\"post\":\"{name}\"%").into()]).await?;
        if let Some(file) = file {
            run(db, on_its_way, [format!("%\"{file}\"%").into()]).await?;
        }
    }
    Ok(())
}

/// The name under which messages about each of somebody's submissions are remembered, with the file.
async fn work_of(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<(String, Option<String>)>, DbErr> {
    let own = submission::Entity::find()
        .filter(submission::COLUMN.user_id.eq(user))
        .all(db)
        .await?;
    let name = |it: submission::Model| (format!("work:{}", it.id), it.file_id);
    Ok(own.into_iter().map(name).collect())
}

/// The kept files that their imports and announcements name: what shows nowhere else goes with them.
async fn files_of(db: &impl ConnectionTrait, user: UserId) -> Result<Vec<String>, DbErr> {
    let staged = import::Entity::find()
        .select_only()
        .column(import::Column::Content)
        .filter(import::COLUMN.user_id.eq(user));
    let mut texts: Vec<String> = staged.into_tuple().all(db).await?;
    let announced = broadcast::Entity::find()
        .select_only()
        .column(broadcast::Column::Media)
        .filter(broadcast::COLUMN.created_by.eq(user))
        .filter(broadcast::Column::Media.is_not_null());
    texts.extend(announced.into_tuple::<String>().all(db).await?);
    Ok(transfer::named_in(&texts))
}
