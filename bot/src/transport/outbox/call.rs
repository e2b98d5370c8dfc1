//! A reply as calls of the Bot API, in the form in which they wait in the outbox.

use entity::BroadcastId;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use teloxide::types::MessageEntity;

use super::unasked::OfLook;
use super::{links, shown};
use crate::telegram::{
    About, Act, Button, CAPTION_LIMIT, Document, Does, Drawing, Parcel, Rich, Screen, Showing,
    TEXT_LIMIT,
};

/// One call, with what the sender has to know besides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Call {
    /// The Bot API's name of the method.
    pub method: String,
    /// Its parameters.
    pub params: Map<String, Value>,
    /// The message gets the live keyboard of its chat.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub live: bool,
    /// Messages that lose their keyboard when this one has appeared.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stale: Vec<i32>,
    /// The medium that is shown, so that the owner can be told which one was refused. Rows are written with a name that is
    /// older than the other kinds.
    #[serde(default, rename = "picture", skip_serializing_if = "Option::is_none")]
    pub shown: Option<Showing>,
    /// The media of an album.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub album: Vec<Showing>,
    /// What is sent instead when Telegram refuses this for good.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub fallback: Vec<Call>,
    /// What is sent instead when Telegram refuses a button that opens an address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unlinked: Vec<Call>,
    /// What the message shows, to be remembered when it was sent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub post: Option<About>,
    /// The announcement that it brings to one of those who get it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub broadcast: Option<BroadcastId>,
    /// Said at a look rather than asked for: whether it may still leave is asked before it does.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub of_look: Option<OfLook>,
    /// The file that waits beside the row and travels with the call.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attached: Option<Attached>,
}

/// What a file is called that travels with a call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attached {
    /// Its name, with its ending.
    pub name: String,
    /// Such as `text/markdown`.
    pub content_type: String,
    /// Shown as a photo rather than as a document.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_photo: bool,
}

/// Who a call is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum To {
    /// The chat that is being answered.
    Here,
    /// Somebody else's private chat.
    Other(i64),
    /// One of many.
    Many(i64),
}

/// The calls of one act, in order. `stale` are the messages whose keyboard goes when a new live one appears.
pub fn encode(act: &Act, chat: i64, stale: &[i32]) -> Vec<(To, Call)> {
    match act {
        Act::Show(screen) => here(show(screen, chat, Some(stale))),
        Act::Say(screen) => here(show(screen, chat, None)),
        Act::Redraw(message, screen) => here(redraw(message.0, screen, chat, stale)),
        Act::Strip(message) => here(vec![strip(chat, message.0)]),
        Act::Rekey(message, keyboard) => here(vec![rekey(chat, message.0, keyboard)]),
        Act::Tell(other, screen) => to(To::Other(*other), show(screen, *other, None)),
        Act::Post {
            chat,
            topic,
            about,
            screen,
        } => to(To::Other(*chat), post(screen, *chat, *topic, about)),
        Act::Rewrite {
            chat,
            message,
            screen,
        } => to(To::Other(*chat), rewrite(screen, *chat, message.0)),
        Act::Turn(other, screen) => to(To::Other(*other), show(screen, *other, Some(stale))),
        Act::Parcel {
            chat,
            topic,
            parcel,
        } => to(To::Other(*chat), vec![parcel_of(*chat, *topic, parcel)]),
        Act::Announce(other, screen) => to(To::Many(*other), show(screen, *other, None)),
        Act::Broadcast {
            to: other,
            broadcast,
            has_words,
            screen,
        } => {
            let calls = announced(screen, *other, *broadcast, *has_words);
            to(To::Many(*other), calls)
        }
        Act::Invite(other, live, screen) => {
            let stale: Vec<i32> = live.iter().copied().collect();
            to(To::Many(*other), show(screen, *other, Some(&stale)))
        }
        Act::Menu {
            chat,
            language,
            commands,
        } => to(To::Other(*chat), vec![menu(*chat, language, commands)]),
        Act::Send(file) => here(vec![document(chat, file)]),
        Act::Draw(drawn) => here(vec![drawing(chat, drawn)]),
        // Written to the queue of jobs instead.
        Act::Later(_) => Vec::new(),
    }
}

fn here(calls: Vec<Call>) -> Vec<(To, Call)> {
    to(To::Here, calls)
}

fn to(to: To, calls: Vec<Call>) -> Vec<(To, Call)> {
    calls.into_iter().map(|call| (to, call)).collect()
}

pub(super) fn call(method: &str, params: Value) -> Call {
    let Value::Object(params) = params else {
        unreachable!("parameters are written as objects")
    };
    Call {
        method: method.to_owned(),
        params,
        live: false,
        stale: Vec::new(),
        shown: None,
        album: Vec::new(),
        fallback: Vec::new(),
        unlinked: Vec::new(),
        post: None,
        broadcast: None,
        of_look: None,
        attached: None,
    }
}

/// New messages; the last one carries the keyboard. With `stale` it becomes the live one.
fn show(screen: &Screen, chat: i64, stale: Option<&[i32]>) -> Vec<Call> {
    if let Some(poll) = &screen.poll {
        let mut asked = super::poll::call(chat, poll);
        let keyboard = screen.keyboard.get(poll.rows..).unwrap_or_default();
        finish(&mut asked, keyboard, stale);
        let mut in_words = screen.clone();
        in_words.poll = None;
        asked.fallback = show(&in_words, chat, stale);
        if screen.is_protected {
            protect(&mut asked);
        }
        return vec![asked];
    }
    let mut calls = shown::calls(screen, chat);
    if let Some(last) = calls.last_mut() {
        finish(last, &screen.keyboard, stale);
        if let Some(last) = last.fallback.last_mut() {
            finish(last, &screen.keyboard, stale);
        }
    }
    if screen.is_protected {
        calls.iter_mut().for_each(protect);
    }
    calls
}

/// Nobody can forward or save what this call shows, whatever form it takes.
fn protect(call: &mut Call) {
    if call.method.starts_with("send") {
        call.params
            .insert("protect_content".to_owned(), true.into());
    }
    call.fallback.iter_mut().for_each(protect);
    call.unlinked.iter_mut().for_each(protect);
}

fn parcel_of(chat: i64, topic: Option<i32>, parcel: &Parcel) -> Call {
    let mut initial = parcel.kind.to_owned();
    initial[..1].make_ascii_uppercase();
    let params = json!({ "chat_id": chat, (parcel.kind): parcel.file_id });
    let mut call = call(&format!("send{initial}"), params);
    if let Some(topic) = topic {
        in_topic(&mut call, topic);
    }
    call
}

/// New messages in a topic; the last one is remembered, whatever form it takes.
fn post(screen: &Screen, chat: i64, topic: Option<i32>, about: &About) -> Vec<Call> {
    let mut calls = show(screen, chat, None);
    if let Some(topic) = topic {
        for call in &mut calls {
            in_topic(call, topic);
            call.fallback
                .iter_mut()
                .for_each(|call| in_topic(call, topic));
        }
    }
    if let Some(last) = calls.last_mut() {
        last.post = Some(about.clone());
        if let Some(last) = last.fallback.last_mut() {
            last.post = Some(about.clone());
        }
    }
    calls
}

fn in_topic(call: &mut Call, topic: i32) {
    call.params
        .insert("message_thread_id".to_owned(), topic.into());
}

/// Puts the keyboard under the last of a screen's messages.
pub(super) fn finish(last: &mut Call, keyboard: &[Vec<Button>], stale: Option<&[i32]>) {
    let bare = last.clone();
    if !keyboard.is_empty() {
        last.params
            .insert("reply_markup".to_owned(), markup(keyboard));
    }
    if let Some(stale) = stale {
        last.live = true;
        last.stale = stale.to_vec();
    }
    last.unlinked = links::without(bare, keyboard, stale);
}

pub(super) fn texts(text: &Rich, chat: i64) -> Vec<Call> {
    text.split(TEXT_LIMIT, TEXT_LIMIT)
        .into_iter()
        .map(|part| {
            call(
                "sendMessage",
                json!({
                    "chat_id": chat,
                    "text": part.text,
                    "entities": entities(&part.entities),
                    "link_preview_options": { "is_disabled": true },
                }),
            )
        })
        .collect()
}

pub(super) fn caption(photo: &mut Call, text: &Rich) {
    let params = &mut photo.params;
    params.insert("caption".to_owned(), text.text.clone().into());
    params.insert("caption_entities".to_owned(), entities(&text.entities));
}

fn document(chat: i64, file: &Document) -> Call {
    let mut document = call("sendDocument", json!({ "chat_id": chat }));
    if !file.caption.is_empty() {
        let caption: String = file.caption.chars().take(CAPTION_LIMIT).collect();
        document.params.insert("caption".to_owned(), caption.into());
    }
    document.attached = Some(Attached {
        name: file.name.clone(),
        content_type: file.content_type.to_owned(),
        is_photo: false,
    });
    document
}

fn drawing(chat: i64, drawing: &Drawing) -> Call {
    let mut photo = call("sendPhoto", json!({ "chat_id": chat }));
    caption(&mut photo, &drawing.caption);
    photo.attached = Some(Attached {
        name: "picture.png".to_owned(),
        content_type: "image/png".to_owned(),
        is_photo: true,
    });
    photo.fallback = texts(&drawing.caption, chat);
    photo
}

/// The text of a message in another chat, changed in place.
fn rewrite(screen: &Screen, chat: i64, message: i32) -> Vec<Call> {
    let mut edit = edit(screen, chat, message);
    if !screen.keyboard.is_empty() {
        finish(&mut edit, &screen.keyboard, None);
    }
    vec![edit]
}

/// The message changed in place. A screen that cannot be an edited text is shown anew.
fn redraw(message: i32, screen: &Screen, chat: i64, stale: &[i32]) -> Vec<Call> {
    let anew = show(screen, chat, Some(stale));
    let fits = screen.text.utf16_len() <= TEXT_LIMIT
        && screen.text.entities.len() <= crate::telegram::MAX_ENTITIES;
    if !screen.media.is_empty() || screen.poll.is_some() || !fits {
        return anew;
    }
    let mut edit = edit(screen, chat, message);
    edit.fallback = anew;
    if !screen.keyboard.is_empty() {
        // An old message may have been pressed: its keyboard is the live one from now on.
        finish(&mut edit, &screen.keyboard, Some(stale));
    }
    vec![edit]
}

fn edit(screen: &Screen, chat: i64, message: i32) -> Call {
    call(
        "editMessageText",
        json!({
            "chat_id": chat,
            "message_id": message,
            "text": screen.text.text,
            "entities": entities(&screen.text.entities),
            "link_preview_options": { "is_disabled": true },
        }),
    )
}

/// Takes the keyboard from a message.
pub fn strip(chat: i64, message: i32) -> Call {
    let params = json!({ "chat_id": chat, "message_id": message });
    call("editMessageReplyMarkup", params)
}

/// Puts other buttons below a message.
fn rekey(chat: i64, message: i32, keyboard: &[Vec<Button>]) -> Call {
    let mut call = strip(chat, message);
    call.params
        .insert("reply_markup".to_owned(), markup(keyboard));
    call
}

/// The messages of an announcement to one of many: it has come when the last one has. The name of its course alone is none.
fn announced(screen: &Screen, chat: i64, broadcast: BroadcastId, has_words: bool) -> Vec<Call> {
    let mut calls = show(screen, chat, None);
    if !has_words {
        for call in &mut calls {
            call.fallback.clear();
        }
    }
    if let Some(last) = calls.last_mut() {
        last.broadcast = Some(broadcast);
    }
    calls
}

fn menu(chat: i64, language: &str, commands: &[(String, String)]) -> Call {
    let scope = json!({ "type": "chat", "chat_id": chat });
    let mut params = json!({ "scope": scope, "language_code": language });
    if commands.is_empty() {
        return call("deleteMyCommands", params);
    }
    params["commands"] = command_list(commands);
    call("setMyCommands", params)
}

/// Commands as the Bot API wants them.
pub fn command_list(commands: &[(String, String)]) -> Value {
    commands
        .iter()
        .map(|(command, description)| json!({ "command": command, "description": description }))
        .collect()
}

pub(super) fn entities(entities: &[MessageEntity]) -> Value {
    serde_json::to_value(entities).expect("entities are plain data")
}

fn markup(keyboard: &[Vec<Button>]) -> Value {
    let rows: Vec<Vec<Value>> = keyboard
        .iter()
        .map(|row| {
            row.iter()
                .map(|button| match &button.does {
                    Does::Press(press) => {
                        json!({ "text": button.label, "callback_data": press.encode() })
                    }
                    Does::Open(url) => json!({ "text": button.label, "url": url }),
                })
                .collect()
        })
        .collect();
    json!({ "inline_keyboard": rows })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a drawing shows may open a course: its bytes wait beside the row, not among the kept pictures, and its words come
    /// whatever Telegram has against it.
    #[test]
    fn a_drawing_is_kept_nowhere() {
        let act = Act::Draw(Drawing {
            png: vec![1, 2, 3],
            caption: Rich::plain("A code"),
        });
        assert_eq!(act.file(), Some(&[1, 2, 3][..]));
        let calls = encode(&act, 7, &[]);
        let [(To::Here, photo)] = calls.as_slice() else {
            panic!("{calls:?}");
        };
        assert_eq!(photo.method, "sendPhoto");
        assert_eq!(photo.params["caption"], "A code");
        assert!(photo.shown.is_none());
        assert!(photo.attached.as_ref().is_some_and(|file| file.is_photo));
        let [words] = photo.fallback.as_slice() else {
            panic!("{:?}", photo.fallback);
        };
        assert_eq!(words.params["text"], "A code");
    }

    /// A message in a topic is remembered by its last part, with its picture and without.
    #[test]
    fn a_post_is_remembered_in_its_topic() {
        let about = About::new("work:12").expect("a short name");
        let picture = Showing {
            source: "tg:AgAD".to_owned(),
            course: "Tea".to_owned(),
            step: "Boil".to_owned(),
            ..Showing::default()
        };
        let act = Act::Post {
            chat: -100,
            topic: Some(9),
            about: about.clone(),
            screen: Screen::plain("ж".repeat(TEXT_LIMIT + 1)).media(vec![picture]),
        };
        let calls = encode(&act, 7, &[]);
        let remembered: Vec<_> = calls.iter().map(|(_, call)| call.post.clone()).collect();
        assert_eq!(remembered, [None, None, Some(about)]);
        for (to, call) in &calls {
            assert_eq!(*to, To::Other(-100));
            assert_eq!(call.params["message_thread_id"], 9);
            assert!(!call.live);
        }
    }
}
