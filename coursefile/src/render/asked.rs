//! Questions on the way through the events of a step: their words stay out of its text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::raw;
use super::title::Title;
use super::walk::Walk;
use crate::quiz::{Asked, Body, Found, Item};
use crate::stored::Text;

impl Walk<'_> {
    /// Reads the words of a question.
    pub(super) fn asked(&mut self, found: &Found) -> Asked {
        let ask = found.ask.clone().map(|ask| self.aside(ask));
        let mut asked = Asked {
            ask: ask.and_then(|text| told(&text)),
            ..Asked::default()
        };
        match &found.body {
            Some((Body::Table, range)) => self.rows(range.clone(), &mut asked),
            Some((_, range)) => asked.items = self.items(range.clone()),
            None => {}
        }
        asked
    }

    /// The text of some events, apart from that of the step.
    fn aside(&mut self, events: Range<usize>) -> Text {
        let out = std::mem::take(&mut self.out);
        let lists = std::mem::take(&mut self.lists);
        let quotes = std::mem::take(&mut self.quotes);
        let end = self.end.take();
        events.for_each(|index| self.take(index));
        raw::finish(self);
        (self.lists, self.quotes, self.end) = (lists, quotes, end);
        std::mem::replace(&mut self.out, out).finish()
    }

    /// The items of a list.
    fn items(&mut self, list: Range<usize>) -> Vec<Item> {
        let mut items = Vec::new();
        let mut index = list.start + 1;
        while index + 1 < list.end {
            let end = self.end_of(index);
            items.push(self.item(index..end));
            index = end + 1;
        }
        items
    }

    /// Where what begins here ends.
    fn end_of(&self, start: usize) -> usize {
        let mut depth = 0_usize;
        for (index, (event, _)) in self.events.iter().enumerate().skip(start) {
            match event {
                Event::Start(_) => depth += 1,
                Event::End(_) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return index;
            }
        }
        self.events.len()
    }

    /// An item: a line of words, and below it at most a quote.
    fn item(&mut self, item: Range<usize>) -> Item {
        let events = self.events;
        let mut read = Item {
            line: self.source.line(events[item.start].1.start),
            ..Item::default()
        };
        let mut words = item.start + 1;
        let is_loose = |at: usize| matches!(events[at].0, Event::Start(Tag::Paragraph));
        let mut index = words;
        while index < item.end && !is_block(&events[index].0) {
            index += 1;
        }
        if index == words && index < item.end && is_loose(index) {
            words = index + 1;
            index = self.end_of(index);
        }
        self.line_of(words..index, &mut read);
        if index < item.end && matches!(events[index].0, Event::End(_)) {
            index += 1;
        }
        while index < item.end {
            let end = self.end_of(index);
            let is_quote = matches!(events[index].0, Event::Start(Tag::BlockQuote(_)));
            if is_quote && read.feedback.is_none() {
                let media = self.media.len();
                read.feedback = told(&self.aside(index + 1..end));
                read.has_picture |= self.media.len() > media;
            } else {
                read.has_more = true;
            }
            index = end + 1;
        }
        read
    }

    /// The words of an item or of a cell.
    fn line_of(&self, range: Range<usize>, item: &mut Item) {
        let mut title = Title::default();
        for (event, range) in &self.events[range] {
            match event {
                Event::TaskListMarker(is_ticked) => item.is_ticked = Some(*is_ticked),
                Event::Start(Tag::Image { .. }) => item.has_picture = true,
                Event::Start(_) | Event::Code(_) => item.is_styled = true,
                _ => {}
            }
            title.take(self.source.text, event, range);
        }
        item.words = title.finish();
    }

    /// The cells of a table below its head.
    fn rows(&mut self, table: Range<usize>, asked: &mut Asked) {
        let mut cell = 0;
        for index in table {
            match &self.events[index].0 {
                Event::Start(Tag::Table(columns)) => asked.columns = columns.len(),
                Event::Start(Tag::TableHead) => asked.rows.clear(),
                Event::Start(Tag::TableRow) => asked.rows.push(Vec::new()),
                Event::Start(Tag::TableCell) => cell = index + 1,
                Event::End(TagEnd::TableCell) => {
                    let mut item = Item {
                        line: self.source.line(self.events[index].1.start),
                        ..Item::default()
                    };
                    self.line_of(cell..index, &mut item);
                    asked
                        .rows
                        .last_mut()
                        .into_iter()
                        .for_each(|row| row.push(item.clone()));
                }
                _ => {}
            }
        }
    }
}

/// The stored form of a text and its length. None: there is nothing to see.
fn told(text: &Text) -> Option<(String, usize)> {
    (!text.is_empty()).then(|| (text.to_html(), text.words.chars().count()))
}

/// Whether a block begins within an item.
fn is_block(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => !matches!(
            tag,
            Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
        ),
        Event::Rule => true,
        _ => false,
    }
}
