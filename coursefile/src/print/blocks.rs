//! A text as paragraphs, lists, quotes and blocks of code.

use super::escape::Care;
use super::inline;
use crate::render::{RULE, render};
use crate::stored::{Kind, Parts, Span, Text, start_tag};

/// Markdown that says the same.
pub(super) fn print(text: &Text) -> String {
    let blocks = cut(text).into_iter().map(|block| one(&block));
    blocks.collect::<Vec<_>>().join("\n\n")
}

/// Cuts at blank lines that are not formatted. More line ends than two begin the next block.
fn cut(text: &Text) -> Vec<Text> {
    let parts = Parts::new(text);
    let mut blocks = Vec::new();
    let mut start = 0;
    let mut reach = 0;
    let mut spans = text.spans.iter().peekable();
    let mut from = 0;
    while let Some(at) = text.words[from..].find("\n\n").map(|at| from + at) {
        while let Some(span) = spans.next_if(|span| span.start < at + 2) {
            reach = reach.max(span.end);
        }
        if reach > at {
            from = at + 1;
            continue;
        }
        blocks.push(parts.slice(start, at));
        start = at + 2;
        let lead = text.words[start..].len() - text.words[start..].trim_start_matches('\n').len();
        from = start + lead;
    }
    blocks.push(parts.slice(start, text.words.len()));
    blocks
}

/// One block, as readable as it can be.
fn one(block: &Text) -> String {
    let tries: [&dyn Fn() -> Option<String>; 3] = [
        &|| segments(block),
        &|| Some(inline::print(block, Care::Some)),
        &|| Some(inline::print(block, Care::More)),
    ];
    tries
        .iter()
        .filter_map(|print| print())
        .find(|markdown| is_right(markdown, block))
        .unwrap_or_else(|| inline::print(block, Care::Most))
}

/// Whether Markdown says this, with something before it and after it.
fn is_right(markdown: &str, block: &Text) -> bool {
    let rendered = render(&format!("x\n\n{markdown}\n\nx"), 1);
    let html = format!("x\n\n{}\n\nx", block.to_html());
    rendered.html.as_deref() == Some(html.as_str()) && rendered.problems.0.is_empty()
}

/// Lists, quotes, blocks of code and lines of words right under one another.
fn segments(block: &Text) -> Option<String> {
    let parts = Parts::new(block);
    let mut out: Vec<String> = Vec::new();
    let mut at = 0;
    while at < block.words.len() {
        let end = segment_end(&block.words, &parts, at);
        let segment = parts.slice(at, end);
        out.push(match whole(&segment) {
            Some(markdown) => markdown,
            None if is_item(&segment.words) => list(&segment)?,
            None if segment.words == RULE && segment.spans.is_empty() => "---".to_owned(),
            None => inline::print(&segment, Care::Some),
        });
        at = end + 1;
    }
    Some(out.join("\n"))
}

/// Where what begins at a line ends: a block, or as many lines as are of one kind.
fn segment_end(words: &str, parts: &Parts<'_>, start: usize) -> usize {
    let block_at = |at: usize| parts.starting(at).find(|span: &&Span| is_block(&span.kind));
    if let Some(span) = block_at(start)
        && (span.end == words.len() || words[span.end..].starts_with('\n'))
    {
        return span.end;
    }
    let is_list = is_item(&words[start..]);
    let mut end = start;
    loop {
        end += words[end..].find('\n').unwrap_or(words.len() - end);
        let next = end + 1;
        let goes_on = next < words.len()
            && block_at(next).is_none()
            && (is_item(&words[next..]) == is_list || parts.around(end).next().is_some());
        if !goes_on {
            return end;
        }
        end = next;
    }
}

fn is_block(kind: &Kind) -> bool {
    matches!(kind, Kind::Pre { .. } | Kind::Quote | Kind::LongQuote)
}

/// A block of code or a quote that is everything.
fn whole(segment: &Text) -> Option<String> {
    let first = segment.spans.first()?;
    if (first.start, first.end) != (0, segment.words.len()) || !is_block(&first.kind) {
        return None;
    }
    let inner = Text {
        words: segment.words.clone(),
        spans: segment.spans[1..].to_vec(),
    };
    match &first.kind {
        Kind::Pre { language } => fenced(&segment.words, language.as_deref()),
        Kind::Quote => {
            let lines = print(&inner);
            let quoted = lines
                .split('\n')
                .map(|line| format!("> {line}").trim_end().to_owned());
            Some(quoted.collect::<Vec<_>>().join("\n"))
        }
        kind => Some(format!(
            "{}\n\n{}\n\n</blockquote>",
            start_tag(kind),
            print(&inner)
        )),
    }
}

fn fenced(code: &str, language: Option<&str>) -> Option<String> {
    let is_fit = |c: char| c.is_ascii_alphanumeric() || "_+#.-".contains(c);
    let language = language.unwrap_or_default();
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let is_named = language.chars().all(is_fit) && !language.starts_with('.');
    is_named.then(|| format!("{fence}{language}\n{code}\n{fence}"))
}

/// How far an item is moved in, its sign as Telegram shows it, and the length of both.
fn item(line: &str) -> Option<(usize, String, usize)> {
    let rest = line.trim_start_matches(' ');
    let indent = line.len() - rest.len();
    let boxes = [("• ", "- "), ("☐ ", "- [ ] "), ("☑ ", "- [x] ")];
    for (shown, written) in boxes {
        if rest.starts_with(shown) {
            return Some((indent / 3, written.to_owned(), indent + shown.len()));
        }
    }
    let figures = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let is_numbered = (1..=9).contains(&figures) && rest[figures..].starts_with(". ");
    is_numbered.then(|| {
        (
            indent / 3,
            rest[..figures + 2].to_owned(),
            indent + figures + 2,
        )
    })
}

fn is_item(words: &str) -> bool {
    item(words.split('\n').next().unwrap_or_default()).is_some()
}

/// A list, each line an item.
fn list(segment: &Text) -> Option<String> {
    let parts = Parts::new(segment);
    let mut out: Vec<String> = Vec::new();
    // How far the words of the open items are moved in.
    let mut open: Vec<usize> = Vec::new();
    let mut at = 0;
    for line in segment.words.split('\n') {
        let (depth, sign, length) = item(line)?;
        if depth > open.len() {
            return None;
        }
        open.truncate(depth);
        let indent = open.last().copied().unwrap_or(0);
        let words = parts.slice(at + length, at + line.len());
        let is_blank = words.words.trim().is_empty();
        if is_blank || parts.is_formatted(at, at + length) {
            return None;
        }
        let words = inline::print(&words, Care::Some);
        out.push(format!("{}{sign}{words}", " ".repeat(indent)));
        let width = if sign.starts_with('-') { 2 } else { sign.len() };
        open.push(indent + width);
        at += line.len() + 1;
    }
    Some(out.join("\n"))
}
