//! The door that is called: Telegram posts each update, and hears 200 only after it is stored.

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::ALLOWED_UPDATES;
use super::api::{Api, ApiError};
use super::inbox::{Arrival, Inbox};
use crate::courses::media;

/// The header with the secret: Bot API, setWebhook, read 2026-11-21.
const SECRET_HEADER: &str = "x-telegram-bot-api-secret-token";
/// Bytes of a request. Updates are far smaller; Telegram cuts its own answers at about 4 MiB.
const BODY_LIMIT: usize = 1024 * 1024;
/// How long a request's body may take to arrive.
const PATIENCE: Duration = Duration::from_secs(10);

/// A webhook route.
#[derive(Clone)]
pub struct Webhook {
    inbox: Arc<Inbox>,
    secret: Arc<str>,
    open: tokio::sync::watch::Receiver<bool>,
}

impl Webhook {
    /// A route that takes updates carrying `secret` until `stop` turns true.
    pub fn new(
        inbox: Arc<Inbox>,
        secret: &str,
        stop: tokio::sync::watch::Receiver<bool>,
    ) -> Webhook {
        Webhook {
            inbox,
            secret: secret.into(),
            open: stop,
        }
    }

    /// The route at `path`.
    pub fn router(self, path: &str) -> Router {
        Router::new()
            .route(path, post(receive))
            .layer(DefaultBodyLimit::max(BODY_LIMIT))
            .with_state(self)
    }
}

async fn receive(
    State(webhook): State<Webhook>,
    headers: HeaderMap,
    request: axum::extract::Request,
) -> StatusCode {
    let given = headers
        .get(SECRET_HEADER)
        .map_or(&b""[..], |value| value.as_bytes());
    if !bool::from(given.ct_eq(webhook.secret.as_bytes())) {
        return StatusCode::UNAUTHORIZED;
    }
    if *webhook.open.borrow() || webhook.inbox.is_full() {
        // Telegram keeps the update and comes again.
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    let body = axum::body::to_bytes(request.into_body(), BODY_LIMIT);
    let body: Bytes = match tokio::time::timeout(PATIENCE, body).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE,
        Err(_) => return StatusCode::REQUEST_TIMEOUT,
    };
    let arrival = std::str::from_utf8(&body).ok().and_then(Arrival::read);
    let Some(arrival) = arrival else {
        tracing::warn!(bytes = body.len(), "a request to the webhook is no update");
        return StatusCode::BAD_REQUEST;
    };
    match webhook.inbox.store(vec![arrival]).await {
        Ok(()) => StatusCode::OK,
        Err(fault) => {
            tracing::error!(error = %fault, "an update could not be stored; Telegram keeps it");
            StatusCode::SERVICE_UNAVAILABLE
        }
    }
}

/// Tells Telegram where to post. Twice equals once.
///
/// # Errors
/// What Telegram says.
pub async fn register(api: &Api, url: &str, secret: &str) -> Result<(), ApiError> {
    let params = serde_json::json!({
        "url": url,
        "secret_token": secret,
        "allowed_updates": ALLOWED_UPDATES,
        "max_connections": 100,
    });
    api.call::<bool>("setWebhook", &params).await.map(drop)
}

/// Tells Telegram to keep updates until they are asked for. Twice equals once.
///
/// # Errors
/// What Telegram says.
pub async fn unregister(api: &Api) -> Result<(), ApiError> {
    api.call::<bool>("deleteWebhook", &serde_json::json!({}))
        .await
        .map(drop)
}

/// A secret that every process with this token agrees on, for when none is set.
pub fn secret_from(token: &str) -> String {
    let mut hash = Sha256::new();
    hash.update(b"stepwise webhook secret\0");
    hash.update(token.as_bytes());
    media::hex(&hash.finalize())
}
