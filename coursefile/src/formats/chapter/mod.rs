//! A chapter of somebody's Markdown → one step or several.

mod edits;
mod pieces;
mod target;

use super::binder::{Binder, Written};
use super::lines::Lines;
use crate::problem::{Argument, Problem, Problems, Weight};
use crate::render::render;

/// A chapter may have so many bytes with all that it includes: taking it apart takes many times its size.
pub(crate) const LARGE: usize = 1024 * 1024;

/// A chapter as it was found.
pub(crate) struct Chapter {
    /// Its file in the bundle.
    pub(crate) file: String,
    /// What was read from it, with whatever it includes.
    pub(crate) lines: Lines,
    /// Its title when it has no heading.
    pub(crate) name: String,
    /// What stands in bold above its text.
    pub(crate) above: Option<String>,
    /// What it is part of.
    pub(crate) within: Option<String>,
    /// Whether code is written as for an mdBook: attributes behind the language, hidden lines.
    pub(crate) is_book: bool,
    /// Its name, when it has one.
    pub(crate) slug: Option<String>,
    /// Whether it is switched off.
    pub(crate) is_off: bool,
}

/// What is told once for a whole course.
#[derive(Default)]
pub(crate) struct Totals {
    /// Links that lead nowhere in a chat, and where the first was.
    links: usize,
    first: crate::told::Place,
}

impl Totals {
    fn link(&mut self, place: &crate::told::Place) {
        self.links += 1;
        if self.links == 1 {
            self.first = place.clone();
        }
    }

    /// Tells it.
    pub(crate) fn tell(&self, binder: &mut Binder) {
        if self.links > 0 {
            let count = vec![("count", Argument::from(self.links))];
            binder
                .notes
                .tell(&self.first, Weight::Warning, "links-plain", count);
        }
    }
}

/// Puts a chapter into the binder.
pub(crate) fn put(chapter: Chapter, binder: &mut Binder, totals: &mut Totals) {
    let start = chapter.lines.place(0);
    if binder.is_full() {
        return binder.leave_out();
    }
    if chapter.lines.text.len() > LARGE {
        let limit = vec![("limit", crate::told::megabytes(LARGE))];
        let code = "chapter-large";
        return binder.notes.tell(&start, Weight::Error, code, limit);
    }
    let Some((title, lines)) = edits::reduced(&chapter, binder, totals) else {
        return;
    };
    let title = title.unwrap_or_else(|| chapter.name.clone());
    let (pieces, is_long) = pieces::of(&lines, chapter.above.as_deref());
    let count = pieces.len();
    if count > 1 {
        let words = vec![
            ("title", Argument::from(title.as_str())),
            ("count", count.into()),
        ];
        let code = if is_long {
            "chapter-split"
        } else {
            "chapter-split-pictures"
        };
        binder.notes.tell(&start, Weight::Warning, code, words);
    }
    for (index, mut piece) in pieces.into_iter().enumerate() {
        let place = lines.place(piece.first_line);
        piece.markdown = binder.with_one_medium(piece.markdown, &place);
        let rendered = render(&piece.markdown, 1);
        tell(&rendered.problems, &piece, &lines, binder);
        let is_first = index == 0;
        let within = if is_first {
            chapter.within.clone()
        } else {
            Some((index + 1).to_string())
        };
        let written = Written {
            title: title.clone(),
            markdown: piece.markdown,
            rendered,
            is_off: chapter.is_off,
            is_more: !is_first,
            within,
            slug: chapter.slug.clone().filter(|_| is_first),
        };
        binder.put(written, &place);
    }
}

/// What rendering found, at the places it came from. An exported file says it again; here each thing is said once.
fn tell(problems: &Problems, piece: &pieces::Piece, lines: &Lines, binder: &mut Binder) {
    for problem in &problems.0 {
        let line = problem.line.saturating_sub(1).saturating_sub(piece.added);
        let place = lines.place(piece.first_line + line);
        binder.notes.few(Problem {
            file: place.file,
            line: place.line,
            ..problem.clone()
        });
    }
}
