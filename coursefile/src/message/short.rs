//! The short form: what is asked, and below it lines that begin with a sign.

use super::{Lines, SETTINGS, is_settings};
use crate::print::escape::{self, Care};
use crate::print::{words, yaml};
use crate::problem::Problem;
use crate::quiz::decimal;
use crate::stored::{Parts, Text, is_blank};

/// What the sign at the beginning of a line makes of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Sign {
    Right,
    Wrong,
    Answer,
    Feedback,
}

/// Whether the signs of a telephone are used, and nothing that only a course file has.
pub(super) fn is_short(text: &Text) -> bool {
    let is_of_a_file = |line: &str| {
        let boxes = ["- [", "* [", "+ ["];
        line.starts_with("```") || boxes.iter().any(|sign| line.starts_with(sign))
    };
    let mut lines = text.words.lines().map(str::trim_start);
    !text.spans.iter().any(|span| is_settings(&span.kind))
        && !lines.clone().any(is_of_a_file)
        && lines.any(|line| sign(line).is_some())
}

fn sign(line: &str) -> Option<(Sign, &str)> {
    let line = line.trim();
    let first = line.chars().next()?;
    let sign = match first {
        '+' => Sign::Right,
        '-' | '–' | '—' | '−' | '•' => Sign::Wrong,
        '=' => Sign::Answer,
        '>' => Sign::Feedback,
        _ => return None,
    };
    Some((sign, line[first.len_utf8()..].trim()))
}

/// The same in the form of the course file.
pub(super) fn lines(text: &Text) -> Result<Lines, Problem> {
    let mut at = 0;
    let mut signed: Vec<(Sign, &str, usize)> = Vec::new();
    let mut asked = text.words.len();
    for (line, number) in text.words.split('\n').zip(1..) {
        match sign(line) {
            Some((Sign::Feedback, _)) if signed.is_empty() => {}
            Some((sign, rest)) => {
                if signed.is_empty() {
                    asked = at;
                }
                signed.push((sign, rest, number));
            }
            None if signed.is_empty() || is_blank(line) => {}
            None => {
                let text = [("text", line.into())];
                return Err(Problem::error(number, "question-line-loose", text));
            }
        }
        at += line.len() + 1;
    }
    let is_answer = |one: &&(Sign, &str, usize)| one.0 == Sign::Answer;
    let is_option = |one: &&(Sign, &str, usize)| matches!(one.0, Sign::Right | Sign::Wrong);
    let answer = signed.iter().find(is_answer);
    if let (Some((.., one)), Some((.., other))) = (answer, signed.iter().find(is_option)) {
        return Err(Problem::error(*one.max(other), "question-signs-mixed", []));
    }
    let ask = Parts::new(text).slice(0, text.words[..asked].trim_end().len());
    Ok(if answer.is_some() {
        typed(&ask, &signed)
    } else {
        chosen(&ask, &signed)
    })
}

/// A list of boxes, and below it what is asked.
fn chosen(ask: &Text, signed: &[(Sign, &str, usize)]) -> Lines {
    let escaped = |words: &str| escape::title(words, Care::Most);
    let line = |(sign, words, number): &(Sign, &str, usize)| {
        let line = match sign {
            Sign::Right => format!("- [x] {}", escaped(words)),
            Sign::Wrong => format!("- [ ] {}", escaped(words)),
            Sign::Feedback | Sign::Answer => format!("  > {}", escaped(words)),
        };
        (line, *number)
    };
    let mut lines: Lines = signed.iter().map(line).collect();
    let is_poll = signed.iter().all(|(sign, ..)| *sign != Sign::Right);
    let kind = is_poll.then(|| ("kind: poll".to_owned(), 1));
    lines.push((String::new(), 1));
    lines.push((format!("```{SETTINGS}"), 1));
    lines.extend(asks(ask));
    lines.extend(kind);
    lines.push(("```".to_owned(), 1));
    lines
}

/// A block of settings with the answers; they are numbers when all of them are.
fn typed(ask: &Text, signed: &[(Sign, &str, usize)]) -> Lines {
    let is_number = |words: &str| match words.split_once("..") {
        Some((low, high)) => decimal(low.trim()).is_some() && decimal(high.trim()).is_some(),
        None => decimal(words).is_some(),
    };
    let mut answers = signed.iter().filter(|(sign, ..)| *sign == Sign::Answer);
    let key = if answers.all(|(_, words, _)| is_number(words)) {
        "number"
    } else {
        "answer"
    };
    let mut lines = vec![(format!("```{SETTINGS}"), 1)];
    lines.extend(asks(ask));
    lines.push((format!("{key}:"), 1));
    for (sign, words, number) in signed {
        let mut line = String::new();
        if *sign == Sign::Feedback {
            line.push_str("    ");
            let said = words_of(words);
            yaml::put(&mut line, "feedback", &said);
        } else {
            line.push_str("  - ");
            yaml::put(&mut line, key, words);
        }
        lines.push((line.trim_end().to_owned(), *number));
    }
    lines.push(("```".to_owned(), 1));
    lines
}

/// Plain words as Markdown.
fn words_of(plain: &str) -> String {
    words(&Text::tidy(plain, Vec::new()))
}

fn asks(ask: &Text) -> Option<(String, usize)> {
    let mut line = String::new();
    yaml::put(&mut line, "ask", &words(ask));
    (!ask.is_empty()).then(|| (line.trim_end().to_owned(), 1))
}
