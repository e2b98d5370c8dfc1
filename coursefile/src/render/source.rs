//! Where something stands in a text.

/// A text whose lines can be counted.
#[derive(Debug)]
pub(crate) struct Source<'a> {
    pub(crate) text: &'a str,
    first_line: usize,
    /// Where each line after the first begins.
    starts: Vec<usize>,
}

impl<'a> Source<'a> {
    pub(crate) fn new(text: &'a str, first_line: usize) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n');
        Self {
            text,
            first_line,
            starts: ends.map(|(end, _)| end + 1).collect(),
        }
    }

    /// The line of a place.
    pub(crate) fn line(&self, at: usize) -> usize {
        self.first_line + self.starts.partition_point(|&start| start <= at)
    }

    /// Whether a blank line lies between two places; signs of quotes leave a line blank.
    pub(crate) fn is_parted(&self, from: usize, to: usize) -> bool {
        let between = self.text.get(from..to).unwrap_or_default();
        let mut lines = between.split('\n').skip(1).peekable();
        while let Some(line) = lines.next() {
            if lines.peek().is_some() && line.trim_matches([' ', '\t', '\r', '>']).is_empty() {
                return true;
            }
        }
        false
    }
}
