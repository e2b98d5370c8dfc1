//! The door that asks: `getUpdates` in a loop that confirms only what is stored.
//!
//! Asking with an offset is the confirmation of everything below it (Bot API, getUpdates, read 2026-11-21), so the next
//! question is not asked before the last answer is durable.

use std::sync::Arc;
use std::time::Duration;

use serde_json::value::RawValue;
use tokio::sync::watch;

use super::ALLOWED_UPDATES;
use super::api::{Api, ApiError};
use super::inbox::{Arrival, Inbox};
use crate::clock::Clock;

/// How long Telegram may hold an empty answer, in seconds: at most 50 (Bot API server, read 2026-11-21).
const HOLD: u64 = 30;

/// Why the loop ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// It was asked to.
    Stopped,
    /// Telegram does not know the token, or no longer.
    TokenRefused,
}

/// Tells the readiness page that updates flow.
pub type Flowing = watch::Sender<bool>;

/// Fetches and stores until it is told to stop.
pub async fn poll(
    api: Api,
    inbox: Arc<Inbox>,
    clock: Clock,
    flowing: Arc<Flowing>,
    mut stop: watch::Receiver<bool>,
) -> Ended {
    let mut offset: Option<i64> = None;
    let mut failures = 0;
    loop {
        let fetched = tokio::select! {
            fetched = fetch(&api, &inbox, offset, hold(&flowing)) => fetched,
            _ = stop.wait_for(|stop| *stop) => return Ended::Stopped,
        };
        let pause = match fetched {
            Ok(updates) => {
                flowing.send_replace(true);
                match store(&api, &inbox, &updates, &mut offset).await {
                    Ok(()) => {
                        failures = 0;
                        continue;
                    }
                    Err(pause) => pause,
                }
            }
            Err(ApiError::Refused {
                code: 401 | 404, ..
            }) => return Ended::TokenRefused,
            Err(error) => {
                failures += 1;
                if failures > 2 {
                    flowing.send_replace(false);
                }
                trouble(&api, &error, failures).await
            }
        };
        tokio::select! {
            () = clock.sleep(pause) => {}
            _ = stop.wait_for(|stop| *stop) => return Ended::Stopped,
        }
    }
}

/// Until updates flow an empty answer comes at once, so that readiness does not wait for somebody to write.
fn hold(flowing: &Flowing) -> u64 {
    if *flowing.borrow() { HOLD } else { 0 }
}

async fn fetch(
    api: &Api,
    inbox: &Inbox,
    offset: Option<i64>,
    hold: u64,
) -> Result<Vec<Box<RawValue>>, ApiError> {
    inbox.has_room().await;
    let mut params = serde_json::json!({
        "limit": 100, "timeout": hold, "allowed_updates": ALLOWED_UPDATES,
    });
    if let Some(offset) = offset {
        params["offset"] = offset.into();
    }
    api.call_within("getUpdates", &params, Duration::from_secs(HOLD + 15))
        .await
}

/// Stores a batch and moves the offset past it; when that fails the offset stays, so nothing is confirmed.
async fn store(
    api: &Api,
    inbox: &Inbox,
    updates: &[Box<RawValue>],
    offset: &mut Option<i64>,
) -> Result<(), Duration> {
    let arrivals: Vec<Arrival> = updates
        .iter()
        .filter_map(|update| Arrival::read(update.get()))
        .collect();
    let Some(last) = arrivals.iter().map(|arrival| arrival.update_id).max() else {
        return Ok(());
    };
    #[cfg(feature = "sabotage")]
    if crate::sabotage::confirm_before_storing() {
        let params = serde_json::json!({ "offset": last + 1, "limit": 1, "timeout": 0 });
        let _: Result<serde_json::Value, _> = api.call("getUpdates", &params).await;
    }
    let _ = api;
    if let Err(fault) = inbox.store(arrivals).await {
        tracing::error!(error = %fault, "updates could not be stored; they stay with Telegram");
        return Err(Duration::from_secs(1));
    }
    *offset = Some(last + 1);
    Ok(())
}

/// What to do about a failed question: how long to wait before the next.
async fn trouble(api: &Api, error: &ApiError, failures: u32) -> Duration {
    match error {
        ApiError::Refused {
            retry_after: Some(seconds),
            ..
        } => Duration::from_secs(*seconds),
        ApiError::Refused {
            code: 409,
            description,
            ..
        } => {
            tracing::warn!(
                answer = %description,
                "somebody else receives this bot's updates; only one process may poll"
            );
            if description.contains("webhook") {
                let done: Result<bool, _> = api.call("deleteWebhook", &serde_json::json!({})).await;
                if let Err(error) = done {
                    tracing::warn!(error = %error, "the webhook could not be deleted");
                }
            }
            Duration::from_secs(3)
        }
        error => {
            if failures == 1 || failures.is_multiple_of(10) {
                tracing::warn!(error = %error, failures, "no updates could be fetched; trying on");
            }
            Duration::from_millis(500).saturating_mul(1 << failures.min(6))
        }
    }
}
