//! When a learner wants to be written to.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// One row per learner who has said something about it or was asked for their zone, which stands in `users.time_zone`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rhythms")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// The days of the week, one bit each: 1 is Monday, 64 Sunday; 127 by default.
    pub days: i16,
    /// The time of day they prefer, in minutes since midnight; null: any.
    pub preferred_minute: Option<i16>,
    /// When quiet hours begin, in minutes since midnight, 1260 by default; null: there are none.
    pub quiet_from_minute: Option<i16>,
    /// The first minute after quiet hours, 480 by default; null: there are none.
    pub quiet_until_minute: Option<i16>,
    /// UTC; nothing comes by itself before; null: no pause.
    pub paused_until: Option<DateTimeUtc>,
    /// Nothing comes by itself at all.
    pub is_stopped: bool,
    /// UTC; when they were asked for their zone; null: never.
    pub zone_asked_at: Option<DateTimeUtc>,
    /// The day, in their zone, on which they were reminded last; null: never.
    pub reminded_on: Option<Date>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
