//! How learners have done: as a message, and as a table to take away.

mod cells;
mod csv;
mod xlsx;

use crate::courses::results::{Line, Results, Table, Tally};
use crate::telegram::{AuthorPress, Button, Document, Rich, Screen};
use crate::texts::Texts;

pub use self::csv::CsvTable;
pub use self::xlsx::XlsxTable;

/// A table of results in the making, learner by learner.
pub trait Sheet: Sized {
    /// What the writer says; in memory that is a bug.
    type Error: std::error::Error;

    /// A table with its first line.
    ///
    /// # Errors
    /// What the writer says.
    fn begin(texts: &Texts, table: &Table) -> Result<Self, Self::Error>;

    /// Adds a learner.
    ///
    /// # Errors
    /// What the writer says.
    fn line(&mut self, line: &Line) -> Result<(), Self::Error>;

    /// Whether it has become larger than such a table may be.
    fn is_too_large(&self) -> bool;

    /// The file.
    ///
    /// # Errors
    /// What the writer says.
    fn end(self, texts: &Texts, table: &Table) -> Result<Document, Self::Error>;
}

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
    if let Some((before, after)) = results.gain.shares() {
        let figures = [
            ("before", before.into()),
            ("after", after.into()),
            ("learners", results.gain.learners.into()),
        ];
        text.line().push_str(&texts.with("results-gain", figures));
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
