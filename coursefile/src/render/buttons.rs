//! Buttons that open an address: links with `{.button}` right behind them, in a paragraph of their own.

use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use super::Source;
use super::title::Title;
use super::walk::Events;
use crate::LinkButton;
use crate::limits::{ADDRESS, BUTTONS, BUTTONS_IN_ROW, LABEL};
use crate::problem::Problem;
use crate::stored::{is_blank, link};

/// What makes a button of the link before it.
pub(crate) const MARK: &str = "{.button}";

/// A paragraph of buttons.
#[derive(Debug)]
pub(crate) struct Row {
    /// The events of the paragraph.
    pub(crate) events: Range<usize>,
    /// The buttons, each line of the paragraph in a row of its own.
    pub(crate) rows: Vec<Vec<LinkButton>>,
}

/// Finds them outside of all other blocks. A mark that makes no button is told.
pub(super) fn find(
    source: &Source<'_>,
    events: &Events<'_>,
    problems: &mut Vec<Problem>,
) -> Vec<Row> {
    if !source.text.contains(MARK) {
        return Vec::new();
    }
    let (mut found, mut depth, mut index) = (Vec::new(), 0_usize, 0);
    while index < events.len() {
        match &events[index].0 {
            Event::Start(Tag::Paragraph) if depth == 0 => {
                if let Some(row) = paragraph(source, events, index, problems) {
                    index = row.events.end;
                    found.push(row);
                    continue;
                }
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(TagEnd::Link) => {
                depth -= 1;
                tell_inside(source, events, index, problems);
            }
            Event::End(_) => depth -= 1,
            _ => {}
        }
        index += 1;
    }
    check(source, events, &found, problems);
    found
}

/// A paragraph of nothing but buttons.
fn paragraph(
    source: &Source<'_>,
    events: &Events<'_>,
    start: usize,
    problems: &mut Vec<Problem>,
) -> Option<Row> {
    let mut rows = vec![Vec::new()];
    let mut told = Vec::new();
    let mut is_marked = false;
    let mut index = start + 1;
    loop {
        match &events.get(index)?.0 {
            Event::End(TagEnd::Paragraph) => break,
            Event::Start(Tag::Link { dest_url, .. }) => {
                let (label, end) = label(source, events, index)?;
                let behind = marked(events, end)?;
                is_marked = true;
                let line = source.line(events[index].1.start);
                rows.last_mut()?
                    .extend(button(&label, dest_url, line, &mut told));
                index = behind;
                continue;
            }
            Event::SoftBreak | Event::HardBreak => rows.push(Vec::new()),
            Event::Text(words) if words.trim().is_empty() => {}
            _ => return None,
        }
        index += 1;
    }
    rows.retain(|row| !row.is_empty());
    problems.append(&mut told);
    is_marked.then_some(Row {
        events: start..index + 1,
        rows,
    })
}

/// The words of a link, and the event that ends it.
fn label(source: &Source<'_>, events: &Events<'_>, start: usize) -> Option<(String, usize)> {
    let mut title = Title::default();
    for (index, (event, range)) in events.iter().enumerate().skip(start + 1) {
        match event {
            Event::End(TagEnd::Link) => return Some((title.finish(), index)),
            event => title.take(source.text, event, range),
        }
    }
    None
}

/// The event behind the mark of a link that ends here; None: it has none.
fn marked(events: &Events<'_>, end: usize) -> Option<usize> {
    let at = events[end].1.end;
    let mut words = String::new();
    let mut index = end + 1;
    while let Some((Event::Text(more), range)) = events.get(index) {
        if words.is_empty() && range.start != at {
            return None;
        }
        words.push_str(more);
        index += 1;
    }
    (words.trim_end() == MARK).then_some(index)
}

fn button(label: &str, address: &str, line: usize, told: &mut Vec<Problem>) -> Option<LinkButton> {
    let Some(url) = link(address).filter(|url| url.len() <= ADDRESS) else {
        let address = [("address", address.into())];
        told.push(Problem::error(line, "button-address", address));
        return None;
    };
    let label = if is_blank(label) { url.as_str() } else { label };
    let length = label.chars().count();
    if length > LABEL {
        let figures = [("length", length.into()), ("limit", LABEL.into())];
        told.push(Problem::error(line, "button-label", figures));
        return None;
    }
    Some(LinkButton {
        label: label.to_owned(),
        url,
    })
}

/// A link with a mark that stands among other words stays a link, and the mark stays words.
fn tell_inside(source: &Source<'_>, events: &Events<'_>, end: usize, problems: &mut Vec<Problem>) {
    let at = events[end].1.end;
    let Some((Event::Text(words), range)) = events.get(end + 1) else {
        return;
    };
    if range.start == at && words.starts_with(MARK) {
        let line = source.line(at);
        let words = source.text[events[end].1.clone()].into();
        problems.push(Problem::warning(line, "button-inside", [("words", words)]));
    }
}

/// Too many in a row, or in all.
fn check(source: &Source<'_>, events: &Events<'_>, found: &[Row], problems: &mut Vec<Problem>) {
    let mut count = 0;
    for paragraph in found {
        let line = source.line(events[paragraph.events.start].1.start);
        let before = count;
        for row in &paragraph.rows {
            count += row.len();
            if row.len() > BUTTONS_IN_ROW {
                let figures = [
                    ("count", row.len().into()),
                    ("limit", BUTTONS_IN_ROW.into()),
                ];
                problems.push(Problem::error(line, "buttons-row", figures));
            }
        }
        if before <= BUTTONS && count > BUTTONS {
            let figures = [("count", count.into()), ("limit", BUTTONS.into())];
            problems.push(Problem::error(line, "buttons-many", figures));
        }
    }
}
