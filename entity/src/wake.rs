//! When the bot looks at a learner by itself.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// What becomes of a learner's wake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "i16", db_type = "SmallInteger")]
pub enum State {
    /// It comes when it is due.
    Waiting = 0,
    /// Given up after too many tries; `reason` says why.
    GivenUp = 1,
    /// There is nothing to look for until somebody wakes them again.
    Asleep = 2,
}

/// One row per learner. What is due then is not written here: it follows from the facts when the time has come.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wakes")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// UTC; not before then. Given up: when that was.
    pub due_at: DateTimeUtc,
    /// Grows whenever somebody takes the row in hand, is done with it, or wakes the learner anew: what was begun under a
    /// smaller number changes nothing any more. It never becomes smaller, so the row stays.
    pub fence: i64,
    /// UTC; until then it is in somebody's hand.
    pub claimed_until: Option<DateTimeUtc>,
    /// How many looks have failed since the last that did not.
    pub attempts: i32,
    /// What becomes of it.
    pub state: State,
    /// What went wrong last, for the owner, with a reference that is also in the log; never what somebody has written.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
