//! What announcements show: kept by what is in it, as in steps, for as long as the announcement is written or on its way.

use coursefile::Medium;
use entity::{UserId, broadcast};
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Select};

use crate::courses::Fault;
use crate::courses::media::{AT_TELEGRAM, Sent};

/// What an announcement shows above its words.
///
/// # Errors
/// What was stored is none of ours.
pub fn read_media(row: &broadcast::Model) -> Result<Vec<Medium>, Fault> {
    let media = row.media.as_deref().map(serde_json::from_str);
    Ok(media.transpose()?.unwrap_or_default())
}

/// Calls a medium by another name; both stand in JSON as a word of their own. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn renamed(db: &impl ConnectionTrait, old: &str, new: &str) -> Result<(), DbErr> {
    let replaced = Func::cust("REPLACE")
        .arg(Expr::col(broadcast::Column::Media))
        .arg(old)
        .arg(new);
    broadcast::Entity::update_many()
        .col_expr(broadcast::Column::Media, replaced.into())
        .filter(broadcast::COLUMN.media.contains(old))
        .exec(db)
        .await?;
    Ok(())
}

/// What those that have not ended show, as JSON.
///
/// # Errors
/// What the database says.
pub async fn shown(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let shown = showing()
        .select_only()
        .column(broadcast::Column::Media)
        .into_tuple()
        .all(db);
    shown.await
}

/// Media whose bytes are not kept yet, each with who has written the announcement that shows it.
///
/// # Errors
/// What the database says, or what was stored is none of ours.
pub async fn at_telegram(db: &impl ConnectionTrait) -> Result<Vec<(UserId, Sent)>, Fault> {
    let named = broadcast::COLUMN.media.contains(format!("\"{AT_TELEGRAM}"));
    let mut found = Vec::new();
    for row in showing().filter(named).all(db).await? {
        for medium in read_media(&row)? {
            let Some(file_id) = medium.source.strip_prefix(AT_TELEGRAM) else {
                continue;
            };
            let sent = Sent {
                file_id: file_id.to_owned(),
                kind: medium.kind,
                name: medium.name.clone(),
            };
            found.push((row.created_by, sent));
        }
    }
    Ok(found)
}

fn showing() -> Select<broadcast::Entity> {
    broadcast::Entity::find()
        .filter(broadcast::Column::EndedAt.is_null())
        .filter(broadcast::Column::Media.is_not_null())
}
