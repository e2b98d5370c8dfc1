//! Aiken: a question in one line, options that begin with a letter, and `ANSWER: B`.

use super::Bank;
use crate::stored::Text;
use crate::told::word;
use crate::{Choice, Form, Question};

/// Whether a text without a telling name is this.
pub(super) fn is_aiken(text: &str) -> bool {
    text.lines().any(|line| answer(line).is_some())
        && text.lines().any(|line| option(line).is_some())
}

/// A question that is being read.
#[derive(Default)]
struct Open {
    ask: String,
    line: usize,
    /// The letters and what they stand for.
    options: Vec<(char, String)>,
}

/// Reads a file.
pub(super) fn read(text: &str, bank: &mut Bank) {
    let mut open = Open::default();
    for (index, line) in text.lines().enumerate() {
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        if bank.is_full(index + 1) {
            return;
        }
        if open.ask.is_empty() {
            open.line = index + 1;
        }
        if let Some(letter) = answer(line) {
            std::mem::take(&mut open).close(letter, index + 1, bank);
        } else if let Some((letter, words)) = option(line).filter(|_| !open.ask.is_empty()) {
            open.options.push((letter, words.to_owned()));
        } else if open.options.is_empty() {
            // What Moodle refuses, a question in several lines, is read.
            if !open.ask.is_empty() {
                open.ask.push('\n');
            }
            open.ask.push_str(line);
        } else {
            bank.error(index + 1, "question-unread", vec![("text", word(line))]);
            open = Open {
                ask: line.to_owned(),
                line: index + 1,
                ..Open::default()
            };
        }
    }
    if !open.ask.is_empty() {
        let text = vec![("text", word(&open.ask))];
        bank.error(open.line, "question-unread", text);
    }
}

impl Open {
    fn close(self, letter: char, line: usize, bank: &mut Bank) {
        if !self.options.iter().any(|(other, _)| *other == letter) {
            let text = vec![("text", word(&letter.to_string()))];
            return bank.error(line, "question-right-unknown", text);
        }
        let choice = |(other, words)| Choice {
            words,
            is_right: other == letter,
            feedback: None,
        };
        let ask = Text::tidy(&self.ask, Vec::new());
        let question = Question {
            slug: String::new(),
            ask: (!ask.is_empty()).then(|| ask.to_html()),
            form: Form::Single(self.options.into_iter().map(choice).collect()),
            hint: None,
            explanation: None,
            attempts: None,
            points: 1,
            shuffle: false,
            measures: None,
            as_poll: false,
        };
        bank.put(question, self.line);
    }
}

/// `ANSWER: B`.
fn answer(line: &str) -> Option<char> {
    let letter = line.trim().strip_prefix("ANSWER:")?.trim();
    let mut chars = letter.chars();
    let letter = chars.next().filter(char::is_ascii_alphabetic)?;
    chars.next().is_none().then(|| letter.to_ascii_uppercase())
}

/// `A. words` or `A) words`.
fn option(line: &str) -> Option<(char, &str)> {
    let line = line.trim();
    let letter = line.chars().next().filter(char::is_ascii_uppercase)?;
    let words = line[1..].strip_prefix(['.', ')'])?;
    words
        .starts_with(char::is_whitespace)
        .then(|| (letter, words.trim()))
}
