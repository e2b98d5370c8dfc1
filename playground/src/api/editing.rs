//! Changing and deleting messages.

use serde_json::Value;

use crate::api::content::Moment;
use crate::api::{Answer, Call, Refusal};
use crate::world::message::{Author, Content, Message};

const SAME: &str = "message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";

/// Deleting is possible for two days: Bot API, deleteMessage, read 2026-09-01.
const DELETABLE_SECONDS: i64 = 48 * 3600;

pub(super) fn edit_text(call: &mut Call<'_>) -> Answer {
    let text = call.text(Moment::Edit)?;
    let preview = call.params.nested("link_preview_options").ok().flatten();
    let (chat, message) = editable(call)?;
    if !matches!(message.content, Content::Text { .. }) {
        return Err(Refusal::bad("there is no text in the message to edit"));
    }
    replace(call, chat, message, Content::Text { text, preview })
}

pub(super) fn edit_caption(call: &mut Call<'_>) -> Answer {
    let new = call.caption()?;
    let (chat, message) = editable(call)?;
    let mut content = message.content.clone();
    let Content::Media { caption, above, .. } = &mut content else {
        return Err(Refusal::bad("there is no caption in the message to edit"));
    };
    *caption = new;
    *above = call.params.flag("show_caption_above_media");
    replace(call, chat, message, content)
}

pub(super) fn edit_markup(call: &mut Call<'_>) -> Answer {
    let (chat, message) = editable(call)?;
    let content = message.content.clone();
    replace(call, chat, message, content)
}

pub(super) fn edit_media(call: &mut Call<'_>) -> Answer {
    let (chat, message) = editable(call)?;
    check_replaceable(&message)?;
    let media: Value = call
        .params
        .shaped("media")
        .ok_or_else(|| Refusal::bad("can't parse InputMedia: expected an Object"))?;
    let content = call.input_media(&media)?;
    let kind = |content: &Content| match content {
        Content::Media { kind, .. } => kind.clone(),
        _ => String::new(),
    };
    let mixes = |kind: &str| matches!(kind, "photo" | "video");
    let (old, new) = (kind(&message.content), kind(&content));
    if message.media_group.is_some() && old != new && !(mixes(&old) && mixes(&new)) {
        return Err(Refusal::bad("can't change media type in the album"));
    }
    replace(call, chat, message, content)
}

/// Voice notes, polls and what is only shown keep what they are.
fn check_replaceable(message: &Message) -> Result<(), Refusal> {
    let fixed = match &message.content {
        Content::Media { kind, .. } => matches!(kind.as_str(), "voice" | "video_note" | "sticker"),
        Content::Poll(_) | Content::Plain(_) => true,
        Content::Text { .. } | Content::Service(_) => false,
    };
    if fixed {
        return Err(Refusal::bad("message media can't be edited"));
    }
    Ok(())
}

/// The message to edit: the bot's own, without a markup that forbids it.
pub(super) fn editable(call: &Call<'_>) -> Result<(i64, Message), Refusal> {
    if call.params.has("inline_message_id") {
        return Err(Refusal::bad("MESSAGE_ID_INVALID"));
    }
    let chat = call.open_chat()?;
    let id = call.params.int("message_id").unwrap_or_default();
    if id == 0 {
        return Err(Refusal::bad("message identifier is not specified"));
    }
    let message = call
        .state
        .message(call.bot, chat, id)
        .ok_or_else(|| Refusal::bad("message to edit not found"))?;
    let service = matches!(message.content, Content::Service(_));
    if message.author != Author::Bot
        || message.other_markup.is_some()
        || message.forward_origin.is_some()
        || service
    {
        return Err(Refusal::bad("message can't be edited"));
    }
    Ok((chat, message.clone()))
}

fn replace(call: &mut Call<'_>, chat: i64, mut message: Message, content: Content) -> Answer {
    let keyboard = call.inline_markup()?;
    if same_content(&message.content, &content) && message.keyboard == keyboard {
        return Err(Refusal::bad(SAME));
    }
    let same_text = same_content(&message.content, &content);
    message.content = content;
    message.keyboard = keyboard;
    if !same_text {
        message.edit_date = Some(call.state.now.div_euclid(1000));
    }
    let id = message.id;
    if let Some(place) = call.state.message_mut(call.bot, chat, id) {
        *place = message;
    }
    let shown = call.state.changed(call.bot, chat, id);
    let shown = shown.ok_or_else(|| Refusal::bad("message to edit not found"))?;
    Ok(shown.into())
}

/// Files sent again by upload get a new id; what counts is whether they are the same file.
fn same_content(old: &Content, new: &Content) -> bool {
    match (old, new) {
        (
            Content::Media {
                kind,
                shown,
                caption,
                above,
                spoiler,
                ..
            },
            Content::Media {
                kind: new_kind,
                shown: new_shown,
                caption: new_caption,
                above: new_above,
                spoiler: new_spoiler,
                ..
            },
        ) => {
            let unique = |shown: &Value| {
                let first = shown.get(0).unwrap_or(shown);
                first["file_unique_id"].clone()
            };
            kind == new_kind
                && unique(shown) == unique(new_shown)
                && caption == new_caption
                && above == new_above
                && spoiler == new_spoiler
        }
        (old, new) => old == new,
    }
}

pub(super) fn delete_one(call: &mut Call<'_>) -> Answer {
    let chat = call.known_chat()?;
    let id = call.params.int("message_id").unwrap_or_default();
    if id == 0 {
        return Err(Refusal::bad("message identifier is not specified"));
    }
    deletable(call, chat, id)?;
    call.state.remove(call.bot, chat, id);
    Ok(true.into())
}

pub(super) fn delete_many(call: &mut Call<'_>) -> Answer {
    let chat = call.known_chat()?;
    let ids: Vec<i64> = call
        .params
        .shaped("message_ids")
        .ok_or_else(|| Refusal::bad("can't parse message identifiers JSON object"))?;
    if ids.is_empty() {
        return Err(Refusal::bad("message identifiers are not specified"));
    }
    if ids.len() > 100 {
        return Err(Refusal::bad("too many message identifiers specified"));
    }
    // Messages that are gone are skipped.
    for id in ids {
        if deletable(call, chat, id).is_ok() {
            call.state.remove(call.bot, chat, id);
        }
    }
    Ok(true.into())
}

fn deletable(call: &Call<'_>, chat: i64, id: i64) -> Result<(), Refusal> {
    let message = call
        .state
        .message(call.bot, chat, id)
        .ok_or_else(|| Refusal::bad("message to delete not found"))?;
    let age = call.state.now.div_euclid(1000) - message.date;
    let own = message.author == Author::Bot;
    if age > DELETABLE_SECONDS {
        return Err(Refusal::bad(if own {
            "message can't be deleted for everyone"
        } else {
            "message can't be deleted"
        }));
    }
    if chat < 0 && !own {
        return Err(Refusal::bad("message can't be deleted"));
    }
    Ok(())
}
