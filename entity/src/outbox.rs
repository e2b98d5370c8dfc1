//! Calls to Telegram that a settled update (or a job) has caused and that are not yet known to be done.

use sea_orm::entity::prelude::*;

/// Who is waiting for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum Lane {
    /// The answer to what somebody has just done.
    Interactive = 0,
    /// Sent to many; always stands behind the answers.
    Bulk = 1,
    /// Nobody now: what the bot says by itself came to be sent at a time at which it may not be. Once the learner may be written
    /// to, it is sent to many again.
    PutOff = 2,
}

/// One row per call. A row is deleted when its call is done or given up.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox")]
pub struct Model {
    /// The order within a chat.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The chat it goes to.
    pub chat_id: i64,
    /// Who is waiting for it.
    pub lane: Lane,
    /// The call as data; see `transport::outbox`.
    #[sea_orm(column_type = "Text")]
    pub call: String,
    /// How many times it was tried, the try that is promised by the insert included.
    pub attempts: i32,
    /// UTC; until then it belongs to the process that wrote it.
    pub due_at: DateTimeUtc,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
