//! Numbers that are looked for: one number, a range, and how far off is still right.

use rust_decimal::Decimal;

use super::make::Part;
use super::typed::Entry;
use crate::Span;
use crate::problem::Problem;

/// A number as people write it: with a comma or a dot, with blanks between its figures.
pub(crate) fn decimal(words: &str) -> Option<Decimal> {
    let plain: String = words
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| match c {
            ',' => '.',
            '−' => '-',
            c => c,
        })
        .collect();
    let is_figure = |c: char| c.is_ascii_digit() || ".+-".contains(c);
    let is_plain = plain.chars().all(is_figure) && plain.contains(|c: char| c.is_ascii_digit());
    is_plain.then(|| Decimal::from_str_exact(&plain).ok())?
}

/// How far off is still right.
pub(super) fn tolerance(part: &mut Part<'_>) -> Decimal {
    let Some((value, line)) = part.settings.words("tolerance", part.problems) else {
        return Decimal::ZERO;
    };
    let tolerance = decimal(&value).filter(|value| *value >= Decimal::ZERO);
    if tolerance.is_none() {
        let value = [("value", value.as_str().into())];
        let problem = Problem::error(line, "question-tolerance-bad", value);
        part.problems.push(problem);
    }
    tolerance.unwrap_or_default()
}

/// The numbers that an answer means; the tolerance widens right ones.
pub(super) fn span(part: &mut Part<'_>, entry: Entry, tolerance: Decimal) -> Option<Span> {
    let bounds = match entry.words.split_once("..") {
        Some((low, high)) => decimal(low).zip(decimal(high)),
        None => decimal(&entry.words).map(|number| (number, number)),
    };
    let bounds = bounds.filter(|(low, high)| low <= high);
    let off = if entry.is_right {
        tolerance
    } else {
        Decimal::ZERO
    };
    let bounds = bounds.and_then(|(low, high)| low.checked_sub(off).zip(high.checked_add(off)));
    let Some((low, high)) = bounds else {
        let value = [("value", entry.words.as_str().into())];
        let problem = Problem::error(entry.line, "question-number-bad", value);
        part.problems.push(problem);
        return None;
    };
    Some(Span {
        low,
        high,
        is_right: entry.is_right,
        feedback: entry.feedback,
    })
}
