//! `parse_mode: HTML`, with Telegram's own complaints and byte offsets.

use crate::entities::marks::{checked_link, is_space, kind_of, reference, user_of};
use crate::entities::{Entity, Formatted};

/// A start tag that still waits for its end.
struct Open {
    tag: String,
    argument: String,
    offset: usize,
    text_start: usize,
    /// Where the tag is in the source, in bytes.
    begin: usize,
}

/// Splits marked-up text into plain text and entities.
///
/// # Errors
///
/// What follows `can't parse entities: ` in Telegram's answer.
pub(crate) fn parse_html(source: &str, strict: bool) -> Result<Formatted, String> {
    let mut parser = Parser {
        source: source.as_bytes(),
        at: 0,
        text: String::with_capacity(source.len()),
        offset: 0,
        open: Vec::new(),
        entities: Vec::new(),
        strict,
    };
    while parser.at < source.len() {
        match parser.source[parser.at] {
            b'<' if parser.peek(parser.at + 1) == b'/' => parser.end_tag()?,
            b'<' => parser.start_tag()?,
            b'&' => match reference(parser.source, parser.at) {
                Some((character, after)) => {
                    parser.push(character);
                    parser.at = after;
                }
                None => parser.copy(source),
            },
            _ => parser.copy(source),
        }
    }
    if let Some(open) = parser.open.last() {
        return Err(format!(
            "Can't find end tag corresponding to start tag \"{}\"",
            open.tag
        ));
    }
    let mut entities = parser.entities;
    for entity in entities.iter_mut().filter(|entity| entity.kind == "code") {
        entity.language = None;
    }
    Ok(Formatted {
        text: parser.text,
        entities,
    })
}

struct Parser<'a> {
    source: &'a [u8],
    at: usize,
    text: String,
    /// Length of `text` in UTF-16 code units.
    offset: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
    /// Complain about links that Telegram silently drops.
    strict: bool,
}

impl Parser<'_> {
    /// The byte at a place; 0 behind the end.
    fn peek(&self, at: usize) -> u8 {
        self.source.get(at).copied().unwrap_or(0)
    }

    fn here(&self) -> u8 {
        self.peek(self.at)
    }

    fn slice(&self, from: usize, to: usize) -> String {
        String::from_utf8_lossy(&self.source[from..to]).into_owned()
    }

    fn push(&mut self, character: char) {
        self.offset += character.len_utf16();
        self.text.push(character);
    }

    fn copy(&mut self, source: &str) {
        if let Some(character) = source[self.at..].chars().next() {
            self.push(character);
            self.at += character.len_utf8();
        }
    }

    fn skip_space(&mut self) {
        while self.at < self.source.len() && is_space(self.here()) {
            self.at += 1;
        }
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let unclosed = || format!("Unclosed start tag at byte offset {begin}");
        self.at += 1;
        while !is_space(self.here()) && self.here() != b'>' {
            self.at += 1;
        }
        if self.here() == 0 {
            return Err(unclosed());
        }
        let tag = self.slice(begin + 1, self.at).to_ascii_lowercase();
        if kind_of(&tag).is_none() {
            return Err(format!(
                "Unsupported start tag \"{tag}\" at byte offset {begin}"
            ));
        }
        let mut argument = String::new();
        while self.here() != b'>' {
            self.skip_space();
            if self.here() == b'>' {
                break;
            }
            let (name, value) = self.attribute(&tag, begin)?;
            if self.here() == 0 {
                return Err(unclosed());
            }
            let wanted = match (tag.as_str(), name.as_str()) {
                ("a", "href") | ("tg-emoji", "emoji-id") | ("tg-time", "unix") => Some(value),
                ("code", "class") => value.strip_prefix("language-").map(str::to_owned),
                ("span", "class") => value.strip_prefix("tg-").map(str::to_owned),
                ("blockquote", "expandable") => Some("expandable".to_owned()),
                _ => None,
            };
            argument = wanted.unwrap_or(argument);
        }
        if tag == "span" && argument != "spoiler" {
            return Err(format!(
                "Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}"
            ));
        }
        self.at += 1;
        self.open.push(Open {
            tag,
            argument,
            offset: self.offset,
            text_start: self.text.len(),
            begin,
        });
        Ok(())
    }

    fn attribute(&mut self, tag: &str, begin: usize) -> Result<(String, String), String> {
        let name_start = self.at;
        while !is_space(self.here()) && !matches!(self.here(), b'=' | b'>' | b'"' | b'\'' | b'/') {
            self.at += 1;
        }
        let name = self.slice(name_start, self.at).to_ascii_lowercase();
        if name.is_empty() {
            return Err(if self.here() == 0 {
                format!("Unclosed start tag at byte offset {begin}")
            } else {
                format!("Empty attribute name in the tag \"{tag}\" at byte offset {begin}")
            });
        }
        self.skip_space();
        if self.here() != b'=' {
            return Ok((name, String::new()));
        }
        self.at += 1;
        self.skip_space();
        let value = match self.here() {
            0 => {
                return Err(format!(
                    "Unclosed start tag \"{tag}\" at byte offset {begin}"
                ));
            }
            quote @ (b'"' | b'\'') => self.quoted(quote),
            _ => {
                let start = self.at;
                while self.here().is_ascii_alphanumeric() || matches!(self.here(), b'.' | b'-') {
                    self.at += 1;
                }
                if !is_space(self.here()) && self.here() != b'>' {
                    return Err(format!(
                        "Unexpected end of name token at byte offset {start}"
                    ));
                }
                self.slice(start, self.at).to_ascii_lowercase()
            }
        };
        Ok((name, value))
    }

    fn quoted(&mut self, quote: u8) -> String {
        self.at += 1;
        let mut value = Vec::new();
        while self.here() != quote && self.here() != 0 {
            if self.here() == b'&'
                && let Some((character, after)) = reference(self.source, self.at)
            {
                value.extend(character.encode_utf8(&mut [0; 4]).bytes());
                self.at = after;
                continue;
            }
            value.push(self.here());
            self.at += 1;
        }
        if self.here() == quote {
            self.at += 1;
        }
        String::from_utf8_lossy(&value).into_owned()
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let begin = self.at;
        let Some(open) = self.open.pop() else {
            return Err(format!("Unexpected end tag at byte offset {begin}"));
        };
        self.at += 2;
        while !is_space(self.here()) && self.here() != b'>' {
            self.at += 1;
        }
        let found = self.slice(begin + 2, self.at).to_ascii_lowercase();
        self.skip_space();
        if self.here() != b'>' {
            return Err(format!("Unclosed end tag at byte offset {begin}"));
        }
        if !found.is_empty() && found != open.tag {
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{}>\", found \"</{found}>\"",
                open.tag
            ));
        }
        self.at += 1;
        if self.offset > open.offset {
            self.close(open)?;
        }
        Ok(())
    }

    fn close(&mut self, open: Open) -> Result<(), String> {
        let Some(kind) = kind_of(&open.tag) else {
            return Ok(());
        };
        let mut entity = Entity::new(kind, open.offset, self.offset - open.offset);
        let same =
            |other: &&mut Entity| other.offset == entity.offset && other.length == entity.length;
        match kind {
            "text_link" => {
                let url = if open.argument.is_empty() {
                    self.text[open.text_start..].to_owned()
                } else {
                    open.argument
                };
                if let Some(id) = user_of(&url) {
                    "text_mention".clone_into(&mut entity.kind);
                    entity.user = Some(serde_json::json!({ "id": id }));
                } else if let Some(url) = checked_link(&url) {
                    entity.url = Some(url);
                } else if self.strict {
                    let begin = open.begin;
                    return Err(format!(
                        "strict: a link without a valid address at byte offset {begin}"
                    ));
                } else {
                    return Ok(());
                }
            }
            "pre" => {
                if let Some(code) = self.entities.last_mut().filter(same)
                    && code.kind == "code"
                    && code.language.is_some()
                {
                    "pre".clone_into(&mut code.kind);
                    return Ok(());
                }
            }
            "code" => {
                let language = Some(open.argument).filter(|language| !language.is_empty());
                if let Some(pre) = self.entities.last_mut().filter(same)
                    && pre.kind == "pre"
                    && language.is_some()
                {
                    pre.language = language;
                    return Ok(());
                }
                entity.language = language;
            }
            "custom_emoji" => entity.custom_emoji_id = Some(open.argument),
            "blockquote" if !open.argument.is_empty() => {
                "expandable_blockquote".clone_into(&mut entity.kind);
            }
            "" => return Ok(()),
            _ => {}
        }
        self.entities.push(entity);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn complaints_name_the_byte() {
        let table = [
            ("é<x>", "Unsupported start tag \"x\" at byte offset 2"),
            ("a < b", "Unsupported start tag \"\" at byte offset 2"),
            ("ab<b", "Unclosed start tag at byte offset 2"),
            ("<a href=\"x", "Unclosed start tag at byte offset 0"),
            (
                "<b>x</i>",
                "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"",
            ),
            ("x</b>", "Unexpected end tag at byte offset 1"),
            ("<b>x</b", "Unclosed end tag at byte offset 4"),
            (
                "<b>x",
                "Can't find end tag corresponding to start tag \"b\"",
            ),
            (
                "<a =x>y</a>",
                "Empty attribute name in the tag \"a\" at byte offset 0",
            ),
            (
                "<span class=\"x\">y</span>",
                "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0",
            ),
            ("<p>x</p>", "Unsupported start tag \"p\" at byte offset 0"),
            (
                "<b>x<i>y</b></i>",
                "Unmatched end tag at byte offset 8, expected \"</i>\", found \"</b>\"",
            ),
        ];
        for (source, complaint) in table {
            assert_eq!(
                parse_html(source, true).unwrap_err(),
                complaint,
                "for {source}"
            );
        }
    }

    #[test]
    fn references_and_loose_signs() {
        let table = [
            ("&lt;b&gt; &amp; &quot;x&quot;", "<b> & \"x\""),
            ("&nbsp;&copy;", "&nbsp;&copy;"),
            ("&#65;&#x1F600;", "A😀"),
            ("a & b > c", "a & b > c"),
            ("&lt 5", "< 5"),
        ];
        for (source, text) in table {
            assert_eq!(parse_html(source, true).unwrap().text, text, "for {source}");
        }
    }

    #[test]
    fn code_with_a_language() {
        let parsed =
            parse_html("<pre><code class=\"language-rust\">fn</code></pre>", true).unwrap();
        assert_eq!(parsed.entities.len(), 1);
        assert_eq!(parsed.entities[0].kind, "pre");
        assert_eq!(parsed.entities[0].language.as_deref(), Some("rust"));
    }

    #[test]
    fn links() {
        let parsed =
            parse_html("<a href='tg://user?id=7'>x</a><a href=\"::\">y</a>", false).unwrap();
        assert_eq!(parsed.entities.len(), 1);
        assert_eq!(parsed.entities[0].kind, "text_mention");
        let quote = parse_html("<blockquote expandable>x</blockquote>", true).unwrap();
        assert_eq!(quote.entities[0].kind, "expandable_blockquote");
    }
}
