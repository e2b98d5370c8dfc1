//! The web side: whether the bot is alive, whether it is ready, and the webhook when there is one.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use sea_orm::ConnectionTrait;
use tokio::sync::watch;

use crate::database::Database;

/// What readiness is judged by.
#[derive(Clone)]
pub struct Health {
    /// The database.
    pub database: Database,
    /// Whether updates come in.
    pub flowing: watch::Receiver<bool>,
}

/// `/healthz`: the process is alive. `/readyz`: the database answers and updates flow.
pub fn router(health: Health) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "alive\n" }))
        .route("/readyz", get(ready))
        .with_state(Arc::new(health))
}

async fn ready(State(health): State<Arc<Health>>) -> (StatusCode, &'static str) {
    if health
        .database
        .read
        .execute_unprepared("SELECT 1")
        .await
        .is_err()
    {
        return (
            StatusCode::SERVICE_UNAVAILABLE,
            "the database does not answer\n",
        );
    }
    if !*health.flowing.borrow() {
        return (StatusCode::SERVICE_UNAVAILABLE, "no updates come in\n");
    }
    (StatusCode::OK, "ready\n")
}
