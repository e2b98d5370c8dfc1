//! What an answer of the Bot API means for the call that got it: decided here and nowhere else.

use std::time::Duration;

use crate::transport::api::ApiError;

/// What to do after a call that did not succeed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as it should be already.
    Success,
    /// The same call again, after exactly this long.
    Wait(Duration),
    /// The same call again, after a pause that grows.
    Retry,
    /// The chat cannot be reached any more.
    Unreachable,
    /// Telegram will not have this medium: the words without it.
    MediumRefused,
    /// Telegram will not have a button that opens an address.
    LinkRefused,
    /// The message cannot be changed: show it anew.
    NotEditable,
    /// The token is no longer good.
    TokenRefused,
    /// Our own mistake: log and drop.
    Drop,
}

/// Words in Telegram's descriptions (read 2026-11-21), which may change and are therefore looked for, not compared.
const UNREACHABLE: [&str; 7] = [
    "bot was blocked",
    "user is deactivated",
    "chat not found",
    "can't initiate conversation",
    "can't send messages to the bot",
    "bot was kicked",
    "bot is not a member",
];
const MEDIUM: [&str; 12] = [
    "wrong file identifier",
    "wrong remote file identifier",
    "wrong http url",
    "failed to get http url content",
    "wrong type of the web page content",
    "photo_invalid_dimensions",
    "image_process_failed",
    "webpage_curl_failed",
    "webpage_media_empty",
    "unsupported extension",
    "wrong file_id",
    "can't use file of type",
];
const LINK: [&str; 3] = ["button_url", "button_user", "keyboard button url"];
const NOT_EDITABLE: [&str; 4] = [
    "message to edit not found",
    "message can't be edited",
    "there is no text in the message to edit",
    "message_id_invalid",
];

/// The verdict on an error.
pub fn verdict(error: &ApiError) -> Verdict {
    let ApiError::Refused {
        code,
        description,
        retry_after,
    } = error
    else {
        return Verdict::Retry;
    };
    let description = description.to_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| description.contains(word));
    match code {
        429 => Verdict::Wait(Duration::from_secs(retry_after.unwrap_or(1))),
        401 | 404 if !says(&["method not found"]) => Verdict::TokenRefused,
        500.. => Verdict::Retry,
        _ if says(&["message is not modified"]) => Verdict::Success,
        _ if says(&UNREACHABLE) => Verdict::Unreachable,
        _ if says(&NOT_EDITABLE) => Verdict::NotEditable,
        // It may say of a button's address what it says of a picture's.
        _ if says(&LINK) => Verdict::LinkRefused,
        _ if says(&MEDIUM) => Verdict::MediumRefused,
        _ => Verdict::Drop,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check((code, description): (u16, &str), expected: Verdict) {
        let retry_after = (code == 429).then_some(7);
        let error = ApiError::Refused {
            code,
            description: description.to_owned(),
            retry_after,
        };
        assert_eq!(verdict(&error), expected, "{description}");
    }

    #[test]
    fn refusals() {
        check(
            (429, "Too Many Requests: retry after 7"),
            Verdict::Wait(Duration::from_secs(7)),
        );
        check(
            (403, "Forbidden: bot was blocked by the user"),
            Verdict::Unreachable,
        );
        check((400, "Bad Request: chat not found"), Verdict::Unreachable);
        check(
            (
                400,
                "Bad Request: message is not modified: specified new message content …",
            ),
            Verdict::Success,
        );
        check(
            (400, "Bad Request: message to edit not found"),
            Verdict::NotEditable,
        );
        check(
            (400, "Bad Request: wrong type of the web page content"),
            Verdict::MediumRefused,
        );
        check(
            (400, "Bad Request: PHOTO_INVALID_DIMENSIONS"),
            Verdict::MediumRefused,
        );
        check(
            (
                400,
                "Bad Request: inline keyboard button URL 'x' is invalid: Wrong HTTP URL",
            ),
            Verdict::LinkRefused,
        );
        check(
            (400, "Bad Request: BUTTON_URL_INVALID"),
            Verdict::LinkRefused,
        );
        check(
            (
                400,
                "Bad Request: failed to send message #1 with the error message \"wrong type of the web page content\"",
            ),
            Verdict::MediumRefused,
        );
        check((401, "Unauthorized"), Verdict::TokenRefused);
        check((404, "Not Found"), Verdict::TokenRefused);
        check((404, "Not Found: method not found"), Verdict::Drop);
        check((500, "Internal Server Error: restart"), Verdict::Retry);
        check((400, "Bad Request: BUTTON_DATA_INVALID"), Verdict::Drop);
    }

    #[test]
    fn without_a_readable_answer_the_call_is_made_again() {
        assert_eq!(
            verdict(&ApiError::Unreadable { status: 502 }),
            Verdict::Retry
        );
        assert_eq!(
            verdict(&ApiError::Network {
                what: "no connection"
            }),
            Verdict::Retry
        );
    }
}
