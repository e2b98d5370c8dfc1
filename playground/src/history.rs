//! What happened, in the order in which it happened.

use serde::Serialize;
use serde_json::Value;

use crate::api::answer::Refusal;

/// One thing that happened in the world.
#[derive(Clone, Debug, Serialize)]
pub struct Entry {
    /// Place in the one order of everything; events are numbered from the same sequence.
    pub seq: u64,
    /// The world's time, in milliseconds of unix time.
    pub at_ms: i64,
    /// The bot concerned; 0 when there was none.
    pub bot: i64,
    /// What happened.
    pub what: What,
}

/// The kinds of things that happen.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum What {
    /// A request to the Bot API, logged at the instant of its effect.
    Request {
        /// The method's name in lower case.
        method: String,
        /// Its parameters; uploads by their size and type only.
        params: Value,
        /// What became of it.
        outcome: Outcome,
    },
    /// Something a person did.
    User {
        /// The person.
        person: i64,
        /// What they did: `say`, `press`, `block`, ….
        action: &'static str,
        /// The message concerned, if any.
        message_id: Option<i64>,
        /// Text or callback data, if any.
        text: Option<String>,
    },
    /// An update entered the bot's queue.
    Queued {
        /// The update.
        update_id: i64,
        /// `message`, `callback_query`, …
        update: &'static str,
    },
    /// An update left for the bot, by polling or by webhook.
    HandedOut {
        /// The update.
        update_id: i64,
    },
    /// The bot confirmed an update, by a later offset or a 2xx.
    Confirmed {
        /// The update.
        update_id: i64,
    },
    /// An update was dropped because nobody fetched it in time.
    Expired {
        /// The update.
        update_id: i64,
    },
    /// A webhook delivery failed; it will be repeated.
    DeliveryFailed {
        /// The update.
        update_id: i64,
        /// Telegram's words for it, as in getWebhookInfo.
        why: String,
    },
}

/// What became of a request.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// It took effect and the answer was sent.
    Ok {
        /// The answer's `result`.
        result: Value,
    },
    /// It was refused.
    Refused {
        /// With these words.
        refusal: Refusal,
    },
    /// It took effect and the connection was cut before the answer.
    LostAnswer {
        /// What the answer would have been.
        result: Value,
    },
    /// The connection was cut before anything happened.
    LostRequest,
    /// It was answered by HTML with this status; nothing happened.
    ServerError {
        /// The HTTP status.
        status: u16,
    },
}
