//! What is kept of announcements, and for how long.

use chrono::{DateTime, TimeDelta, Utc};
use entity::broadcast::{self, State};
use entity::broadcast_recipient as recipient;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
};

/// How long it is known who got what; the counts stay.
const KEPT: TimeDelta = TimeDelta::days(30);
/// How long one waits for *Send*.
const UNSENT: TimeDelta = TimeDelta::days(7);

/// Forgets who got what long ago, and what was never sent.
///
/// # Errors
/// What the database says.
pub async fn prune(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    let over = broadcast::Entity::find()
        .select_only()
        .column(broadcast::Column::Id)
        .filter(broadcast::Column::EndedAt.lt(now - KEPT))
        .into_query();
    recipient::Entity::delete_many()
        .filter(recipient::Column::BroadcastId.in_subquery(over))
        .exec(db)
        .await?;
    broadcast::Entity::delete_many()
        .filter(broadcast::COLUMN.state.eq(State::Draft))
        .filter(broadcast::Column::WrittenAt.lt(now - UNSENT))
        .exec(db)
        .await?;
    Ok(())
}
