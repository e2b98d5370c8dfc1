//! Chats as a whole, what a bot is seen doing there, and answers to presses.

use serde_json::{Value, json};

use crate::api::{Answer, Call, Refusal};
use crate::world::Happening;
use crate::world::groups::member;

/// How long an action is shown: Bot API, sendChatAction, read 2026-09-01.
const TYPING_MS: i64 = 5000;
/// Bot API, answerCallbackQuery, read 2026-09-01.
const TOAST: usize = 200;

const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";

pub(super) fn send_chat_action(call: &mut Call<'_>) -> Answer {
    let chat = call.open_chat()?;
    let action = call
        .params
        .text("action")
        .unwrap_or_default()
        .to_ascii_lowercase();
    let known = matches!(
        action.as_str(),
        "typing"
            | "upload_photo"
            | "record_video"
            | "upload_video"
            | "record_voice"
            | "upload_voice"
            | "record_audio"
            | "upload_audio"
            | "upload_document"
            | "choose_sticker"
            | "find_location"
            | "record_video_note"
            | "upload_video_note"
    );
    if !known {
        return Err(Refusal::bad("wrong parameter action in request"));
    }
    let until = call.state.now + TYPING_MS;
    call.account().chat(chat).typing = Some((action.clone(), until));
    call.state
        .emit(call.bot, chat, Happening::Typing { action });
    Ok(true.into())
}

pub(super) fn answer_callback_query(call: &mut Call<'_>) -> Answer {
    let query_id = call.params.text("callback_query_id").unwrap_or_default();
    let text = call.params.text("text").unwrap_or_default();
    if text.chars().count() > TOAST {
        return Err(Refusal::bad("MESSAGE_TOO_LONG"));
    }
    let url = call.params.text("url").filter(|url| !url.is_empty());
    let own = format!("t.me/{}", call.account().account.username).to_ascii_lowercase();
    if let Some(url) = &url
        && !url.to_ascii_lowercase().contains(&own)
    {
        return Err(Refusal::bad("URL_INVALID"));
    }
    let bot = call.bot;
    let query = call
        .state
        .queries
        .get_mut(&query_id)
        .filter(|query| query.bot == bot && !query.answered)
        .ok_or_else(|| Refusal::bad(TOO_OLD))?;
    query.answered = true;
    let chat = query.chat;
    let alert = call.params.flag("show_alert");
    call.state.emit(
        bot,
        chat,
        Happening::Toast {
            query_id,
            text,
            alert,
            url,
        },
    );
    Ok(true.into())
}

pub(super) fn get_chat(call: &mut Call<'_>) -> Answer {
    let chat = call.known_chat()?;
    let mut shown = call.state.chat(chat);
    shown["accent_color_id"] = 0.into();
    shown["max_reaction_count"] = 11.into();
    shown["accepted_gift_types"] = json!({
        "unlimited_gifts": false, "limited_gifts": false, "unique_gifts": false,
        "premium_subscription": false, "gifts_from_channels": false,
    });
    Ok(shown.into())
}

pub(super) fn get_chat_member(call: &mut Call<'_>) -> Answer {
    let chat = call.known_chat()?;
    let user = call
        .params
        .int("user_id")
        .ok_or_else(|| Refusal::bad("invalid user_id specified"))?;
    let group = call.state.groups.get(&chat);
    let status = match group {
        Some(group) => group.status(user),
        None if user == chat || user == call.bot => "member",
        None => "left",
    };
    let account = call.state.bots.get(&user).map(crate::world::bot::Bot::user);
    let shown: Value = match account {
        Some(shown) => shown,
        None if call.state.people.contains_key(&user) => call.state.user(user),
        None => return Err(Refusal::bad("user not found")),
    };
    Ok(member(&shown, status).into())
}

pub(super) fn leave_chat(call: &mut Call<'_>) -> Answer {
    let chat = call.known_chat()?;
    let bot = call.bot;
    let group = call.state.groups.get_mut(&chat);
    let group = group.ok_or_else(|| Refusal::bad("chat not found"))?;
    if !group.members.remove(&bot) {
        let kind = group.kind();
        return Err(Refusal::forbidden(&format!(
            "bot is not a member of the {kind} chat"
        )));
    }
    Ok(true.into())
}

impl Call<'_> {
    /// `chat_id`, when the bot has ever been there: enough to look and to delete.
    pub(super) fn known_chat(&self) -> Result<i64, Refusal> {
        let chat = self.chat_id()?;
        let account = self.state.bots.get(&self.bot);
        let met = account.is_some_and(|account| account.chats.contains_key(&chat));
        let group = self.state.groups.get(&chat);
        if met || group.is_some_and(|group| group.members.contains(&self.bot)) {
            Ok(chat)
        } else {
            Err(Refusal::bad("chat not found"))
        }
    }
}
