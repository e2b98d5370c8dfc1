//! The Markdown of one step → the stored form, Telegram's subset of HTML.
//!
//! `CommonMark` is read by pulldown-cmark; here its events become words and formatted stretches. Blank lines are kept as they
//! are written: where one lies between two blocks, one is shown, and where none lies, the blocks stand right under one another.

mod asked;
pub(crate) mod buttons;
mod links;
mod media;
mod notes;
mod raw;
mod rename;
mod requiz;
mod source;
mod spoilers;
mod table;
mod title;
mod walk;
mod words;

use pulldown_cmark::{BrokenLink, Event, LinkType, Options, Parser};

use crate::limits::{CAPTION, STEP_SOURCE, STEP_TEXT};
use crate::problem::{Problem, Problems};
use crate::quiz;
use crate::stored::Text;
use crate::{LinkButton, Question};
pub use media::Mention;
pub(crate) use rename::alone;
pub use rename::{drop_medium, rename_medium};
pub use requiz::with_questions;
pub(crate) use source::Source;
pub(crate) use title::Title;
pub(crate) use walk::Events;
pub(crate) use walk::RULE;
use walk::Walk;

/// How many quotes, lists, items and styles may lie within each other.
pub(crate) const DEPTH: usize = 100;
/// More problems than anybody mends in one sitting are not told.
const MANY: usize = 200;

/// The Markdown that is understood.
pub(crate) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES);

/// A step as Telegram shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rendered {
    /// The stored form, without the questions. None: there is nothing to see.
    pub html: Option<String>,
    /// The length of the text without its markup, in Unicode scalar values.
    pub length: usize,
    /// What is shown above the text.
    pub media: Vec<Mention>,
    /// Rows of buttons that open an address.
    pub links: Vec<Vec<LinkButton>>,
    /// What is asked, in order; none of it is in the text.
    pub questions: Vec<Question>,
    /// What will look otherwise than written, in the order of the lines.
    pub problems: Problems,
}

/// Renders what stands below the heading of a step. `first_line` is where it begins in its file, counted from 1.
pub fn render(markdown: &str, first_line: usize) -> Rendered {
    if markdown.len() > STEP_SOURCE {
        let limit = [("limit", (STEP_SOURCE / 1024).into())];
        return refused(Problem::error(first_line, "step-too-large", limit));
    }
    let mut problems = Vec::new();
    let Some(walked) = walk(markdown, first_line, true, &mut problems) else {
        return Rendered {
            problems: Problems(problems),
            ..Rendered::default()
        };
    };
    let Walked {
        text,
        media,
        links,
        questions,
    } = walked;
    media::check(&media, &mut problems);
    let is_empty = text.is_empty();
    let length = if is_empty {
        0
    } else {
        text.words.chars().count()
    };
    let figures = |limit: usize| [("length", length.into()), ("limit", limit.into())];
    if length > STEP_TEXT {
        problems.push(Problem::error(
            first_line,
            "text-too-long",
            figures(STEP_TEXT),
        ));
    } else if length > CAPTION && media.len() == 1 {
        problems.push(Problem::warning(
            first_line,
            "caption-too-long",
            figures(CAPTION),
        ));
    }
    Rendered {
        html: (!is_empty).then(|| text.to_html()),
        length,
        media,
        links,
        questions,
        problems: Problems::few(problems, MANY),
    }
}

/// What came of the events.
struct Walked {
    text: Text,
    media: Vec<Mention>,
    links: Vec<Vec<LinkButton>>,
    questions: Vec<Question>,
}

/// Walks through Markdown. None: it is too deep, which is told.
fn walk(
    markdown: &str,
    first_line: usize,
    can_ask: bool,
    problems: &mut Vec<Problem>,
) -> Option<Walked> {
    let source = Source::new(markdown, first_line);
    let mut missing: Vec<Problem> = Vec::new();
    let note = |link: BrokenLink<'_>| {
        let is_meant = matches!(link.link_type, LinkType::Reference | LinkType::Collapsed);
        if is_meant && missing.len() < MANY {
            let line = source.line(link.span.start);
            let name = [("name", (&*link.reference).into())];
            missing.push(Problem::warning(line, "reference-missing", name));
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(markdown, OPTIONS, Some(note));
    let events: Events<'_> = parser.into_offset_iter().collect();
    if let Some(at) = too_deep(&events) {
        let limit = [("limit", DEPTH.into())];
        problems.push(Problem::error(source.line(at), "too-deep", limit));
        return None;
    }
    let buttons = if can_ask {
        buttons::find(&source, &events, problems)
    } else {
        Vec::new()
    };
    let found = if can_ask {
        quiz::find(&source, &events, &buttons, problems)
    } else {
        Vec::new()
    };
    let walk = Walk::new(&source, &events, &found);
    let (text, media, asked, mut told) = walk.finish(&found, &buttons);
    problems.append(&mut told);
    problems.append(&mut missing);
    let has_text = !text.is_empty() || !media.is_empty() || !buttons.is_empty();
    let parts = found.into_iter().zip(asked).collect();
    let questions = quiz::make(parts, has_text, problems);
    let links = buttons.into_iter().flat_map(|paragraph| paragraph.rows);
    Some(Walked {
        text,
        media,
        links: links.collect(),
        questions,
    })
}

/// A text that belongs to a question: what it says, its media, and what will look otherwise. It asks nothing.
pub(crate) fn words_of(markdown: &str, line: usize) -> (Text, Vec<Mention>, Vec<Problem>) {
    let mut problems = Vec::new();
    let walked = walk(markdown, line, false, &mut problems);
    let (text, media) = walked
        .map(|walked| (walked.text, walked.media))
        .unwrap_or_default();
    (text, media, problems)
}

fn refused(problem: Problem) -> Rendered {
    Rendered {
        problems: Problems(vec![problem]),
        ..Rendered::default()
    }
}

/// Where the nesting becomes too deep.
fn too_deep(events: &Events<'_>) -> Option<usize> {
    let mut depth = 0_usize;
    for (event, range) in events {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth > DEPTH {
            return Some(range.start);
        }
    }
    None
}

#[cfg(test)]
mod tests;
