//! An mdBook: `SUMMARY.md` says which chapters there are and in which order; each becomes a step.

mod include;
mod settings;
mod summary;

use std::collections::BTreeSet;

use super::binder::Binder;
use super::chapter::{self, Chapter, Totals};
use crate::bundle::{Bundle, folder_of, last_part, lookup};
use crate::open::{Kind, Opened};
use crate::problem::{Argument, Weight};
use crate::told::{Notes, Place, short};
use include::Includes;
use summary::{Entry, Summary};

/// `SUMMARY.md` may have so many bytes, for the same reason. That of a book of 500 chapters has 30,000.
const SUMMARY: usize = 256 * 1024;

/// Where the summary is, in capitals, if this is a book (a course may be called "Summary"): the one that settings lead to,
/// or nearest to the top.
pub(crate) fn summary_of(bundle: &Bundle) -> Option<String> {
    let settled = settings::summaries(bundle);
    summaries(bundle)
        .min_by_key(|path| {
            let is_usual = last_part(folder_of(path)) == "src";
            let is_settled = settled.contains_key(*path);
            (!is_settled, path.matches('/').count(), !is_usual)
        })
        .cloned()
}

fn summaries(bundle: &Bundle) -> impl Iterator<Item = &String> {
    let paths = bundle.files.keys();
    paths.filter(|path| last_part(path) == "SUMMARY.md")
}

/// One book is read, and of that alone only with its chapters.
fn tell_others(binder: &mut Binder, summary: &str) {
    let others = summaries(&binder.bundle).filter(|path| *path != summary);
    for path in others {
        let place = Place {
            file: Some(path.clone()),
            line: 0,
        };
        let words = vec![("path", Argument::from(summary))];
        let notes = &mut binder.notes;
        notes.tell(&place, Weight::Warning, "book-other", words);
    }
}

/// Opens a book.
pub(crate) fn open(bundle: Bundle, notes: Notes, summary: &str) -> Opened {
    let mut binder = Binder::new(bundle, notes);
    if binder.bundle.files.len() == 1 {
        let notes = &mut binder.notes;
        notes.tell(&Place::default(), Weight::Error, "book-alone", vec![]);
        return binder.refused(Kind::MdBook);
    }
    tell_others(&mut binder, summary);
    let folder = folder_of(summary).to_owned();
    settings::name(&mut binder, summary);
    let entries = match binder.bundle.text(summary) {
        Some(Ok(text)) if text.len() > SUMMARY => {
            let place = Place {
                file: Some(summary.to_owned()),
                line: 0,
            };
            let limit = vec![("limit", Argument::from(SUMMARY / 1024))];
            let notes = &mut binder.notes;
            notes.tell(&place, Weight::Error, "summary-large", limit);
            Summary::default()
        }
        Some(Ok(text)) => summary::read(text),
        Some(Err(problem)) => {
            binder.notes.push(problem);
            Summary::default()
        }
        None => Summary::default(),
    };
    let mut totals = Totals::default();
    let mut reader = Reader {
        includes: Includes::default(),
        part: None,
        above: None,
        seen: BTreeSet::new(),
        summary,
    };
    for (entry, line) in entries.entries {
        reader.entry(entry, line, &mut binder, &mut totals);
    }
    totals.tell(&mut binder);
    let below = match folder.as_str() {
        "" => String::new(),
        folder => format!("{folder}/"),
    };
    binder.finish(Kind::MdBook, &below)
}

/// Through the chapters.
struct Reader<'a> {
    includes: Includes,
    /// The part they are in, and as long as no chapter of it has come.
    part: Option<String>,
    above: Option<String>,
    seen: BTreeSet<String>,
    summary: &'a str,
}

impl Reader<'_> {
    fn entry(&mut self, entry: Entry, line: usize, binder: &mut Binder, totals: &mut Totals) {
        let place = Place {
            file: Some(self.summary.to_owned()),
            line,
        };
        let mut tell = |weight, code, key, word: &str| {
            let words = vec![(key, Argument::from(word))];
            binder.notes.tell(&place, weight, code, words);
        };
        match entry {
            Entry::Part(title) => {
                tell(Weight::Warning, "part-in-text", "title", &title);
                self.part = Some(title.clone());
                self.above = Some(title);
            }
            Entry::Draft(title) => tell(Weight::Warning, "chapter-draft", "title", &title),
            Entry::Chapter { title, to } => {
                let to = to.split('#').next().unwrap_or_default();
                let has = |path: &str| binder.bundle.files.contains_key(path);
                let Some(path) = lookup(folder_of(self.summary), to, has) else {
                    return tell(Weight::Warning, "chapter-missing", "path", to);
                };
                if self.seen.insert(path.clone()) {
                    self.chapter(title, path, binder, totals);
                } else {
                    tell(Weight::Warning, "chapter-twice", "path", to);
                }
            }
        }
    }

    fn chapter(&mut self, name: String, file: String, binder: &mut Binder, totals: &mut Totals) {
        let lines = self.includes.read(&file, binder);
        let chapter = Chapter {
            file,
            lines,
            name,
            above: self.above.take(),
            within: self.part.as_deref().map(short),
            is_book: true,
            slug: None,
            is_off: false,
        };
        chapter::put(chapter, binder, totals);
    }
}
