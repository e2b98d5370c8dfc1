//! What people send besides words: files, albums, polls, places, contacts; as their own or forwarded.

use axum::body::Bytes;
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::entities::{self, Formatted};
use crate::files::{Traits, Upload};
use crate::world::acts::text_content;
use crate::world::message::{Author, Content, Message};
use crate::world::polls::{Manner, Poll};
use crate::world::state::State;
use crate::world::{Impossible, World};

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
    kind: Kind,
    upload: Upload,
    caption: String,
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
    fn field(self) -> &'static str {
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
        state.deliver(bot, person, person, parcel, None, "send")
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
        state.deliver(bot, person, person, parcel, Some(origin), "forward")
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

impl State {
    /// Where a forwarded message comes from.
    pub(crate) fn origin(&self, person: i64) -> Result<Value, Impossible> {
        let known = self.people.get(&person).ok_or(Impossible::UnknownPerson)?;
        let date = self.now.div_euclid(1000);
        Ok(json!({ "type": "user", "sender_user": known.person.user(), "date": date }))
    }

    /// Takes a parcel into a chat, message by message. Nothing arrives when any part of it is refused.
    fn deliver(
        &mut self,
        bot: i64,
        chat: i64,
        person: i64,
        parcel: Parcel,
        origin: Option<Value>,
        action: &'static str,
    ) -> Result<i64, Impossible> {
        let contents = match parcel {
            Parcel::Text(text) => vec![text_content(&text, &Value::Null)?],
            Parcel::File(file) => vec![self.unpack(bot, file)?],
            Parcel::Album(files) => {
                check_album(&files)?;
                let each = files.into_iter().map(|file| self.unpack(bot, file));
                each.collect::<Result<_, _>>()?
            }
            Parcel::Poll(question) => vec![Content::Poll(self.add_poll(question.try_into()?)?)],
            Parcel::Location {
                latitude,
                longitude,
            } => {
                let place = json!({ "latitude": latitude, "longitude": longitude });
                vec![plain("location", place)]
            }
            Parcel::Contact {
                phone,
                first_name,
                user_id,
            } => {
                let mut contact = json!({ "phone_number": phone, "first_name": first_name });
                if let Some(id) = user_id {
                    contact["user_id"] = id.into();
                }
                vec![plain("contact", contact)]
            }
        };
        let group = (contents.len() > 1).then(|| (self.roll() >> 2).to_string());
        let mut first = None;
        for content in contents {
            let mut message = Message::new(Author::Person(person), content);
            message.forward_origin.clone_from(&origin);
            message.media_group.clone_from(&group);
            let id = self.arrive(bot, chat, message, action);
            first.get_or_insert(id);
        }
        Ok(first.unwrap_or_default())
    }

    fn unpack(&mut self, bot: i64, file: Attachment) -> Result<Content, Impossible> {
        let caption: Formatted = entities::read(&file.caption, None, None, false)?;
        let file_id = match file.kind {
            Kind::Photo => self.files.add_photo(bot, &file.upload)?,
            kind => {
                let traits = Traits::default();
                self.files
                    .add_upload(bot, kind.field(), &file.upload, traits)?
            }
        };
        Ok(Content::media(&self.files, file_id, caption, false, false))
    }
}

/// Telegram's apps put together what may stand together: 2–10 photos and videos, or documents, or music.
fn check_album(files: &[Attachment]) -> Result<(), Impossible> {
    let all = |kinds: &[Kind]| files.iter().all(|file| kinds.contains(&file.kind));
    let mixes = all(&[Kind::Photo, Kind::Video]) || all(&[Kind::Document]) || all(&[Kind::Audio]);
    if mixes && (2..=10).contains(&files.len()) {
        return Ok(());
    }
    Err(Impossible::Refused("MULTI_MEDIA_INVALID".to_owned()))
}

fn plain(field: &str, value: Value) -> Content {
    Content::Plain(Map::from_iter([(field.to_owned(), value)]))
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
