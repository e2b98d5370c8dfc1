//! What makes the bot act, and how it is heard: two doors into one inbox, one transaction per update, one sender.
//!
//! ```text
//! polling ─┐                                                    ┌─ Telegram
//!          ├→ inbox (stored, then confirmed) → Dispatcher → process (one transaction) → outbox ─┘
//! webhook ─┘
//! ```
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
pub mod webhook;

/// The kinds of updates the bot asks for; others are discarded by Telegram when they occur.
pub const ALLOWED_UPDATES: [&str; 3] = ["message", "callback_query", "my_chat_member"];
