//! Work that an update has caused and that does not belong into its transaction: downloads, large files.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// How far a job has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum State {
    /// Not done yet.
    Waiting = 0,
    /// Given up after too many tries; `reason` says why.
    GivenUp = 1,
}

/// One row per job. A row is deleted in the transaction that stores what came of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "jobs")]
pub struct Model {
    /// The order within a chat.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The name of its kind, for who looks at the table; jobs of a kind in one chat are done one after another.
    #[sea_orm(column_type = "Text")]
    pub kind: String,
    /// What is to be done, as JSON; see `telegram::Job`.
    #[sea_orm(column_type = "Text")]
    pub payload: String,
    /// Who has asked for it.
    pub user_id: UserId,
    /// The chat that hears of it.
    pub chat_id: i64,
    /// How far it has come.
    pub state: State,
    /// How many tries have failed.
    pub attempts: i32,
    /// What went wrong last, for the owner; never what somebody has written.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// UTC; not before then.
    pub due_at: DateTimeUtc,
    /// UTC; until then it belongs to the process that wrote it or has taken it over.
    pub claimed_until: DateTimeUtc,
    /// Grows with every change of hands: what was begun under a smaller number changes nothing any more.
    pub fence: i64,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

/// UTC; a job that is claimed until then is in nobody's hand, and whoever looks for work takes it.
pub const NOBODYS: DateTimeUtc = DateTimeUtc::UNIX_EPOCH;
