//! Albums: several files sent as one.

use serde_json::Value;

use crate::api::{Answer, Call, Refusal};
use crate::world::message::{Author, Content, Message};

pub(super) fn send(call: &mut Call<'_>) -> Answer {
    let chat = call.open_chat()?;
    let media: Vec<Value> = call
        .params
        .shaped("media")
        .ok_or_else(|| Refusal::bad("can't parse media JSON object"))?;
    check_count(media.len(), call.strict())?;
    let mut contents = Vec::with_capacity(media.len());
    for (at, item) in media.iter().enumerate() {
        if item["type"] == "animation" {
            return Err(Refusal::bad(
                "can't parse InputMedia: type \"animation\" can't be used in sendMediaGroup",
            ));
        }
        let content = call.input_media(item).map_err(|refusal| {
            if refusal.code != 400 || refusal.description.contains("can't parse InputMedia") {
                return refusal;
            }
            let what = refusal.description;
            let what = what.strip_prefix("Bad Request: ").unwrap_or(&what);
            let number = at + 1;
            Refusal::bad(format!(
                "failed to send message #{number} with the error message \"{what}\""
            ))
        })?;
        contents.push(content);
    }
    check_mix(&contents)?;
    let reply_to = call.reply_to(chat)?;
    let thread = call.thread(chat, reply_to)?;
    for _ in &contents {
        call.count(chat)?;
    }
    let alone = contents.len() == 1;
    let group = (!alone).then(|| (call.state.roll() >> 2).to_string());
    let mut sent = Vec::with_capacity(contents.len());
    for content in contents {
        let mut message = Message::new(Author::Bot, content);
        message.media_group.clone_from(&group);
        message.reply_to = reply_to;
        message.thread = thread;
        message.protected = call.params.flag("protect_content");
        sent.push((*call.post(chat, message)?).clone());
    }
    Ok(Value::Array(sent).into())
}

/// 2–10 items: Bot API, sendMediaGroup, read 2026-11-21. The server lets a single one pass, as an ordinary message.
fn check_count(count: usize, strict: bool) -> Result<(), Refusal> {
    match count {
        0 => Err(Refusal::bad("there are no messages to send")),
        1 if strict => Err(Refusal::bad("strict: an album of one")),
        1..=10 => Ok(()),
        _ => Err(Refusal::bad("too many messages to send as an album")),
    }
}

/// Photos and videos mix; documents and audio files keep to themselves; animations stay out.
fn check_mix(contents: &[Content]) -> Result<(), Refusal> {
    let kinds: Vec<&str> = contents
        .iter()
        .filter_map(|content| match content {
            Content::Media { kind, .. } => Some(kind.as_str()),
            _ => None,
        })
        .collect();
    let all = |wanted: &[&str]| kinds.iter().all(|kind| wanted.contains(kind));
    if all(&["photo", "video"]) || all(&["document"]) || all(&["audio"]) {
        return Ok(());
    }
    let kind = if kinds.contains(&"audio") {
        "audio"
    } else {
        "document"
    };
    Err(Refusal::bad(format!(
        "{kind} can't be mixed with other media types"
    )))
}
