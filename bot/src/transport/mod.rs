//! What makes the bot act, and how it is heard: two doors into one inbox, one transaction per update, one sender.
//!
//! ```text
//! polling ─┐                                                    ┌─ Telegram
//!          ├→ inbox (stored, then confirmed) → Dispatcher → process (one transaction) → outbox ─┘
//! webhook ─┘
//! ```
//!
//! What takes a download or a large file is a job: stored with the update that has caused it, handed out by the queue to
//! `jobs`, and done with in the transaction that stores what came of it.
//!
//! Nothing here knows a rule or a sentence.

pub mod activity;
pub mod api;
pub mod dialogue_store;
pub mod inbox;
pub mod ledger;
pub mod listener;
pub mod outbox;
pub mod polling;
pub mod process;
pub mod queue;
pub mod webhook;

/// The kinds of updates the bot asks for; others are discarded by Telegram when they occur.
pub const ALLOWED_UPDATES: [&str; 4] =
    ["message", "callback_query", "poll_answer", "my_chat_member"];
