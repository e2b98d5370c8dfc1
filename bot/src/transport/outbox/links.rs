//! What is sent when Telegram refuses a button that opens an address: the same without such buttons, and the addresses as
//! words. A mistake of an author's stops no learner.

use super::call::{Call, finish, texts};
use crate::telegram::{Button, Does, Rich, TEXT_LIMIT};

/// The calls instead of `bare`, which has no keyboard yet; none when nothing of the keyboard opens an address.
pub fn without(bare: Call, keyboard: &[Vec<Button>], stale: Option<&[i32]>) -> Vec<Call> {
    let words = addresses(keyboard);
    if words.is_empty() {
        return Vec::new();
    }
    let presses = |row: &Vec<Button>| {
        let buttons = row
            .iter()
            .filter(|button| matches!(button.does, Does::Press(_)));
        buttons.cloned().collect::<Vec<_>>()
    };
    let rest: Vec<Vec<Button>> = keyboard
        .iter()
        .map(presses)
        .filter(|row| !row.is_empty())
        .collect();
    let Some(chat) = bare
        .params
        .get("chat_id")
        .and_then(serde_json::Value::as_i64)
    else {
        return Vec::new();
    };
    let mut calls = vec![bare];
    calls.extend(texts(&words, chat));
    if let Some(last) = calls.last_mut() {
        finish(last, &rest, stale);
    }
    calls
}

/// What the buttons say and where they lead, a line each; as much as fits one message.
fn addresses(keyboard: &[Vec<Button>]) -> Rich {
    let mut words = Rich::new();
    for button in keyboard.iter().flatten() {
        let Does::Open(url) = &button.does else {
            continue;
        };
        let line = if button.label == *url {
            url.clone()
        } else {
            format!("{} – {url}", button.label)
        };
        let line = Rich::plain(&line);
        if words.utf16_len() + line.utf16_len() < TEXT_LIMIT {
            if !words.is_empty() {
                words.line();
            }
            words.push(&line);
        }
    }
    words
}
