//! An mdBook: `SUMMARY.md` says which chapters there are and in which order; each becomes a step.

mod include;
mod summary;

use std::collections::BTreeSet;

use serde::Deserialize;

use super::binder::Binder;
use super::chapter::{self, Chapter, Totals};
use crate::bundle::{Bundle, folder_of, last_part, lookup};
use crate::open::{Kind, Opened};
use crate::problem::{Argument, Weight};
use crate::told::{Notes, Place, short};
use include::Includes;
use summary::{Entry, Summary};

/// `book.toml` may have so many bytes: reading it takes many times its size.
const LARGE: usize = 64 * 1024;
/// `SUMMARY.md` may have so many bytes, for the same reason. That of a book of 500 chapters has 30,000.
const SUMMARY: usize = 256 * 1024;

/// What of `book.toml` matters.
#[derive(Debug, Default, Deserialize)]
struct Settings {
    #[serde(default)]
    book: Book,
    #[serde(default)]
    preprocessor: toml::Table,
}

#[derive(Debug, Default, Deserialize)]
struct Book {
    title: Option<String>,
    description: Option<String>,
    language: Option<String>,
}

/// Where the summary is, in capitals, if this is a book (a course may be called "Summary"): the one with settings beside it, or nearest to the top.
pub(crate) fn summary_of(bundle: &Bundle) -> Option<String> {
    let summaries = bundle
        .files
        .keys()
        .filter(|path| last_part(path) == "SUMMARY.md");
    summaries
        .min_by_key(|path| {
            let settings = settings_of(folder_of(path));
            let has_settings = settings.iter().any(|path| bundle.files.contains_key(path));
            let is_usual = last_part(folder_of(path)) == "src";
            (!has_settings, !is_usual, path.matches('/').count())
        })
        .cloned()
}

/// Opens a book.
pub(crate) fn open(bundle: Bundle, notes: Notes, summary: &str) -> Opened {
    let mut binder = Binder::new(bundle, notes);
    let folder = folder_of(summary).to_owned();
    name(&mut binder, &folder);
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

/// `book.toml` is beside the summary or one folder up.
fn settings_of(folder: &str) -> [String; 2] {
    let beside = |folder: &str| match folder {
        "" => "book.toml".to_owned(),
        folder => format!("{folder}/book.toml"),
    };
    [beside(folder), beside(folder_of(folder))]
}

/// The title and what else `book.toml` says.
fn name(binder: &mut Binder, folder: &str) {
    let found = settings_of(folder)
        .iter()
        .find_map(|path| Some((path.clone(), binder.bundle.text(path)?.map(str::to_owned))));
    let mut settings = Settings::default();
    if let Some((path, text)) = found {
        let place = Place {
            file: Some(path),
            line: 0,
        };
        let text = text.map(|text| {
            if text.len() > LARGE {
                tell_large(binder, &place)
            } else {
                text
            }
        });
        match text.map(|text| toml::from_str::<Settings>(&text)) {
            Ok(Ok(read)) => settings = read,
            Ok(Err(wrong)) => {
                let text = vec![("text", Argument::from(wrong.message()))];
                let notes = &mut binder.notes;
                notes.tell(&place, Weight::Warning, "book-settings", text);
            }
            Err(problem) => binder.notes.push(problem),
        }
        for name in settings.preprocessor.keys() {
            if !["index", "links"].contains(&name.as_str()) {
                let words = vec![("name", Argument::from(name.as_str()))];
                let notes = &mut binder.notes;
                notes.tell(&place, Weight::Warning, "preprocessor-unknown", words);
            }
        }
    }
    let title = settings.book.title.or_else(|| binder.bundle.name.clone());
    binder.name(
        title.as_deref().unwrap_or("Book"),
        settings.book.description.as_deref(),
        settings.book.language.as_deref(),
    );
}

/// Settings that are too large are none.
fn tell_large(binder: &mut Binder, place: &Place) -> String {
    let limit = vec![("limit", crate::told::kilobytes(LARGE))];
    let code = "settings-large";
    binder.notes.tell(place, Weight::Error, code, limit);
    String::new()
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
