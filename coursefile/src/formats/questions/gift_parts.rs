//! Answers of GIFT in their parts: sign, weight, words and feedback; numbers; stars.

use rust_decimal::Decimal;

use super::gift_signs::{Signs, find, split, trim, words};
use crate::quiz::decimal;

/// What is worth all points.
pub(super) const WHOLE: Decimal = Decimal::ONE_HUNDRED;

/// An answer with its sign.
pub(super) struct Answer<'a> {
    pub(super) is_right: bool,
    /// In percent, if it is said.
    pub(super) weight: Option<Decimal>,
    pub(super) words: &'a Signs,
    pub(super) feedback: Option<&'a Signs>,
}

impl Answer<'_> {
    /// What it is worth, in percent.
    pub(super) fn worth(&self) -> Decimal {
        let plain = if self.is_right { WHOLE } else { Decimal::ZERO };
        self.weight.unwrap_or(plain)
    }
}

/// The answers, each with its sign.
pub(super) fn cut(inside: &Signs) -> Vec<Answer<'_>> {
    let is_sign = |sign: &(char, bool)| matches!(sign, ('=' | '~', false));
    let starts = inside.iter().enumerate().filter(|(_, sign)| is_sign(sign));
    let starts: Vec<usize> = starts.map(|(at, _)| at).collect();
    let ends = starts.iter().skip(1).copied().chain([inside.len()]);
    let answer = |(start, end): (&usize, usize)| {
        let is_right = inside[*start].0 == '=';
        let (words, feedback) = split(trim(&inside[start + 1..end]), '#');
        let (weight, words) = weight(words);
        Answer {
            is_right,
            weight,
            words: trim(words),
            feedback,
        }
    };
    starts.iter().zip(ends).map(answer).collect()
}

/// `%50%` at the beginning.
fn weight(signs: &Signs) -> (Option<Decimal>, &Signs) {
    let inner = signs.strip_prefix(&[('%', false)]);
    let end = inner.and_then(|inner| Some((inner, find(inner, '%')?)));
    let weight = end.and_then(|(inner, end)| Some((decimal(&words(&inner[..end]))?, inner, end)));
    match weight {
        Some((weight, inner, end)) => (Some(weight), &inner[end + 1..]),
        None => (None, signs),
    }
}

/// `5`, `5:0.1` or `1..2`.
pub(super) fn span(words: &str) -> Option<(Decimal, Decimal)> {
    let (low, high) = match (words.split_once(".."), words.split_once(':')) {
        (Some((low, high)), _) => (decimal(low)?, decimal(high)?),
        (None, Some((number, off))) => {
            let (number, off) = (decimal(number)?, decimal(off)?);
            (number.checked_sub(off)?, number.checked_add(off)?)
        }
        (None, None) => (decimal(words)?, decimal(words)?),
    };
    (low <= high).then_some((low, high))
}

/// Words in which a star stands for anything, as a pattern; `\*` is a star. None: there is none.
pub(crate) fn star_pattern(words: &str) -> Option<String> {
    const STAR: char = '\u{1}';
    let words = words.replace("\\*", &STAR.to_string());
    let parts = words.split('*').map(regex_syntax::escape);
    let pattern = parts.collect::<Vec<_>>().join(".*");
    (words.contains('*')).then(|| pattern.replace(STAR, "\\*"))
}
