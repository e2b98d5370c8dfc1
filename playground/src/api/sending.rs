//! New messages: texts, files, copies, forwards.

use serde_json::{Value, json};

use crate::api::content::Moment;
use crate::api::{Answer, Call, Refusal};
use crate::keyboard::Markup;
use crate::world::message::{Author, Content, Message};

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
    let mut content = original.content;
    if let Content::Service(_) = content {
        return Err(Refusal::bad("message can't be copied"));
    }
    if call.params.has("caption")
        && let Content::Media { caption, .. } = &mut content
    {
        *caption = call.caption()?;
    }
    let done = send(call, chat, content)?;
    Ok(json!({ "message_id": done.result["message_id"] }).into())
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
    call.count(chat)?;
    let mut message = Message::new(Author::Bot, original.content);
    message.forward_origin = original.forward_origin.or(Some(origin));
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
    let mut message = Message::new(Author::Bot, content);
    match call.markup()? {
        Markup::None => {}
        Markup::Inline(keyboard) => message.keyboard = Some(keyboard),
        Markup::Other(markup) => message.other_markup = Some(markup),
    }
    message.reply_to = call.reply_to(chat)?;
    message.protected = call.params.flag("protect_content");
    call.count(chat)?;
    Ok(call.post(chat, message)?.into())
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
        let now = self.state.now;
        self.state
            .limits
            .count(now, self.bot, chat)
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
