//! Handing announcements on to the outbox, a small portion at a time. Whom and how many the rules say; this asks them whenever
//! something has been settled, and once a second, and writes the messages in the transaction that notes who is handed on.
//!
//! That transaction is shared with nothing else and locks the announcement first: it never waits for anybody who waits for it.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use entity::broadcast;
use entity::{BroadcastId, chat, course, outbox, user};
use sea_orm::{DatabaseTransaction, EntityTrait};

use super::Parts;
use crate::courses::broadcasts::feed::{self, Fed, Held};
use crate::courses::broadcasts::{Shown, count, looked};
use crate::courses::{Failure, Fault};
use crate::handlers::{House, announced};
use crate::transport::outbox as sending;

/// How often it is looked whether there is one to be handed on.
const EVERY: Duration = Duration::from_secs(1);
/// How often its author is shown how far it has come.
const TELL_EVERY: TimeDelta = TimeDelta::seconds(4);

/// What this process knows of an announcement that it has in hand.
#[derive(Clone, Copy, Debug, Default)]
struct Known {
    fence: Option<i64>,
    shown: Option<Glance>,
}

type Hand = HashMap<BroadcastId, Known>;

/// Hands announcements on, until the task is dropped.
pub async fn hand_on(parts: Parts) {
    let Some(mut settled) = parts.outbox.settled() else {
        return;
    };
    let (mut hand, mut held) = (Hand::new(), None);
    loop {
        let busy = parts.activity.begin();
        // Whatever else has been settled meanwhile is looked at in the same round.
        while settled.try_recv().is_ok() {}
        drop(held.take());
        round(&parts, &mut hand).await;
        drop(busy);
        tokio::select! {
            Some(busy) = settled.recv() => held = Some(busy),
            () = parts.clock.sleep(EVERY) => {}
        }
    }
}

async fn round(parts: &Parts, hand: &mut Hand) {
    let rows = match feed::under_way(&parts.database.read).await {
        Ok(rows) => rows,
        Err(error) => {
            tracing::warn!(error = %error, "announcements could not be looked up");
            return;
        }
    };
    hand.retain(|id, _| rows.iter().any(|row| row.id == *id));
    for row in rows {
        if parts.activity.is_winding_down() {
            return;
        }
        let known = hand.entry(row.id).or_default();
        if let Err(fault) = one(parts, known, row).await {
            tracing::warn!(error = %fault, "an announcement could not be handed on");
        }
    }
}

/// Does what there is to do for one of them.
async fn one(parts: &Parts, known: &mut Known, row: broadcast::Model) -> Result<(), Fault> {
    let now = parts.clock.now();
    let Some(held) = held(parts, known, &row, now).await? else {
        known.fence = None;
        return Ok(());
    };
    known.fence = Some(held.fence);
    loop {
        let tx = parts.database.begin().await?;
        let turn = turn(&tx, &parts.house, held, *known, now).await?;
        tx.commit().await?;
        known.shown = turn.shown.or(known.shown);
        parts.outbox.push(turn.rows);
        if !turn.again {
            return Ok(());
        }
    }
}

/// What came of looking at one of them.
#[derive(Default)]
struct Turn {
    rows: Vec<outbox::Model>,
    /// Its author is shown this.
    shown: Option<Glance>,
    /// Of those handed on nobody is written to: nothing will be settled that leads to the next ones.
    again: bool,
}

/// What an author was shown last: how many were settled, and when. Who holds it up sees that at once.
type Glance = (i64, DateTime<Utc>);

/// Shows its author how far it has come, if it is time to, and hands a portion on: both by one look at it.
async fn turn(
    tx: &DatabaseTransaction,
    house: &House,
    held: Held,
    before: Known,
    now: DateTime<Utc>,
) -> Result<Turn, Fault> {
    let Some((row, course)) = count::look(tx, held).await? else {
        return Ok(Turn::default());
    };
    let told = told(tx, house, held, (&row, &course), before, now).await?;
    let shown = told.is_some().then(|| (row.settled(), now));
    let mut rows = told.unwrap_or_default();
    let (fed, again) = fed(tx, house, held, (row, course), now).await?;
    rows.extend(fed);
    Ok(Turn { rows, shown, again })
}

/// The fence under which this process has it: it says again that it is at it when half of its time has passed.
async fn held(
    parts: &Parts,
    known: &Known,
    row: &broadcast::Model,
    now: DateTime<Utc>,
) -> Result<Option<Held>, Fault> {
    let fence = known.fence.filter(|fence| *fence == row.fence);
    let until = row.claimed_until.filter(|_| fence.is_some());
    if let (Some(fence), Some(until)) = (fence, until)
        && until > now + feed::LEASE / 2
    {
        return Ok(Some(Held { id: row.id, fence }));
    }
    let is_alone = parts.database.is_sqlite();
    let is_free = is_alone || feed::is_free(row, now);
    if fence.is_none() && !is_free {
        return Ok(None);
    }
    let tx = parts.database.begin().await?;
    let held = feed::hold(&tx, row, fence, is_alone, now).await?;
    tx.commit().await?;
    Ok(held)
}

/// Hands a portion on, or ends it.
async fn fed(
    tx: &DatabaseTransaction,
    house: &House,
    held: Held,
    looked_at: (broadcast::Model, course::Model),
    now: DateTime<Utc>,
) -> Result<(Vec<outbox::Model>, bool), Fault> {
    let (reply, again) = match feed::portion(tx, held, looked_at, now).await? {
        Fed::Nothing => return Ok((Vec::new(), false)),
        Fed::Portion(portion) => {
            let nobody = portion.people.is_empty();
            (announced::portion(house, &portion)?, nobody)
        }
        Fed::Over(over) => {
            let (row, course) = *over;
            let Some((author, shown)) = seen(tx, row, course).await? else {
                return Ok((Vec::new(), false));
            };
            (announced::ended(house, &author, &shown), false)
        }
    };
    let rows = sending::write(tx, &reply, 0, &[], now).await?;
    Ok((rows, again))
}

/// Its author, and what there is to say about it. What a newer version has written cannot be said by this one.
async fn seen(
    tx: &DatabaseTransaction,
    row: broadcast::Model,
    course: course::Model,
) -> Result<Option<(user::Model, Shown)>, Fault> {
    let author = user::Entity::find_by_id(row.created_by).one(tx).await?;
    match looked(tx, row, course).await {
        Ok(shown) => Ok(author.map(|author| (author, shown))),
        Err(Failure::Refused(_)) => Ok(None),
        Err(Failure::Fault(fault)) => Err(fault),
    }
}

/// Shows its author how far it has come, every few seconds, if that is another news than before; `None`: it is not time to.
async fn told(
    tx: &DatabaseTransaction,
    house: &House,
    held: Held,
    (row, course): (&broadcast::Model, &course::Model),
    before: Known,
    now: DateTime<Utc>,
) -> Result<Option<Vec<outbox::Model>>, Fault> {
    let Some(started) = row.started_at else {
        return Ok(None);
    };
    // When it was sent off, its author saw that.
    let (settled, at) = before.shown.unwrap_or((0, started));
    let is_early = now - row.told_at.unwrap_or(started) < TELL_EVERY;
    if is_early || settled == row.settled() {
        return Ok(None);
    }
    if !feed::told(tx, held, row, now).await? {
        return Ok(None);
    }
    let Some((author, shown)) = seen(tx, row.clone(), course.clone()).await? else {
        return Ok(None);
    };
    let chat = chat::Entity::find_by_id(author.id.0).one(tx).await?;
    let live = chat.and_then(|chat| chat.live_message_id);
    let left = left((settled, at), row, now);
    let reply = announced::progress(house, &author, &shown, live, left);
    Ok(Some(sending::write(tx, &reply, 0, &[], now).await?))
}

/// How much longer it takes at the pace since its author was shown it.
fn left(
    (settled, at): (i64, DateTime<Utc>),
    row: &broadcast::Model,
    now: DateTime<Utc>,
) -> Option<TimeDelta> {
    let took = (now - at).num_milliseconds();
    let done = row.settled() - settled;
    let to_do = row.recipients - row.settled();
    let left = took.checked_mul(to_do)?.checked_div(done)?;
    Some(TimeDelta::milliseconds(left))
}
