//! Who gets an announcement.

use sea_orm::entity::prelude::*;

use crate::{BroadcastId, UserId};

/// What has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum State {
    /// Nothing yet.
    Waiting = 0,
    /// It stands in the outbox.
    Queued = 1,
    /// They have got it.
    Delivered = 2,
    /// They cannot be reached.
    Blocked = 3,
    /// It could not be sent; `reason` says of what kind the trouble was.
    Failed = 4,
    /// They have switched announcements off since it was begun.
    Unwanted = 5,
}

/// One row per person, until some time after the announcement has ended.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "broadcast_recipients")]
pub struct Model {
    /// Which announcement.
    #[sea_orm(primary_key, auto_increment = false)]
    pub broadcast_id: BroadcastId,
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// What has become of it.
    pub state: State,
    /// The kind of trouble, or `again` for who may have got it twice; never what somebody has written.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// Which announcement.
    #[sea_orm(belongs_to, from = "broadcast_id", to = "id", on_delete = "Cascade")]
    pub broadcast: BelongsTo<super::broadcast::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
