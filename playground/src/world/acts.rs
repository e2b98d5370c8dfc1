//! What people do: write, edit, delete, send files.

use axum::body::Bytes;
use serde_json::Value;

use crate::api::answer::Refusal;
use crate::entities::{self, Entity, Formatted};
use crate::history::What;
use crate::world::message::{Author, Content, Message};
use crate::world::queue::Lane;
use crate::world::state::{KEPT_MS, State};
use crate::world::{Attachment, Happening, Kind, Parcel, World};

/// Why a person could not do something.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Impossible {
    /// No bot has this id.
    #[error("there is no such bot")]
    UnknownBot,
    /// No person has this id.
    #[error("there is no such person")]
    UnknownPerson,
    /// The chat does not exist or the person or bot is not in it.
    #[error("there is no such chat")]
    UnknownChat,
    /// The chat shows no message with this id.
    #[error("there is no such message")]
    UnknownMessage,
    /// The message is somebody else's.
    #[error("this message belongs to somebody else")]
    NotYours,
    /// The keyboard has no button there, or the message has no keyboard.
    #[error("there is no such button")]
    NoSuchButton,
    /// The button opens an address or copies a text: the bot does not hear of it.
    #[error("this button does not call the bot")]
    NotACallback,
    /// The message holds no poll.
    #[error("this message is not a poll")]
    NotAPoll,
    /// The person has blocked the bot; they would have to unblock it first.
    #[error("this person has blocked the bot")]
    Blocked,
    /// The account is deleted.
    #[error("this account is deleted")]
    Deactivated,
    /// No update with this id is known any more.
    #[error("there is no such update")]
    UnknownUpdate,
    /// No press with this id is known any more.
    #[error("there is no such press")]
    UnknownQuery,
    /// Telegram would not take the content, in its words.
    #[error("{0}")]
    Refused(String),
}

impl From<Refusal> for Impossible {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal.description)
    }
}

impl World {
    /// A person writes to a bot; `/start payload` is an ordinary text.
    pub fn say(&self, bot: i64, person: i64, text: &str) -> Result<i64, Impossible> {
        self.say_with(bot, person, text, &Value::Null)
    }

    /// A person writes with formatting: an array of `MessageEntity`, or null.
    pub fn say_with(
        &self,
        bot: i64,
        person: i64,
        text: &str,
        entities: &Value,
    ) -> Result<i64, Impossible> {
        let content = text_content(text, entities)?;
        let mut state = self.hold();
        state.may_write(bot, person)?;
        let content = state.with_users(content);
        let message = Message::new(Author::Person(person), content);
        Ok(state.arrive(bot, person, message, "say"))
    }

    /// A person sends a picture with a caption.
    pub fn send_photo(
        &self,
        bot: i64,
        person: i64,
        bytes: impl Into<Bytes>,
        caption: &str,
    ) -> Result<i64, Impossible> {
        let photo = Attachment::new(Kind::Photo, "", bytes).caption(caption);
        self.send(bot, person, Parcel::File(photo))
    }

    /// A person sends a file with a name and a caption.
    pub fn send_document(
        &self,
        bot: i64,
        person: i64,
        name: &str,
        bytes: impl Into<Bytes>,
        caption: &str,
    ) -> Result<i64, Impossible> {
        let document = Attachment::new(Kind::Document, name, bytes).caption(caption);
        self.send(bot, person, Parcel::File(document))
    }

    /// A person forwards what another person wrote.
    pub fn forward_from(
        &self,
        bot: i64,
        person: i64,
        from_person: i64,
        text: &str,
    ) -> Result<i64, Impossible> {
        self.forward_parcel(bot, person, from_person, Parcel::Text(text.to_owned()))
    }

    /// A person changes what they wrote.
    pub fn edit(
        &self,
        bot: i64,
        person: i64,
        message_id: i64,
        text: &str,
    ) -> Result<(), Impossible> {
        self.edit_with(bot, person, message_id, text, &Value::Null)
    }

    /// A person changes what they wrote, with formatting.
    pub fn edit_with(
        &self,
        bot: i64,
        person: i64,
        message_id: i64,
        text: &str,
        entities: &Value,
    ) -> Result<(), Impossible> {
        let content = text_content(text, entities)?;
        let mut state = self.hold();
        state.may_write(bot, person)?;
        let content = state.with_users(content);
        let edited_at = state.now.div_euclid(1000);
        let message = state
            .message_mut(bot, person, message_id)
            .filter(|message| !message.gone_for_person)
            .ok_or(Impossible::UnknownMessage)?;
        if message.author != Author::Person(person) {
            return Err(Impossible::NotYours);
        }
        message.content = match (&message.content, content) {
            (Content::Media { .. }, Content::Text { text, .. }) => {
                let mut media = message.content.clone();
                if let Content::Media { caption, .. } = &mut media {
                    *caption = text;
                }
                media
            }
            (Content::Text { .. }, content) => content,
            _ => return Err(Impossible::Refused("MESSAGE_ID_INVALID".to_owned())),
        };
        message.edit_date = Some(edited_at);
        state.user_note(bot, person, "edit", Some(message_id), Some(text));
        if let Some(shown) = state.changed(bot, person, message_id) {
            state.enqueue(bot, "edited_message", Lane::Chat(person), KEPT_MS, &shown);
        }
        Ok(())
    }

    /// A person deletes a message for themselves; the bot hears nothing of it.
    pub fn delete(&self, bot: i64, person: i64, message_id: i64) -> Result<(), Impossible> {
        let mut state = self.hold();
        let message = state
            .message_mut(bot, person, message_id)
            .filter(|message| !message.gone_for_person)
            .ok_or(Impossible::UnknownMessage)?;
        message.gone_for_person = true;
        state.user_note(bot, person, "delete", Some(message_id), None);
        state.emit(bot, person, Happening::Deleted { message_id });
        Ok(())
    }
}

/// A text as an app sends it: with its limits, and never strict.
pub(crate) fn text_content(text: &str, entities: &Value) -> Result<Content, Impossible> {
    let given: Option<Vec<Entity>> = serde_json::from_value(entities.clone()).ok();
    let text: Formatted = entities::read(text, None, given, false)?;
    if text.text.is_empty() {
        return Err(Impossible::Refused("message text is empty".to_owned()));
    }
    if text.text.chars().count() > 4096 {
        return Err(Impossible::Refused("message is too long".to_owned()));
    }
    Ok(Content::Text {
        text,
        preview: None,
    })
}

impl State {
    fn with_users(&self, content: Content) -> Content {
        match content {
            Content::Text { text, preview } => Content::Text {
                text: self.with_known_mentions(text),
                preview,
            },
            other => other,
        }
    }

    /// Whether a person can write to a bot now.
    pub(crate) fn may_write(&self, bot: i64, person: i64) -> Result<(), Impossible> {
        let account = self.bots.get(&bot).ok_or(Impossible::UnknownBot)?;
        let known = self.people.get(&person).ok_or(Impossible::UnknownPerson)?;
        if known.deactivated {
            return Err(Impossible::Deactivated);
        }
        if account.chats.get(&person).is_some_and(|chat| chat.blocked) {
            return Err(Impossible::Blocked);
        }
        Ok(())
    }

    /// A message from outside: into the chat and, if the bot hears it, into its queue.
    pub(crate) fn arrive(
        &mut self,
        bot: i64,
        chat: i64,
        message: Message,
        action: &'static str,
    ) -> i64 {
        let Author::Person(person) = message.author else {
            return 0;
        };
        if self.noting() {
            let text = match &message.content {
                Content::Text { text, .. } => Some(text.text.clone()),
                Content::Media { caption, .. } => Some(caption.text.clone()),
                Content::Poll(id) => self.polls.get(id).map(|poll| poll.question.text.clone()),
                Content::Plain(_) | Content::Service(_) => None,
            };
            self.user_note(bot, person, action, None, text.as_deref());
        }
        let heard = chat > 0
            || self.hears(
                bot,
                &Message {
                    chat,
                    ..message.clone()
                },
            );
        if let Some(account) = self.bots.get_mut(&bot) {
            if chat > 0 {
                account.chat(chat).started = true;
            } else {
                account.chat(person).seen |= heard;
            }
        }
        let Some(shown) = self.post(bot, chat, message) else {
            return 0;
        };
        if heard {
            self.enqueue(bot, "message", Lane::Chat(chat), KEPT_MS, &shown);
        }
        shown["message_id"].as_i64().unwrap_or_default()
    }

    pub(crate) fn user_note(
        &mut self,
        bot: i64,
        person: i64,
        action: &'static str,
        message_id: Option<i64>,
        text: Option<&str>,
    ) {
        self.note(bot, || What::User {
            person,
            action,
            message_id,
            text: text.map(str::to_owned),
        });
    }
}
