//! Events: what a person with the chat open would notice, numbered.

use serde::Serialize;
use serde_json::Value;

/// One thing that can be seen in a chat.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Event {
    /// Its number; numbers grow, with gaps.
    pub seq: u64,
    /// The bot whose chat it is.
    pub bot: i64,
    /// The person whose chat it is; a group's id for a group.
    pub person: i64,
    /// What can be seen.
    #[serde(flatten)]
    pub kind: Happening,
}

/// The kinds of events.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Happening {
    /// A new message, from either side.
    Message {
        /// The Bot API's `Message` with `from_bot` and `pressable`.
        message: Value,
    },
    /// A message changed.
    Edited {
        /// The whole message as it is now.
        message: Value,
    },
    /// The poll in a message is another one now: somebody voted, or it was closed. The message itself did not change.
    Poll {
        /// The message with its poll as it is now.
        message: Value,
    },
    /// A message went away.
    Deleted {
        /// Its id.
        message_id: i64,
    },
    /// The answer to a press.
    Toast {
        /// The press.
        query_id: String,
        /// May be empty: just stop the spinner.
        text: String,
        /// As a dialogue to be closed rather than a passing note.
        alert: bool,
        /// An address to open.
        #[serde(skip_serializing_if = "Option::is_none")]
        url: Option<String>,
    },
    /// Nobody answered a press in time.
    Expired {
        /// The press.
        query_id: String,
    },
    /// The bot is busy; shown for at most 5 s or until the next message.
    Typing {
        /// `typing`, `upload_photo`, ….
        action: String,
    },
    /// The command menu may have changed.
    Commands,
    /// The person blocked or unblocked the bot.
    Blocked {
        /// Whether it is blocked now.
        blocked: bool,
    },
    /// The world was started over.
    Cleared,
}

/// A toast, as the person saw it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Toast {
    /// The press it answers.
    pub query_id: String,
    /// Its text; may be empty.
    pub text: String,
    /// As a dialogue rather than a passing note.
    pub alert: bool,
}
