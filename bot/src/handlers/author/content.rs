//! What an author's message says, as the content of a step: a text, anything that can be seen, heard or saved with a caption,
//! or the address of a picture with a text below it.

use coursefile::{Medium, MediumKind};
use teloxide::types::{FileMeta, Message};

use crate::courses::authoring::Content;
use crate::courses::media::AT_TELEGRAM;
use crate::telegram::{Act, Job, Reply, Rich, clean};
use crate::texts::Texts;

/// How large a file may be that a bot can fetch: 20 MB (Bot API, getFile, read 2026-11-21).
const FETCHED: u32 = 20 * 1000 * 1000;

/// What a message says as the content of a step.
#[derive(Clone, Debug, Default)]
pub struct Received {
    /// See above.
    pub content: Content,
    /// It is larger than a bot can fetch: it can be shown, but never kept.
    pub is_beyond: bool,
    /// The album it came in.
    pub group: Option<String>,
}

/// The content of a step. None: it is something that a step cannot hold, such as a sticker or a location.
pub fn read(message: &Message) -> Option<Received> {
    if let Some((medium, size)) = medium(message) {
        let caption = message.caption().unwrap_or_default();
        let text = Rich::from_message(caption, message.caption_entities().unwrap_or_default());
        return Some(Received {
            content: content(&text, Some(medium)),
            is_beyond: size > FETCHED,
            group: message.media_group_id().map(|group| group.0.clone()),
        });
    }
    let text = message.text()?;
    let entities = message.entities().unwrap_or_default();
    let (first, _) = text.split_once('\n').unwrap_or((text, ""));
    let address = first.trim();
    let content = if is_picture_address(address) {
        let rest = below_first_line(&Rich::from_message(text, entities));
        let medium = Medium {
            kind: MediumKind::of_name(address),
            ..Medium::picture(address)
        };
        content(&rest, Some(medium))
    } else {
        content(&Rich::from_message(text, entities), None)
    };
    Some(Received {
        content,
        ..Received::default()
    })
}

/// What is seen, heard or saved of a message, and its size in bytes.
fn medium(message: &Message) -> Option<(Medium, u32)> {
    use MediumKind::{Animation, Audio, Document, Picture, Video, Voice};
    if let Some(sizes) = message.photo() {
        let area = |width: u32, height: u32| u64::from(width) * u64::from(height);
        let largest = sizes
            .iter()
            .max_by_key(|size| area(size.width, size.height))?;
        return Some(named(Picture, &largest.file, None));
    }
    // An animation comes as a document as well.
    if let Some(animation) = message.animation() {
        return Some(named(Animation, &animation.file, None));
    }
    if let Some(video) = message.video() {
        return Some(named(Video, &video.file, None));
    }
    if let Some(audio) = message.audio() {
        return Some(named(Audio, &audio.file, audio.file_name.as_deref()));
    }
    if let Some(voice) = message.voice() {
        return Some(named(Voice, &voice.file, None));
    }
    let document = message.document()?;
    let name = document.file_name.as_deref();
    Some(named(Document, &document.file, name))
}

fn named(kind: MediumKind, file: &FileMeta, name: Option<&str>) -> (Medium, u32) {
    let medium = Medium {
        kind,
        name: name.map(clean).filter(|name| !name.is_empty()),
        ..Medium::picture(format!("{AT_TELEGRAM}{}", file.id))
    };
    (medium, file.size)
}

/// The same answer; the bytes of the media are fetched afterwards, and of those that cannot be the author is told.
pub fn keeping(texts: &Texts, mut reply: Reply, received: &Received) -> Reply {
    for medium in &received.content.media {
        let Some(file_id) = medium.source.strip_prefix(AT_TELEGRAM) else {
            continue;
        };
        if received.is_beyond {
            reply = reply.and(Act::Say(crate::telegram::Screen::plain(
                texts.say("medium-beyond"),
            )));
            continue;
        }
        reply = reply.and(Act::Later(Job::KeepPicture {
            file_id: file_id.to_owned(),
            kind: medium.kind,
            name: medium.name.clone(),
        }));
    }
    reply
}

fn content(text: &Rich, medium: Option<Medium>) -> Content {
    let html = (!text.is_empty()).then(|| text.to_html());
    Content {
        html,
        length: text.chars(),
        media: medium.into_iter().collect(),
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
