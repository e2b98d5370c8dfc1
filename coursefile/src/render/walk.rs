//! Through the events of a step.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, Tag, TagEnd};

use super::Mention;
use super::source::Source;
use super::spoilers::{self, BARS, Spoilers};
use super::table::Table;
use super::words::{By, Gap, Words};
use super::{MANY, raw};
use crate::problem::Problem;
use crate::quiz::Found;
use crate::stored::Kind;

/// What was parsed, and where it stands.
pub(crate) type Events<'a> = Vec<(Event<'a>, Range<usize>)>;

/// A rule, as Telegram shows it.
pub(crate) const RULE: &str = "———";
/// How far an item of a list is moved in, and how many lists within each other are told apart by it.
const INDENT: &str = "   ";
const INDENTS: usize = 8;

/// The state between two events.
pub(super) struct Walk<'a> {
    pub(super) source: &'a Source<'a>,
    pub(super) events: &'a Events<'a>,
    pub(super) spoilers: Spoilers,
    /// The events of each footnote, by its name.
    pub(super) notes: BTreeMap<String, Range<usize>>,
    /// The footnotes that are referred to somewhere.
    pub(super) wanted: BTreeSet<String>,
    /// Those that were referred to so far, in that order, and the number of each.
    pub(super) cited: Vec<String>,
    pub(super) numbers: BTreeMap<String, usize>,
    pub(super) out: Words,
    /// The table being read, and the text around it.
    pub(super) table: Option<(Table, Words)>,
    /// The open lists with the next number of the numbered ones.
    pub(super) lists: Vec<Option<u64>>,
    pub(super) quotes: usize,
    /// The code of the block being read.
    pub(super) code: Option<String>,
    /// The raw HTML of the block being read.
    pub(super) html: Option<String>,
    /// The description of the medium being read, and its address.
    pub(super) image: Option<(String, String, usize)>,
    /// Where the last words ended.
    pub(super) end: Option<usize>,
    /// Where the last of them ended.
    pub(super) image_end: Option<usize>,
    pub(super) media: Vec<Mention>,
    pub(super) problems: Vec<Problem>,
}

impl<'a> Walk<'a> {
    pub(super) fn new(source: &'a Source<'a>, events: &'a Events<'a>, found: &[Found]) -> Self {
        let spoilers = spoilers::find(source.text, events);
        // In an option, bars are bars.
        let bodies = found.iter().filter_map(|question| question.body.as_ref());
        let bodies: Vec<&Range<usize>> = bodies.map(|(_, body)| &events[body.start].1).collect();
        let is_outside = |at: &&usize| {
            let next = bodies.partition_point(|body| body.end <= **at);
            bodies.get(next).is_none_or(|body| !body.contains(at))
        };
        let alone = spoilers.alone.iter().filter(is_outside);
        let problems = alone
            .map(|&at| Problem::warning(source.line(at), "spoiler-open", []))
            .collect();
        let wanted = events.iter().filter_map(|(event, _)| match event {
            Event::FootnoteReference(name) => Some(name.to_lowercase()),
            _ => None,
        });
        Self {
            source,
            events,
            spoilers,
            notes: BTreeMap::new(),
            wanted: wanted.collect(),
            cited: Vec::new(),
            numbers: BTreeMap::new(),
            out: Words::default(),
            table: None,
            lists: Vec::new(),
            quotes: 0,
            code: None,
            html: None,
            image: None,
            end: None,
            image_end: None,
            media: Vec::new(),
            problems,
        }
    }

    pub(super) fn warn<const N: usize>(
        &mut self,
        at: usize,
        code: &'static str,
        arguments: [(&'static str, crate::Argument); N],
    ) {
        if self.problems.len() > MANY {
            return;
        }
        let line = self.source.line(at);
        self.problems.push(Problem::warning(line, code, arguments));
    }

    pub(super) fn take(&mut self, index: usize) {
        let events = self.events;
        let (event, range) = &events[index];
        match event {
            Event::Start(Tag::Image { dest_url, .. }) => self.start_image(dest_url, range),
            Event::End(TagEnd::Image) => {
                self.end_image(range);
                self.tell_link_around(index, range);
            }
            Event::Text(words) | Event::Code(words) if self.image.is_some() => {
                if let Some((description, ..)) = &mut self.image {
                    description.push_str(words);
                }
            }
            _ if self.image.is_some() => {}
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.finish_tag(*tag, range),
            _ => self.inline(index, event, range),
        }
    }

    fn inline(&mut self, index: usize, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(words) => self.text(index, words, range),
            Event::Code(code) => self.out.put_as(Kind::Code, code),
            Event::InlineHtml(html) => raw::read(self, html, range.start, false),
            Event::Html(html) => {
                let block = self.html.get_or_insert_default();
                block.push_str(html);
                return;
            }
            Event::SoftBreak if self.out.is_in_tag(|kind| matches!(kind, Kind::Pre { .. })) => {
                self.out.write("\n");
            }
            Event::SoftBreak => self.out.gap(Gap::Space),
            Event::HardBreak => {
                self.out.end_line();
                self.out
                    .write(&INDENT.repeat(self.lists.len().min(INDENTS)));
            }
            Event::Rule => {
                self.start_block(range);
                self.out.write(RULE);
            }
            Event::TaskListMarker(is_done) => self.out.tick(if *is_done { "☑ " } else { "☐ " }),
            Event::FootnoteReference(name) => self.cite(name),
            _ => {}
        }
        self.end = Some(range.start + self.source.text[range.clone()].trim_end().len());
    }

    fn text(&mut self, index: usize, words: &str, range: &Range<usize>) {
        if let Some(code) = &mut self.code {
            code.push_str(words);
            return;
        }
        if words.starts_with('(') {
            self.tell_blank_path(range.start);
        }
        let before = &self.source.text[..range.start];
        if words.starts_with('^') && before.ends_with('[') && !before.ends_with("\\[") {
            let is_closed = self.source.text[range.end..].starts_with(']');
            if is_closed {
                self.warn(
                    range.start,
                    "footnote-missing",
                    [("name", words[1..].into())],
                );
            }
        }
        let mut done = self.kind_behind(words, range.start);
        let meant = self.spoilers.meant.range((index, 0)..(index + 1, 0));
        for at in meant.map(|&(_, at)| at).collect::<Vec<_>>() {
            self.out.write(&words[done..at]);
            if self.out.close(By::Bars).is_none() {
                self.out.open(By::Bars, Some(Kind::Spoiler), 0, 0);
            }
            done = at + BARS.len();
        }
        self.out.write(&words[done..]);
    }

    /// A block begins: what is due before it, as it is written.
    fn start_block(&mut self, range: &Range<usize>) {
        if let Some(end) = self.end {
            let is_parted = self.source.is_parted(end, range.start);
            self.out
                .gap(if is_parted { Gap::Paragraph } else { Gap::Line });
        }
    }

    fn start(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Emphasis => self.out.open(By::Markdown, Some(Kind::Italic), 0, 0),
            Tag::Strong => self.out.open(By::Markdown, Some(Kind::Bold), 0, 0),
            Tag::Strikethrough => self.out.open(By::Markdown, Some(Kind::Strike), 0, 0),
            Tag::Link {
                link_type,
                dest_url,
                ..
            } => self.start_link(*link_type, dest_url, range),
            Tag::TableCell => {
                if let Some((_, around)) = &mut self.table {
                    *around = std::mem::take(&mut self.out);
                }
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some((table, _)) = &mut self.table {
                    table.start_row();
                }
            }
            _ => {
                self.start_block(range);
                self.start_of_block(tag, range);
            }
        }
    }

    fn start_of_block(&mut self, tag: &Tag<'_>, range: &Range<usize>) {
        match tag {
            Tag::Paragraph => self.indent(),
            Tag::Heading { level, .. } => {
                if *level == HeadingLevel::H1 {
                    let title = self.source.text[range.clone()].trim_matches(['#', ' ', '\n']);
                    self.warn(range.start, "heading-too-high", [("title", title.into())]);
                }
                self.indent();
                self.out.open(By::Markdown, Some(Kind::Bold), 0, 0);
            }
            Tag::BlockQuote(_) => {
                self.quotes += 1;
                if self.quotes == 1 {
                    self.out.open(By::Markdown, Some(Kind::Quote), 0, 0);
                }
            }
            Tag::CodeBlock(kind) => {
                let language = language(kind);
                self.out
                    .open(By::Markdown, Some(Kind::Pre { language }), 0, 0);
                self.code = Some(String::new());
            }
            Tag::List(first) => self.lists.push(*first),
            Tag::Item => self.start_item(),
            Tag::Table(alignments) => {
                self.table = Some((Table::new(alignments.clone()), Words::default()));
            }
            _ => {}
        }
    }

    /// A second paragraph of an item stands below its first.
    fn indent(&mut self) {
        if !self.lists.is_empty() && !self.out.has_sign() {
            self.out.sign(INDENT.repeat(self.lists.len().min(INDENTS)));
        }
    }

    fn start_item(&mut self) {
        let depth = self.lists.len().saturating_sub(1).min(INDENTS);
        let indent = INDENT.repeat(depth);
        let sign = match self.lists.last_mut() {
            Some(Some(number)) => {
                *number = number.saturating_add(1);
                format!("{indent}{}. ", *number - 1)
            }
            _ => format!("{indent}• "),
        };
        self.out.sign(sign);
    }

    fn finish_tag(&mut self, tag: TagEnd, range: &Range<usize>) {
        match tag {
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Link
            | TagEnd::Heading(_) => {
                self.out.close(By::Markdown);
                return;
            }
            TagEnd::BlockQuote(_) => {
                self.quotes -= 1;
                if self.quotes == 0 {
                    self.out.close(By::Markdown);
                }
                return;
            }
            TagEnd::CodeBlock => {
                let code = self.code.take().unwrap_or_default();
                self.out.write(code.strip_suffix('\n').unwrap_or(&code));
                self.out.close(By::Markdown);
            }
            TagEnd::HtmlBlock => {
                let html = self.html.take().unwrap_or_default();
                raw::read(self, &html, range.start, true);
            }
            TagEnd::List(_) => {
                self.lists.pop();
                return;
            }
            TagEnd::Item => {
                self.out.end_item();
                return;
            }
            TagEnd::TableCell => {
                if let Some((table, around)) = &mut self.table {
                    let cell = std::mem::replace(&mut self.out, std::mem::take(around));
                    table.put(cell.finish());
                }
                return;
            }
            TagEnd::Table => self.end_table(range),
            _ => return,
        }
        self.end = Some(range.start + self.source.text[range.clone()].trim_end().len());
    }

    fn end_table(&mut self, range: &Range<usize>) {
        let Some((table, _)) = self.table.take() else {
            return;
        };
        if table.columns() > Table::COLUMNS {
            let figures = [
                ("columns", table.columns().into()),
                ("limit", Table::COLUMNS.into()),
            ];
            self.warn(range.start, "table-too-wide", figures);
        }
        match table.aligned() {
            Some(lines) => self.out.put_as(Kind::Pre { language: None }, &lines),
            None => self.out.put(&table.listed()),
        }
    }
}

/// The language a block of code names first.
fn language(kind: &CodeBlockKind<'_>) -> Option<String> {
    let CodeBlockKind::Fenced(info) = kind else {
        return None;
    };
    let info = info.trim_start().trim_start_matches(['{', '.', ' ']);
    let name = info
        .split(|c: char| c.is_whitespace() || ",{}".contains(c))
        .next()?;
    let name = crate::stored::one_line(name);
    (!name.is_empty()).then_some(name)
}
