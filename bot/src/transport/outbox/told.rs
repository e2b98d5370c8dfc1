//! Who is told when something cannot be sent: owners of a refused medium, the team of a group that is gone.

use std::sync::Arc;

use super::{Call, Outbox, lock};
use crate::courses::{Failure, Fault};
use crate::handlers;
use crate::transport::api::ApiError;

/// Tells the owners which step has lost a medium, once per medium.
pub(super) fn tell_owners(outbox: &Outbox, call: &Call, error: &ApiError) {
    let Some(shown) = call.shown.clone() else {
        return;
    };
    let inner = &outbox.inner;
    if !lock(&inner.refused).insert(shown.source.clone()) {
        return;
    }
    let reason = match error {
        ApiError::Refused { description, .. } => description.clone(),
        other => other.to_string(),
    };
    let reply = handlers::medium_refused(&inner.house, &shown, &reason);
    let (outbox, now) = (outbox.clone(), inner.clock.now());
    let busy = inner.activity.begin();
    tokio::spawn(async move {
        let inner = &outbox.inner;
        let written = inner
            .ledger
            .write(move |tx| async move { super::write(&*tx, &reply, 0, &[], now).await })
            .await;
        match written {
            Ok(rows) => outbox.push(rows),
            Err(fault) => tracing::error!(error = %fault, "the owners could not be told"),
        }
        drop(busy);
    });
}

/// A group, or a topic of it, can no longer be written to: what was looked at there goes elsewhere.
pub(super) fn tell_of_room(outbox: &Outbox, chat: i64, thread: Option<i32>) {
    let (outbox, busy) = (outbox.clone(), outbox.inner.activity.begin());
    tokio::spawn(async move {
        let inner = &outbox.inner;
        let (house, now) = (Arc::clone(&inner.house), inner.clock.now());
        let written = inner
            .ledger
            .write(move |tx| async move {
                let gone = handlers::room_gone(&tx, &house, (chat, thread), now).await;
                let reply = gone.map_err(|failure| match failure {
                    Failure::Fault(fault) => fault,
                    Failure::Refused(_) => Fault::Broken("a room that is gone was refused"),
                })?;
                super::write(&*tx, &reply, 0, &[], now).await
            })
            .await;
        match written {
            Ok(rows) => outbox.push(rows),
            Err(fault) => {
                tracing::error!(error = %fault, "a group's work could not be told elsewhere");
            }
        }
        drop(busy);
    });
}
