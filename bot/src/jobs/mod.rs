//! Work that is not done while an update is answered: what an update has asked for and takes a download or a large file,
//! and what the clock causes. No rules of its own.
//!
//! A job is done in two parts. The first reads – from Telegram, from the database – and computes, outside of any
//! transaction; it may be cut off at any moment and begun again. The second stores what came of it, writes the answer to
//! the outbox and does away with the job, all in one transaction.

use std::sync::Arc;

use tokio::sync::mpsc;
use tokio::task::JoinHandle;

pub use tidy::Retention;

use crate::clock::Clock;
use crate::database::Database;
use crate::handlers::House;
use crate::transport::activity::Activity;
use crate::transport::api::Api;
use crate::transport::inbox::Inbox;
use crate::transport::ledger::Ledger;
use crate::transport::outbox::{self, Outbox};
use crate::transport::queue::{Queue, Taken};

mod broadcasts;
mod files;
mod pictures;
mod prepare;
mod privacy;
mod results;
mod tidy;
mod topics;
mod wakes;
mod work;

/// What the jobs work with.
#[derive(Clone)]
pub struct Parts {
    /// Calls Telegram.
    pub api: Api,
    /// The bot's id.
    pub bot: i64,
    /// What holds for the whole instance.
    pub house: Arc<House>,
    /// Where work that writes is handed in.
    pub ledger: Ledger,
    /// What waits to be sent.
    pub outbox: Outbox,
    /// What waits to be answered.
    pub inbox: Arc<Inbox>,
    /// What waits to be done.
    pub queue: Arc<Queue>,
    /// Where it is looked up.
    pub database: Database,
    /// What time it is.
    pub clock: Clock,
    /// What is in hand.
    pub activity: Activity,
    /// How long updates are remembered.
    pub retention: Retention,
}

/// Starts everything that is not an answer; it ends with the returned handles. Jobs come by `due`.
pub async fn start(parts: Parts, due: mpsc::UnboundedReceiver<Taken>) -> Vec<JoinHandle<()>> {
    pictures::find_left_behind(&parts).await;
    let (clock, database) = (parts.clock.clone(), parts.database.clone());
    let adopt = tidy::adopt(Arc::clone(&parts.inbox), database.clone(), clock.clone());
    let keep = tidy::keep_jobs(Arc::clone(&parts.queue), database, clock.clone());
    let tidy = tidy::tidy_up(
        parts.ledger.clone(),
        parts.outbox.clone(),
        parts.database.clone(),
        clock,
        parts.retention,
    );
    vec![
        tokio::spawn(outbox::keep_up(parts.outbox.clone())),
        tokio::spawn(adopt),
        tokio::spawn(keep),
        tokio::spawn(tidy),
        tokio::spawn(wakes::wake(parts.clone())),
        tokio::spawn(broadcasts::hand_on(parts.clone())),
        tokio::spawn(work::work(parts, due)),
    ]
}
