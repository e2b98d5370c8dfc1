//! The table for Excel and its kin.

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::Sheet;
use super::cells::{self, Cell};
use crate::courses::results::{Line, Table};
use crate::telegram::Document;
use crate::texts::Texts;

/// How many cells such a table may have: it is held in memory until it is whole, at about a hundred bytes a cell.
const CELLS: usize = 250_000;

/// A table in the making.
pub struct XlsxTable {
    book: Workbook,
    columns: usize,
    row: u32,
}

impl Sheet for XlsxTable {
    type Error = XlsxError;

    fn begin(texts: &Texts, table: &Table) -> Result<XlsxTable, XlsxError> {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        let bold = Format::new().set_bold();
        let head = cells::head(texts, table);
        let columns = head.len();
        for (column, words) in (0..).zip(head) {
            sheet.write_string_with_format(0, column, words, &bold)?;
        }
        sheet.set_freeze_panes(1, 0)?;
        Ok(XlsxTable {
            book,
            columns,
            row: 1,
        })
    }

    fn line(&mut self, line: &Line) -> Result<(), XlsxError> {
        let row = self.row;
        let sheet: &mut Worksheet = self.book.worksheet_from_index(0)?;
        for (column, cell) in (0..).zip(cells::cells(line)) {
            match cell {
                // A string cell is never computed, so it may begin with any sign.
                Cell::Words(words) => sheet.write_string(row, column, words)?,
                Cell::Number(number) => sheet.write_number(row, column, exact(number))?,
                Cell::Empty => sheet,
            };
        }
        self.row += 1;
        Ok(())
    }

    fn is_too_large(&self) -> bool {
        usize::try_from(self.row).unwrap_or(usize::MAX) > CELLS / self.columns.max(1)
    }

    fn end(mut self, texts: &Texts, table: &Table) -> Result<Document, XlsxError> {
        let learners = usize::try_from(self.row - 1).unwrap_or(usize::MAX);
        Ok(Document {
            name: format!("{}-results.xlsx", table.slug()),
            content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            bytes: self.book.save_to_buffer()?,
            caption: cells::caption(texts, table.title(), learners),
        })
    }
}

/// Points are far below 2^32.
fn exact(number: u64) -> f64 {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}
