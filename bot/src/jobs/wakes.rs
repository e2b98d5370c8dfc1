//! Waking learners whose time has come. Who that is and what they are told the rules say; this only asks them often enough,
//! and writes what is said in the transaction that remembers it.

use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use entity::outbox as rows;
use futures::FutureExt;
use futures::future::join_all;

use super::Parts;
use crate::courses::wakes::{self, Claimed, Failed, Looking, Say, Unasked};
use crate::courses::{Failure, Fault, reminders};
use crate::handlers;
use crate::telegram::Reply;
use crate::transport::ledger::Tx;
use crate::transport::outbox::{self, Unsent};

/// How often it is asked whose time has come.
const EVERY: Duration = Duration::from_secs(15);
/// How soon again when Telegram has to catch up first.
const BEHIND: Duration = Duration::from_secs(2);
/// How many learners are taken in hand at once.
const AT_ONCE: u64 = 100;
/// So many messages that go to many may wait before nobody is woken for more: what is not yet said keeps its place in the
/// database, and nobody is told of what is no longer so.
const AHEAD: usize = 300;

/// How soon somebody is looked at again to whom something is being sent: they are not spoken to twice before they have heard
/// the first.
const UNDER_WAY: TimeDelta = TimeDelta::seconds(30);

/// What came of one turn.
enum Turn {
    /// There may be more.
    More,
    /// That is all for now.
    Done,
    /// There is enough to be sent.
    Enough,
}

/// Clocks are put right by so much all the time; more is noticed.
const PUT_RIGHT: TimeDelta = TimeDelta::seconds(30);

/// How far ahead of the clock it must have lived already for the clock to have been put back: another process may have written that,
/// whose clock is ahead by up to a minute.
const SEEN_AHEAD: TimeDelta = TimeDelta::seconds(90);
/// A clock that begins further back than this has not been set yet: nothing is rewritten by it.
const NOT_SET: TimeDelta = TimeDelta::days(30);

/// Wakes whose time has come, until the task is dropped.
pub async fn wake(parts: Parts) {
    let mut latest = latest(&parts).await;
    loop {
        let busy = parts.activity.begin();
        let now = parts.clock.now();
        if now >= latest - PUT_RIGHT || put_back(&parts, now, latest).await {
            latest = now;
        }
        let pause = loop {
            match turn(&parts).await {
                Turn::More => {}
                Turn::Done => break EVERY,
                Turn::Enough => break BEHIND,
            }
        };
        drop(busy);
        parts.clock.sleep(pause).await;
    }
}

/// Until when it has lived: the clock may have been put back while no process ran.
async fn latest(parts: &Parts) -> DateTime<Utc> {
    let (now, busy) = (parts.clock.now(), parts.activity.begin());
    let seen = wakes::latest_seen(&parts.database.read).await;
    drop(busy);
    match seen {
        Ok(seen) => {
            let seen = seen.filter(|seen| (SEEN_AHEAD..=NOT_SET).contains(&(*seen - now)));
            seen.unwrap_or(now)
        }
        Err(error) => {
            tracing::warn!(%error, "it could not be looked up how long the bot has lived");
            now
        }
    }
}

/// The clock was put back. `false`: it is to be tried again.
async fn put_back(parts: &Parts, now: DateTime<Utc>, from: DateTime<Utc>) -> bool {
    tracing::warn!(%from, to = %now, "the clock was put back; everybody is looked at anew");
    let mut after = None;
    loop {
        let anew = parts.ledger.write(move |tx| async move {
            if after.is_none() {
                reminders::clock_put_back(&*tx, now).await?;
            }
            Ok(wakes::look_anew(&*tx, now, after).await?)
        });
        match anew.await {
            Ok(None) => return true,
            Ok(last) => after = last,
            Err(fault) => {
                tracing::error!(error = %fault, "who waits could not be looked at anew");
                return false;
            }
        }
    }
}

/// Takes some of them in hand and looks at each, in shared commits.
async fn turn(parts: &Parts) -> Turn {
    if parts.outbox.waiting_for_many() >= AHEAD {
        return Turn::Enough;
    }
    let (now, is_alone) = (parts.clock.now(), parts.database.is_sqlite());
    let claimed = parts
        .ledger
        .write(move |tx| async move { Ok(wakes::claim(&*tx, now, is_alone, AT_ONCE).await?) });
    let claimed = match claimed.await {
        Ok(claimed) => claimed,
        Err(fault) => {
            tracing::warn!(error = %fault, "it could not be looked up whose time has come");
            return Turn::Done;
        }
    };
    let is_some = !claimed.is_empty();
    let looked = join_all(claimed.into_iter().map(|claimed| one(parts, claimed))).await;
    if is_some && looked.into_iter().all(|is_done| is_done) {
        Turn::More
    } else {
        Turn::Done
    }
}

/// Looks at one of them; gives back whether it is done with for now.
async fn one(parts: &Parts, claimed: Claimed) -> bool {
    let (now, house) = (parts.clock.now(), Arc::clone(&parts.house));
    let looked = parts.ledger.write(move |tx| async move {
        let look = within(&tx, &house, &claimed, now);
        match AssertUnwindSafe(look).catch_unwind().await {
            Ok(looked) => looked,
            Err(_) => Err(Fault::Broken("a look panicked")),
        }
    });
    match looked.await {
        Ok(rows) => {
            parts.outbox.push(rows);
            true
        }
        Err(Fault::TakenOver) => {
            tracing::debug!("a wake was taken over");
            true
        }
        Err(fault) => failed(parts, claimed, fault).await,
    }
}

/// The look, what it says, and when the next one is: all of it or nothing.
async fn within(
    tx: &Tx,
    house: &handlers::House,
    claimed: &Claimed,
    now: DateTime<Utc>,
) -> Result<Vec<rows::Model>, Fault> {
    let looking = Looking {
        shelf: &house.shelf,
        house_zone: house.time_zone,
        user: claimed.user,
        now,
    };
    let (rows, next) = match outbox::unsent(&**tx, claimed.user.0).await? {
        Unsent::Nothing => say(tx, house, &looking).await?,
        Unsent::UnderWay => (Vec::new(), Some(now + UNDER_WAY)),
        Unsent::PutOff => take_up(tx, &looking).await?,
    };
    if wakes::settle(&**tx, claimed, next).await? {
        Ok(rows)
    } else {
        Err(Fault::TakenOver)
    }
}

/// What is said, and when to look again.
type Said = (Vec<rows::Model>, Option<DateTime<Utc>>);

async fn say(tx: &Tx, house: &handlers::House, looking: &Looking<'_>) -> Result<Said, Fault> {
    let looked = match wakes::look(&**tx, looking).await {
        Ok(looked) => looked,
        Err(Failure::Fault(fault)) => return Err(fault),
        Err(Failure::Refused(_)) => return Err(Fault::Broken("a look was refused")),
    };
    let acts = looked.say.iter().flat_map(|say| handlers::said(house, say));
    let reply = Reply {
        acts: acts.collect(),
        toast: None,
    };
    let unasked = Unasked {
        at: looking.now,
        course: looked.say.as_ref().and_then(Say::course),
        is_reminder: matches!(looked.say, Some(Say::Reminder(_))),
    };
    let rows = outbox::write_unasked(&**tx, &reply, looking.user.0, unasked).await?;
    Ok((rows, looked.next))
}

/// What was put off is sent if it may be by now; whatever else is due waits a little.
async fn take_up(tx: &Tx, looking: &Looking<'_>) -> Result<Said, Fault> {
    let now = looking.now;
    let at = wakes::leaves_at(&**tx, looking).await?;
    if at != Some(now) {
        return Ok((Vec::new(), at));
    }
    let rows = outbox::take_up(&**tx, looking.user.0, now).await?;
    Ok((rows, Some(now + wakes::BETWEEN)))
}

/// Remembers a failed look. What is wrong with one keeps nobody else waiting; when it is the database, all wait.
async fn failed(parts: &Parts, claimed: Claimed, fault: Fault) -> bool {
    let now = parts.clock.now();
    if fault.is_passing() {
        tracing::warn!(error = %fault, "a learner could not be looked at just now");
        let back = parts
            .ledger
            .write(move |tx| async move { Ok(wakes::put_back(&*tx, &claimed).await?) });
        if let Err(fault) = back.await {
            tracing::warn!(error = %fault, "a wake could not be put back");
        }
        return false;
    }
    let reference = parts.house.dice.reference();
    let reason = format!("{reference}: {fault}");
    let noted = parts
        .ledger
        .write(move |tx| async move { Ok(wakes::failed(&*tx, &claimed, now, reason).await?) });
    match noted.await {
        Ok(Failed::GivenUp) => {
            tracing::error!(%reference, error = %fault, "looking at a learner was given up");
        }
        Ok(Failed::Again | Failed::TakenOver) => {
            tracing::warn!(%reference, error = %fault, "looking at a learner failed");
        }
        Err(other) => {
            tracing::error!(error = %other, "a failed look could not be noted");
            return false;
        }
    }
    true
}
