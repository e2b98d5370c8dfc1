//! Text as Telegram takes it: normalised, trimmed, with its entities.
//!
//! Offsets of entities count UTF-16 code units, lengths of texts count code points, and the parser's
//! complaints count bytes; each is what Telegram counts at that place.

mod auto;
mod html;
mod marks;
mod tidy;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::api::answer::Refusal;

pub(crate) use html::parse_html;

/// More than this many bytes are refused before parsing: Bot API server, read 2026-09-01.
const RAW_BYTES: usize = 32_768;
/// Entities beyond this many have no effect: Bot API, "Formatting options", read 2026-09-01.
const ENTITIES: usize = 100;

/// One entity, in the Bot API's own shape.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(crate) struct Entity {
    #[serde(rename = "type")]
    pub(crate) kind: String,
    pub(crate) offset: usize,
    pub(crate) length: usize,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) url: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) user: Option<Value>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) language: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) custom_emoji_id: Option<String>,
}

impl Entity {
    pub(crate) fn new(kind: &str, offset: usize, length: usize) -> Self {
        Self {
            kind: kind.to_owned(),
            offset,
            length,
            url: None,
            user: None,
            language: None,
            custom_emoji_id: None,
        }
    }

    pub(crate) fn end(&self) -> usize {
        self.offset + self.length
    }
}

/// A text and its entities, ready to be shown.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Formatted {
    pub(crate) text: String,
    pub(crate) entities: Vec<Entity>,
}

/// How many UTF-16 code units a text has.
pub(crate) fn utf16_len(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// Reads a text under `parse_mode` or with given entities, and finds the entities nobody marked.
pub(crate) fn read(
    text: &str,
    parse_mode: Option<&str>,
    given: Option<Vec<Entity>>,
    strict: bool,
) -> Result<Formatted, Refusal> {
    if text.len() > RAW_BYTES {
        return Err(Refusal::bad("text is too long"));
    }
    let marked = match parse_mode.map(str::to_ascii_lowercase).as_deref() {
        None | Some("" | "none") => {
            let entities = given.unwrap_or_default();
            Formatted {
                text: text.to_owned(),
                entities: checked(text, entities)?,
            }
        }
        Some("html") => parse_html(text, strict)
            .map_err(|what| Refusal::bad(format!("can't parse entities: {what}")))?,
        Some("markdown" | "markdownv2") => {
            return Err(Refusal::bad("the playground does not read this parse_mode"));
        }
        Some(_) => return Err(Refusal::bad("unsupported parse_mode")),
    };
    let mut tidy = tidy::tidy(marked);
    if tidy.entities.len() > ENTITIES {
        if strict {
            return Err(Refusal::bad(
                "strict: more than 100 entities; the rest would be lost",
            ));
        }
        tidy.entities.truncate(ENTITIES);
    }
    auto::find(&mut tidy);
    Ok(tidy)
}

/// Given entities must lie within the text and must not cut a character.
fn checked(text: &str, entities: Vec<Entity>) -> Result<Vec<Entity>, Refusal> {
    let length = utf16_len(text);
    if let Some(unknown) = entities
        .iter()
        .find(|e| !is_settable(&e.kind) && !is_found(&e.kind))
    {
        let kind = &unknown.kind;
        return Err(Refusal::bad(format!(
            "can't parse MessageEntity: unsupported type \"{kind}\" specified"
        )));
    }
    entities
        .into_iter()
        .filter(|entity| entity.length > 0 && is_settable(&entity.kind))
        .map(|entity| {
            if entity.offset >= length {
                return Err(Refusal::bad(format!(
                    "entity begins after the end of the text at UTF-16 offset {}",
                    entity.offset
                )));
            }
            if entity.end() > length {
                return Err(Refusal::bad(format!(
                    "entity beginning at UTF-16 offset {} ends after the end of the text at UTF-16 offset {}",
                    entity.offset,
                    entity.end()
                )));
            }
            let edges = [entity.offset, entity.end()];
            if edges.iter().any(|edge| !on_character(text, *edge)) {
                return Err(Refusal::bad(format!(
                    "entity beginning at UTF-16 offset {} cuts a character",
                    entity.offset
                )));
            }
            Ok(entity)
        })
        .collect()
}

/// Kinds a sender can set.
fn is_settable(kind: &str) -> bool {
    matches!(
        kind,
        "bold"
            | "italic"
            | "underline"
            | "strikethrough"
            | "spoiler"
            | "blockquote"
            | "expandable_blockquote"
            | "code"
            | "pre"
            | "text_link"
            | "text_mention"
            | "custom_emoji"
    )
}

/// Kinds Telegram finds by itself, whatever the sender says.
fn is_found(kind: &str) -> bool {
    matches!(
        kind,
        "mention"
            | "hashtag"
            | "cashtag"
            | "bot_command"
            | "url"
            | "email"
            | "phone_number"
            | "bank_card_number"
            | "date_time"
    )
}

fn on_character(text: &str, offset: usize) -> bool {
    let mut at = 0;
    for character in text.chars() {
        if at >= offset {
            break;
        }
        at += character.len_utf16();
    }
    at == offset
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str, mode: Option<&str>) -> Vec<(String, usize, usize)> {
        let read = read(text, mode, None, true).unwrap();
        read.entities
            .into_iter()
            .map(|e| (e.kind, e.offset, e.length))
            .collect()
    }

    fn is(kind: &str, offset: usize, length: usize) -> (String, usize, usize) {
        (kind.to_owned(), offset, length)
    }

    #[test]
    fn trimming_moves_entities() {
        let read = read("  \n<b> hello </b>\n ", Some("HTML"), None, true).unwrap();
        assert_eq!(read.text, "hello");
        assert_eq!(read.entities, [Entity::new("bold", 0, 5)]);
    }

    #[test]
    fn offsets_count_utf16_units() {
        assert_eq!(shown("😀<b>é😀</b>", Some("html")), [is("bold", 2, 3)]);
    }

    #[test]
    fn controls_become_spaces_and_bidi_marks_vanish() {
        let read = read("a\tb\r\nc\u{202e}d", None, None, true).unwrap();
        assert_eq!(read.text, "a b\ncd");
    }

    #[test]
    fn words_become_entities_by_themselves() {
        let text = "/start @alice_b see https://a.example/x?y=1. #tag me@mail.example";
        assert_eq!(
            shown(text, None),
            [
                is("bot_command", 0, 6),
                is("mention", 7, 8),
                is("url", 20, 23),
                is("hashtag", 45, 4),
                is("email", 50, 15),
            ]
        );
    }

    #[test]
    fn nothing_is_found_inside_code_and_links() {
        let text = "<code>/start</code> <a href=\"https://a.example\">@alice</a>";
        assert_eq!(
            shown(text, Some("HTML")),
            [is("code", 0, 6), is("text_link", 7, 6)]
        );
    }

    #[test]
    fn given_entities_must_fit() {
        let beyond = vec![Entity::new("bold", 1, 9)];
        let refusal = read("hello", None, Some(beyond), true).unwrap_err();
        assert!(
            refusal
                .description
                .contains("ends after the end of the text")
        );
        let cut = vec![Entity::new("bold", 1, 1)];
        assert!(read("😀", None, Some(cut), true).is_err());
    }
}
