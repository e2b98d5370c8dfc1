//! The settings of a question: what stands in its block, key by key.

use super::yaml::{self, Node, Value};
use crate::limits::FEEDBACK;
use crate::problem::Problem;
use crate::render::words_of;
use crate::stored::line;

/// Every key that is known.
pub(super) const KEYS: [&str; 18] = [
    "id",
    "ask",
    "kind",
    "answer",
    "pattern",
    "number",
    "wrong",
    "typo",
    "tolerance",
    "unit",
    "feedback",
    "hint",
    "explanation",
    "attempts",
    "points",
    "shuffle",
    "measures",
    "show",
];
/// The keys that say what is typed.
const ANSWERS: [&str; 4] = ["answer", "pattern", "number", "wrong"];

/// What is taken out key by key; what is left fits nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    keys: Vec<(&'static str, Node)>,
}

impl Settings {
    /// Reads a block whose first line of YAML is the one behind `line`.
    pub(super) fn read(yaml: &str, line: usize, problems: &mut Vec<Problem>) -> Self {
        let mut settings = Self::default();
        match yaml::read(yaml, line + 1) {
            Ok(None) => {}
            Ok(Some(Node {
                value: Value::Keys(keys),
                ..
            })) => {
                for (key, node) in keys {
                    settings.put(&key, node, problems);
                }
            }
            Ok(Some(node)) => problems.push(Problem::error(node.line, "question-no-keys", [])),
            Err(wrong) => {
                let text = yaml.lines().nth(wrong.saturating_sub(line + 1));
                let text = [("text", text.unwrap_or_default().trim().into())];
                problems.push(Problem::error(wrong, "question-unreadable", text));
            }
        }
        settings
    }

    fn put(&mut self, key: &str, node: Node, problems: &mut Vec<Problem>) {
        let known = KEYS.iter().find(|known| **known == key);
        match known {
            Some(known) if self.has(known) => {
                let key = [("key", key.into())];
                problems.push(Problem::error(node.line, "key-repeated", key));
            }
            Some(known) => self.keys.push((known, node)),
            None => problems.push(unknown(key, node.line)),
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.keys.iter().any(|(other, _)| *other == key)
    }

    /// Whether it says what is to be typed.
    pub(super) fn is_typed(&self) -> bool {
        let is_answer = |(key, _): &(&str, Node)| ANSWERS.contains(key);
        self.keys.iter().any(is_answer)
    }

    pub(super) fn take(&mut self, key: &str) -> Option<Node> {
        let at = self.keys.iter().position(|(other, _)| *other == key)?;
        Some(self.keys.remove(at).1)
    }

    /// What says what is to be typed, in the order in which it is written.
    pub(super) fn take_answers(&mut self) -> Vec<(&'static str, Node)> {
        let (answers, others) = std::mem::take(&mut self.keys)
            .into_iter()
            .partition(|(key, _)| ANSWERS.contains(key));
        self.keys = others;
        answers
    }

    /// Words in one line; blank is as good as missing.
    pub(super) fn words(
        &mut self,
        key: &str,
        problems: &mut Vec<Problem>,
    ) -> Option<(String, usize)> {
        let node = self.take(key)?;
        let words = line(&words(&node, key, problems)?);
        (!words.is_empty()).then_some((words, node.line))
    }

    /// What the kind of the question is called in it, before anything is taken.
    pub(super) fn kind(&self) -> Option<&str> {
        let mut keys = self.keys.iter();
        match keys.find(|(key, _)| *key == "kind") {
            Some((
                _,
                Node {
                    value: Value::Words(words),
                    ..
                },
            )) => Some(words.trim()),
            _ => None,
        }
    }

    /// Whether a key says yes.
    pub(super) fn is_set(&mut self, key: &str, problems: &mut Vec<Problem>) -> bool {
        self.words(key, problems)
            .is_some_and(|(value, line)| is_yes(key, &value, line, problems))
    }

    /// A whole figure within bounds.
    pub(super) fn figure(
        &mut self,
        key: &str,
        (low, high): (u8, u8),
        problems: &mut Vec<Problem>,
    ) -> Option<u8> {
        let (value, line) = self.words(key, problems)?;
        let figure = value.parse().ok();
        let figure = figure.filter(|figure| (low..=high).contains(figure));
        if figure.is_none() {
            let words = [
                ("key", key.into()),
                ("value", value.as_str().into()),
                ("low", usize::from(low).into()),
                ("high", usize::from(high).into()),
            ];
            problems.push(Problem::error(line, "question-figure-bad", words));
        }
        figure
    }

    /// Markdown, in the stored form.
    pub(super) fn text(
        &mut self,
        key: &str,
        limit: usize,
        problems: &mut Vec<Problem>,
    ) -> Option<String> {
        let node = self.take(key)?;
        text(&node, key, limit, problems)
    }

    /// Tells what nobody took.
    pub(super) fn tell_others(self, problems: &mut Vec<Problem>) {
        for (key, node) in self.keys {
            let key = [("key", key.into())];
            problems.push(Problem::warning(node.line, "question-key-unfit", key));
        }
    }
}

pub(super) fn is_yes(key: &str, value: &str, line: usize, problems: &mut Vec<Problem>) -> bool {
    match value.to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => return true,
        "false" | "no" | "off" => {}
        _ => {
            let words = [("key", key.into()), ("value", value.into())];
            problems.push(Problem::error(line, "neither-true-nor-false", words));
        }
    }
    false
}

/// The words of a value; anything else is told.
pub(super) fn words(node: &Node, key: &str, problems: &mut Vec<Problem>) -> Option<String> {
    if let Value::Words(words) = &node.value {
        return Some(words.clone());
    }
    let key = [("key", key.into())];
    problems.push(Problem::error(node.line, "key-not-text", key));
    None
}

/// The feedback of an answer, in the stored form.
pub(super) fn feedback(node: &Node, problems: &mut Vec<Problem>) -> Option<String> {
    text(node, "feedback", FEEDBACK, problems)
}

/// Markdown within a value, in the stored form. None: there is nothing to see.
fn text(node: &Node, key: &str, limit: usize, problems: &mut Vec<Problem>) -> Option<String> {
    let markdown = words(node, key, problems)?;
    let (text, pictures, told) = words_of(&markdown, node.line);
    problems.extend(told.into_iter().map(|problem| Problem {
        line: node.line,
        ..problem
    }));
    if !pictures.is_empty() {
        problems.push(Problem::error(node.line, "question-picture", []));
    }
    problems.extend(too_long(&text.words, key, limit, node.line));
    (!text.is_empty()).then(|| text.to_html())
}

/// A text of a question above its limit.
pub(super) fn too_long(words: &str, key: &str, limit: usize, line: usize) -> Option<Problem> {
    let length = words.chars().count();
    let figures = [
        ("key", key.into()),
        ("length", length.into()),
        ("limit", limit.into()),
    ];
    (length > limit).then(|| Problem::error(line, "question-text-long", figures))
}

/// A key that nothing here stands for, and the nearest that is known.
pub(super) fn unknown(key: &str, line: usize) -> Problem {
    let short: String = key.chars().take(30).collect();
    let near = KEYS
        .iter()
        .min_by_key(|known| strsim::osa_distance(known, &short.to_lowercase()));
    let words = [
        ("key", key.into()),
        ("near", near.copied().unwrap_or_default().into()),
    ];
    Problem::warning(line, "question-key-unknown", words)
}
