//! Tells learners that questions wait for them to be reviewed. Whom and when the rules say; this only asks them often
//! enough, and writes what is said in the transaction that remembers it.

use std::sync::Arc;
use std::time::Duration;

use chrono::{DateTime, Utc};
use entity::UserId;
use futures::future::join_all;

use super::Parts;
use crate::courses::review::{call, put_off, to_look_at};
use crate::courses::{Failure, Fault};
use crate::handlers::call_to_review;
use crate::telegram::Reply;
use crate::transport::outbox;

/// How often it is asked who is to be told.
const EVERY: Duration = Duration::from_mins(5);
/// How many learners are looked at at once.
const AT_ONCE: u64 = 50;

/// Tells whoever is to be told, until the task is dropped.
pub async fn remind(parts: Parts) {
    loop {
        let busy = parts.activity.begin();
        while batch(&parts).await {}
        drop(busy);
        parts.clock.sleep(EVERY).await;
    }
}

/// Looks at some of those whose time has come, in one commit; gives back whether there may be more of them.
async fn batch(parts: &Parts) -> bool {
    let now = parts.clock.now();
    let people = match to_look_at(&parts.database.read, now, AT_ONCE).await {
        Ok(people) => people,
        Err(error) => {
            tracing::warn!(error = %error, "it could not be looked up whose questions wait");
            return false;
        }
    };
    let is_some = !people.is_empty();
    let looked = join_all(people.into_iter().map(|who| look(parts, who, now))).await;
    is_some && looked.into_iter().all(|is_done| is_done)
}

/// Looks at one of them; gives back whether they are done with for today.
async fn look(parts: &Parts, who: UserId, now: DateTime<Utc>) -> bool {
    let house = Arc::clone(&parts.house);
    let told = parts.ledger.write(move |tx| async move {
        let acts = match call(&*tx, &house.shelf, who, now).await {
            Ok(called) => called.iter().map(|it| call_to_review(&house, it)).collect(),
            Err(Failure::Fault(fault)) => return Err(fault),
            Err(Failure::Refused(_)) => return Err(Fault::Broken("a call was refused")),
        };
        outbox::write(&*tx, &Reply { acts, toast: None }, 0, &[], now).await
    });
    match told.await {
        Ok(rows) => {
            parts.outbox.push(rows);
            true
        }
        Err(fault) => {
            tracing::warn!(error = %fault, "a learner could not be told of their questions");
            if fault.is_passing() {
                return false;
            }
            // What is wrong with one keeps nobody else waiting.
            let later = parts
                .ledger
                .write(move |tx| async move { Ok(put_off(&*tx, who, now).await?) });
            later.await.is_ok()
        }
    }
}
