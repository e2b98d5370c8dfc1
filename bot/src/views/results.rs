//! How learners have done: as a message, and as a table to take away.

use std::fmt::Write as _;

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use crate::courses::results::{Line, Results, Table, Tally};
use crate::telegram::{AuthorPress, Button, Document, Rich, Screen};
use crate::texts::Texts;

/// How many questions stand in the message: the hardest.
const QUESTIONS: usize = 20;
/// How much of a question is shown, in characters.
const WORDS: usize = 120;

/// How learners have done, question by question: the hardest first.
pub fn results(texts: &Texts, results: &Results) -> Screen {
    let course = &results.outline.course;
    let mut text = Rich::new();
    text.push_bold(&texts.with("results-title", [("title", (&course.title).into())]));
    text.line();
    let learners = [
        ("learners", results.learners.into()),
        ("finished", results.finished.into()),
    ];
    text.push_str(&texts.with("results-learners", learners));
    if let Some((before, after)) = results.gain() {
        let shares = [("before", before.into()), ("after", after.into())];
        text.line().push_str(&texts.with("results-gain", shares));
    }
    if results.questions.is_empty() {
        text.line()
            .line()
            .push_str(&texts.say("results-no-questions"));
    }
    let mut hardest: Vec<&Tally> = results.questions.iter().collect();
    hardest.sort_by_key(|tally| (tally.percent().is_none(), !tally.is_judged, tally.percent()));
    for tally in hardest.iter().take(QUESTIONS) {
        text.line().line();
        question(texts, tally, &mut text);
    }
    if let Some(more) = results
        .questions
        .len()
        .checked_sub(QUESTIONS)
        .filter(|more| *more > 0)
    {
        text.line().line();
        text.push_italic(&texts.with("results-more", [("count", more.into())]));
    }
    let course = course.id;
    let csv = Button::new(
        texts.say("button-csv"),
        AuthorPress::ResultsAsCsv { course },
    );
    let xlsx = Button::new(
        texts.say("button-xlsx"),
        AuthorPress::ResultsAsXlsx { course },
    );
    let back = AuthorPress::Course { course, page: 0 };
    let back = Button::new(texts.say("button-to-course"), back);
    Screen::new(text).row([csv, xlsx]).row([back])
}

fn question(texts: &Texts, tally: &Tally, text: &mut Rich) {
    let ask = Rich::from_html(&tally.ask).text;
    let ask = ask.split_whitespace().collect::<Vec<_>>().join(" ");
    let mut short: String = ask.chars().take(WORDS).collect();
    if short.len() < ask.len() {
        short.push('…');
    }
    text.push_bold(&short).line();
    if tally.tried == 0 {
        text.push_str(&texts.say("results-untried"));
        return;
    }
    text.push_str(&match tally.percent().filter(|_| tally.is_judged) {
        Some(percent) => texts.with(
            "results-first-try",
            [("tried", tally.tried.into()), ("percent", percent.into())],
        ),
        None => texts.with("results-answered", [("tried", tally.tried.into())]),
    });
    if let Some((given, count)) = &tally.favourite {
        let words: String = given.join(", ").chars().take(WORDS).collect();
        let key = if tally.is_judged {
            "results-favourite"
        } else {
            "results-most-chosen"
        };
        let args = [("words", (&words).into()), ("count", (*count).into())];
        text.line().push_str(&texts.with(key, args));
    }
}

/// The table as CSV for any spreadsheet: UTF-8 with a mark at the beginning, commas, one line for each learner.
///
/// # Errors
/// What the writer says; in memory that does not happen.
pub fn csv(texts: &Texts, table: &Table) -> Result<Document, csv::Error> {
    let mut writer = csv::Writer::from_writer(vec![0xEF, 0xBB, 0xBF]);
    writer.write_record(head(texts, table).iter().map(|cell| inert(cell)))?;
    for line in &table.lines {
        writer.write_record(cells(line).iter().map(Cell::inert))?;
    }
    let bytes = writer
        .into_inner()
        .map_err(csv::IntoInnerError::into_error)?;
    Ok(Document {
        name: format!("{}-results.csv", table.slug),
        content_type: "text/csv",
        bytes,
        caption: caption(texts, table),
    })
}

/// The table for Excel and its kin.
///
/// # Errors
/// What the writer says.
pub fn xlsx(texts: &Texts, table: &Table) -> Result<Document, XlsxError> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    let bold = Format::new().set_bold();
    for (column, words) in (0..).zip(head(texts, table)) {
        sheet.write_string_with_format(0, column, words, &bold)?;
    }
    for (row, line) in (1..).zip(&table.lines) {
        for (column, cell) in (0..).zip(cells(line)) {
            match cell {
                // A string cell is never computed, so it may begin with any sign.
                Cell::Words(words) => sheet.write_string(row, column, words)?,
                Cell::Number(number) => sheet.write_number(row, column, exact(number))?,
                Cell::Empty => sheet,
            };
        }
    }
    sheet.set_freeze_panes(1, 0)?;
    Ok(Document {
        name: format!("{}-results.xlsx", table.slug),
        content_type: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        bytes: book.save_to_buffer()?,
        caption: caption(texts, table),
    })
}

/// A cell of the table.
enum Cell {
    Words(String),
    Number(u64),
    Empty,
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

/// Words that no spreadsheet takes for a formula: what begins like one gets an apostrophe (OWASP, CSV Injection, read
/// 2026-11-21).
fn inert(words: &str) -> String {
    let mut inert = String::with_capacity(words.len() + 1);
    if words.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        inert.push('\'');
    }
    inert.push_str(words);
    inert
}

fn head(texts: &Texts, table: &Table) -> Vec<String> {
    let before = ["results-id", "results-name", "results-username"].map(|key| texts.say(key));
    let after = [
        "results-points",
        "results-of",
        "results-percent",
        "results-finished",
    ];
    let after = after.map(|key| texts.say(key));
    before
        .into_iter()
        .chain(table.steps.iter().cloned())
        .chain(after)
        .collect()
}

fn cells(line: &Line) -> Vec<Cell> {
    let mut name = line.user.first_name.clone();
    if let Some(last) = &line.user.last_name {
        let _ = write!(name, " {last}");
    }
    let username = line.user.username.clone().map_or(Cell::Empty, Cell::Words);
    let before = [
        Cell::Words(line.user.id.to_string()),
        Cell::Words(name),
        username,
    ];
    let points = line
        .points
        .iter()
        .map(|points| points.map_or(Cell::Empty, Cell::Number));
    let finished = line.finished_at.map_or(Cell::Empty, |at| {
        Cell::Words(at.format("%Y-%m-%d %H:%M").to_string())
    });
    let score = &line.score;
    let numbers = [score.earned, score.total, score.percent()].map(Cell::Number);
    before
        .into_iter()
        .chain(points)
        .chain(numbers)
        .chain([finished])
        .collect()
}

fn caption(texts: &Texts, table: &Table) -> String {
    let count = [
        ("title", (&table.title).into()),
        ("count", table.lines.len().into()),
    ];
    texts.with("results-caption", count)
}

/// Points are far below 2^32.
fn exact(number: u64) -> f64 {
    u32::try_from(number).unwrap_or(u32::MAX).into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_becomes_a_formula() {
        for (words, expected) in [
            ("=1+1", "'=1+1"),
            ("+7 900", "'+7 900"),
            ("-5", "'-5"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "'\t=1"),
            ("Ines", "Ines"),
            ("", ""),
        ] {
            assert_eq!(inert(words), expected, "{words:?}");
        }
    }
}
