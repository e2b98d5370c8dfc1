//! What an author's message says, as the content of a step: a text, a photo with a caption, or the address of a picture
//! with a text below it.

use teloxide::types::Message;

use crate::courses::authoring::Content;
use crate::courses::media::AT_TELEGRAM;
use crate::telegram::{Act, Job, Reply, Rich};

/// What came instead of something a step can hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unfit {
    /// A picture sent as a file.
    PictureAsFile,
    /// A sticker, a voice message, a location …
    SomethingElse,
}

/// The content of a step.
///
/// # Errors
/// What kind of message it was, when a step cannot hold it.
pub fn read(message: &Message) -> Result<Content, Unfit> {
    if let Some(sizes) = message.photo() {
        let largest = sizes
            .iter()
            .max_by_key(|size| u64::from(size.width) * u64::from(size.height));
        let picture = largest.map(|size| format!("{AT_TELEGRAM}{}", size.file.id));
        let caption = message.caption().unwrap_or_default();
        let text = Rich::from_message(caption, message.caption_entities().unwrap_or_default());
        return Ok(content(&text, picture));
    }
    if let Some(text) = message.text() {
        let entities = message.entities().unwrap_or_default();
        let (first, _) = text.split_once('\n').unwrap_or((text, ""));
        if is_picture_address(first.trim()) {
            let rest = below_first_line(&Rich::from_message(text, entities));
            return Ok(content(&rest, Some(first.trim().to_owned())));
        }
        return Ok(content(&Rich::from_message(text, entities), None));
    }
    let picture = message
        .document()
        .and_then(|document| document.mime_type.as_ref())
        .is_some_and(|kind| kind.type_() == "image");
    Err(if picture {
        Unfit::PictureAsFile
    } else {
        Unfit::SomethingElse
    })
}

/// The same answer, and the picture's bytes are fetched afterwards.
pub fn keeping(reply: Reply, content: &Content) -> Reply {
    let picture = content.picture.as_deref();
    match picture.and_then(|picture| picture.strip_prefix(AT_TELEGRAM)) {
        Some(file_id) => reply.and(Act::Later(Job::KeepPicture {
            file_id: file_id.to_owned(),
        })),
        None => reply,
    }
}

fn content(text: &Rich, picture: Option<String>) -> Content {
    let html = (!text.is_empty()).then(|| text.to_html());
    Content {
        html,
        length: text.chars(),
        picture,
    }
}

/// A web address whose path ends like a picture's: Telegram fetches it, the bot never does.
fn is_picture_address(line: &str) -> bool {
    let Some(rest) = line
        .strip_prefix("https://")
        .or_else(|| line.strip_prefix("http://"))
    else {
        return false;
    };
    let path = rest
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .to_lowercase();
    let has_path = path
        .split_once('/')
        .is_some_and(|(host, path)| host.contains('.') && !path.is_empty());
    has_path
        && line.chars().all(|c| !c.is_whitespace() && !c.is_control())
        && [".jpg", ".jpeg", ".png", ".gif", ".webp", ".bmp"]
            .iter()
            .any(|end| path.ends_with(end))
}

/// The text without its first line, the formatting kept.
fn below_first_line(text: &Rich) -> Rich {
    let Some((first, _)) = text.text.split_once('\n') else {
        return Rich::new();
    };
    let skip = first.encode_utf16().count() + 1;
    let entities: Vec<_> = text
        .entities
        .iter()
        .filter(|entity| entity.offset + entity.length > skip)
        .map(|entity| {
            let start = entity.offset.max(skip);
            let mut moved = entity.clone();
            moved.offset = start - skip;
            moved.length = entity.offset + entity.length - start;
            moved
        })
        .collect();
    Rich::from_message(&text.text[first.len() + 1..], &entities)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(line: &str, expected: bool) {
        assert_eq!(is_picture_address(line), expected, "{line:?}");
    }

    #[test]
    fn picture_addresses() {
        check("https://example.org/a/b.PNG", true);
        check("http://example.org/b.jpg?size=3#x", true);
        check("https://example.org/page.html", false);
        check("https://example.org", false);
        check("https:///x.png", false);
        check("look: https://example.org/b.png", false);
        check("javascript:b.png", false);
        check("ftp://example.org/b.png", false);
    }

    #[test]
    fn the_text_below_an_address_keeps_its_formatting() {
        let mut text = Rich::plain("https://example.org/b.png\nCall ");
        text.push_bold("112");
        let rest = below_first_line(&text);
        assert_eq!(rest.to_html(), "Call <b>112</b>");
    }
}
