//! The words of a heading, an option or a cell.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::stored::cleaned;

/// Words in one line. White space as it is written is one space; what is written as a reference stays as it is.
#[derive(Debug, Default)]
pub(crate) struct Title {
    words: String,
    is_spaced: bool,
}

impl Title {
    pub(crate) fn take(&mut self, source: &str, event: &Event<'_>, range: &Range<usize>) {
        match event {
            Event::Text(words)
                if source[range.clone()].starts_with('&') && words.len() != range.len() =>
            {
                self.words.push_str(words);
                self.is_spaced = false;
            }
            Event::Text(words) | Event::Code(words) | Event::InlineHtml(words) => {
                words.chars().for_each(|c| self.put(c));
            }
            Event::FootnoteReference(_) => source[range.clone()].chars().for_each(|c| self.put(c)),
            Event::SoftBreak | Event::HardBreak => self.put(' '),
            _ => {}
        }
    }

    fn put(&mut self, c: char) {
        let Some(c) = cleaned(c) else { return };
        let is_space = c.is_whitespace() || c.is_control();
        if !is_space {
            self.words.push(c);
        } else if !self.is_spaced {
            self.words.push(' ');
        }
        self.is_spaced = is_space;
    }

    pub(crate) fn finish(self) -> String {
        self.words.trim().to_owned()
    }
}
