//! Albums: they come part by part, and are answered once.

use entity::chat;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};

/// Whether an album is new to a chat: true once for all its parts, which come one after another.
///
/// # Errors
/// The database.
pub async fn is_new(db: &impl ConnectionTrait, chat: i64, album: &str) -> Result<bool, DbErr> {
    let row = chat::ActiveModel {
        id: Set(chat),
        album: Set(Some(album.to_owned())),
        ..Default::default()
    };
    let known = || Expr::col((chat::Entity, chat::Column::Album));
    let mut on_conflict = OnConflict::column(chat::Column::Id);
    on_conflict
        .update_column(chat::Column::Album)
        .action_and_where(known().is_null().or(known().ne(album)));
    let new = chat::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_without_returning(db)
        .await?;
    Ok(new > 0)
}
