//! The media of a step and the buttons that lead elsewhere, as Markdown.

use super::escape::{self, Care};
use super::inline::address;
use crate::render::buttons::MARK;
use crate::render::{Rendered, render};
use crate::{LinkButton, Medium, MediumKind};

/// How much is escaped, from the most readable on.
const CARES: [Care; 3] = [Care::Some, Care::More, Care::Most];

/// The media, each on a line of its own.
pub(super) fn media(media: &[Medium]) -> Option<String> {
    let lines = |care| {
        let lines = media.iter().map(|medium| image(medium, care));
        lines.collect::<Vec<_>>().join("\n")
    };
    let is_right = |markdown: &String| {
        let rendered = render(markdown, 1);
        let read = rendered
            .media
            .iter()
            .map(|read| (&read.path, read.kind, &read.alt));
        let meant = media
            .iter()
            .map(|medium| (&medium.source, medium.kind, &medium.alt));
        read.eq(meant) && says_nothing(&rendered) && rendered.links.is_empty()
    };
    let most_readable = || CARES.into_iter().map(lines).find(is_right);
    (!media.is_empty()).then(|| most_readable().unwrap_or_else(|| lines(Care::Most)))
}

fn image(medium: &Medium, care: Care) -> String {
    let mut alt = String::new();
    escape::put(
        &mut alt,
        medium.alt.as_deref().unwrap_or_default(),
        '[',
        ']',
        care,
    );
    let address = address(&medium.source);
    let kind = if MediumKind::of_name(&medium.source) == medium.kind {
        String::new()
    } else {
        format!("{{.{}}}", medium.kind.word())
    };
    format!("![{alt}]({address}){kind}")
}

/// The buttons, each row on a line of its own.
pub(super) fn links(links: &[Vec<LinkButton>]) -> Option<String> {
    let printed = |care| {
        let rows = links.iter().map(|row| row_of(row, care));
        rows.collect::<Vec<_>>().join("\n")
    };
    let is_right = |markdown: &String| {
        let rendered = render(markdown, 1);
        rendered.links == links && says_nothing(&rendered) && rendered.media.is_empty()
    };
    let most_readable = || CARES.into_iter().map(printed).find(is_right);
    (!links.is_empty()).then(|| most_readable().unwrap_or_else(|| printed(Care::Most)))
}

fn row_of(row: &[LinkButton], care: Care) -> String {
    let buttons = row.iter().map(|button| {
        let mut label = String::new();
        escape::put(&mut label, &button.label, '[', ']', care);
        format!("[{label}]({}){MARK}", address(&button.url))
    });
    buttons.collect::<Vec<_>>().join(" ")
}

fn says_nothing(rendered: &Rendered) -> bool {
    rendered.html.is_none() && rendered.questions.is_empty()
}
