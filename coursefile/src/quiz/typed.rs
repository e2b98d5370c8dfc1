//! What is typed: words, patterns and numbers, right ones and wrong ones with their feedback.

use super::items;
use super::make::Part;
use super::settings::{feedback, is_yes, unknown, words};
use super::yaml::{Node, Value};
use super::{numbers, pattern};
use crate::limits::{PATTERN, UNIT, VARIANTS};
use crate::problem::Problem;
use crate::stored::{is_blank, line};
use crate::{Form, Variant};

/// An answer as it is written.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) what: What,
    pub(super) words: String,
    pub(super) feedback: Option<String>,
    pub(super) is_right: bool,
    pub(super) line: usize,
}

/// What an answer is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum What {
    /// Words; in a question for a number, a number.
    Answer,
    Pattern,
    Number,
}

impl What {
    fn of(key: &str) -> Option<Self> {
        match key {
            "answer" | "wrong" => Some(Self::Answer),
            "pattern" => Some(Self::Pattern),
            "number" => Some(Self::Number),
            _ => None,
        }
    }
}

/// The form of a question without a list or table.
pub(super) fn form(part: &mut Part<'_>, kind: Option<&str>) -> Option<Form> {
    let entries = entries(part)?;
    if is_number(part, kind, &entries)? {
        return Some(number(part, entries));
    }
    let typo = part.settings.is_set("typo", part.problems);
    let variants = entries.into_iter().map(|entry| variant(part, entry));
    Some(Form::Typed {
        variants: variants.collect(),
        typo,
    })
}

/// All that is looked for. None: nothing is right, or there are too many, which is told.
fn entries(part: &mut Part<'_>) -> Option<Vec<Entry>> {
    let mut entries = Vec::new();
    for (key, node) in part.settings.take_answers() {
        read(part, key, node, &mut entries);
    }
    if let Some(feedback) = part.settings.take("feedback") {
        let feedback = self::feedback(&feedback, part.problems);
        let bare = |entry: &&mut Entry| entry.is_right && entry.feedback.is_none();
        for entry in entries.iter_mut().filter(bare) {
            entry.feedback.clone_from(&feedback);
        }
    }
    if entries.len() > VARIANTS {
        let figures = [("count", entries.len().into()), ("limit", VARIANTS.into())];
        let problem = Problem::error(part.line, "question-answers-many", figures);
        part.problems.push(problem);
        return None;
    }
    if !entries.iter().any(|entry| entry.is_right) {
        part.tell(part.line, "question-none-typed");
        return None;
    }
    Some(entries)
}

/// Whether numbers are looked for. None: both numbers and words are, which is told.
fn is_number(part: &mut Part<'_>, kind: Option<&str>, entries: &[Entry]) -> Option<bool> {
    let has = |what| entries.iter().any(|entry: &Entry| entry.what == what);
    let is_number = kind == Some("number") || (kind.is_none() && has(What::Number));
    let is_mixed = if is_number {
        has(What::Pattern) || (kind.is_none() && right_words(entries))
    } else {
        has(What::Number)
    };
    if is_mixed {
        part.tell(part.line, "question-answers-mixed");
    }
    (!is_mixed).then_some(is_number)
}

/// Whether words, not numbers, are right.
fn right_words(entries: &[Entry]) -> bool {
    let is_word = |entry: &Entry| entry.is_right && entry.what == What::Answer;
    entries.iter().any(is_word)
}

fn number(part: &mut Part<'_>, entries: Vec<Entry>) -> Form {
    let tolerance = numbers::tolerance(part);
    let spans = entries.into_iter();
    let spans = spans.filter_map(|entry| numbers::span(part, entry, tolerance));
    let spans = spans.collect();
    let unit = part.settings.words("unit", part.problems);
    if let Some((unit, line)) = &unit {
        let problem = super::settings::too_long(unit, "unit", UNIT, *line);
        part.problems.extend(problem);
    }
    Form::Number {
        spans,
        unit: unit.map(|(unit, _)| unit),
    }
}

fn variant(part: &mut Part<'_>, entry: Entry) -> Variant {
    let is_pattern = entry.what == What::Pattern;
    let length = entry.words.chars().count();
    if is_pattern && length > PATTERN {
        let figures = [("length", length.into()), ("limit", PATTERN.into())];
        let problem = Problem::error(entry.line, "question-pattern-long", figures);
        part.problems.push(problem);
    } else if is_pattern && !pattern::is_pattern(&entry.words) {
        let pattern = [("pattern", entry.words.as_str().into())];
        let problem = Problem::error(entry.line, "question-pattern-bad", pattern);
        part.problems.push(problem);
    } else if !is_pattern {
        items::long(part, &entry.words, entry.line);
    }
    Variant {
        words: entry.words,
        is_pattern,
        is_right: entry.is_right,
        feedback: entry.feedback,
    }
}

/// A value, or a list of them.
fn read(part: &mut Part<'_>, key: &'static str, node: Node, entries: &mut Vec<Entry>) {
    match node.value {
        Value::List(list) => {
            for node in list {
                entries.extend(entry(part, key, node));
            }
        }
        _ => entries.extend(entry(part, key, node)),
    }
}

/// Words, or keys with words and feedback.
fn entry(part: &mut Part<'_>, key: &'static str, node: Node) -> Option<Entry> {
    let at = node.line;
    let mut entry = Entry {
        what: What::of(key)?,
        words: String::new(),
        feedback: None,
        is_right: key != "wrong",
        line: at,
    };
    match node.value {
        Value::Words(words) => entry.words = line(&words),
        Value::Keys(keys) => {
            for (key, node) in keys {
                entry.put(part, &key, &node);
            }
        }
        Value::List(_) | Value::Reference => {
            let key = [("key", key.into())];
            part.problems.push(Problem::error(at, "key-not-text", key));
            return None;
        }
    }
    if is_blank(&entry.words) {
        part.tell(at, "question-answer-empty");
        return None;
    }
    Some(entry)
}

impl Entry {
    fn put(&mut self, part: &mut Part<'_>, key: &str, node: &Node) {
        match key {
            "feedback" => self.feedback = feedback(node, part.problems),
            "wrong" => {
                let value = words(node, key, part.problems).unwrap_or_default();
                self.is_right = !is_yes(key, line(&value).as_str(), node.line, part.problems);
            }
            "answer" | "pattern" | "number" => {
                self.what = What::of(key).unwrap_or(self.what);
                self.words = line(&words(node, key, part.problems).unwrap_or_default());
            }
            _ => part.problems.push(unknown(key, node.line)),
        }
    }
}
