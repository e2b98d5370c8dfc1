//! What people say in groups: to all, in a topic, in reply to somebody; and the topics they open.

use serde_json::{Map, Value, json};

use crate::world::groups::Topic;
use crate::world::message::{Author, Content, Message};
use crate::world::state::State;
use crate::world::{Impossible, Parcel, World};

/// The colour of a topic's icon unless another is asked for.
pub(crate) const COLOUR: i64 = 7_322_096;

/// Where in a group something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    pub(crate) chat: i64,
    pub(crate) topic: Option<i64>,
    pub(crate) reply_to: Option<i64>,
}

impl Place {
    /// A group or a private chat as a whole.
    pub fn of(chat: i64) -> Self {
        Self {
            chat,
            topic: None,
            reply_to: None,
        }
    }

    /// One of its topics, by the id that opening it has answered.
    #[must_use]
    pub fn topic(mut self, topic: i64) -> Self {
        self.topic = Some(topic);
        self
    }

    /// As a reply to a message; it stands in that message's topic.
    #[must_use]
    pub fn reply_to(mut self, message_id: i64) -> Self {
        self.reply_to = Some(message_id);
        self
    }
}

impl World {
    /// A person writes in a group. The bot hears of it only if privacy mode lets it. Answers with the message's id.
    pub fn say_in_group(
        &self,
        bot: i64,
        chat: i64,
        person: i64,
        text: &str,
    ) -> Result<i64, Impossible> {
        self.send_in_group(bot, Place::of(chat), person, Parcel::Text(text.to_owned()))
    }

    /// A person sends something in a group; answers with the (first) message's id.
    ///
    /// # Errors
    /// A group or a topic that is not there, a closed topic, a person who is not in the group, and what Telegram would
    /// not take.
    pub fn send_in_group(
        &self,
        bot: i64,
        place: Place,
        person: i64,
        parcel: Parcel,
    ) -> Result<i64, Impossible> {
        let mut state = self.hold();
        state.may_talk(place, person)?;
        let account = state.bots.get_mut(&bot).ok_or(Impossible::UnknownBot)?;
        account.chat(place.chat);
        state.deliver(bot, place, person, parcel, None, "say_in_group")
    }

    /// A person opens a topic in a forum; answers with its id, which is that of the message that says so.
    ///
    /// # Errors
    /// A group that is no forum or that the person is not in.
    pub fn open_topic(
        &self,
        bot: i64,
        chat: i64,
        person: i64,
        name: &str,
    ) -> Result<i64, Impossible> {
        let mut state = self.hold();
        state.may_talk(Place::of(chat), person)?;
        let (id, message) = state
            .new_topic(bot, chat, Author::Person(person), name, COLOUR)
            .ok_or(Impossible::UnknownChat)?;
        state.arrive(bot, chat, message, "open_topic");
        Ok(id)
    }
}

impl World {
    /// Somebody deletes a topic with everything that was said in it; the bot hears nothing of it.
    ///
    /// # Errors
    /// A group or a topic that is not there.
    pub fn delete_topic(&self, bot: i64, chat: i64, topic: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        let found = state.remove_topic(bot, chat, topic);
        found.then_some(()).ok_or(Impossible::UnknownChat)
    }
}

impl State {
    /// Deletes a topic with everything that was said in it; `false`: there is none.
    pub(crate) fn remove_topic(&mut self, bot: i64, chat: i64, topic: i64) -> bool {
        let group = self.groups.get_mut(&chat);
        let topics = group.and_then(|group| group.topics.as_mut());
        if topics.and_then(|topics| topics.remove(&topic)).is_none() {
            return false;
        }
        let Some(account) = self.bots.get_mut(&bot) else {
            return true;
        };
        let said = account.chat(chat).messages.values();
        let said = said.filter(|message| message.thread == Some(topic));
        let gone: Vec<i64> = said.map(|message| message.id).collect();
        for message in gone {
            self.remove(bot, chat, message);
        }
        true
    }

    fn may_talk(&self, place: Place, person: i64) -> Result<(), Impossible> {
        let group = self
            .groups
            .get(&place.chat)
            .ok_or(Impossible::UnknownChat)?;
        if !group.members.contains(&person) {
            return Err(Impossible::UnknownChat);
        }
        let Some(id) = place.topic else {
            return Ok(());
        };
        let topic = group.topics.as_ref().and_then(|topics| topics.get(&id));
        let topic = topic.ok_or(Impossible::UnknownChat)?;
        if topic.closed && !group.admins.contains(&person) {
            return Err(Impossible::Refused("TOPIC_CLOSED".to_owned()));
        }
        Ok(())
    }

    /// Opens a topic; answers with its id and the message that is to say so. `None` where there are no topics.
    pub(crate) fn new_topic(
        &mut self,
        bot: i64,
        chat: i64,
        author: Author,
        name: &str,
        colour: i64,
    ) -> Option<(i64, Message)> {
        let id = self.bots.get(&bot)?.last_message + 1;
        let topics = self.groups.get_mut(&chat)?.topics.as_mut()?;
        let topic = Topic {
            name: name.to_owned(),
            colour,
            closed: false,
        };
        topics.insert(id, topic);
        let told = json!({ "name": name, "icon_color": colour });
        let mut message = Message::new(author, service("forum_topic_created", told));
        message.thread = Some(id);
        Some((id, message))
    }
}

/// A message in which the group says something of itself.
pub(crate) fn service(field: &str, value: Value) -> Content {
    Content::Service(Map::from_iter([(field.to_owned(), value)]))
}
