//! Options, items and cells: plain words in one line.

use std::collections::BTreeSet;

use super::asked::Item;
use super::make::Part;
use crate::Choice;
use crate::limits::{FEEDBACK, OPTION, OPTIONS};
use crate::problem::Problem;
use crate::stored::is_blank;

/// Fewer than this leave no choice.
pub(super) const FEW: usize = 2;

/// The options of a list of boxes.
pub(super) fn choices(part: &mut Part<'_>, items: Vec<Item>) -> Vec<Choice> {
    count(part, items.len());
    for item in &items {
        check(part, item);
        if item.is_ticked.is_none() {
            part.tell(item.line, "question-box-missing");
        }
        let too_long = item.feedback.as_ref();
        if let Some((_, length)) = too_long.filter(|(_, length)| *length > FEEDBACK) {
            let figures = [
                ("key", "feedback".into()),
                ("length", (*length).into()),
                ("limit", FEEDBACK.into()),
            ];
            let problem = Problem::error(item.line, "question-text-long", figures);
            part.problems.push(problem);
        }
    }
    no_twins(part, items.iter());
    let choice = |item: Item| Choice {
        words: item.words,
        is_right: item.is_ticked == Some(true),
        feedback: item.feedback.map(|(html, _)| html),
    };
    items.into_iter().map(choice).collect()
}

/// The items of a numbered list.
pub(super) fn plain(part: &mut Part<'_>, items: Vec<Item>) -> Vec<String> {
    count(part, items.len());
    for item in &items {
        check(part, item);
        if item.feedback.is_some() {
            part.tell(item.line, "question-item-more");
        }
    }
    no_twins(part, items.iter());
    items.into_iter().map(|item| item.words).collect()
}

/// Too few or too many of them.
pub(super) fn count(part: &mut Part<'_>, count: usize) {
    let line = part.line;
    let limit = ("limit", OPTIONS.into());
    if count < FEW {
        part.tell(line, "question-items-few");
    } else if count > OPTIONS {
        let figures = [("count", count.into()), limit];
        let problem = Problem::error(line, "question-items-many", figures);
        part.problems.push(problem);
    }
}

/// What is wrong with one of them.
pub(super) fn check(part: &mut Part<'_>, item: &Item) {
    if item.has_picture {
        part.tell(item.line, "question-picture");
    } else if is_blank(&item.words) {
        part.tell(item.line, "question-item-empty");
    }
    if item.has_more {
        part.tell(item.line, "question-item-more");
    }
    if item.is_styled && !item.has_picture {
        let problem = Problem::warning(item.line, "question-item-styled", []);
        part.problems.push(problem);
    }
    long(part, &item.words, item.line);
}

/// Words that no button can hold.
pub(super) fn long(part: &mut Part<'_>, words: &str, line: usize) {
    let length = words.chars().count();
    if length > OPTION {
        let figures = [("length", length.into()), ("limit", OPTION.into())];
        let problem = Problem::error(line, "question-item-long", figures);
        part.problems.push(problem);
    }
}

/// The same words twice.
pub(super) fn no_twins<'a>(part: &mut Part<'_>, items: impl Iterator<Item = &'a Item>) {
    let mut seen = BTreeSet::new();
    for item in items.filter(|item| !item.words.is_empty()) {
        if !seen.insert(item.words.as_str()) {
            let words = [("words", item.words.as_str().into())];
            let problem = Problem::error(item.line, "question-item-twice", words);
            part.problems.push(problem);
        }
    }
}
