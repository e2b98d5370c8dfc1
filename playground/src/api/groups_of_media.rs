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
    if !(2..=10).contains(&media.len()) {
        return Err(Refusal::bad(if media.len() > 10 {
            "too many messages to send as an album"
        } else {
            "group of media must contain at least 2 items"
        }));
    }
    let mut contents = Vec::with_capacity(media.len());
    for (at, item) in media.iter().enumerate() {
        let content = call.input_media(item).map_err(|refusal| {
            let what = refusal.description;
            let number = at + 1;
            Refusal::bad(format!(
                "failed to send message #{number} with the error message \"{what}\""
            ))
        })?;
        contents.push(content);
    }
    check_mix(&contents)?;
    let reply_to = call.reply_to(chat)?;
    for _ in &contents {
        call.count(chat)?;
    }
    let group = (call.state.roll() >> 2).to_string();
    let mut sent = Vec::with_capacity(contents.len());
    for content in contents {
        let mut message = Message::new(Author::Bot, content);
        message.media_group = Some(group.clone());
        message.reply_to = reply_to;
        message.protected = call.params.flag("protect_content");
        sent.push((*call.post(chat, message)?).clone());
    }
    Ok(Value::Array(sent).into())
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
    let stray = kinds.iter().find(|kind| !["photo", "video"].contains(kind));
    Err(Refusal::bad(format!(
        "{} can't be mixed with other media types",
        stray.unwrap_or(&"")
    )))
}
