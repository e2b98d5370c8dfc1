//! Updates from Telegram, stored before they are confirmed.

use sea_orm::entity::prelude::*;

/// How far an update has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum State {
    /// Stored, not yet answered.
    Waiting = 0,
    /// Answered, in the same transaction as what it caused.
    Settled = 1,
    /// Given up after too many tries; `reason` and `reference` say why.
    SetAside = 2,
}

/// One row per update of one bot.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "inbox")]
pub struct Model {
    /// The order of arrival.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The bot that Telegram sent it to.
    pub bot_id: i64,
    /// Telegram's number of it; unique for the bot within the time rows are kept.
    pub update_id: i64,
    /// Updates with the same key are handled one after another.
    pub chat_key: i64,
    /// The update as Telegram wrote it; emptied once it is settled.
    #[sea_orm(column_type = "Text", nullable)]
    pub body: Option<String>,
    /// How far it has come.
    pub state: State,
    /// How many tries have failed.
    pub attempts: i32,
    /// What went wrong last, for the owner; never message text.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// UTC.
    pub received_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
