//! How a parcel comes into a chat: message by message, whole or not at all.

use serde_json::{Map, Value, json};

use crate::entities::{self, Formatted};
use crate::files::Traits;
use crate::world::acts::text_content;
use crate::world::message::{Author, Content, Message};
use crate::world::state::State;
use crate::world::{Attachment, Impossible, Kind, Parcel, Place};

impl State {
    /// Where a forwarded message comes from.
    pub(crate) fn origin(&self, person: i64) -> Result<Value, Impossible> {
        let known = self.people.get(&person).ok_or(Impossible::UnknownPerson)?;
        let date = self.now.div_euclid(1000);
        Ok(json!({ "type": "user", "sender_user": known.person.user(), "date": date }))
    }

    /// Takes a parcel into a chat, message by message. Nothing arrives when any part of it is refused.
    pub(crate) fn deliver(
        &mut self,
        bot: i64,
        place: Place,
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
            message.chat = place.chat;
            message.reply_to = place.reply_to;
            let replied = place
                .reply_to
                .and_then(|id| self.message(bot, place.chat, id));
            message.thread = place.topic.or(replied.and_then(|replied| replied.thread));
            let id = self.arrive(bot, place.chat, message, action);
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
