//! Footnotes: their texts stand at the end of the step, in the order in which they are referred to.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

use super::buttons::Row;
use super::walk::Walk;
use super::words::Gap;
use super::{Mention, raw};
use crate::problem::Problem;
use crate::quiz::{Asked, Found};
use crate::stored::Text;

impl Walk<'_> {
    /// The text, the media, the words of the questions, and what will look otherwise.
    pub(super) fn finish(
        mut self,
        found: &[Found],
        mut buttons: &[Row],
    ) -> (Text, Vec<Mention>, Vec<Asked>, Vec<Problem>) {
        let mut asked = Vec::with_capacity(found.len());
        let mut index = 0;
        while index < self.events.len() {
            if let Some(question) = found.get(asked.len()).filter(|next| next.start() == index) {
                asked.push(self.asked(question));
                index = question.end();
            } else if let Some(row) = buttons.first().filter(|row| row.events.start == index) {
                buttons = &buttons[1..];
                index = row.events.end;
            } else if let (Event::Start(Tag::FootnoteDefinition(name)), range) = &self.events[index]
            {
                let end = self.end_of_note(index);
                let events = index + 1..end;
                let is_new = self.notes.insert(name.to_lowercase(), events).is_none();
                if is_new && !self.wanted.contains(&name.to_lowercase()) {
                    self.warn(range.start, "footnote-unused", [("name", (&**name).into())]);
                }
                index = end + 1;
            } else {
                self.take(index);
                index += 1;
            }
        }
        self.endnotes();
        raw::finish(&mut self);
        (self.out.finish(), self.media, asked, self.problems)
    }

    fn end_of_note(&self, start: usize) -> usize {
        let mut depth = 0;
        for (index, (event, _)) in self.events.iter().enumerate().skip(start) {
            match event {
                Event::Start(Tag::FootnoteDefinition(_)) => depth += 1,
                Event::End(TagEnd::FootnoteDefinition) => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return index;
            }
        }
        self.events.len()
    }

    fn endnotes(&mut self) {
        let mut number = 0;
        while let Some(name) = self.cited.get(number) {
            let events = self.notes.remove(name).unwrap_or_default();
            number += 1;
            self.out.gap(if number == 1 {
                Gap::Paragraph
            } else {
                Gap::Line
            });
            self.out.write(&superscript(number));
            self.out.write(" ");
            self.end = None;
            events.for_each(|index| self.take(index));
        }
    }

    pub(super) fn cite(&mut self, name: &CowStr<'_>) {
        let name = name.to_lowercase();
        let number = *self.numbers.entry(name).or_insert_with_key(|name| {
            self.cited.push(name.clone());
            self.cited.len()
        });
        self.out.write(&superscript(number));
    }
}

fn superscript(number: usize) -> String {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    let digits = number.to_string();
    digits
        .bytes()
        .map(|digit| DIGITS[usize::from(digit - b'0')])
        .collect()
}
