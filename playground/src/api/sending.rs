//! New messages: texts, files, copies, forwards.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::api::content::Moment;
use crate::api::{Answer, Call, Refusal};
use crate::keyboard::Markup;
use crate::world::message::{Author, Content, Message};
use crate::world::polls::{Poll, tells_answer};

pub(super) fn send_message(call: &mut Call<'_>) -> Answer {
    let chat = call.open_chat()?;
    let text = call.text(Moment::Send)?;
    let preview = call.params.nested("link_preview_options").ok().flatten();
    let content = Content::Text { text, preview };
    send(call, chat, content)
}

pub(super) fn send_media(call: &mut Call<'_>, kind: &str) -> Answer {
    let chat = call.open_chat()?;
    let content = call.media_content(kind)?;
    send(call, chat, content)
}

pub(super) fn copy_message(call: &mut Call<'_>) -> Answer {
    let chat = call.open_chat()?;
    let original = original(call, "message to copy not found")?;
    if original.protected || matches!(original.content, Content::Service(_)) {
        return Err(Refusal::bad("message can't be copied"));
    }
    let told = tells_answer(&original);
    let mut content = original.content;
    if let Content::Poll(id) = &content {
        return copy_poll(call, chat, id, told);
    }
    if call.params.has("caption")
        && let Content::Media { caption, .. } = &mut content
    {
        *caption = call.caption()?;
    }
    let done = send(call, chat, content)?;
    Ok(json!({ "message_id": done.result["message_id"] }).into())
}

/// A copy of a poll is a poll of its own; of a quiz only when the bot may know its answer.
fn copy_poll(call: &mut Call<'_>, chat: i64, id: &str, told: bool) -> Answer {
    let poll = call.state.polls.get(id).cloned().unwrap_or_default();
    if poll.correct.is_some() && !told && !poll.closed {
        return Err(Refusal::bad("message can't be copied"));
    }
    let copy = Poll {
        votes: BTreeMap::new(),
        places: BTreeSet::new(),
        closed: false,
        bot: Some(call.bot),
        ..poll
    };
    let mut message = framed(call, chat, Content::Poll(String::new()))?;
    message.content = Content::Poll(call.state.add_poll(copy)?);
    let posted = call.post(chat, message)?;
    Ok(json!({ "message_id": posted["message_id"] }).into())
}

pub(super) fn forward_message(call: &mut Call<'_>) -> Answer {
    let chat = call.open_chat()?;
    let original = original(call, "message to forward not found")?;
    if original.protected {
        return Err(Refusal::bad("message can't be forwarded"));
    }
    let sender = match original.author {
        Author::Bot => call.account().user(),
        Author::Person(person) => call.state.user(person),
    };
    let origin = json!({ "type": "user", "sender_user": sender, "date": original.date });
    let thread = call.thread(chat, None)?;
    call.count(chat)?;
    let mut message = Message::new(Author::Bot, original.content);
    message.forward_origin = original.forward_origin.or(Some(origin));
    message.thread = thread;
    message.keyboard = original.keyboard;
    Ok(call.post(chat, message)?.into())
}

/// The message that `from_chat_id` and `message_id` name.
fn original(call: &Call<'_>, missing: &str) -> Result<Message, Refusal> {
    let from = call
        .params
        .int("from_chat_id")
        .ok_or_else(|| Refusal::bad("chat not found"))?;
    let id = call.params.int("message_id").unwrap_or_default();
    let message = call.state.message(call.bot, from, id);
    message.cloned().ok_or_else(|| Refusal::bad(missing))
}

fn send(call: &mut Call<'_>, chat: i64, content: Content) -> Answer {
    let message = framed(call, chat, content)?;
    Ok(call.post(chat, message)?.into())
}

/// A message of the bot with all that a request says around its content; it is counted already.
pub(super) fn framed(call: &mut Call<'_>, chat: i64, content: Content) -> Result<Message, Refusal> {
    let mut message = Message::new(Author::Bot, content);
    match call.markup()? {
        Markup::None => {}
        Markup::Inline(keyboard) => message.keyboard = Some(keyboard),
        Markup::Other(markup) => message.other_markup = Some(markup),
    }
    message.reply_to = call.reply_to(chat)?;
    message.thread = call.thread(chat, message.reply_to)?;
    message.protected = call.params.flag("protect_content");
    call.count(chat)?;
    Ok(message)
}

impl Call<'_> {
    /// The message to reply to, in the new form or the old one.
    pub(super) fn reply_to(&self, chat: i64) -> Result<Option<i64>, Refusal> {
        let reply: Option<Value> = self.params.nested("reply_parameters").ok().flatten();
        let (id, optional) = match &reply {
            Some(reply) => (
                reply["message_id"].as_i64(),
                reply["allow_sending_without_reply"]
                    .as_bool()
                    .unwrap_or(false),
            ),
            None => (
                self.params.int("reply_to_message_id"),
                self.params.flag("allow_sending_without_reply"),
            ),
        };
        let Some(id) = id.filter(|id| *id != 0) else {
            return Ok(None);
        };
        if self.state.message(self.bot, chat, id).is_some() {
            return Ok(Some(id));
        }
        if optional {
            Ok(None)
        } else {
            Err(Refusal::bad("message to be replied not found"))
        }
    }

    /// Counts a message against the limits, when they are on.
    pub(super) fn count(&mut self, chat: i64) -> Result<(), Refusal> {
        if !self.state.trouble.plan.limits {
            return Ok(());
        }
        let (now, per_second) = (self.state.now, self.state.trouble.plan.per_second);
        self.state
            .limits
            .count(now, self.bot, chat, per_second)
            .map_err(Refusal::too_many)
    }

    pub(super) fn post(
        &mut self,
        chat: i64,
        message: Message,
    ) -> Result<std::sync::Arc<Value>, Refusal> {
        let posted = self.state.post(self.bot, chat, message);
        posted.ok_or_else(|| Refusal::bad("chat not found"))
    }
}
