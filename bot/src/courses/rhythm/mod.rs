//! Rhythm: when a learner wants to be written to. Their zone, the time they prefer, their days, quiet hours, and pauses.
//!
//! Everything a learner does is answered at once, at any hour; this speaks of what the bot says by itself. The arithmetic is
//! pure ([`hours`], [`days`], [`zone`]); here it is read from the tables. Who has said nothing is written to on any day outside
//! 21:00–08:00, in the zone of the instance.

pub mod change;
pub mod days;
pub mod hours;
mod likely;
pub mod places;
pub mod typed;
pub mod zone;

use chrono::{DateTime, TimeDelta, Utc};
use entity::{rhythm, user};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

pub use hours::Rhythm;
pub use likely::likely;
pub use zone::Zone;

/// So long the question for the zone counts as one and the same.
const SAME_QUESTION: TimeDelta = TimeDelta::minutes(1);

/// The learner's rhythm, with `house_zone` (the setting `TIME_ZONE`) where they have chosen no zone. One statement that reads.
///
/// # Errors
/// What the database says.
pub async fn rhythm_of(
    db: &impl ConnectionTrait,
    user: &user::Model,
    house_zone: Zone,
) -> Result<Rhythm, DbErr> {
    let row = rhythm::Entity::find_by_id(user.id).one(db).await?;
    let zone = zone_of(user, house_zone);
    Ok(row.map_or_else(|| Rhythm::in_zone(zone), |row| Rhythm::of(&row, zone)))
}

/// The zone that the person has chosen, or `house_zone`. A name that the database of zones no longer knows counts as none.
pub fn zone_of(user: &user::Model, house_zone: Zone) -> Zone {
    let chosen = user.time_zone.as_deref();
    chosen.and_then(Zone::parse).unwrap_or(house_zone)
}

/// Whether the person was asked for their zone by `then` (UTC), or has said it without being asked. It is asked once, when a
/// time of day matters for the first time. At most one statement that reads.
///
/// # Errors
/// What the database says.
pub async fn is_asked(
    db: &impl ConnectionTrait,
    user: &user::Model,
    then: DateTime<Utc>,
) -> Result<bool, DbErr> {
    if user.time_zone.is_some() {
        return Ok(true);
    }
    let row = rhythm::Entity::find_by_id(user.id).one(db).await?;
    let asked_at = row.and_then(|row| row.zone_asked_at);
    Ok(asked_at.is_some_and(|at| at <= then))
}

/// Whether the question for their zone is to stand on a screen: it was never asked before, or a moment ago, so that a button
/// pressed twice does not take it away again. At most one statement that reads.
///
/// # Errors
/// What the database says.
pub async fn asks_zone(
    db: &impl ConnectionTrait,
    user: &user::Model,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let asked = is_asked(db, user, now - SAME_QUESTION).await?;
    Ok(!asked)
}
