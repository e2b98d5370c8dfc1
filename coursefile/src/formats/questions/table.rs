//! A table: comma, semicolon or tab between the columns, which the first row names.

use csv::{ReaderBuilder, StringRecord};

use super::Bank;
use super::row::Row;
use crate::told::word;

/// The columns that are known; those with a number behind their name may be there several times.
pub(super) const COLUMNS: [&str; 11] = [
    "category",
    "id",
    "kind",
    "question",
    "options",
    "option",
    "right",
    "feedback",
    "explanation",
    "hint",
    "points",
];

/// Reads a file.
pub(super) fn read(text: &str, bank: &mut Bank) {
    let mut reader = ReaderBuilder::new()
        .delimiter(separator(text))
        .has_headers(false)
        .flexible(true)
        .from_reader(text.as_bytes());
    let mut records = reader.records().map_while(Result::ok);
    let Some(head) = records.next() else {
        return;
    };
    let columns: Vec<Option<&'static str>> = head.iter().map(column).collect();
    for (name, column) in head.iter().zip(&columns) {
        if column.is_none() && !name.trim().is_empty() {
            let place = bank.place(1);
            let field = vec![("field", word(name.trim()))];
            let weight = crate::Weight::Warning;
            bank.notes.tell(&place, weight, "field-unknown", field);
        }
    }
    if !columns.contains(&Some("question")) {
        return bank.error(1, "table-no-question", vec![]);
    }
    for record in records {
        let line = record.position().map_or(0, csv::Position::line);
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        if bank.is_full(line) {
            return;
        }
        one(&record, line, &columns, bank);
    }
}

fn one(record: &StringRecord, line: usize, columns: &[Option<&'static str>], bank: &mut Bank) {
    let cells = columns.iter().zip(record.iter());
    let cells = cells.filter_map(|(column, cell)| Some(((*column)?, bare(cell.trim()))));
    let row = Row {
        cells: cells.collect(),
        line,
    };
    if row.cells.iter().any(|(_, cell)| !cell.is_empty()) {
        row.put(bank);
    }
}

/// Without the apostrophe before what a spreadsheet would take for a formula.
fn bare(cell: &str) -> &str {
    let inner = cell.strip_prefix('\'');
    let is_formula = |inner: &&str| {
        let rest = inner.trim_start_matches('\'');
        rest.starts_with(['=', '+', '-', '@', '\t'])
    };
    inner.filter(is_formula).unwrap_or(cell)
}

/// Which column a name means: `Option 3` is an option.
fn column(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let base = name.trim_end_matches(|c: char| c.is_ascii_digit() || c == ' ' || c == '_');
    COLUMNS.into_iter().find(|known| *known == base)
}

/// The sign that parts the columns: what stands most often in the first row, outside of quotation marks.
fn separator(text: &str) -> u8 {
    let head = text.lines().next().unwrap_or_default();
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    let mut is_quoted = false;
    for byte in head.bytes() {
        is_quoted ^= byte == b'"';
        let counted = counts
            .iter_mut()
            .find(|(sign, _)| *sign == byte && !is_quoted);
        if let Some((_, count)) = counted {
            *count += 1;
        }
    }
    let first = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    first.map_or(b',', |(sign, _)| sign)
}
