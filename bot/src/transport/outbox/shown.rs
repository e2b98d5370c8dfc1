//! The media of a screen as calls, and what is said when Telegram refuses one.

use coursefile::MediumKind;
use serde_json::json;

use super::call::{Call, call, caption, texts};
use crate::telegram::{CAPTION_LIMIT, MAX_ENTITIES, Rich, Screen, Showing};

/// The messages of a screen, without its keyboard. A text that fits is the caption of an only medium; below an album, which
/// can carry no buttons, it is a message of its own.
pub fn calls(screen: &Screen, chat: i64) -> Vec<Call> {
    let text = &screen.text;
    let fits = text.utf16_len() <= CAPTION_LIMIT && text.entities.len() <= MAX_ENTITIES;
    match screen.media.as_slice() {
        [] => texts(text, chat),
        [only] if fits => {
            let mut medium = medium(chat, only);
            caption(&mut medium, text);
            medium.fallback = texts(&said_instead(only, text), chat);
            vec![medium]
        }
        [only] => {
            let below = texts(text, chat).into_iter();
            std::iter::once(alone(chat, only)).chain(below).collect()
        }
        media => {
            let mut album = call("sendMediaGroup", json!({ "chat_id": chat }));
            album.album = media.to_vec();
            // It is refused as a whole; one after another, only what is wrong with it is missing.
            album.fallback = media.iter().map(|medium| alone(chat, medium)).collect();
            let below = texts(text, chat).into_iter();
            std::iter::once(album).chain(below).collect()
        }
    }
}

/// A medium without a caption.
fn alone(chat: i64, showing: &Showing) -> Call {
    let mut call = medium(chat, showing);
    if !showing.words.is_empty() {
        call.fallback = texts(&Rich::plain(&showing.words), chat);
    }
    call
}

fn medium(chat: i64, showing: &Showing) -> Call {
    let mut call = call(method(showing.kind), json!({ "chat_id": chat }));
    call.shown = Some(showing.clone());
    call
}

/// The text with what is said instead of the medium above it.
fn said_instead(showing: &Showing, text: &Rich) -> Rich {
    if showing.words.is_empty() {
        return text.clone();
    }
    let mut said = Rich::plain(&showing.words);
    said.line().line();
    said.push(text);
    said
}

/// The method that sends this kind.
fn method(kind: MediumKind) -> &'static str {
    match kind {
        MediumKind::Picture => "sendPhoto",
        MediumKind::Video => "sendVideo",
        MediumKind::Audio => "sendAudio",
        MediumKind::Voice => "sendVoice",
        MediumKind::Document => "sendDocument",
        MediumKind::Animation => "sendAnimation",
    }
}

/// The Bot API's word for a kind: its parameter, its field in a message, and its type in an album.
pub fn field(kind: MediumKind) -> &'static str {
    match kind {
        MediumKind::Picture => "photo",
        kind => kind.word(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn showing(kind: MediumKind, words: &str) -> Showing {
        Showing {
            kind,
            source: "media:1".to_owned(),
            words: words.to_owned(),
            ..Showing::default()
        }
    }

    fn methods(calls: &[Call]) -> Vec<&str> {
        calls.iter().map(|call| call.method.as_str()).collect()
    }

    fn screen(text: &str, media: Vec<Showing>) -> Screen {
        Screen::plain(text).media(media)
    }

    #[test]
    fn one_medium_carries_the_text() {
        for (kind, method) in MediumKind::ALL.into_iter().zip([
            "sendPhoto",
            "sendVideo",
            "sendAudio",
            "sendVoice",
            "sendDocument",
            "sendAnimation",
        ]) {
            let calls = calls(&screen("Text", vec![showing(kind, "It: a thing")]), 7);
            assert_eq!(methods(&calls), [method]);
            assert_eq!(calls[0].params["caption"], "Text");
            assert_eq!(calls[0].fallback[0].params["text"], "It: a thing\n\nText");
        }
        let long = calls(
            &screen(&"a".repeat(1025), vec![showing(MediumKind::Voice, "")]),
            7,
        );
        assert_eq!(methods(&long), ["sendVoice", "sendMessage"]);
        assert!(long[0].fallback.is_empty());
    }

    #[test]
    fn an_album_is_followed_by_the_text() {
        let media = vec![
            showing(MediumKind::Picture, ""),
            showing(MediumKind::Video, "Video: b"),
        ];
        let calls = calls(&screen("Text", media), 7);
        assert_eq!(methods(&calls), ["sendMediaGroup", "sendMessage"]);
        assert_eq!(methods(&calls[0].fallback), ["sendPhoto", "sendVideo"]);
        assert_eq!(methods(&calls[0].fallback[1].fallback), ["sendMessage"]);
    }

    #[test]
    fn rows_from_before_there_were_kinds_are_read() {
        let old = r#"{"method": "sendPhoto", "params": {"chat_id": 7},
            "picture": {"source": "media:1", "course": "Tea", "step": "Boil"}}"#;
        let call: Call = serde_json::from_str(old).expect("a call");
        let shown = call.shown.expect("a picture");
        assert_eq!(
            (shown.kind, shown.step.as_str()),
            (MediumKind::Picture, "Boil")
        );
    }
}
