//! What stands between the braces of a question in GIFT.

use rust_decimal::Decimal;

use super::Bank;
use super::gift::format as format_of;
use super::gift_parts::{Answer, WHOLE, cut, span, star_pattern};
use super::gift_signs::{Signs, find, find_all, split, trim, words};
use super::words::{Format, html, plain};
use crate::told::word;
use crate::{Choice, Form, Pair, Question, Span, Variant};

/// What is told where, and how words are written.
struct Around<'a> {
    format: Format,
    line: usize,
    bank: &'a mut Bank,
    /// Whether something is worth a part of the points.
    is_partial: bool,
}

/// Reads them. None: it cannot be asked here, which is told.
pub(super) fn answers(
    inside: &Signs,
    ask: &str,
    format: Format,
    line: usize,
    bank: &mut Bank,
) -> Option<Question> {
    let (inside, general) = match find_all(inside, "####") {
        Some(at) => (trim(&inside[..at]), Some(&inside[at + 4..])),
        None => (inside, None),
    };
    let mut around = Around {
        format,
        line,
        bank,
        is_partial: false,
    };
    let form = around.form(inside, ask)?;
    if around.is_partial {
        around.bank.warn(line, "question-weights");
    }
    let explanation = general.and_then(|general| around.text(general));
    Some(Question {
        slug: String::new(),
        ask: None,
        form,
        hint: None,
        explanation,
        attempts: None,
        points: 1,
        shuffle: false,
        measures: None,
        as_poll: false,
    })
}

impl Around<'_> {
    fn text(&mut self, signs: &Signs) -> Option<String> {
        let (format, signs) = format_of(signs);
        let format = format.unwrap_or(self.format);
        html(&words(signs), format, self.line, self.bank)
    }

    fn plain(&mut self, signs: &Signs) -> String {
        let (format, signs) = format_of(signs);
        let format = format.unwrap_or(self.format);
        plain(&words(signs), format, self.line, self.bank)
    }

    fn form(&mut self, inside: &Signs, ask: &str) -> Option<Form> {
        match inside.first() {
            None => {
                self.bank.leave_out(self.line, "question-essay");
                None
            }
            Some(('#', false)) => self.numbers(trim(&inside[1..])),
            Some(('=' | '~', false)) => {
                let answers = cut(inside);
                let has_wrong = find(inside, '~').is_some();
                let is_pair = |answer: &Answer<'_>| find_all(answer.words, "->").is_some();
                if has_wrong {
                    Some(self.choices(&answers))
                } else if answers.iter().all(is_pair) {
                    Some(self.pairs(&answers))
                } else {
                    Some(self.typed(&answers))
                }
            }
            Some(_) => self.truth(inside, ask),
        }
    }

    /// `{T#if wrong#if right}`.
    fn truth(&mut self, inside: &Signs, ask: &str) -> Option<Form> {
        let (value, rest) = split(inside, '#');
        let is_true = match words(value).to_ascii_uppercase().as_str() {
            "T" | "TRUE" => true,
            "F" | "FALSE" => false,
            other => {
                let text = vec![("text", word(other))];
                self.bank.error(self.line, "question-unread", text);
                return None;
            }
        };
        let (if_wrong, if_right) = rest.map_or((None, None), |rest| {
            let (wrong, right) = split(rest, '#');
            (Some(wrong), right)
        });
        let if_wrong = if_wrong.and_then(|signs| self.text(signs));
        let if_right = if_right.and_then(|signs| self.text(signs));
        let is_russian = ask.chars().any(|c| matches!(c, 'а'..='я' | 'А'..='Я'));
        let names = if is_russian {
            ["Верно", "Неверно"]
        } else {
            ["True", "False"]
        };
        let choice = |(name, is_right): (&str, bool)| Choice {
            words: name.to_owned(),
            is_right,
            feedback: if is_right { &if_right } else { &if_wrong }.clone(),
        };
        let options = names.into_iter().zip([is_true, !is_true]);
        Some(Form::Single(options.map(choice).collect()))
    }

    /// Wrong answers and right ones.
    fn choices(&mut self, answers: &[Answer<'_>]) -> Form {
        let signed = answers.iter().filter(|answer| answer.is_right).count();
        let whole = answers.iter().filter(|answer| answer.worth() == WHOLE);
        // One right answer; the others are worth a part at most.
        let is_single = signed == 1 || (signed == 0 && whole.count() == 1);
        let is_right = |answer: &Answer<'_>| {
            if is_single {
                answer.is_right || (signed == 0 && answer.worth() == WHOLE)
            } else {
                answer.worth() > Decimal::ZERO
            }
        };
        let mut options = Vec::with_capacity(answers.len());
        for answer in answers {
            let is_partial = ![WHOLE, Decimal::ZERO].contains(&answer.worth());
            self.is_partial |= is_partial;
            options.push(Choice {
                words: self.plain(answer.words),
                is_right: is_right(answer),
                feedback: answer.feedback.and_then(|signs| self.text(signs)),
            });
        }
        match options.iter().filter(|option| option.is_right).count() {
            0 => {
                self.bank.warn(self.line, "question-made-poll");
                Form::Poll(options)
            }
            _ if is_single => Form::Single(options),
            _ => {
                self.is_partial |= signed > 1;
                Form::Multiple(options)
            }
        }
    }

    fn pairs(&mut self, answers: &[Answer<'_>]) -> Form {
        let (mut pairs, mut extra) = (Vec::new(), Vec::new());
        for answer in answers {
            let at = find_all(answer.words, "->").unwrap_or_default();
            let left = self.plain(&answer.words[..at]);
            let right = self.plain(&answer.words[at + 2..]);
            if answer.feedback.is_some() {
                self.bank.warn(self.line, "question-feedback-dropped");
            }
            if left.is_empty() {
                extra.push(right);
            } else {
                pairs.push(Pair { left, right });
            }
        }
        Form::Match { pairs, extra }
    }

    /// Words that are looked for.
    fn typed(&mut self, answers: &[Answer<'_>]) -> Form {
        let mut variants = Vec::with_capacity(answers.len());
        for answer in answers {
            let worth = answer.worth();
            self.is_partial |= ![WHOLE, Decimal::ZERO].contains(&worth);
            let words = self.plain(answer.words);
            let pattern = star_pattern(&words);
            variants.push(Variant {
                is_pattern: pattern.is_some(),
                words: pattern.unwrap_or_else(|| words.replace("\\*", "*")),
                is_right: worth == WHOLE,
                feedback: answer.feedback.and_then(|signs| self.text(signs)),
            });
        }
        Form::Typed {
            variants,
            typo: false,
        }
    }

    /// `{#5:0.1}`, `{#1..2}`, or several that begin with a sign.
    fn numbers(&mut self, inside: &Signs) -> Option<Form> {
        let is_signed = matches!(inside.first(), Some(('=' | '~', false)));
        let answers = if is_signed {
            cut(inside)
        } else {
            let (words, feedback) = split(inside, '#');
            vec![Answer {
                is_right: true,
                weight: None,
                words,
                feedback,
            }]
        };
        let mut spans = Vec::with_capacity(answers.len());
        for answer in &answers {
            let worth = answer.worth();
            self.is_partial |= ![WHOLE, Decimal::ZERO].contains(&worth);
            let said = words(answer.words);
            if said.is_empty() && worth <= Decimal::ZERO {
                // What is said to whatever else is typed.
                self.bank.warn(self.line, "question-feedback-dropped");
                continue;
            }
            let Some((low, high)) = span(&said) else {
                let text = vec![("text", word(&said))];
                self.bank.error(self.line, "question-unread", text);
                return None;
            };
            spans.push(Span {
                low,
                high,
                is_right: worth == WHOLE,
                feedback: answer.feedback.and_then(|signs| self.text(signs)),
            });
        }
        Some(Form::Number { spans, unit: None })
    }
}
