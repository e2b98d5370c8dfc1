//! One paragraph with its formatting.

use std::collections::HashSet;

use super::escape::{self, Care};
use crate::stored::{Kind, Span, Text, end_tag, start_tag};

/// A paragraph of Markdown.
pub(super) fn print(text: &Text, care: Care) -> String {
    let mut printer = Printer {
        text,
        care,
        out: String::with_capacity(text.words.len() + 16 * text.spans.len()),
        done: 0,
        signs: Signs::of(&text.spans),
    };
    let mut open: Vec<(&Span, bool)> = Vec::new();
    let mut spans = text.spans.iter().peekable();
    while let Some(span) = spans.next() {
        while let Some((inner, is_tag)) = open.pop_if(|(inner, _)| inner.end <= span.start) {
            printer.end(inner, is_tag);
        }
        printer.words_to(span.start);
        if printer.atom(span) {
            while spans.next_if(|inner| inner.start < span.end).is_some() {}
            continue;
        }
        let is_tag = printer.needs_tag(span);
        printer.start(span, is_tag);
        open.push((span, is_tag));
    }
    while let Some((inner, is_tag)) = open.pop() {
        printer.end(inner, is_tag);
    }
    printer.words_to(text.words.len());
    printer.out
}

struct Printer<'a> {
    text: &'a Text,
    care: Care,
    out: String,
    /// How far the words are written.
    done: usize,
    signs: Signs,
}

/// Where stretches begin and end whose signs run together with others.
struct Signs {
    starts: HashSet<usize>,
    ends: HashSet<usize>,
}

impl Signs {
    fn of(spans: &[Span]) -> Self {
        let signed = || {
            let spans = spans.iter();
            spans.filter(|span| sign(&span.kind).starts_with(['*', '~']))
        };
        Self {
            starts: signed().map(|span| span.start).collect(),
            ends: signed().map(|span| span.end).collect(),
        }
    }

    fn touch(&self, span: &Span) -> bool {
        self.ends.contains(&span.start) || self.starts.contains(&span.end)
    }
}

impl Printer<'_> {
    fn before(&self, at: usize) -> char {
        self.text.words[..at].chars().next_back().unwrap_or('\n')
    }

    fn after(&self, at: usize) -> char {
        self.text.words[at..].chars().next().unwrap_or('\n')
    }

    fn words_to(&mut self, end: usize) {
        let words = &self.text.words[self.done..end];
        let (before, after) = (self.before(self.done), self.after(end));
        escape::put(&mut self.out, words, before, after, self.care);
        self.done = end;
    }

    /// Writes code or a bare address as a whole, if that is possible.
    fn atom(&mut self, span: &Span) -> bool {
        let words = &self.text.words[span.start..span.end];
        let atom = match &span.kind {
            Kind::Code if self.care == Care::Some => code(words),
            Kind::Link { url } if self.care == Care::Some && url == words => bare(url),
            _ => None,
        };
        if let Some(atom) = &atom {
            self.out.push_str(atom);
            self.done = span.end;
        }
        atom.is_some()
    }

    fn start(&mut self, span: &Span, is_tag: bool) {
        if is_tag {
            self.out.push_str(&start_tag(&span.kind));
        } else {
            self.out.push_str(sign(&span.kind));
        }
    }

    fn end(&mut self, span: &Span, is_tag: bool) {
        self.words_to(span.end);
        match &span.kind {
            _ if is_tag => self.out.push_str(end_tag(&span.kind)),
            Kind::Link { url } => {
                self.out.push_str("](");
                self.out.push_str(&address(url));
                self.out.push(')');
            }
            kind => self.out.push_str(sign(kind)),
        }
    }

    /// Whether Markdown's signs would not be taken for what they are.
    fn needs_tag(&self, span: &Span) -> bool {
        if self.care > Care::Some || sign(&span.kind).is_empty() {
            return true;
        }
        if matches!(span.kind, Kind::Link { .. } | Kind::Spoiler) {
            return false;
        }
        let is_gap = |c: char| c.is_whitespace();
        let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
        let (before, first) = (self.before(span.start), self.after(span.start));
        let (last, after) = (self.before(span.end), self.after(span.end));
        let opens = !is_gap(first) && (!is_sign(first) || is_gap(before) || is_sign(before));
        let closes = !is_gap(last) && (!is_sign(last) || is_gap(after) || is_sign(after));
        // Signs of two stretches that touch would run together.
        !opens || !closes || self.signs.touch(span)
    }
}

/// The sign that begins and ends a stretch in Markdown; none: there is none.
fn sign(kind: &Kind) -> &'static str {
    match kind {
        Kind::Bold => "**",
        Kind::Italic => "*",
        Kind::Strike => "~~",
        Kind::Spoiler => "||",
        Kind::Link { .. } => "[",
        _ => "",
    }
}

/// Code between as many backticks as it needs.
fn code(words: &str) -> Option<String> {
    if words.contains('\n') {
        return None;
    }
    let longest = words.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest + 1);
    let is_padded = words.starts_with('`')
        || words.ends_with('`')
        || (words.starts_with(' ') && words.ends_with(' ') && !words.trim().is_empty());
    let space = if is_padded { " " } else { "" };
    Some(format!("{fence}{space}{words}{space}{fence}"))
}

/// An address that stands for itself.
fn bare(url: &str) -> Option<String> {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$'()*+,;=%".contains(c);
    (url.contains(':') && url.chars().all(is_fit)).then(|| format!("<{url}>"))
}

/// Where a link leads or a picture is.
pub(crate) fn address(address: &str) -> String {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "-._~:/?#@!$'+,;=%".contains(c);
    if !address.is_empty() && address.chars().all(is_fit) {
        return address.to_owned();
    }
    let mut out = String::from("<");
    for c in address.chars() {
        match c {
            '<' | '>' | '\\' => out.extend(['\\', c]),
            '&' => out.push_str("&amp;"),
            c if c.is_control() || c.is_whitespace() && c != ' ' => {
                escape::reference(&mut out, c);
            }
            c => out.push(c),
        }
    }
    out.push('>');
    out
}
