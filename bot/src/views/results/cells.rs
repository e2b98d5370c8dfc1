//! What stands in the cells of the table.

use std::fmt::Write as _;

use crate::courses::results::{Line, Table};
use crate::texts::Texts;

/// A cell of the table.
pub(super) enum Cell {
    /// What somebody has written, or a name for it: never computed.
    Words(String),
    /// A number.
    Number(u64),
    /// Nothing.
    Empty,
}

/// The first line.
pub(super) fn head(texts: &Texts, table: &Table) -> Vec<String> {
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
        .chain(table.steps().map(str::to_owned))
        .chain(after)
        .collect()
}

/// The line of a learner.
pub(super) fn cells(line: &Line) -> Vec<Cell> {
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

/// What stands below the file.
pub(super) fn caption(texts: &Texts, title: &str, learners: usize) -> String {
    let count = [("title", title.into()), ("count", learners.into())];
    texts.with("results-caption", count)
}
