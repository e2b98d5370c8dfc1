//! Tables: a narrow one is aligned in a block of code, a wide one becomes a list of "column: value".

use pulldown_cmark::Alignment;
use unicode_width::UnicodeWidthStr;

use super::words::{By, Gap, Words};
use crate::stored::{Kind, Text};

/// A table.
#[derive(Debug)]
pub(super) struct Table {
    alignments: Vec<Alignment>,
    /// The first one is the head.
    rows: Vec<Vec<Text>>,
}

impl Table {
    /// More columns than this cannot be read in a chat.
    pub(super) const COLUMNS: usize = 8;
    /// A narrow table is at most so many letters wide: what a telephone shows in one line of code.
    const WIDTH: usize = 40;

    pub(super) fn new(alignments: Vec<Alignment>) -> Self {
        Self {
            alignments,
            rows: Vec::new(),
        }
    }

    pub(super) fn columns(&self) -> usize {
        self.alignments.len()
    }

    pub(super) fn start_row(&mut self) {
        self.rows.push(Vec::new());
    }

    pub(super) fn put(&mut self, cell: Text) {
        self.rows
            .last_mut()
            .into_iter()
            .for_each(|row| row.push(cell.clone()));
    }

    /// The lines of a narrow table; none: it is wide, or holds what would be lost in code: links, spoilers, struck words.
    pub(super) fn aligned(&self) -> Option<String> {
        let width = |cell: &Text| cell.words.width();
        let mut widths = vec![0; self.columns()];
        for row in &self.rows {
            for (widest, cell) in widths.iter_mut().zip(row) {
                let is_lost =
                    |kind: &Kind| matches!(kind, Kind::Link { .. } | Kind::Spoiler | Kind::Strike);
                if cell.spans.iter().any(|span| is_lost(&span.kind)) || cell.words.contains('\n') {
                    return None;
                }
                *widest = width(cell).max(*widest);
            }
        }
        let bars = 3 * widths.len().saturating_sub(1);
        if widths.iter().sum::<usize>() + bars > Self::WIDTH {
            return None;
        }
        let mut lines = Vec::with_capacity(self.rows.len() + 1);
        for (index, row) in self.rows.iter().enumerate() {
            let cells = row.iter().zip(&widths).zip(&self.alignments);
            let cells = cells.map(|((cell, &widest), alignment)| {
                pad(&cell.words, widest - width(cell), *alignment)
            });
            let line = cells.collect::<Vec<_>>().join(" | ");
            lines.push(line.trim_end().to_owned());
            if index == 0 {
                let rules = widths.iter().map(|&width| "-".repeat(width));
                lines.push(rules.collect::<Vec<_>>().join("-+-"));
            }
        }
        Some(lines.join("\n"))
    }

    /// A list of "column: value", a blank line between two rows.
    pub(super) fn listed(&self) -> Text {
        let mut out = Words::default();
        let Some((head, rows)) = self.rows.split_first() else {
            return Text::default();
        };
        if rows.is_empty() {
            for name in head {
                out.put(name);
                out.gap(Gap::Line);
            }
        }
        for row in rows {
            out.gap(Gap::Paragraph);
            for (name, cell) in head.iter().zip(row) {
                if cell.is_empty() {
                    continue;
                }
                if !name.is_empty() {
                    out.open(By::Markdown, Some(Kind::Bold), 0, 0);
                    out.put(name);
                    out.write(":");
                    out.close(By::Markdown);
                    out.gap(Gap::Space);
                }
                out.put(cell);
                out.gap(Gap::Line);
            }
        }
        out.finish()
    }
}

fn pad(words: &str, missing: usize, alignment: Alignment) -> String {
    let before = match alignment {
        Alignment::Right => missing,
        Alignment::Center => missing / 2,
        Alignment::None | Alignment::Left => 0,
    };
    format!(
        "{}{words}{}",
        " ".repeat(before),
        " ".repeat(missing - before)
    )
}
