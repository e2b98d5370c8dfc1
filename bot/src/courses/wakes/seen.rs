//! Until when the bot has lived, as far as the database knows: by that it is noticed that the clock was put back while no process ran.

use chrono::{DateTime, Utc};
use entity::{inbox, reminder};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryOrder, QuerySelect};

/// UTC; when an update came last, or somebody was reminded last, whichever was later; `None`: neither has ever happened. One row
/// of the inbox, and one look through the reminders: for once at the start.
///
/// # Errors
/// What the database says.
pub async fn latest_seen(db: &impl ConnectionTrait) -> Result<Option<DateTime<Utc>>, DbErr> {
    let received: Option<DateTime<Utc>> = inbox::Entity::find()
        .select_only()
        .column(inbox::Column::ReceivedAt)
        .order_by_desc(inbox::Column::Id)
        .into_tuple()
        .one(db)
        .await?;
    let told: Option<DateTime<Utc>> = reminder::Entity::find()
        .select_only()
        .column(reminder::Column::ToldAt)
        .order_by_desc(reminder::Column::ToldAt)
        .into_tuple()
        .one(db)
        .await?;
    Ok(received.max(told))
}
