//! The media that the text of a step names, and what is wrong with them together.

use super::walk::Walk;
use crate::MediumKind;
use crate::limits::{ALBUM, ALT};
use crate::problem::Problem;
use crate::stored::{is_blank, one_line};

/// A medium that a text names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Where it is, as written: an address, or the path of a file.
    pub path: String,
    /// How it is shown: as its name says, or as the braces behind it do.
    pub kind: MediumKind,
    /// What is to be seen or heard in it, plain, in one line: what stands in the brackets.
    pub alt: Option<String>,
    /// The line on which it is named, counted from 1.
    pub line: usize,
}

impl Walk<'_> {
    /// A medium is named; the text goes on as if nothing stood here.
    pub(super) fn medium(&mut self, description: &str, address: &str, at: usize) {
        self.media.push(Mention {
            path: address.to_owned(),
            kind: MediumKind::of_name(address),
            alt: Some(one_line(description)).filter(|alt| !is_blank(alt)),
            line: self.source.line(at),
        });
    }

    /// The braces right behind a medium say how it is shown: how many bytes of these words they are.
    pub(super) fn kind_behind(&mut self, words: &str, at: usize) -> usize {
        let found = kind_in_braces(words).filter(|_| self.image_end == Some(at));
        match (found, self.media.last_mut()) {
            (Some((kind, length)), Some(last)) => {
                last.kind = kind;
                length
            }
            _ => 0,
        }
    }
}

/// What `{.video}` and the like at the beginning of words say, and how many bytes they are.
pub(super) fn kind_in_braces(words: &str) -> Option<(MediumKind, usize)> {
    let (word, _) = words.strip_prefix("{.")?.split_once('}')?;
    Some((MediumKind::of_word(word)?, word.len() + "{.}".len()))
}

/// What is wrong with the media of a step.
pub(super) fn check(media: &[Mention], problems: &mut Vec<Problem>) {
    for medium in media {
        let length = medium.alt.as_ref().map_or(0, |alt| alt.chars().count());
        if length > ALT {
            let figures = [("length", length.into()), ("limit", ALT.into())];
            problems.push(Problem::error(medium.line, "alt-long", figures));
        }
    }
    let kinds: Vec<MediumKind> = media.iter().map(|medium| medium.kind).collect();
    if let Some(first) = media.get(ALBUM) {
        let figures = [("count", media.len().into()), ("limit", ALBUM.into())];
        problems.push(Problem::error(first.line, "album-large", figures));
    }
    let fits = |count: &usize| MediumKind::fit_together(&kinds[..*count]);
    if let Some(count) = (2..=kinds.len()).find(|count| !fits(count)) {
        let line = media[count - 1].line;
        problems.push(Problem::error(line, "album-mixed", []));
    }
}
