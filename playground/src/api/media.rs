//! Files in messages: how they are given, which kinds they are taken for, and their captions.

use serde_json::Value;

use crate::api::content::checked_caption;
use crate::api::{Call, Refusal};
use crate::entities::{self, Entity};
use crate::file_rules::spoken_kind;
use crate::files::Traits;
use crate::world::message::Content;

impl Call<'_> {
    /// The file under a parameter, in any of the ways a file can be given: its id.
    fn media(&mut self, kind: &str, given: &str, traits: Traits) -> Result<String, Refusal> {
        let attached = given.strip_prefix("attach://").unwrap_or(kind);
        if let Some(upload) = self.params.files.get(attached) {
            match kind {
                "photo" => self.state.files.add_photo(self.bot, upload),
                kind => self.state.files.add_upload(self.bot, kind, upload, traits),
            }
        } else if given.is_empty() {
            Err(Refusal::bad(format!("there is no {kind} in the request")))
        } else if given.contains('.') {
            self.state.files.add_address(self.bot, kind, given, traits)
        } else {
            self.known_file(kind, given)
        }
    }

    /// A file id: of this bot, and of a kind that fits.
    fn known_file(&self, kind: &str, id: &str) -> Result<String, Refusal> {
        let Some(stored) = self.state.files.get(id) else {
            return Err(Refusal::bad(
                "wrong remote file identifier specified: Wrong padding in the string",
            ));
        };
        if stored.bot != self.bot {
            return Err(Refusal::bad("wrong file identifier/HTTP URL specified"));
        }
        if stored.kind != kind {
            return Err(Refusal::bad(format!(
                "can't use file of type {} as {}",
                spoken_kind(&stored.kind),
                spoken_kind(kind)
            )));
        }
        Ok(id.to_owned())
    }

    /// A message with a file, from the parameters of sendPhoto and its relatives.
    pub(super) fn media_content(&mut self, kind: &str) -> Result<Content, Refusal> {
        let caption = self.caption()?;
        let given = self.params.text(kind).unwrap_or_default();
        let number = |name: &str| self.params.int(name).and_then(|n| u64::try_from(n).ok());
        let words = |name: &str| self.params.text(name).unwrap_or_default();
        let traits = traits(number, words);
        let file_id = self.media(kind, &given, traits)?;
        let above = self.params.flag("show_caption_above_media");
        let spoiler = self.params.flag("has_spoiler");
        Ok(Content::media(
            &self.state.files,
            file_id,
            caption,
            above,
            spoiler,
        ))
    }

    /// A message with a file, from an `InputMedia` object.
    pub(super) fn input_media(&mut self, media: &Value) -> Result<Content, Refusal> {
        let field = |name: &str| media[name].as_str();
        let kind = field("type").unwrap_or_default().to_owned();
        if !matches!(
            kind.as_str(),
            "photo" | "video" | "animation" | "audio" | "document"
        ) {
            return Err(Refusal::bad(format!(
                "can't parse InputMedia: type \"{kind}\" is unsupported"
            )));
        }
        let given: Option<Vec<Entity>> =
            serde_json::from_value(media["caption_entities"].clone()).ok();
        let caption = field("caption").unwrap_or_default();
        let caption = entities::read(caption, field("parse_mode"), given, self.strict())?;
        let caption = checked_caption(self.state.with_known_mentions(caption))?;
        let given = field("media").unwrap_or_default().to_owned();
        let attached = given.strip_prefix("attach://");
        if given.is_empty() || attached.is_some_and(|name| !self.params.files.contains_key(name)) {
            return Err(Refusal::bad("can't parse InputMedia: media not found"));
        }
        let number = |name: &str| media[name].as_u64();
        let traits = traits(number, |name| field(name).unwrap_or_default().to_owned());
        let file_id = self.media(&kind, &given, traits)?;
        let flag = |name: &str| media[name].as_bool().unwrap_or(false);
        let (above, spoiler) = (flag("show_caption_above_media"), flag("has_spoiler"));
        Ok(Content::media(
            &self.state.files,
            file_id,
            caption,
            above,
            spoiler,
        ))
    }
}

fn traits(number: impl Fn(&str) -> Option<u64>, words: impl Fn(&str) -> String) -> Traits {
    let side = |name: &str| usize::try_from(number(name).unwrap_or(0)).unwrap_or(0);
    Traits {
        duration: number("duration").unwrap_or(0),
        width: side("width"),
        height: side("height"),
        title: words("title"),
        performer: words("performer"),
    }
}
