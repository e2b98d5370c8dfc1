//! A text that is too long for one step, or has more than one picture, in several pieces.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag};

use super::super::lines::Lines;
use crate::limits::{STEP_SOURCE, STEP_TEXT};
use crate::render::{OPTIONS, render};

/// A piece is at most this long before it is looked at more closely, in Unicode scalar values.
const LONG: usize = STEP_TEXT - 2_000;

/// How many footnotes a piece takes along, and how long they are together, in bytes.
const NOTES: usize = 100;
const NOTES_LENGTH: usize = 32 * 1024;

/// A head that is longer is not repeated, in bytes.
const HEAD: usize = 2_000;

/// The text of one step.
pub(super) struct Piece {
    pub(super) markdown: String,
    /// The line of the text it begins in, counted from 0.
    pub(super) first_line: usize,
    /// How many lines were put above it.
    pub(super) added: usize,
}

/// A block that nothing lies around.
struct Block {
    range: Range<usize>,
    is_heading: bool,
    is_table: bool,
    has_picture: bool,
    /// What a code block begins with, when its end is missing.
    open_fence: Option<String>,
    /// The name of a footnote that this is.
    footnote: Option<String>,
}

/// The pieces in order, at least one, which may be empty; and whether length was a reason to part them.
pub(super) fn of(lines: &Lines, above: Option<&str>) -> (Vec<Piece>, bool) {
    let text = lines.text.as_str();
    let mut footnotes = BTreeMap::new();
    let mut blocks = Vec::new();
    for block in blocks_of(text) {
        match &block.footnote {
            Some(name) => {
                footnotes.insert(name.clone(), text[block.range].trim_end().to_owned());
            }
            None => blocks.push(block),
        }
    }
    let above = above.map(|words| format!("**{}**\n\n", escaped(words)));
    let mut pieces = Vec::new();
    let (groups, mut is_long) = groups(text, &blocks);
    for group in groups {
        let fitting = fitting(text, group, &footnotes);
        is_long |= fitting.len() > 1;
        pieces.extend(fitting);
    }
    if pieces.is_empty() {
        pieces.push(Piece {
            markdown: String::new(),
            first_line: 0,
            added: 0,
        });
    }
    if let (Some(above), Some(first)) = (above, pieces.first_mut()) {
        first.markdown.insert_str(0, &above);
        first.markdown.truncate(first.markdown.trim_end().len());
        first.added = 2;
    }
    (pieces, is_long)
}

fn blocks_of(text: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut depth = 0_usize;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        let is_block = depth == 0;
        match &event {
            Event::Start(_) => depth += 1,
            Event::End(_) => {
                depth -= 1;
                continue;
            }
            _ => {}
        }
        if is_block {
            let open_fence = match &event {
                Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(_))) => {
                    open_fence(&text[range.clone()])
                }
                _ => None,
            };
            let footnote = match &event {
                Event::Start(Tag::FootnoteDefinition(name)) => Some(name.to_lowercase()),
                _ => None,
            };
            blocks.push(Block {
                range,
                is_heading: matches!(event, Event::Start(Tag::Heading { .. })),
                is_table: matches!(event, Event::Start(Tag::Table(_))),
                has_picture: false,
                open_fence,
                footnote,
            });
        } else if let (Event::Start(Tag::Image { .. }), Some(block)) = (&event, blocks.last_mut()) {
            block.has_picture = true;
        }
    }
    blocks
}

/// The fence of a code block that is never closed.
fn open_fence(source: &str) -> Option<String> {
    let sign = source.chars().next()?;
    let fence: String = source.chars().take_while(|c| *c == sign).collect();
    let last = source.trim_end().lines().skip(1).last().unwrap_or_default();
    let last = last.trim();
    let is_closed = last.len() >= fence.len() && last.chars().all(|c| c == sign);
    (!is_closed).then_some(fence)
}

/// Blocks that go into one step: one picture each, and not too long; a heading stays with what follows it. And whether any
/// was too long.
fn groups<'a>(text: &str, blocks: &'a [Block]) -> (Vec<&'a [Block]>, bool) {
    let mut groups = Vec::new();
    let mut is_long = false;
    let (mut start, mut length, mut has_picture) = (0, 0, false);
    for (index, block) in blocks.iter().enumerate() {
        let size = text[block.range.clone()].chars().count();
        let second = has_picture && block.has_picture;
        if index > start && (second || length + size > LONG) {
            let heading = index - 1;
            let cut = if heading > start && blocks[heading].is_heading {
                heading
            } else {
                index
            };
            groups.push(&blocks[start..cut]);
            is_long |= !second;
            length = blocks[cut..index]
                .iter()
                .map(|block| block.range.len())
                .sum();
            (start, has_picture) = (cut, false);
        }
        length += size;
        has_picture |= block.has_picture;
    }
    groups.push(&blocks[start..]);
    groups.retain(|group| !group.is_empty());
    (groups, is_long)
}

/// A group as it is; in halves when it is too long when shown; a single block that is too long line by line.
fn fitting(text: &str, group: &[Block], footnotes: &BTreeMap<String, String>) -> Vec<Piece> {
    let mut done = Vec::new();
    let mut waiting = vec![group];
    while let Some(group) = waiting.pop() {
        let (Some(first), Some(last)) = (group.first(), group.last()) else {
            continue;
        };
        let range = first.range.start..last.range.end;
        let mut markdown = text[range.clone()].trim_end().to_owned();
        if let Some(fence) = &last.open_fence {
            markdown = format!("{markdown}\n{fence}");
        }
        let size = markdown.chars().count();
        let is_fine = fits(&markdown);
        if is_fine || size < 100 {
            let first_line = text[..range.start].matches('\n').count();
            let markdown = body(&with_footnotes(markdown, footnotes)).to_owned();
            done.push(Piece {
                markdown,
                first_line,
                added: 0,
            });
        } else if group.len() > 1 {
            let (one, two) = group.split_at(group.len() / 2);
            waiting.push(two);
            waiting.push(one);
        } else {
            done.extend(torn(text, first));
        }
    }
    done
}

fn fits(markdown: &str) -> bool {
    if markdown.len() < STEP_TEXT / 8 {
        return true;
    }
    markdown.len() <= STEP_SOURCE && render(markdown, 1).length <= STEP_TEXT
}

/// One block that is too long by itself, between its lines; a code block is closed and opened again, and a table has its
/// head in each piece.
fn torn(text: &str, block: &Block) -> Vec<Piece> {
    const PART: usize = STEP_TEXT / 4;
    let source = text[block.range.clone()].trim_end();
    let sign = source.chars().next().unwrap_or_default();
    let fence: String = source.chars().take_while(|c| *c == sign).collect();
    let is_code = fence.len() >= 3 && "`~".contains(sign);
    let lines = source.split('\n');
    let count = if block.is_table {
        2
    } else {
        usize::from(is_code)
    };
    let head: Vec<&str> = lines.clone().take(count).collect();
    let head = Some(head.join("\n")).filter(|head| (1..HEAD).contains(&head.len()));
    let fence = if is_code { fence.as_str() } else { "" };
    let above = if is_code || head.is_some() { count } else { 0 };
    let mut line_number = text[..block.range.start].matches('\n').count() + above;
    let mut first_line = line_number;
    let (mut parts, mut part, mut size) = (Vec::new(), String::new(), 0);
    let mut close = |part: &mut String, first_line: usize| {
        let words = std::mem::take(part);
        let markdown = match &head {
            Some(head) => format!("{head}\n{words}{fence}").trim_end().to_owned(),
            None if is_code => format!("{fence}\n{words}{fence}"),
            None => body(&words).to_owned(),
        };
        parts.push(Piece {
            markdown,
            first_line,
            added: above,
        });
    };
    for line in lines.skip(above) {
        if is_code && line.trim() == fence {
            continue;
        }
        for stretch in stretches(line, PART) {
            let length = stretch.chars().count();
            if size + length > PART && size > 0 {
                close(&mut part, first_line);
                size = 0;
            }
            if part.is_empty() {
                first_line = line_number;
            }
            part.push_str(stretch);
            part.push('\n');
            size += length + 1;
        }
        line_number += 1;
    }
    if !part.is_empty() {
        close(&mut part, first_line);
    }
    parts
}

/// A line in stretches of at most so many characters.
fn stretches(line: &str, limit: usize) -> Vec<&str> {
    let mut out = Vec::new();
    let mut rest = line;
    while let Some((end, _)) = rest.char_indices().nth(limit) {
        let blank = rest[..end].rfind(' ').filter(|at| *at > end / 2);
        let (stretch, after) = rest.split_at(blank.unwrap_or(end));
        out.push(stretch);
        rest = after.trim_start();
    }
    out.push(rest);
    out
}

/// The footnotes that a piece refers to stand at its end.
fn with_footnotes(mut markdown: String, footnotes: &BTreeMap<String, String>) -> String {
    if footnotes.is_empty() {
        return markdown;
    }
    let length = markdown.len();
    let mut met = BTreeSet::new();
    let mut from = 0;
    while let Some(start) = markdown[from..].find("[^").map(|at| from + at + 2) {
        // A name ends before another begins; so each stretch of the text is looked at once.
        let name = &markdown[start..];
        let end = name.find(['[', ']', '\n']).unwrap_or(name.len());
        from = start + end;
        if met.len() == NOTES || !name[end..].starts_with(']') {
            continue;
        }
        let name = name[..end].to_lowercase();
        if let Some(words) = footnotes.get(&name)
            && met.insert(name)
            && markdown.len() - length + words.len() <= NOTES_LENGTH
            && !markdown.contains(words.as_str())
        {
            markdown = format!("{markdown}\n\n{words}");
        }
    }
    markdown
}

/// Without blank lines around it.
fn body(text: &str) -> &str {
    let body = text.trim_end_matches([' ', '\t', '\n']);
    let mut rest = body;
    while let Some((line, after)) = rest.split_once('\n') {
        if !line.trim_matches([' ', '\t']).is_empty() {
            break;
        }
        rest = after;
    }
    rest
}

/// Words that stand for themselves.
fn escaped(words: &str) -> String {
    let mut out = String::new();
    for c in words.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(c);
    }
    out
}
