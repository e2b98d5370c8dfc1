//! Files of questions from elsewhere: GIFT, Aiken and tables. Each category becomes a step with its questions.
//!
//! Whatever is read is fitted to what a question can hold here; what is left out or said otherwise is told where it stands.

mod aiken;
mod fit;
mod gift;
mod gift_answers;
mod gift_parts;
mod gift_signs;
mod row;
mod steps;
mod table;
mod words;

pub(crate) use gift_parts::star_pattern;
pub(crate) use row::{parts, wanted};

use std::collections::BTreeMap;

use crate::bundle::{Bundle, last_part};
use crate::open::{Kind, Opened};
use crate::problem::{Argument, Problem, Weight};
use crate::told::{Notes, Place};
use crate::{Question, stored};
use steps::Group;

/// So many questions a file may have: what nobody writes by hand.
const MANY: usize = 10_000;

/// What is read, and what is told on the way.
pub(super) struct Bank {
    groups: Vec<Group>,
    /// Where each category stands among them, by its name and by what it is part of.
    known: BTreeMap<(String, Option<String>), usize>,
    /// The category of what is read.
    current: usize,
    /// How many questions were put in.
    count: usize,
    notes: Notes,
    file: Option<String>,
}

/// The format of a file, if it is one of these.
pub(crate) fn kind(bundle: &Bundle, path: &str) -> Option<Kind> {
    let name = last_part(path).to_ascii_lowercase();
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let text = || bundle.text(path).and_then(Result::ok).unwrap_or_default();
    match ending {
        "gift" => Some(Kind::Gift),
        "csv" | "tsv" => Some(Kind::Table),
        "txt" if aiken::is_aiken(text()) => Some(Kind::Aiken),
        "txt" if gift::is_gift(text()) => Some(Kind::Gift),
        _ => None,
    }
}

/// Opens the file.
pub(crate) fn open(bundle: Bundle, notes: Notes, path: &str, kind: Kind) -> Opened {
    let text = match bundle.text(path) {
        Some(Ok(text)) => text.to_owned(),
        Some(Err(problem)) => {
            let mut notes = notes;
            notes.push(problem);
            return Opened {
                kind,
                problems: notes.into_problems(),
                ..Opened::default()
            };
        }
        None => String::new(),
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let mut bank = Bank {
        groups: Vec::new(),
        known: BTreeMap::new(),
        current: 0,
        count: 0,
        notes,
        file: bundle.is_folder.then(|| path.to_owned()),
    };
    match kind {
        Kind::Gift => gift::read(text, &mut bank),
        Kind::Aiken => aiken::read(text, &mut bank),
        _ => table::read(text, &mut bank),
    }
    steps::bind(bank, bundle, path, kind)
}

impl Bank {
    fn place(&self, line: usize) -> Place {
        Place {
            file: self.file.clone(),
            line,
        }
    }

    /// Tells what an author has to mend.
    fn error(&mut self, line: usize, code: &'static str, arguments: Vec<(&'static str, Argument)>) {
        let place = self.place(line);
        self.notes.tell(&place, Weight::Error, code, arguments);
    }

    /// Tells what is left out or said otherwise; of a thousand alike, a few and their number.
    fn warn(&mut self, line: usize, code: &'static str) {
        self.notes.few(Problem {
            file: self.file.clone(),
            line,
            weight: Weight::Warning,
            code,
            arguments: vec![],
        });
    }

    /// Tells that a whole question is left out: each of them is told.
    fn leave_out(&mut self, line: usize, code: &'static str) {
        let place = self.place(line);
        self.notes.tell(&place, Weight::Warning, code, vec![]);
    }

    /// What follows belongs to another category.
    fn category(&mut self, title: &str, within: Option<&str>) {
        let key = (stored::one_line(title), within.map(str::to_owned));
        let next = self.groups.len();
        self.current = *self.known.entry(key.clone()).or_insert(next);
        if self.current == next {
            self.groups.push(Group {
                title: key.0,
                within: key.1,
                ..Group::default()
            });
        }
    }

    /// The category of what is read.
    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.category("", None);
        }
        &mut self.groups[self.current]
    }

    /// Whether no more is read; that is told.
    fn is_full(&mut self, line: usize) -> bool {
        let is_full = self.count >= MANY;
        if is_full && !self.notes.has("bank-too-many") {
            let limit = vec![("limit", crate::told::number(MANY))];
            self.error(line, "bank-too-many", limit);
        }
        is_full
    }

    /// Puts a question in, if it can be asked here.
    fn put(&mut self, question: Question, line: usize) {
        self.count += 1;
        if let Some(question) = fit::fit(question, line, self) {
            self.group().questions.push((question, line));
        }
    }
}
