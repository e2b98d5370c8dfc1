//! One message of a chat, and how the Bot API shows it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};

use crate::entities::Formatted;
use crate::files::Files;

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Author {
    Bot,
    Person(i64),
}

/// What a message says.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) enum Content {
    Text {
        text: Formatted,
        /// `link_preview_options` as given.
        preview: Option<Value>,
    },
    Media {
        /// The field of `Message`: `photo`, `document`, ….
        kind: String,
        file_id: String,
        /// What stands under that field.
        shown: Value,
        caption: Formatted,
        above: bool,
        spoiler: bool,
    },
    /// A poll; what it is now stands with all polls, because copies by forwarding show the same one.
    Poll(String),
    /// Something that is only shown: a location, a contact.
    Plain(Map<String, Value>),
    /// Fields of a service message, such as `new_chat_members`.
    Service(Map<String, Value>),
}

impl Content {
    /// A file that is known; its kind is the one Telegram took it for.
    pub(crate) fn media(
        files: &Files,
        file_id: String,
        caption: Formatted,
        above: bool,
        spoiler: bool,
    ) -> Self {
        let kind = files
            .get(&file_id)
            .map_or("document", |stored| &stored.kind);
        Self::Media {
            kind: kind.to_owned(),
            shown: files.describe(&file_id),
            file_id,
            caption,
            above,
            spoiler,
        }
    }
}

/// A message as it is now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Message {
    pub(crate) id: i64,
    pub(crate) chat: i64,
    pub(crate) author: Author,
    /// Unix seconds.
    pub(crate) date: i64,
    pub(crate) edit_date: Option<i64>,
    pub(crate) content: Content,
    /// `{"inline_keyboard": …}`
    pub(crate) keyboard: Option<Value>,
    /// A reply keyboard, its removal or a forced reply.
    pub(crate) other_markup: Option<Value>,
    pub(crate) reply_to: Option<i64>,
    pub(crate) forward_origin: Option<Value>,
    pub(crate) media_group: Option<String>,
    pub(crate) protected: bool,
    /// The topic of the forum in which it stands.
    #[serde(default)]
    pub(crate) thread: Option<i64>,
    /// Deleted by the person for themselves: the bot still has it.
    pub(crate) gone_for_person: bool,
}

impl Message {
    pub(crate) fn new(author: Author, content: Content) -> Self {
        Self {
            id: 0,
            chat: 0,
            author,
            date: 0,
            edit_date: None,
            content,
            keyboard: None,
            other_markup: None,
            reply_to: None,
            forward_origin: None,
            media_group: None,
            protected: false,
            thread: None,
            gone_for_person: false,
        }
    }

    /// The Bot API's `Message`, given its sender and its chat.
    pub(crate) fn shown(&self, from: Value, chat: Value) -> Value {
        let mut fields = Map::new();
        let mut put = |name: &str, value: Value| {
            fields.insert(name.to_owned(), value);
        };
        put("message_id", self.id.into());
        put("from", from);
        put("chat", chat);
        put("date", self.date.into());
        if let Some(edit_date) = self.edit_date {
            put("edit_date", edit_date.into());
        }
        match &self.content {
            Content::Text { text, preview } => {
                put("text", text.text.clone().into());
                if !text.entities.is_empty() {
                    put("entities", json!(text.entities));
                }
                if let Some(preview) = preview {
                    put("link_preview_options", preview.clone());
                }
            }
            Content::Media {
                kind,
                shown,
                caption,
                above,
                spoiler,
                ..
            } => {
                put(kind, shown.clone());
                if kind == "animation" {
                    put("document", shown.clone());
                }
                if !caption.text.is_empty() {
                    put("caption", caption.text.clone().into());
                }
                if !caption.entities.is_empty() {
                    put("caption_entities", json!(caption.entities));
                }
                if *above {
                    put("show_caption_above_media", true.into());
                }
                if *spoiler {
                    put("has_media_spoiler", true.into());
                }
            }
            // The world adds it: it knows who may be told the right answer.
            Content::Poll(_) => {}
            Content::Plain(fields) | Content::Service(fields) => {
                for (name, value) in fields {
                    put(name, value.clone());
                }
            }
        }
        if let Some(keyboard) = &self.keyboard {
            put("reply_markup", keyboard.clone());
        }
        if let Some(origin) = &self.forward_origin {
            put("forward_origin", origin.clone());
        }
        if let Some(group) = &self.media_group {
            put("media_group_id", group.clone().into());
        }
        if let Some(thread) = self.thread {
            put("message_thread_id", thread.into());
            put("is_topic_message", true.into());
        }
        if self.protected {
            put("has_protected_content", true.into());
        }
        Value::Object(fields)
    }

    /// The fields the page gets on top of the Bot API's.
    pub(crate) fn for_page(&self, mut shown: Value) -> Value {
        shown["from_bot"] = (self.author == Author::Bot).into();
        shown["pressable"] = (self.author == Author::Bot && self.keyboard.is_some()).into();
        if let Some(markup) = &self.other_markup {
            shown["reply_keyboard"] = markup.clone();
        }
        shown
    }
}
