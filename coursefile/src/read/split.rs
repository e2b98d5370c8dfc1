//! Where the steps of a file begin and end: a heading of the second level, outside of code, quotes and lists, begins one.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Parser, Tag, TagEnd};

use super::opening;
use crate::limits::{STEP_SOURCE, STEPS};
use crate::render::OPTIONS;
use crate::render::Title;

/// A heading that begins a step, or the title of the course.
#[derive(Debug, Default)]
pub(super) struct Heading {
    pub(super) range: Range<usize>,
    pub(super) title: String,
    pub(super) id: Option<String>,
    pub(super) flags: Vec<String>,
    /// The words that say when the step opens; blank: their quotation mark is never closed.
    pub(super) release: Option<String>,
    pub(super) has_picture: bool,
    pub(super) is_underlined: bool,
}

/// The parts of a file.
#[derive(Debug, Default)]
pub(super) struct Parts {
    /// Headings of the first level before the first step.
    pub(super) titles: Vec<Heading>,
    /// The headings of the steps; far too many are only counted.
    pub(super) steps: Vec<Heading>,
    pub(super) count: usize,
    /// Where lines begin with `##` and a letter, which is no heading.
    pub(super) almost: Vec<usize>,
    /// A block of code or HTML that is open at the end: where it begins, and what would close it.
    pub(super) open: Option<(usize, String)>,
    /// Where a step begins that is too large to be read; what follows was not looked at.
    pub(super) too_large: Option<usize>,
}

/// What shows that nothing is open at the end.
const SENTINEL: &str = "\n\n## .\n";
/// A file is parsed piece by piece, so that the memory for it is bounded: at first so many bytes, and at most so many.
const PIECE: usize = 64 * 1024;
const LARGEST: usize = 2 * STEP_SOURCE;
/// More titles and misspelt headings than this are not kept.
const FEW: usize = 100;

/// Finds the parts of a text.
pub(super) fn split(text: &str) -> Parts {
    let mut parts = Parts::default();
    let (mut start, mut size) = (0, PIECE);
    loop {
        let Some(next) = candidate(text, start + size) else {
            if text.len() - start > LARGEST {
                parts.too_large = Some(start);
                return parts;
            }
            let piece = Piece::read(&format!("{}{SENTINEL}", &text[start..]));
            let (found, is_whole) = piece.until(text.len() - start);
            parts.add(start, text.len(), found);
            if is_whole {
                parts.open = None;
            }
            return parts;
        };
        if next - start > LARGEST {
            parts.too_large = Some(start);
            return parts;
        }
        let end = text[next..]
            .find('\n')
            .map_or(text.len(), |end| next + end + 1);
        let (found, is_whole) = Piece::read(&text[start..end]).until(next - start);
        if is_whole {
            parts.add(start, text.len(), found);
            (start, size) = (next, PIECE);
        } else {
            size = 2 * (next - start);
        }
    }
}

/// The first line from a place on, but never the first of the text, that looks like the heading of a step.
fn candidate(text: &str, from: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = from;
    while at < bytes.len() {
        at += bytes[at..].iter().position(|byte| *byte == b'\n')? + 1;
        if bytes[at..].starts_with(b"## ") {
            return Some(at);
        }
    }
    None
}

impl Parts {
    fn add(&mut self, shift: usize, length: usize, piece: Piece) {
        let moved = |heading: Heading| Heading {
            range: heading.range.start + shift..(heading.range.end + shift).min(length),
            ..heading
        };
        for (level, heading) in piece.headings {
            if level == HeadingLevel::H2 {
                self.count += 1;
                if self.steps.len() <= STEPS {
                    self.steps.push(moved(heading));
                }
            } else if self.count == 0 && self.titles.len() < FEW {
                self.titles.push(moved(heading));
            }
        }
        let room = FEW.saturating_sub(self.almost.len());
        let almost = piece.almost.into_iter().map(|at| at + shift);
        self.almost.extend(almost.take(room));
        self.open = piece.block.map(|(at, closer)| (at + shift, closer));
    }
}

/// A stretch of a file that begins at a heading.
#[derive(Default)]
struct Piece {
    headings: Vec<(HeadingLevel, Heading)>,
    almost: Vec<usize>,
    /// The block that began last outside of others, if it has to be closed.
    block: Option<(usize, String)>,
}

impl Piece {
    fn read(text: &str) -> Self {
        let mut piece = Self::default();
        let mut depth = 0_usize;
        let mut heading: Option<(HeadingLevel, Heading, Title)> = None;
        for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
            if let Event::Start(tag) = &event {
                depth += 1;
                if depth == 1 {
                    let closer = closer(tag, &text[range.clone()]);
                    piece.block = closer.map(|closer| (range.start, closer));
                    heading = begin(tag, text, &range);
                    continue;
                }
            }
            if matches!(event, Event::End(_)) {
                depth -= 1;
                if depth == 0
                    && let Some((level, heading, title)) = heading.take()
                {
                    let title = title.finish();
                    let heading = settled(&text[heading.range.clone()], heading, &title);
                    piece.headings.push((level, Heading { title, ..heading }));
                }
            }
            if let Some((_, heading, title)) = &mut heading {
                heading.has_picture |= matches!(event, Event::End(TagEnd::Image));
                title.take(text, &event, &range);
            } else if depth == 1 && piece.block.is_none() && is_almost(text, &event, &range) {
                piece.almost.push(range.start);
            }
        }
        piece
    }

    /// What stands before a heading, and whether it is one.
    fn until(mut self, start: usize) -> (Self, bool) {
        let is_there = self
            .headings
            .last()
            .is_some_and(|(_, last)| last.range.start >= start);
        if is_there {
            self.headings.pop();
        }
        (self, is_there)
    }
}

/// A heading of the first two levels.
fn begin(
    tag: &Tag<'_>,
    text: &str,
    range: &Range<usize>,
) -> Option<(HeadingLevel, Heading, Title)> {
    let Tag::Heading {
        level,
        id,
        classes,
        attrs,
    } = tag
    else {
        return None;
    };
    if *level > HeadingLevel::H2 {
        return None;
    }
    let others = attrs.iter().map(|(key, value)| match value {
        Some(value) => format!("{key}={value}"),
        None => key.to_string(),
    });
    let heading = Heading {
        range: range.clone(),
        id: id.as_ref().map(ToString::to_string),
        flags: classes
            .iter()
            .map(|class| format!(".{class}"))
            .chain(others)
            .collect(),
        is_underlined: !text[range.clone()].trim_start().starts_with('#'),
        ..Heading::default()
    };
    Some((*level, heading, Title::default()))
}

/// The heading with what the parser could not make of its braces: when the step opens, whose words have blanks between them, and
/// what is neither an id nor a flag, such as a second id or a single letter.
fn settled(source: &str, heading: Heading, title: &str) -> Heading {
    let Some(inside) = braces(source, &heading, title) else {
        return heading;
    };
    let (release, taken) = opening::take(inside).unwrap_or_default();
    let is_open = release.is_none() && !taken.is_empty();
    let mut flags = heading.flags;
    flags.retain(|flag| !taken.contains(&flag.as_str()));
    let is_known = |word: &&str| match word.strip_prefix('#') {
        Some(id) => heading.id.as_deref() == Some(id),
        None => taken.contains(word) || flags.iter().any(|flag| flag == word),
    };
    let words = inside.split_whitespace().filter(|word| !is_known(word));
    if !heading.is_underlined {
        let lost: Vec<String> = words.map(str::to_owned).collect();
        flags.extend(lost);
    }
    Heading {
        flags,
        release: release.or_else(|| is_open.then(String::new)),
        ..heading
    }
}

/// The inside of a heading's braces.
fn braces<'a>(source: &'a str, heading: &Heading, title: &str) -> Option<&'a str> {
    let is_without = heading.id.is_none() && heading.flags.is_empty();
    if title.ends_with('}') && is_without {
        return None;
    }
    let source = source.trim_end();
    let line = if heading.is_underlined {
        let above = source.rsplit_once('\n');
        above.map_or(source, |(line, _)| line).trim_end()
    } else {
        source.trim_end_matches(['#', ' '])
    };
    let (_, inside) = line.strip_suffix('}')?.rsplit_once('{')?;
    Some(inside)
}

/// Whether a line begins like a heading whose space was forgotten.
fn is_almost(text: &str, event: &Event<'_>, range: &Range<usize>) -> bool {
    let Event::Text(words) = event else {
        return false;
    };
    let rest = words.trim_start_matches('#');
    let is_first = range.start == 0 || text[..range.start].ends_with('\n');
    is_first
        && (2..=6).contains(&(words.len() - rest.len()))
        && rest.starts_with(char::is_alphanumeric)
}

/// What would end a block that goes on to the end of the file.
fn closer(tag: &Tag<'_>, source: &str) -> Option<String> {
    let source = source.trim_start();
    match tag {
        Tag::CodeBlock(CodeBlockKind::Fenced(_)) => {
            let sign = source.chars().next()?;
            Some(source.chars().take_while(|c| *c == sign).collect())
        }
        Tag::HtmlBlock => {
            let known = [
                ("<!--", "-->"),
                ("<?", "?>"),
                ("<![CDATA[", "]]>"),
                ("<!", ">"),
            ];
            let known = known.iter().find(|(start, _)| source.starts_with(start));
            let name: String = source
                .chars()
                .skip(1)
                .take_while(char::is_ascii_alphanumeric)
                .collect();
            Some(known.map_or(format!("</{name}>"), |(_, end)| (*end).to_owned()))
        }
        _ => None,
    }
}
