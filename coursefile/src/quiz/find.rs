//! Where the questions of a step stand: task lists with a tick, and blocks of settings with what stands above them.

use std::collections::HashSet;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use super::settings::Settings;
use crate::problem::Problem;
use crate::render::buttons::Row;
use crate::render::{Events, Source};

/// The first word of a block of settings.
const NAME: &str = "question";

/// A question as it stands in the events of a step.
#[derive(Debug, Default)]
pub(crate) struct Found {
    /// The paragraph that asks it.
    pub(crate) ask: Option<Range<usize>>,
    /// The list or the table.
    pub(crate) body: Option<(Body, Range<usize>)>,
    /// Its block of settings.
    pub(crate) block: Option<Range<usize>>,
    pub(crate) settings: Settings,
    /// The line of its list, its table or its block.
    pub(crate) line: usize,
}

impl Found {
    /// The number of its first event.
    pub(crate) fn start(&self) -> usize {
        let parts = self.ranges().map(|range| range.start);
        parts.min().unwrap_or_default()
    }

    /// The number of the event behind its last.
    pub(crate) fn end(&self) -> usize {
        let parts = self.ranges().map(|range| range.end);
        parts.max().unwrap_or_default()
    }

    fn ranges(&self) -> impl Iterator<Item = &Range<usize>> {
        let body = self.body.iter().map(|(_, body)| body);
        self.ask.iter().chain(body).chain(&self.block)
    }
}

/// What is chosen from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Body {
    /// A list of boxes.
    Boxes,
    /// A numbered list.
    Numbers,
    /// A table.
    Table,
}

/// A block outside of all others.
struct Block {
    events: Range<usize>,
    line: usize,
    is_used: bool,
}

/// Finds them.
pub(crate) fn find(
    source: &Source<'_>,
    events: &Events<'_>,
    buttons: &[Row],
    problems: &mut Vec<Problem>,
) -> Vec<Found> {
    let mut blocks = blocks(source, events, problems);
    // Buttons ask nothing.
    let starts: HashSet<usize> = buttons.iter().map(|row| row.events.start).collect();
    for block in &mut blocks {
        block.is_used = starts.contains(&block.events.start);
    }
    let mut finder = Finder {
        events,
        blocks,
        found: Vec::new(),
        last: None,
        problems,
    };
    for index in 0..finder.blocks.len() {
        let range = finder.blocks[index].events.clone();
        if let Some(yaml) = settings(events, &range) {
            let line = finder.blocks[index].line;
            let settings = Settings::read(&yaml, line, finder.problems);
            finder.blocks[index].is_used = true;
            finder.block(index, settings);
        } else if boxes(events, &range) == Some(true) {
            let mut question = question(events, &mut finder.blocks, index, &Settings::default());
            question.body = Some((Body::Boxes, range));
            finder.found.push(question);
            finder.last = Some(index);
        }
    }
    let mut found = finder.found;
    unasked(&mut found);
    found
}

struct Finder<'a, 'b> {
    events: &'a Events<'b>,
    blocks: Vec<Block>,
    found: Vec<Found>,
    /// The ticked list that was found last.
    last: Option<usize>,
    problems: &'a mut Vec<Problem>,
}

impl Finder<'_, '_> {
    /// A block of settings: those of the ticked list above it, of what else is above it, or a question of its own.
    fn block(&mut self, index: usize, settings: Settings) {
        let range = self.blocks[index].events.clone();
        let above = index.checked_sub(1);
        let is_below = above.is_some() && self.last == above;
        if let Some(question) = self.found.last_mut().filter(|_| is_below) {
            question.block = Some(range);
            question.settings = settings;
            return;
        }
        let body = body(
            self.events,
            above.map(|above| &self.blocks[above]),
            &settings,
        );
        if body.is_none() && !is_typed(&settings) {
            let line = self.blocks[index].line;
            self.problems
                .push(Problem::error(line, "question-nothing", []));
            return;
        }
        let first = body.as_ref().and(above).unwrap_or(index);
        let mut question = question(self.events, &mut self.blocks, first, &settings);
        question.body = body;
        question.block = Some(range);
        question.settings = settings;
        self.found.push(question);
    }
}

/// A paragraph above a list whose settings say what is asked stays text.
fn unasked(found: &mut [Found]) {
    for question in found {
        if question.settings.has("ask") {
            question.ask = None;
        }
    }
}

/// A question that begins with this block, or with the paragraph above it.
fn question(events: &Events<'_>, blocks: &mut [Block], first: usize, settings: &Settings) -> Found {
    blocks[first].is_used = true;
    let above = first.checked_sub(1).map(|above| &mut blocks[above]);
    let is_paragraph = |block: &&mut Block| {
        let first = &events[block.events.start].0;
        !block.is_used && matches!(first, Event::Start(Tag::Paragraph))
    };
    let ask = above.filter(|block| !settings.has("ask") && is_paragraph(block));
    let ask = ask.map(|block| {
        block.is_used = true;
        block.events.clone()
    });
    Found {
        ask,
        line: blocks[first].line,
        ..Found::default()
    }
}

/// The blocks outside of all others; settings within one are told.
fn blocks(source: &Source<'_>, events: &Events<'_>, problems: &mut Vec<Problem>) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (index, (event, range)) in events.iter().enumerate() {
        match event {
            Event::Start(tag) => {
                if depth == 0 {
                    start = index;
                } else if is_settings(tag) {
                    let line = source.line(range.start);
                    problems.push(Problem::error(line, "question-inside", []));
                }
                depth += 1;
            }
            Event::End(_) => depth -= 1,
            _ if depth == 0 => start = index,
            _ => {}
        }
        if depth == 0 {
            blocks.push(Block {
                events: start..index + 1,
                line: source.line(events[start].1.start),
                is_used: false,
            });
        }
    }
    blocks
}

fn is_settings(tag: &Tag<'_>) -> bool {
    let Tag::CodeBlock(CodeBlockKind::Fenced(info)) = tag else {
        return false;
    };
    let name = info.split_whitespace().next().unwrap_or_default();
    name.eq_ignore_ascii_case(NAME)
}

/// The YAML of a block of settings.
fn settings(events: &Events<'_>, block: &Range<usize>) -> Option<String> {
    let Event::Start(tag) = &events[block.start].0 else {
        return None;
    };
    is_settings(tag).then(|| {
        let texts = events[block.clone()].iter();
        let texts = texts.filter_map(|(event, _)| match event {
            Event::Text(text) => Some(&**text),
            _ => None,
        });
        texts.collect()
    })
}

fn is_typed(settings: &Settings) -> bool {
    match settings.kind() {
        Some(kind) => matches!(kind, "typed" | "number"),
        None => settings.is_typed(),
    }
}

/// What the settings below it make a question of.
fn body(
    events: &Events<'_>,
    above: Option<&Block>,
    settings: &Settings,
) -> Option<(Body, Range<usize>)> {
    let above = above.filter(|above| !above.is_used && !is_typed(settings))?;
    let range = above.events.clone();
    let body = match &events[range.start].0 {
        Event::Start(Tag::List(_)) if boxes(events, &range).is_some() => Body::Boxes,
        Event::Start(Tag::List(Some(_))) => Body::Numbers,
        Event::Start(Tag::Table(_)) => Body::Table,
        _ => return None,
    };
    Some((body, range))
}

/// Whether a list has boxes, and then whether one of them is ticked; boxes of lists within it do not count.
fn boxes(events: &Events<'_>, block: &Range<usize>) -> Option<bool> {
    let Event::Start(Tag::List(_)) = &events[block.start].0 else {
        return None;
    };
    let mut found = None;
    let mut depth = 0_usize;
    for (event, _) in &events[block.clone()] {
        match event {
            Event::Start(Tag::List(_) | Tag::BlockQuote(_)) => depth += 1,
            Event::End(TagEnd::List(_) | TagEnd::BlockQuote(_)) => depth -= 1,
            Event::TaskListMarker(is_ticked) if depth == 1 => {
                found = Some(found == Some(true) || *is_ticked);
            }
            _ => {}
        }
    }
    found
}
