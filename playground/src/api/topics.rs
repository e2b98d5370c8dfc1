//! Topics of forums: opening, renaming, closing, opening again, deleting.

use serde_json::{Value, json};

use crate::api::{Answer, Call, Refusal};
use crate::world::groups::Topic;
use crate::world::message::{Author, Message};
use crate::world::talks::{COLOUR, service};

/// Characters of a topic's name: Bot API, createForumTopic, read 2026-11-21.
const NAME: usize = 128;

pub(super) fn create(call: &mut Call<'_>) -> Answer {
    let chat = forum(call)?;
    let name = name(call)?;
    let colour = call.params.int("icon_color").unwrap_or(COLOUR);
    let bot = call.bot;
    let opened = call.state.new_topic(bot, chat, Author::Bot, &name, colour);
    let (id, message) = opened.ok_or_else(|| Refusal::bad("the chat is not a forum"))?;
    call.post(chat, message)?;
    Ok(json!({ "message_thread_id": id, "name": name, "icon_color": colour }).into())
}

pub(super) fn edit(call: &mut Call<'_>) -> Answer {
    let chat = forum(call)?;
    let name = name(call)?;
    let (id, topic) = topic(call, chat)?;
    if topic.name == name {
        return Err(Refusal::bad("TOPIC_NOT_MODIFIED"));
    }
    topic.name.clone_from(&name);
    tell(
        call,
        chat,
        id,
        "forum_topic_edited",
        json!({ "name": name }),
    )
}

pub(super) fn set_closed(call: &mut Call<'_>, closed: bool) -> Answer {
    let chat = forum(call)?;
    let (id, topic) = topic(call, chat)?;
    if topic.closed == closed {
        return Err(Refusal::bad("TOPIC_NOT_MODIFIED"));
    }
    topic.closed = closed;
    let field = if closed {
        "forum_topic_closed"
    } else {
        "forum_topic_reopened"
    };
    tell(call, chat, id, field, json!({}))
}

/// Deletes a topic with everything that was said in it.
pub(super) fn delete(call: &mut Call<'_>) -> Answer {
    let chat = forum(call)?;
    let (id, _) = topic(call, chat)?;
    let bot = call.bot;
    call.state.remove_topic(bot, chat, id);
    Ok(true.into())
}

/// The forum that `chat_id` names, if the bot is an administrator there.
fn forum(call: &Call<'_>) -> Result<i64, Refusal> {
    let chat = call.open_chat()?;
    let group = call
        .state
        .groups
        .get(&chat)
        .filter(|group| group.topics.is_some());
    let group = group.ok_or_else(|| Refusal::bad("the chat is not a forum"))?;
    if !group.admins.contains(&call.bot) {
        return Err(Refusal::bad("not enough rights to create a topic"));
    }
    Ok(chat)
}

fn name(call: &Call<'_>) -> Result<String, Refusal> {
    let name = call
        .params
        .text("name")
        .unwrap_or_default()
        .trim()
        .to_owned();
    if name.is_empty() {
        return Err(Refusal::bad("title must be non-empty"));
    }
    // What is too long is cut, as with other names.
    Ok(name.chars().take(NAME).collect())
}

fn topic<'c>(call: &'c mut Call<'_>, chat: i64) -> Result<(i64, &'c mut Topic), Refusal> {
    let id = call.params.int("message_thread_id").unwrap_or_default();
    let group = call.state.groups.get_mut(&chat);
    let topic = group.and_then(|group| group.topics.as_mut()?.get_mut(&id));
    Ok((id, topic.ok_or_else(|| Refusal::bad("TOPIC_ID_INVALID"))?))
}

fn tell(call: &mut Call<'_>, chat: i64, topic: i64, field: &str, value: Value) -> Answer {
    let mut message = Message::new(Author::Bot, service(field, value));
    message.thread = Some(topic);
    call.post(chat, message)?;
    Ok(true.into())
}

impl Call<'_> {
    /// The topic to write in: the one that is named, or that of the message that is replied to.
    pub(super) fn thread(&self, chat: i64, reply_to: Option<i64>) -> Result<Option<i64>, Refusal> {
        let replied = reply_to.and_then(|id| self.state.message(self.bot, chat, id)?.thread);
        let named = self.params.int("message_thread_id").filter(|id| *id != 0);
        let Some(id) = named.or(replied) else {
            return Ok(None);
        };
        let group = self.state.groups.get(&chat);
        let topic = group.and_then(|group| group.topics.as_ref()?.get(&id));
        let topic = topic.ok_or_else(|| Refusal::bad("message thread not found"))?;
        if topic.closed && !group.is_some_and(|group| group.admins.contains(&self.bot)) {
            return Err(Refusal::bad("TOPIC_CLOSED"));
        }
        Ok(Some(id))
    }
}
