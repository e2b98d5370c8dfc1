//! `book.toml`: where the book is, what it is called, and what it needs that is not here.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::bundle::{Bundle, folder_of, last_part, lookup};
use crate::formats::binder::Binder;
use crate::problem::{Argument, Weight};
use crate::told::Place;

/// It may have so many bytes: reading it takes many times its size.
const LARGE: usize = 64 * 1024;
/// More of them are not looked at.
const MANY: usize = 20;
/// Where the chapters are when nothing is said.
const SRC: &str = "src";

/// What of it matters.
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
    src: Option<String>,
}

/// The summaries that settings lead to, each with its settings; those nearest to the top are looked at.
pub(super) fn summaries(bundle: &Bundle) -> BTreeMap<String, String> {
    let named = bundle.files.keys();
    let mut named: Vec<&String> = named
        .filter(|path| last_part(path) == "book.toml")
        .collect();
    named.sort_by_key(|path| path.matches('/').count());
    let mut found = BTreeMap::new();
    for path in named.into_iter().take(MANY) {
        let text = bundle.text(path).and_then(Result::ok).unwrap_or_default();
        let read = Some(text).filter(|text| text.len() <= LARGE);
        let read = read.and_then(|text| toml::from_str::<Settings>(text).ok());
        let src = read.unwrap_or_default().book.src;
        // Beside it as well: some keep the chapters there without saying so.
        for src in [src.as_deref().unwrap_or(SRC), "."] {
            let summary = format!("{src}/SUMMARY.md");
            let has = |path: &str| bundle.files.contains_key(path);
            if let Some(summary) = lookup(folder_of(path), &summary, has) {
                found.entry(summary).or_insert_with(|| path.clone());
                break;
            }
        }
    }
    found
}

/// The title and what else it says.
pub(super) fn name(binder: &mut Binder, summary: &str) {
    let settings = match summaries(&binder.bundle).remove(summary) {
        Some(path) => read(binder, &path),
        None => Settings::default(),
    };
    let title = settings.book.title.or_else(|| binder.bundle.name.clone());
    binder.name(
        title.as_deref().unwrap_or("Book"),
        settings.book.description.as_deref(),
        settings.book.language.as_deref(),
    );
}

/// Reads it and tells what is wrong with it; settings that cannot be read are none.
fn read(binder: &mut Binder, path: &str) -> Settings {
    let place = Place {
        file: Some(path.to_owned()),
        line: 0,
    };
    let text = match binder.bundle.text(path) {
        Some(Ok(text)) => text,
        Some(Err(problem)) => {
            binder.notes.push(problem);
            return Settings::default();
        }
        None => return Settings::default(),
    };
    if text.len() > LARGE {
        let limit = vec![("limit", crate::told::kilobytes(LARGE))];
        let notes = &mut binder.notes;
        notes.tell(&place, Weight::Error, "settings-large", limit);
        return Settings::default();
    }
    let read = toml::from_str::<Settings>(text);
    let settings = read.unwrap_or_else(|wrong| {
        let words = vec![("text", Argument::from(wrong.message()))];
        let notes = &mut binder.notes;
        notes.tell(&place, Weight::Warning, "book-settings", words);
        Settings::default()
    });
    for name in settings.preprocessor.keys() {
        if !["index", "links"].contains(&name.as_str()) {
            let words = vec![("name", Argument::from(name.as_str()))];
            let notes = &mut binder.notes;
            notes.tell(&place, Weight::Warning, "preprocessor-unknown", words);
        }
    }
    settings
}
