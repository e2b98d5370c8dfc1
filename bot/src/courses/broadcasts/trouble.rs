//! What the report at the end of an announcement says besides the counts: why it has not come to some, and who may have got
//! it twice.

use std::collections::BTreeMap;

use entity::BroadcastId;
use entity::broadcast_recipient::{self as recipient, State};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::outcome::AGAIN;

/// Why it has not come to somebody who can be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trouble {
    /// Telegram could not be reached, or did not answer, for a long time.
    Unanswered,
    /// Telegram did not take what is shown in it, and there are no words to be sent instead.
    Medium,
    /// Telegram refused the message.
    Refused,
}

/// What there is to say besides the counts. Empty when nothing went wrong, and once it is forgotten who got what.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Aside {
    /// How many it has not come to, by the reason.
    pub failed: BTreeMap<Trouble, u64>,
    /// How many may have got it twice: the bot was interrupted while their messages were on their way.
    pub again: u64,
}

impl Trouble {
    /// What a noted reason means; what another version has noted was a refusal.
    fn read(reason: &str) -> Trouble {
        match reason {
            "unanswered" => Trouble::Unanswered,
            "medium" | "gone" => Trouble::Medium,
            _ => Trouble::Refused,
        }
    }
}

/// Counts it: one statement over all recipients.
///
/// # Errors
/// What the database says.
pub async fn aside(db: &impl ConnectionTrait, id: BroadcastId) -> Result<Aside, DbErr> {
    let noted: Vec<(State, Option<String>, i64)> = recipient::Entity::find()
        .select_only()
        .column(recipient::Column::State)
        .column(recipient::Column::Reason)
        .column_as(recipient::Column::UserId.count(), "people")
        .filter(recipient::COLUMN.broadcast_id.eq(id))
        .filter(recipient::Column::Reason.is_not_null())
        .group_by(recipient::Column::State)
        .group_by(recipient::Column::Reason)
        .into_tuple()
        .all(db)
        .await?;
    let mut aside = Aside::default();
    for (state, reason, people) in noted {
        let people = u64::try_from(people).unwrap_or(0);
        let reason = reason.unwrap_or_default();
        match state {
            State::Failed => *aside.failed.entry(Trouble::read(&reason)).or_default() += people,
            State::Delivered if reason == AGAIN => aside.again += people,
            _ => {}
        }
    }
    Ok(aside)
}
