//! Messages in chats: how they look, how they come, change and go, and presses on their way.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::world::bot::Bot;
use crate::world::events::Happening;
use crate::world::message::{Author, Content, Message};
use crate::world::polls::tells_answer;
use crate::world::queue::Lane;
use crate::world::state::{ANSWER_MS, PRESS_KEPT_MS, Query, State};

impl State {
    /// The `User` of a person; an empty account when there is none.
    pub(crate) fn user(&self, person: i64) -> Value {
        match self.people.get(&person) {
            Some(known) => known.person.user(),
            None => json!({ "id": person, "is_bot": false, "first_name": "" }),
        }
    }

    /// The `Chat` behind an id.
    pub(crate) fn chat(&self, id: i64) -> Value {
        match (self.people.get(&id), self.groups.get(&id)) {
            (Some(known), _) => known.person.chat(),
            (None, Some(group)) => group.chat(),
            (None, None) => json!({ "id": id, "type": "private", "first_name": "" }),
        }
    }

    pub(crate) fn message(&self, bot: i64, chat: i64, id: i64) -> Option<&Message> {
        self.bots.get(&bot)?.chats.get(&chat)?.messages.get(&id)
    }

    pub(crate) fn message_mut(&mut self, bot: i64, chat: i64, id: i64) -> Option<&mut Message> {
        self.bots
            .get_mut(&bot)?
            .chats
            .get_mut(&chat)?
            .messages
            .get_mut(&id)
    }

    /// A message as the Bot API shows it, with the one it replies to.
    pub(crate) fn show(&self, bot: i64, message: &Message) -> Value {
        let plain = |message: &Message| {
            let from = match message.author {
                Author::Bot => self.bots.get(&bot).map_or(Value::Null, Bot::user),
                Author::Person(person) => self.user(person),
            };
            let mut shown = message.shown(from, self.chat(message.chat));
            if let Content::Poll(id) = &message.content
                && let Some(poll) = self.polls.get(id)
            {
                shown["poll"] = poll.shown(tells_answer(message));
            }
            shown
        };
        let mut shown = plain(message);
        // What is no reply in a topic still answers the message that opened it.
        let opened = message.thread.filter(|opened| *opened != message.id);
        if let Some(other) = message
            .reply_to
            .or(opened)
            .and_then(|id| self.message(bot, message.chat, id))
        {
            shown["reply_to_message"] = plain(other);
        }
        shown
    }

    /// A message as the page shows it.
    pub(crate) fn page(&self, bot: i64, message: &Message) -> Value {
        let mut shown = message.for_page(self.show(bot, message));
        if let Content::Poll(id) = &message.content
            && let Some(poll) = self.polls.get(id)
        {
            shown["poll_page"] = poll.for_page();
        }
        shown
    }

    /// Adds a message to a chat under the next id and answers with how it looks.
    pub(crate) fn post(&mut self, bot: i64, chat: i64, mut message: Message) -> Option<Arc<Value>> {
        let keep = self.rules.keep_messages;
        let now = self.now;
        let account = self.bots.get_mut(&bot)?;
        account.last_message += 1;
        message.id = account.last_message;
        message.chat = chat;
        message.date = now.div_euclid(1000);
        let place = account.chat(chat);
        if message.author == Author::Bot {
            place.typing = None;
        }
        if keep.is_some_and(|keep| place.messages.len() >= keep) {
            place.messages.pop_first();
        }
        place.messages.insert(message.id, message.clone());
        if let Content::Poll(id) = &message.content
            && let Some(poll) = self.polls.get_mut(id)
        {
            poll.places.insert((bot, chat, message.id));
        }
        let shown = self.show(bot, &message);
        let event = Happening::Message {
            message: self.page(bot, &message),
        };
        self.emit(bot, chat, event);
        Some(Arc::new(shown))
    }

    /// Tells everybody that a message changed, and answers with how it looks now.
    pub(crate) fn changed(&mut self, bot: i64, chat: i64, id: i64) -> Option<Arc<Value>> {
        let message = self.message(bot, chat, id)?;
        let shown = self.show(bot, message);
        let event = Happening::Edited {
            message: self.page(bot, message),
        };
        self.emit(bot, chat, event);
        Some(Arc::new(shown))
    }

    /// Removes a message for everybody.
    pub(crate) fn remove(&mut self, bot: i64, chat: i64, id: i64) -> bool {
        let place = self
            .bots
            .get_mut(&bot)
            .and_then(|account| account.chats.get_mut(&chat));
        let gone = place.and_then(|place| place.messages.remove(&id)).is_some();
        if gone {
            self.emit(bot, chat, Happening::Deleted { message_id: id });
        }
        gone
    }

    /// Sends a press to the bot under a new query id.
    pub(crate) fn ask(&mut self, mut query: Query) -> String {
        let id = (self.roll() >> 2).to_string();
        query.deadline = self.now + ANSWER_MS;
        query.answered = false;
        let mut body = query.body.clone();
        body["id"] = id.clone().into();
        self.query_deadlines.push_back((query.deadline, id.clone()));
        let (bot, lane) = (query.bot, Lane::Presses(query.person));
        self.queries.insert(id.clone(), query);
        self.enqueue(bot, "callback_query", lane, PRESS_KEPT_MS, &body);
        id
    }
}
