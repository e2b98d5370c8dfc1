//! What has become of each message of an announcement: noted in the transaction that does away with its row of the outbox.

use std::collections::BTreeMap;

use entity::broadcast_recipient::{self as recipient, State};
use entity::{BroadcastId, UserId};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// Noted of who may have got it twice.
pub(super) const AGAIN: &str = "again";

/// What has become of one message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// It was taken.
    Delivered,
    /// It was taken, and perhaps once before: another process had it in hand, and has not noted what became of it.
    DeliveredAgain,
    /// The person cannot be reached.
    Blocked,
    /// It was not taken, for trouble of this kind.
    Failed(&'static str),
}

/// Whose message, and what has become of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Told {
    /// Of which announcement.
    pub broadcast: BroadcastId,
    /// To whom.
    pub user: UserId,
    /// What has become of it.
    pub outcome: Outcome,
}

impl Outcome {
    fn state(self) -> (State, Option<&'static str>) {
        match self {
            Outcome::Delivered => (State::Delivered, None),
            Outcome::DeliveredAgain => (State::Delivered, Some(AGAIN)),
            Outcome::Blocked => (State::Blocked, None),
            Outcome::Failed(class) => (State::Failed, Some(class)),
        }
    }
}

/// Notes it. Twice equals once. It touches nothing that others wait for: who hands the announcement on counts.
///
/// # Errors
/// What the database says.
pub async fn note(db: &impl ConnectionTrait, told: &[Told]) -> Result<(), DbErr> {
    // In one order everywhere, so that two processes never wait for each other in a ring.
    let mut groups: BTreeMap<(BroadcastId, Outcome), Vec<UserId>> = BTreeMap::new();
    for told in told {
        let key = (told.broadcast, told.outcome);
        groups.entry(key).or_default().push(told.user);
    }
    for ((id, outcome), people) in groups {
        let (state, reason) = outcome.state();
        recipient::Entity::update_many()
            .col_expr(recipient::Column::State, Expr::value(state))
            .col_expr(recipient::Column::Reason, Expr::value(reason))
            .filter(recipient::COLUMN.broadcast_id.eq(id))
            .filter(recipient::COLUMN.user_id.is_in(people))
            .filter(recipient::COLUMN.state.eq(State::Queued))
            .exec(db)
            .await?;
    }
    Ok(())
}
