//! Tells learners that questions wait for them to be reviewed. Whom and when the rules say; this only asks them often
//! enough, and writes what is said in the transaction that remembers it.

use std::time::Duration;

use entity::outbox as rows;

use super::Parts;
use crate::courses::review::{call, to_look_at};
use crate::courses::{Failure, Fault};
use crate::handlers::call_to_review;
use crate::telegram::Reply;
use crate::transport::outbox;

/// How often it is asked who is to be told.
const EVERY: Duration = Duration::from_mins(5);
/// How many learners are looked at in one transaction.
const AT_ONCE: u64 = 50;

/// Tells whoever is to be told, until the task is dropped.
pub async fn remind(parts: Parts) {
    loop {
        let busy = parts.activity.begin();
        while let Some(rows) = batch(&parts).await {
            parts.outbox.push(rows);
        }
        drop(busy);
        parts.clock.sleep(EVERY).await;
    }
}

/// Looks at some of those whose time has come; `None`: there are no more of them, or the database does not answer.
async fn batch(parts: &Parts) -> Option<Vec<rows::Model>> {
    let now = parts.clock.now();
    let found = to_look_at(&parts.database.read, now, AT_ONCE).await;
    let people = match found {
        Ok(people) if people.is_empty() => return None,
        Ok(people) => people,
        Err(error) => {
            tracing::warn!(error = %error, "it could not be looked up whose questions wait");
            return None;
        }
    };
    let house = std::sync::Arc::clone(&parts.house);
    let told = parts.ledger.write(move |tx| async move {
        let mut acts = Vec::new();
        for who in people {
            match call(&*tx, &house.shelf, who, now).await {
                Ok(Some(call)) => acts.push(call_to_review(&house, &call)),
                Ok(None) => {}
                Err(Failure::Fault(fault)) => return Err(fault),
                Err(Failure::Refused(_)) => {
                    return Err(Fault::Broken("nobody was asked, and somebody was refused"));
                }
            }
        }
        outbox::write(&*tx, &Reply { acts, toast: None }, 0, &[], now).await
    });
    match told.await {
        Ok(rows) => Some(rows),
        Err(fault) => {
            tracing::warn!(error = %fault, "learners could not be told of their questions");
            None
        }
    }
}
