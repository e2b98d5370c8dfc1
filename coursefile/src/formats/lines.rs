//! A text that remembers, line by line, where it came from.

use std::ops::Range;

use crate::told::Place;

/// See above. Lines end with `\n`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Lines {
    pub(crate) text: String,
    /// The files it came from.
    files: Vec<String>,
    /// For each line of the text: the number of its file, and its line there.
    origins: Vec<(usize, usize)>,
}

/// A change to a text: what takes the place of a range.
pub(crate) type Edit = (Range<usize>, String);

impl Lines {
    /// A whole file.
    pub(crate) fn whole(file: &str, text: &str, first_line: usize) -> Self {
        let mut lines = Self::default();
        let file = lines.file(file);
        lines.push(text, file, first_line);
        lines
    }

    /// The number of a file, to be given to [`Lines::push`].
    pub(crate) fn file(&mut self, file: &str) -> usize {
        let known = self.files.iter().rposition(|known| known == file);
        known.unwrap_or_else(|| {
            self.files.push(file.to_owned());
            self.files.len() - 1
        })
    }

    /// Adds a piece of a file that begins in this line of it. Line ends of other systems become `\n`.
    pub(crate) fn push(&mut self, text: &str, file: usize, line: usize) {
        for (index, piece) in text.split('\n').enumerate() {
            if index > 0 {
                self.text.push('\n');
            }
            let is_new = self.text.is_empty() || self.text.ends_with('\n');
            if index > 0 || self.origins.is_empty() {
                self.origins.push((file, line + index));
            } else if let (true, Some(last)) = (is_new, self.origins.last_mut()) {
                *last = (file, line);
            }
            self.text
                .push_str(piece.strip_suffix('\r').unwrap_or(piece));
        }
    }

    /// Where a line, counted from 0, came from.
    pub(crate) fn place(&self, line: usize) -> Place {
        let origin = self.origins.get(line).or(self.origins.last());
        let (file, line) = origin.copied().unwrap_or((0, 0));
        Place {
            file: self.files.get(file).cloned(),
            line,
        }
    }

    /// The text with changes made, in the order of their places; one that begins inside another is left out.
    pub(crate) fn edited(&self, mut edits: Vec<Edit>) -> Self {
        edits.sort_by_key(|(range, _)| (range.start, range.end));
        let mut out = Self {
            files: self.files.clone(),
            ..Self::default()
        };
        let (mut done, mut line) = (0, 0);
        for (range, words) in edits {
            if range.start < done {
                continue;
            }
            line = self.copy(done..range.start, line, &mut out);
            let (file, from) = self.origins.get(line).copied().unwrap_or_default();
            // What is put in stands where the removed stood.
            for (index, piece) in words.split('\n').enumerate() {
                if index > 0 {
                    out.push("\n", file, from.saturating_sub(1));
                }
                out.push(piece, file, from);
            }
            line += self.text[range.clone()].matches('\n').count();
            done = range.end;
        }
        self.copy(done..self.text.len(), line, &mut out);
        out
    }

    /// Copies a range that begins in this line. The line it ends in.
    fn copy(&self, range: Range<usize>, mut line: usize, out: &mut Self) -> usize {
        for piece in self.text[range].split_inclusive('\n') {
            let (file, from) = self.origins.get(line).copied().unwrap_or_default();
            out.push(piece, file, from);
            line += usize::from(piece.ends_with('\n'));
        }
        line
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_text_knows_where_its_lines_came_from() {
        let lines = Lines::whole("a.md", "one\r\ntwo\nthree\nfour", 1);
        assert_eq!(lines.text, "one\ntwo\nthree\nfour");
        let edits = vec![(4..8, String::new()), (8..8, "x\ny\n".to_owned())];
        let edited = lines.edited(edits);
        assert_eq!(edited.text, "one\nx\ny\nthree\nfour");
        let numbers: Vec<usize> = (0..5).map(|line| edited.place(line).line).collect();
        assert_eq!(numbers, [1, 3, 3, 3, 4]);
    }
}
