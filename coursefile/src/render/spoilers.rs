//! `||spoilers||`: which pairs of bars are meant. They belong together in twos within one paragraph; a last one without a
//! partner, an escaped one and those in code are bars.

use std::collections::BTreeSet;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

/// Two bars.
pub(super) const BARS: &str = "||";

/// The bars of a text.
#[derive(Debug, Default)]
pub(super) struct Spoilers {
    /// The number of the event, and the place in its text.
    pub(super) meant: BTreeSet<(usize, usize)>,
    /// Where those without a partner stand in the source.
    pub(super) alone: Vec<usize>,
}

/// Finds them.
pub(super) fn find(source: &str, events: &[(Event<'_>, Range<usize>)]) -> Spoilers {
    let mut spoilers = Spoilers::default();
    let mut last: Option<((usize, usize), usize)> = None;
    let mut is_code = false;
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Text(text) if !is_code => {
                for at in bars(source, text, range) {
                    let here = ((index, at), range.start + at);
                    match last.take() {
                        Some((first, _)) => spoilers.meant.extend([first, here.0]),
                        None => last = Some(here),
                    }
                }
            }
            Event::Start(Tag::CodeBlock(_)) => is_code = true,
            Event::End(TagEnd::CodeBlock) => is_code = false,
            _ => {}
        }
        if is_border(event) {
            spoilers.alone.extend(last.take().map(|(_, at)| at));
        }
    }
    spoilers.alone.extend(last.map(|(_, at)| at));
    spoilers
}

/// The places of bars in a text that are not written as references or escaped.
fn bars(source: &str, text: &str, range: &Range<usize>) -> Vec<usize> {
    if !text.contains(BARS) || source.get(range.clone()) != Some(text) {
        return Vec::new();
    }
    let is_escaped = source[..range.start].ends_with('\\');
    let from = if is_escaped {
        text.chars().next().map_or(0, char::len_utf8)
    } else {
        0
    };
    let places = text[from..].match_indices(BARS);
    places.map(|(at, _)| from + at).collect()
}

/// Whether a paragraph, or what is like one, begins or ends.
fn is_border(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::End(tag) => !matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Link
                | TagEnd::Image
        ),
        _ => false,
    }
}
