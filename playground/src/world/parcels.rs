//! What people send besides words: files, albums, polls, places, contacts; as their own or forwarded.

use axum::body::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::entities::{self, Formatted};
use crate::files::Upload;
use crate::world::message::{Author, Message};
use crate::world::polls::{Manner, Poll};
use crate::world::{Impossible, Place, World};

/// How a person sends a file. Telegram takes one that does not fit for a plainer kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A picture, made smaller.
    Photo,
    /// MP4 with a player.
    Video,
    /// Music: MP3 or M4A.
    Audio,
    /// Something said: Ogg with Opus.
    Voice,
    /// A file as it is.
    Document,
    /// A picture that moves: GIF, or MP4 without sound.
    Animation,
    /// A round video message.
    VideoNote,
    /// A sticker.
    Sticker,
}

/// A file that a person sends.
#[derive(Clone, Debug)]
pub struct Attachment {
    pub(crate) kind: Kind,
    pub(crate) upload: Upload,
    pub(crate) caption: String,
}

/// What a person asks with a poll.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(default)]
pub struct Question {
    /// 1–300 characters.
    pub question: String,
    /// 1–12 options of 1–100 characters.
    pub options: Vec<String>,
    /// The right options of a quiz, counted from 0 and increasing; none means that it is no quiz.
    pub correct: Option<Vec<usize>>,
    /// Shown after a quiz was answered; 0–200 characters.
    pub explanation: String,
    /// Nobody hears who chose what.
    pub anonymous: bool,
    /// Several options may be chosen.
    pub multiple: bool,
}

/// Anything that a person can send in one go.
#[derive(Clone, Debug)]
pub enum Parcel {
    /// Words.
    Text(String),
    /// One file.
    File(Attachment),
    /// 2–10 files that stand together; the bot gets a message for each.
    Album(Vec<Attachment>),
    /// A poll or a quiz.
    Poll(Question),
    /// A place.
    Location {
        /// Degrees, north is positive.
        latitude: f64,
        /// Degrees, east is positive.
        longitude: f64,
    },
    /// A contact; it is the sender's own when the account is.
    Contact {
        /// With its country.
        phone: String,
        /// As the sender calls them.
        first_name: String,
        /// Their account, if they have one.
        user_id: Option<i64>,
    },
}

impl Kind {
    pub(crate) fn field(self) -> &'static str {
        match self {
            Self::Photo => "photo",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::Voice => "voice",
            Self::Document => "document",
            Self::Animation => "animation",
            Self::VideoNote => "video_note",
            Self::Sticker => "sticker",
        }
    }
}

impl Attachment {
    /// A file with its name; what it is made of is told by its first bytes, or else by the name.
    pub fn new(kind: Kind, name: &str, bytes: impl Into<Bytes>) -> Self {
        Self::of(kind, Upload::new(name.to_owned(), None, bytes.into()))
    }

    pub(crate) fn of(kind: Kind, upload: Upload) -> Self {
        Self {
            kind,
            upload,
            caption: String::new(),
        }
    }

    /// With words below it.
    #[must_use]
    pub fn caption(mut self, caption: &str) -> Self {
        caption.clone_into(&mut self.caption);
        self
    }
}

impl World {
    /// A person sends something to a bot; answers with the (first) message's id. Twice means two messages.
    ///
    /// # Errors
    /// What Telegram would not take, and whatever keeps this person from writing to this bot.
    pub fn send(&self, bot: i64, person: i64, parcel: Parcel) -> Result<i64, Impossible> {
        let mut state = self.hold();
        state.may_write(bot, person)?;
        state.deliver(bot, Place::of(person), person, parcel, None, "send")
    }

    /// A person forwards to a bot what another person has sent elsewhere; answers with the (first) message's id.
    ///
    /// # Errors
    /// As [`World::send`].
    pub fn forward_parcel(
        &self,
        bot: i64,
        person: i64,
        from_person: i64,
        parcel: Parcel,
    ) -> Result<i64, Impossible> {
        let mut state = self.hold();
        state.may_write(bot, person)?;
        let origin = state.origin(from_person)?;
        state.deliver(
            bot,
            Place::of(person),
            person,
            parcel,
            Some(origin),
            "forward",
        )
    }

    /// A person forwards a message of their chat with the bot to the bot; answers with the new message's id.
    ///
    /// # Errors
    /// A message that is protected or not there.
    pub fn forward(&self, bot: i64, person: i64, message_id: i64) -> Result<i64, Impossible> {
        let mut state = self.hold();
        state.may_write(bot, person)?;
        let original = state
            .message(bot, person, message_id)
            .filter(|message| !message.gone_for_person)
            .ok_or(Impossible::UnknownMessage)?
            .clone();
        if original.protected {
            return Err(Impossible::Refused("CHAT_FORWARDS_RESTRICTED".to_owned()));
        }
        let sender = match original.author {
            Author::Bot => state
                .bots
                .get(&bot)
                .map_or(Value::Null, super::bot::Bot::user),
            Author::Person(person) => state.user(person),
        };
        let origin = json!({ "type": "user", "sender_user": sender, "date": original.date });
        let mut message = Message::new(Author::Person(person), original.content);
        message.forward_origin = original.forward_origin.or(Some(origin));
        Ok(state.arrive(bot, person, message, "forward"))
    }
}

impl TryFrom<Question> for Poll {
    type Error = Impossible;

    fn try_from(asked: Question) -> Result<Self, Impossible> {
        let read = |text: &str| -> Result<Formatted, Impossible> {
            let mut text = entities::read(text, None, None, false)?;
            text.entities.clear();
            Ok(text)
        };
        let options = asked.options.iter().map(|option| read(option));
        Ok(Self {
            question: read(&asked.question)?,
            options: options.collect::<Result<_, _>>()?,
            explanation: read(&asked.explanation)?,
            manner: Manner {
                anonymous: asked.anonymous,
                multiple: asked.multiple,
                revoting: asked.correct.is_none(),
            },
            correct: asked.correct,
            ..Self::default()
        })
    }
}
