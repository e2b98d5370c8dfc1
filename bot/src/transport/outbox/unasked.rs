//! What was said at a look and waits to be sent. While Telegram is away it may become too late for it: then it is put off until
//! the learner may be written to, or dropped if they have gone on meanwhile. A reminder is said anew then: what it tells of the
//! learner's week may have changed.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use entity::outbox::{self, Lane};
use entity::{CourseId, UserId, user};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect,
};
use serde::{Deserialize, Serialize};

use super::call::{self, Call};
use super::{LEASE, Outbox, Pending, lock, pause, row, store};
use crate::courses::Fault;
use crate::courses::reminders::unheard;
use crate::courses::wakes::{self, Leave, Looking, Unasked};
use crate::telegram::Reply;
use crate::transport::activity::Busy;

/// How long something waits that was put off. A pause of a week, which ends most of them, is long over by then; who hears nothing by
/// themselves for longer is told what holds when they do again.
const KEPT: TimeDelta = TimeDelta::days(30);

/// Which of the messages that were said at a look a call is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum OfLook {
    /// The first, or only one.
    First {
        /// UTC; when the look was.
        at: DateTime<Utc>,
        /// The course that it is about; `None`: about none, or several.
        course: Option<CourseId>,
        /// It reminds somebody who is silent.
        #[serde(default)]
        is_reminder: bool,
    },
    /// One of the others: it goes where the first has gone.
    Behind,
}

/// What waits of what goes to many in somebody's chat.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unsent {
    /// Nothing.
    Nothing,
    /// Something is to be sent.
    UnderWay,
    /// What was said at an earlier look has been put off.
    PutOff,
}

/// Writes what was said at a look, in the transaction that remembers it.
///
/// # Errors
/// The database.
pub async fn write_unasked(
    tx: &impl ConnectionTrait,
    reply: &Reply,
    chat: i64,
    unasked: Unasked,
) -> Result<Vec<outbox::Model>, Fault> {
    let calls = reply
        .acts
        .iter()
        .flat_map(|act| call::encode(act, chat, &[]));
    let first = OfLook::First {
        at: unasked.at,
        course: unasked.course,
        is_reminder: unasked.is_reminder,
    };
    let places = std::iter::once(first).chain(std::iter::repeat(OfLook::Behind));
    let rows = calls.zip(places).map(|((to, call), place)| {
        let call = Call {
            of_look: Some(place),
            ..call
        };
        row(to, &call, chat, unasked.at)
    });
    store(tx, rows.collect::<Result<_, _>>()?).await
}

/// Says what waits in a chat. One statement that reads.
///
/// # Errors
/// The database.
pub async fn unsent(db: &impl ConnectionTrait, chat: i64) -> Result<Unsent, DbErr> {
    let lanes: Vec<Lane> = outbox::Entity::find()
        .select_only()
        .column(outbox::Column::Lane)
        .filter(outbox::COLUMN.chat_id.eq(chat))
        .filter(no_answer())
        .into_tuple()
        .all(db)
        .await?;
    Ok(if lanes.contains(&Lane::Bulk) {
        Unsent::UnderWay
    } else if lanes.is_empty() {
        Unsent::Nothing
    } else {
        Unsent::PutOff
    })
}

/// It is no answer to anybody. Written out, since a database uses the index of such rows only where it can see that.
fn no_answer() -> Expr {
    let answer = Expr::Constant(Lane::Interactive.to_value().into());
    Expr::col(outbox::Column::Lane).ne(answer)
}

/// Forgets what has been put off for very long. One statement; twice equals once.
///
/// # Errors
/// The database.
pub async fn prune(tx: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    outbox::Entity::delete_many()
        .filter(no_answer())
        .filter(outbox::COLUMN.lane.eq(Lane::PutOff))
        // When it was last in somebody's hand.
        .filter(outbox::COLUMN.due_at.lt(now - KEPT))
        .exec(tx)
        .await?;
    Ok(())
}

/// What was put off in a chat is to be sent after all: gives back the rows, which belong to this process again.
///
/// # Errors
/// The database.
pub async fn take_up(
    tx: &impl ConnectionTrait,
    chat: i64,
    now: DateTime<Utc>,
) -> Result<Vec<outbox::Model>, DbErr> {
    let mut rows = outbox::Entity::update_many()
        .col_expr(outbox::Column::Lane, Expr::value(Lane::Bulk))
        .col_expr(outbox::Column::DueAt, Expr::value(now + LEASE))
        .filter(outbox::COLUMN.chat_id.eq(chat))
        .filter(no_answer())
        .filter(outbox::COLUMN.lane.eq(Lane::PutOff))
        .exec_with_returning(tx)
        .await?;
    rows.sort_by_key(|row| row.id);
    Ok(rows)
}

/// Whether a call may be made now. Of what was said at a look the first message decides for all.
pub(super) async fn may_leave(outbox: &Outbox, chat: i64, call: &Call) -> Result<Leave, DbErr> {
    let Some(OfLook::First {
        at,
        course,
        is_reminder,
    }) = call.of_look
    else {
        return Ok(Leave::Now);
    };
    let unasked = Unasked {
        at,
        course,
        is_reminder,
    };
    let inner = &outbox.inner;
    let looking = Looking {
        shelf: &inner.house.shelf,
        house_zone: inner.house.time_zone,
        user: UserId(chat),
        now: inner.clock.now(),
    };
    let leave = wakes::may_leave(&inner.database.read, &looking, &unasked).await?;
    if leave == Leave::Late {
        note_late(outbox, UserId(chat)).await?;
    }
    Ok(leave)
}

/// Notes that something leaves late, before it does: once a day for each learner.
async fn note_late(outbox: &Outbox, user: UserId) -> Result<(), DbErr> {
    let (house, now) = (Arc::clone(&outbox.inner.house), outbox.inner.clock.now());
    let noted = outbox.inner.ledger.write(move |tx| async move {
        let looking = Looking {
            shelf: &house.shelf,
            house_zone: house.time_zone,
            user,
            now,
        };
        Ok(wakes::leaves_late(&*tx, &looking).await?)
    });
    noted
        .await
        .map_err(|fault| DbErr::Custom(fault.to_string()))
}

/// Puts off what was said at a look, or drops it, and has the learner looked at.
pub(super) async fn keep_back(outbox: &Outbox, pending: &Pending, leave: Leave, busy: &Busy) {
    let (inner, user) = (&outbox.inner, UserId(pending.chat));
    let mut rows = outbox.unasked_behind(pending);
    rows.push(pending.id);
    // Not later: as soon as it is stored, somebody may take them up.
    let held = outbox.let_go(&rows).await;
    tracing::debug!(
        outbox.id = pending.id,
        ?leave,
        "what was said by itself is kept back"
    );
    let first = match pending.call.of_look {
        Some(OfLook::First {
            at,
            course: Some(course),
            is_reminder: true,
        }) => Some((user, course, at)),
        _ => None,
    };
    // Until it is stored: what nobody has in hand is sent by nobody, and keeps this learner waiting for as long.
    for tries in 1.. {
        let (held, now) = (held.clone(), inner.clock.now());
        let stored = inner.ledger.write(move |tx| async move {
            store_kept(&*tx, held, leave, first).await?;
            // Whoever has had themselves forgotten is not there to be looked at.
            if user::Entity::find_by_id(user).one(&*tx).await?.is_some() {
                wakes::wake(&*tx, user, now).await?;
            }
            Ok(())
        });
        let Err(fault) = stored.await else { return };
        tracing::error!(error = %fault, tries, "what is kept back could not be noted");
        busy.rest(inner.clock.sleep(pause(tries))).await;
    }
}

/// To whom the first of what was said at a look is, about which course, and when that was.
type First = (UserId, CourseId, DateTime<Utc>);

/// Stores it for the rows whose leases are still as they were when this process let them go: the others are in another's hand.
async fn store_kept(
    tx: &impl ConnectionTrait,
    held: Vec<(i64, DateTime<Utc>)>,
    leave: Leave,
    first: Option<First>,
) -> Result<(), DbErr> {
    if held.is_empty() {
        return Ok(());
    }
    let columns = [outbox::Column::Id, outbox::Column::DueAt].map(Expr::col);
    let ours = Expr::tuple(columns).in_tuples(held);
    let reminder = match first {
        Some((user, course, at)) => {
            let is_newest = unheard::is_newest(tx, user, course, at).await?;
            first.filter(|_| is_newest)
        }
        _ => None,
    };
    if leave == Leave::Never || reminder.is_some() {
        let gone = outbox::Entity::delete_many().filter(ours).exec(tx).await?;
        match reminder.filter(|_| gone.rows_affected > 0) {
            Some((user, course, at)) if leave == Leave::Later => {
                unheard::say_anew(tx, user, course, at).await?;
            }
            Some((user, course, _)) => unheard::take_back(tx, user, course).await?,
            None => {}
        }
        return Ok(());
    }
    outbox::Entity::update_many()
        .col_expr(outbox::Column::Lane, Expr::value(Lane::PutOff))
        .filter(ours)
        .exec(tx)
        .await?;
    Ok(())
}

impl Outbox {
    /// Takes rows out of this process's hand, and gives them back with the leases that they have.
    async fn let_go(&self, rows: &[i64]) -> Vec<(i64, DateTime<Utc>)> {
        let _renewed = self.inner.renewing.lock().await;
        let mut in_hand = lock(&self.inner.in_hand);
        let held = rows
            .iter()
            .filter_map(|row| in_hand.remove(row).map(|until| (*row, until)));
        held.collect()
    }

    /// Takes what was said at the same look from the chat's line.
    fn unasked_behind(&self, first: &Pending) -> Vec<i64> {
        let mut lines = lock(&self.inner.lines);
        let Some(line) = lines.get_mut(&(first.chat, first.lane)) else {
            return Vec::new();
        };
        let behind = line.iter().filter(|row| row.call.of_look.is_some());
        let behind = behind.map(|row| row.id).collect();
        line.retain(|row| row.call.of_look.is_none());
        behind
    }
}

#[cfg(test)]
mod tests;
