//! Words that mean something in Markdown, written so that they do not.

use std::fmt::Write;

/// How much is escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Care {
    /// What usually means something.
    Some,
    /// All punctuation; formatting is written as tags.
    More,
    /// Everything but letters and figures becomes a reference, on one line: it reads the same wherever it stands.
    Most,
}

/// Writes words of one paragraph. `before` and `after` are the characters around them, `\n` at the ends of a block.
pub(super) fn put(out: &mut String, words: &str, before: char, after: char, care: Care) {
    let mut previous = before;
    let mut is_line_start = before == '\n';
    let mut rest = words;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let next = rest.chars().next().unwrap_or(after);
        match c {
            '\n' => line_end(out, previous, next, care),
            ' ' if is_plain_space(previous, next, is_line_start, care) => out.push(' '),
            c if c.is_whitespace()
                && (c == ' ' || care > Care::Some || is_edge(previous, next)) =>
            {
                reference(out, c);
            }
            c if c.is_whitespace() || !c.is_ascii_punctuation() => out.push(c),
            c if care == Care::Most => reference(out, c),
            c => {
                if care == Care::More || is_meant(c, previous, rest, after, is_line_start) {
                    out.push('\\');
                }
                out.push(c);
            }
        }
        // Figures before a dot begin a numbered list.
        is_line_start = c == '\n' || (is_line_start && (c == ' ' || c.is_ascii_digit()));
        previous = c;
    }
}

/// A title: one line, in which a second space and the like would be lost.
pub(crate) fn title(title: &str, care: Care) -> String {
    let mut out = String::with_capacity(title.len() + 8);
    let mut previous = '\n';
    let mut rest = title;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let next = rest.chars().next().unwrap_or('\n');
        let is_space = c.is_whitespace() || c.is_control();
        if c == ' ' && !previous.is_whitespace() && !previous.is_control() {
            out.push(' ');
        } else if is_space || (care == Care::Most && c.is_ascii_punctuation()) {
            reference(&mut out, c);
        } else {
            let mut word = [0; 4];
            put(&mut out, c.encode_utf8(&mut word), previous, next, care);
        }
        previous = c;
    }
    out
}

fn is_edge(previous: char, next: char) -> bool {
    previous == '\n' || next == '\n'
}

fn is_plain_space(previous: char, next: char, is_line_start: bool, care: Care) -> bool {
    if care == Care::Most {
        return previous.is_alphanumeric() && next.is_alphanumeric();
    }
    !is_line_start && !is_edge(previous, next)
}

/// A hard break where a line can be broken, otherwise a tag.
fn line_end(out: &mut String, previous: char, next: char, care: Care) {
    if care == Care::Most || is_edge(previous, next) {
        out.push_str("<br>");
    } else {
        out.push_str("\\\n");
    }
}

/// A character as a number.
pub(super) fn reference(out: &mut String, c: char) {
    write!(out, "&#{};", u32::from(c)).expect("a string can be written to");
}

/// Whether a sign would be read as Markdown here.
fn is_meant(c: char, previous: char, rest: &str, after: char, is_line_start: bool) -> bool {
    let next = rest.chars().next().unwrap_or(after);
    let is_word = |c: char| c.is_alphanumeric();
    match c {
        '`' | '*' | '[' | ']' | '<' | '~' => true,
        '\\' => next.is_ascii_punctuation() || next == '\n',
        '_' => !(is_word(previous) && is_word(next)),
        '&' => next == '#' || next.is_ascii_alphabetic(),
        '|' => next == '|' || is_line_start,
        '#' | '>' | '=' => is_line_start && !previous.is_ascii_digit(),
        '-' | '+' => is_line_start && (next.is_whitespace() || next == c),
        '.' | ')' => is_line_start && previous.is_ascii_digit() && next.is_whitespace(),
        _ => false,
    }
}
