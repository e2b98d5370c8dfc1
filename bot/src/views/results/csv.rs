//! The table as CSV for any spreadsheet: UTF-8 with a mark at the beginning, commas, one line for each learner.

use csv::{Error, IntoInnerError, Writer};

use super::Sheet;
use super::cells::{self, Cell};
use crate::courses::results::{Line, Table};
use crate::telegram::Document;
use crate::texts::Texts;

/// A table in the making.
pub struct CsvTable {
    writer: Writer<Vec<u8>>,
    written: usize,
    learners: usize,
}

impl CsvTable {
    fn record(&mut self, cells: Vec<String>) -> Result<(), Error> {
        self.written += cells.iter().map(|cell| cell.len() + 1).sum::<usize>();
        self.writer.write_record(cells)
    }
}

impl Sheet for CsvTable {
    type Error = Error;

    fn begin(texts: &Texts, table: &Table) -> Result<CsvTable, Error> {
        let mut made = CsvTable {
            writer: Writer::from_writer(vec![0xEF, 0xBB, 0xBF]),
            written: 0,
            learners: 0,
        };
        let head = cells::head(texts, table);
        made.record(head.iter().map(|cell| inert(cell)).collect())?;
        Ok(made)
    }

    fn line(&mut self, line: &Line) -> Result<(), Error> {
        self.learners += 1;
        self.record(cells::cells(line).iter().map(Cell::inert).collect())
    }

    /// What can be sent.
    fn is_too_large(&self) -> bool {
        self.written > Document::LIMIT
    }

    fn end(self, texts: &Texts, table: &Table) -> Result<Document, Error> {
        let bytes = self
            .writer
            .into_inner()
            .map_err(IntoInnerError::into_error)?;
        Ok(Document {
            name: format!("{}-results.csv", table.slug()),
            content_type: "text/csv",
            bytes,
            caption: cells::caption(texts, table.title(), self.learners),
        })
    }
}

impl Cell {
    fn inert(&self) -> String {
        match self {
            Cell::Words(words) => inert(words),
            Cell::Number(number) => number.to_string(),
            Cell::Empty => String::new(),
        }
    }
}

/// What makes a formula of a cell, also in its full width: OWASP, CSV Injection, read 2026-11-21.
const SIGNS: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// Words that no spreadsheet takes for a formula: what begins like one gets an apostrophe, also behind what is not to be
/// seen, which some programs leave out.
fn inert(words: &str) -> String {
    let is_unseen = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
    };
    let seen = words.trim_start_matches(is_unseen);
    let mut inert = String::with_capacity(words.len() + 1);
    if seen.starts_with(SIGNS) || words.starts_with(['\t', '\r', '\n']) {
        inert.push('\'');
    }
    inert.push_str(words);
    inert
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_formula() {
        for hostile in [
            "=1+1",
            "+7 900",
            "-5",
            "@SUM(A1)",
            "\t=1",
            "\r=1",
            "\n@x",
            "\thello",
            "  =1",
            "\u{A0}+1",
            "\u{FEFF}=cmd|' /C calc'!A0",
            "\u{200B}-1",
            "＝1＋1",
            "＋1",
            "－1",
            "＠x",
        ] {
            assert_eq!(inert(hostile), format!("'{hostile}"), "{hostile:?}");
        }
        for harmless in ["Ines", "", "a=b", "1-2", "Ж", "'=1", "0"] {
            assert_eq!(inert(harmless), harmless);
        }
    }
}
