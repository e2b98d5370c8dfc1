//! Polls of Telegram as calls.

use serde_json::json;

use super::call::{self, Call, entities};
use crate::telegram::NativePoll;

const METHOD: &str = "sendPoll";

/// Whether a call sends a poll: where Telegram does not take it, its words do as well.
pub(super) fn is_poll(call: &Call) -> bool {
    call.method == METHOD
}

/// Sends a poll whose votes are told by name. The first vote stays; where Telegram lets a vote be changed all the same, the rules
/// keep the first.
pub(super) fn call(chat: i64, poll: &NativePoll) -> Call {
    let options: Vec<_> = poll
        .options
        .iter()
        .map(|text| json!({ "text": text }))
        .collect();
    let kind = if poll.right.is_some() {
        "quiz"
    } else {
        "regular"
    };
    let mut params = json!({
        "chat_id": chat,
        "question": poll.question,
        "options": options,
        "type": kind,
        "is_anonymous": false,
        "allows_multiple_answers": poll.multiple,
        "allows_revoting": false,
    });
    if let Some(right) = &poll.right {
        params["correct_option_ids"] = json!(right);
        // The older form of the same, for servers that do not know the new one.
        if let [only] = right[..] {
            params["correct_option_id"] = only.into();
        }
        if !poll.explanation.is_empty() {
            params["explanation"] = poll.explanation.text.clone().into();
            params["explanation_entities"] = entities(&poll.explanation.entities);
        }
    }
    let mut asked = call::call(METHOD, params);
    asked.post = Some(poll.about.clone());
    asked
}
