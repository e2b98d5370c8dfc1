//! GIFT, the plain-text format of Moodle (its documentation, read 2026-11): categories, descriptions and questions, parted by
//! blank lines.

use super::Bank;
use super::gift_answers::answers;
use super::gift_signs::{Signs, find, find_all, raw, signs, trim, words};
use super::words::{Format, html};
use crate::slug;
use crate::told::word;

/// What begins a category.
const CATEGORY: &str = "$CATEGORY:";
/// What stands for the words to be found in a sentence.
const BLANK: &str = "_____";

/// Whether a text without a telling name is this.
pub(super) fn is_gift(text: &str) -> bool {
    let is_sure = |line: &str| line.starts_with(CATEGORY) || line.starts_with("::");
    let is_closed = text.find('{').is_some_and(|at| text[at..].contains('}'));
    is_closed || text.lines().any(|line| is_sure(line.trim_start()))
}

/// Reads a file.
pub(super) fn read(text: &str, bank: &mut Bank) {
    let mut block = String::new();
    let mut start = 0;
    let ended = text.lines().chain([""]).enumerate();
    for (index, line) in ended {
        let line = line.trim();
        if line.is_empty() {
            if bank.is_full(start) {
                return;
            }
            if !block.is_empty() {
                one(&std::mem::take(&mut block), start, bank);
            }
        } else if line.starts_with("//") {
            // A comment parts nothing.
        } else if let Some(path) = line.strip_prefix(CATEGORY).filter(|_| block.is_empty()) {
            category(path, bank);
        } else {
            if block.is_empty() {
                start = index + 1;
            } else {
                block.push('\n');
            }
            block.push_str(line);
        }
    }
}

/// The last part of a path names it, the one before says what it is part of.
fn category(path: &str, bank: &mut Bank) {
    // Two slashes are one that parts nothing.
    let path = path.replace("//", "\u{1}");
    let parts = path.split('/').map(|part| part.replace('\u{1}', "/"));
    let is_named = |part: &String| {
        !matches!(
            part.trim(),
            "" | "top" | "$course$" | "$module$" | "$system$"
        )
    };
    let parts: Vec<String> = parts.filter(is_named).collect();
    let within = parts.len().checked_sub(2).map(|at| parts[at].trim());
    bank.category(parts.last().map_or("", |last| last.trim()), within);
}

/// A question or a description.
fn one(block: &str, line: usize, bank: &mut Bank) {
    let signs = signs(block);
    let (name, rest) = name(&signs);
    let (format, rest) = format(rest);
    let Some(open) = find(rest, '{') else {
        if find(rest, '}').is_some() {
            return unread(block, line, bank);
        }
        let text = html(&words(rest), format.unwrap_or_default(), line, bank);
        return bank.group().texts.extend(text);
    };
    let Some(close) = rest.iter().rposition(|sign| *sign == ('}', false)) else {
        return unread(block, line, bank);
    };
    if close < open || find(&rest[open + 1..close], '{').is_some() {
        return unread(block, line, bank);
    }
    let format = format.unwrap_or_default();
    let behind = &rest[close + 1..];
    let ask = if trim(behind).is_empty() {
        words(&rest[..open])
    } else {
        let sentence = format!("{}{BLANK}{}", raw(&rest[..open]), raw(behind));
        sentence.trim().to_owned()
    };
    let asked = html(&ask, format, line, bank);
    let inside = trim(&rest[open + 1..close]);
    let Some(mut question) = answers(inside, &ask, format, line, bank) else {
        return;
    };
    question.slug = match name {
        name if name.is_empty() || slug::is_slug(&name) => name,
        name => slug::from_title(&name, "question"),
    };
    question.ask = asked;
    bank.put(question, line);
}

fn unread(block: &str, line: usize, bank: &mut Bank) {
    let text = vec![("text", word(block))];
    bank.error(line, "question-unread", text);
}

/// `::name::` at the beginning.
fn name(signs: &Signs) -> (String, &Signs) {
    let signs = trim(signs);
    let inner = signs.strip_prefix(&[(':', false), (':', false)]);
    let end = inner.and_then(|inner| Some((inner, find_all(inner, "::")?)));
    match end {
        Some((inner, end)) => (words(&inner[..end]), &inner[end + 2..]),
        None => (String::new(), signs),
    }
}

/// `[format]` at the beginning.
pub(super) fn format(signs: &Signs) -> (Option<Format>, &Signs) {
    let signs = trim(signs);
    let inner = signs.strip_prefix(&[('[', false)]);
    let end = inner.and_then(|inner| Some((inner, find(inner, ']')?)));
    let known = end.and_then(|(inner, end)| Some((Format::of(&words(&inner[..end]))?, inner, end)));
    match known {
        Some((format, inner, end)) => (Some(format), &inner[end + 1..]),
        None => (None, signs),
    }
}
