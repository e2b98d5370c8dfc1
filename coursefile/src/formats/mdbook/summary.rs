//! `SUMMARY.md`: links in the order of the chapters, parts as headings of the first level.

use pulldown_cmark::{Event, HeadingLevel, Parser, Tag, TagEnd};

use crate::render::{OPTIONS, Source};
use crate::stored::one_line;

/// What stands in a summary, with the lines.
#[derive(Debug, Default)]
pub(super) struct Summary {
    pub(super) entries: Vec<(Entry, usize)>,
}

/// One line of it.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Entry {
    /// What follows is this part of the book.
    Part(String),
    /// A chapter and its file.
    Chapter { title: String, to: String },
    /// A chapter that is not written yet.
    Draft(String),
}

/// Reads it. A heading before the first chapter is the title of the summary itself.
pub(super) fn read(text: &str) -> Summary {
    let source = Source::new(text, 1);
    let mut entries: Vec<(Entry, usize)> = Vec::new();
    let mut words = String::new();
    let mut to = None;
    let mut has_title = false;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Start(Tag::Heading { .. }) => words.clear(),
            Event::Start(Tag::Link { dest_url, .. }) => {
                words.clear();
                to = Some(dest_url.into_string());
            }
            Event::End(TagEnd::Heading(HeadingLevel::H1)) => {
                if has_title || !entries.is_empty() {
                    entries.push((Entry::Part(one_line(&words)), source.line(range.start)));
                }
                has_title = true;
            }
            Event::End(TagEnd::Link) => {
                let title = one_line(&words);
                let entry = match to.take() {
                    Some(to) if !to.is_empty() => Entry::Chapter { title, to },
                    _ => Entry::Draft(title),
                };
                entries.push((entry, source.line(range.start)));
            }
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    Summary { entries }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_summary_of_every_kind() {
        let text = "# Summary\n\n[Before](before.md)\n\n- [One](one.md)\n  - [`Two`](<a b.md>)\n  - [Later]()\n\n---\n\n\
            # Part\n\n- [Three](x/three.md)\n\n[After](after.md)\n";
        let chapter = |title: &str, to: &str| Entry::Chapter {
            title: title.into(),
            to: to.into(),
        };
        let expected = [
            (chapter("Before", "before.md"), 3),
            (chapter("One", "one.md"), 5),
            (chapter("Two", "a b.md"), 6),
            (Entry::Draft("Later".into()), 7),
            (Entry::Part("Part".into()), 11),
            (chapter("Three", "x/three.md"), 13),
            (chapter("After", "after.md"), 15),
        ];
        assert_eq!(read(text).entries, expected);
    }
}
