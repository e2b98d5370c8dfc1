//! A row of a table → a question.

use std::collections::{BTreeMap, BTreeSet};

use super::Bank;
use crate::quiz::decimal;
use crate::slug;
use crate::stored::{Text, line as one_line};
use crate::told::word;
use crate::{Choice, Form, Question, Span, Variant};

/// The cells, each with its column.
pub(super) struct Row<'a> {
    pub(super) cells: Vec<(&'static str, &'a str)>,
    pub(super) line: usize,
}

impl<'a> Row<'a> {
    fn all(&self, column: &str) -> impl Iterator<Item = &'a str> {
        let cells = self.cells.iter();
        cells.filter_map(move |(name, cell)| (*name == column).then_some(*cell))
    }

    fn cell(&self, column: &str) -> Option<&'a str> {
        self.all(column).find(|cell| !cell.is_empty())
    }

    /// Makes the question.
    pub(super) fn put(&self, bank: &mut Bank) {
        if let Some(category) = self.cell("category") {
            bank.category(category, None);
        }
        let Some(ask) = self.cell("question").and_then(stored) else {
            return bank.error(self.line, "table-row-unasked", vec![]);
        };
        let options = self.options();
        let mut explanation = self.cell("explanation").and_then(stored);
        let feedback = self.feedback(options.len(), &mut explanation);
        let Some(form) = self.form(&options, &feedback, bank) else {
            return;
        };
        let points = self.cell("points").map(str::parse).transpose();
        let points = points.ok().map(|points| points.unwrap_or(1));
        let points = points.filter(|points| *points <= crate::limits::POINTS);
        if points.is_none() {
            let place = bank.place(self.line);
            let field = vec![("field", word("points"))];
            let weight = crate::Weight::Warning;
            bank.notes.tell(&place, weight, "field-unread", field);
        }
        let id = self.cell("id").map(|id| {
            let is_fit = slug::is_slug(id).then(|| id.to_owned());
            is_fit.unwrap_or_else(|| slug::from_title(id, "question"))
        });
        let question = Question {
            slug: id.unwrap_or_default(),
            ask: Some(ask),
            form,
            hint: self.cell("hint").and_then(stored),
            explanation,
            attempts: None,
            points: points.unwrap_or(1),
            shuffle: false,
            measures: None,
            as_poll: false,
        };
        bank.put(question, self.line);
    }

    /// The options, from one cell or from several; empty ones between others keep their letter.
    fn options(&self) -> Vec<&'a str> {
        if let Some(options) = self.cell("options") {
            return parts(options);
        }
        let mut options: Vec<&str> = self.all("option").collect();
        while options.pop_if(|last| last.is_empty()).is_some() {}
        options
    }

    /// The feedback of each option; one that belongs to none of them is an explanation.
    fn feedback(&self, options: usize, explanation: &mut Option<String>) -> Vec<Option<String>> {
        let cells: Vec<&str> = self.all("feedback").collect();
        let (each, rest) = match cells.as_slice() {
            [only] if options != 1 && parts(only).len() == options => (parts(only), &[][..]),
            [_] if options != 1 => (Vec::new(), &cells[..]),
            _ => {
                let (each, rest) = cells.split_at(options.min(cells.len()));
                (each.to_vec(), rest)
            }
        };
        let more = rest.iter().copied().filter_map(stored);
        let all: Vec<String> = explanation.take().into_iter().chain(more).collect();
        *explanation = (!all.is_empty()).then(|| all.join("\n\n"));
        each.into_iter().map(stored).collect()
    }

    fn form(&self, options: &[&str], feedback: &[Option<String>], bank: &mut Bank) -> Option<Form> {
        let right = self.cell("right").unwrap_or_default();
        let kind = self.cell("kind").unwrap_or_default().to_lowercase();
        if options.is_empty() {
            return self.typed(right, kind == "number", bank);
        }
        let wanted = if kind == "poll" {
            Vec::new()
        } else {
            let Some(wanted) = wanted(right, options) else {
                let text = vec![("text", word(right))];
                bank.error(self.line, "question-right-unknown", text);
                return None;
            };
            wanted
        };
        let wanted: BTreeSet<usize> = wanted.into_iter().collect();
        let choice = |(at, words): (usize, &&str)| Choice {
            words: one_line(words),
            is_right: wanted.contains(&at),
            feedback: feedback.get(at).cloned().flatten(),
        };
        let choices: Vec<Choice> = options.iter().enumerate().map(choice).collect();
        Some(match wanted.len() {
            0 => Form::Poll(choices),
            1 if kind != "multiple" => Form::Single(choices),
            _ => Form::Multiple(choices),
        })
    }

    /// What is typed: words, or numbers.
    fn typed(&self, right: &str, is_number: bool, bank: &mut Bank) -> Option<Form> {
        let unknown = |bank: &mut Bank| {
            let text = vec![("text", word(right))];
            bank.error(self.line, "question-right-unknown", text);
        };
        if right.is_empty() {
            unknown(bank);
            return None;
        }
        if !is_number {
            let variant = |words| Variant {
                words: one_line(words),
                is_right: true,
                ..Variant::default()
            };
            let variants = parts(right).into_iter().map(variant).collect();
            let typo = false;
            return Some(Form::Typed { variants, typo });
        }
        let spans: Option<Vec<Span>> = parts(right).into_iter().map(span).collect();
        if spans.is_none() {
            unknown(bank);
        }
        Some(Form::Number {
            spans: spans?,
            unit: None,
        })
    }
}

fn span(words: &str) -> Option<Span> {
    let (low, high) = words.split_once("..").unwrap_or((words, words));
    let (low, high) = (decimal(low)?, decimal(high)?);
    (low <= high).then_some(Span {
        low,
        high,
        is_right: true,
        feedback: None,
    })
}

/// Several in one cell, parted by bars or line ends.
pub(crate) fn parts(cell: &str) -> Vec<&str> {
    let parts = cell.split(['|', '\n']).map(str::trim);
    parts.filter(|part| !part.is_empty()).collect()
}

fn stored(words: &str) -> Option<String> {
    let text = Text::tidy(words, Vec::new());
    (!text.is_empty()).then(|| text.to_html())
}

/// Which options are right, by their words, their letters or their numbers. None: it cannot be told.
pub(crate) fn wanted(right: &str, options: &[&str]) -> Option<Vec<usize>> {
    let mut known: BTreeMap<&str, usize> = BTreeMap::new();
    for (at, option) in options.iter().enumerate() {
        known.entry(option).or_insert(at);
    }
    let by_words = |parts: Vec<&str>| -> Option<Vec<usize>> {
        let places = parts.into_iter().map(|part| known.get(part).copied());
        let places: Option<Vec<usize>> = places.collect();
        places.filter(|places| !places.is_empty())
    };
    by_words(vec![right])
        .or_else(|| by_words(parts(right)))
        .or_else(|| {
            let signs = right.split([',', ';', ' ', '|', '\n', '+']);
            let signs = signs.filter(|sign| !sign.is_empty());
            let places: Option<Vec<usize>> =
                signs.map(|sign| letter(sign, options.len())).collect();
            places.filter(|places| !places.is_empty())
        })
}

/// `B` or `2`.
fn letter(sign: &str, count: usize) -> Option<usize> {
    let place = match sign.as_bytes() {
        [letter] if letter.is_ascii_alphabetic() => usize::from(letter.to_ascii_uppercase() - b'A'),
        _ => sign.parse::<usize>().ok()?.checked_sub(1)?,
    };
    (place < count).then_some(place)
}
