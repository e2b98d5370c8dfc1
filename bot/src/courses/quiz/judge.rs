//! Whether an answer is right, and what the author says to it. Pure: what was given and the question decide, nothing else.

use std::str::FromStr;

use coursefile::{Choice, Form, Pair, Question, Span, Variant};
use rust_decimal::Decimal;

use super::words::{fits, is_near, same};

/// What a learner has given: the words of the options that were chosen, what was typed, the items in their order, or for
/// each left side of the pairs what was put to it.
pub type Given = Vec<String>;

/// What became of an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// Whether it is right; `None`: there is no right answer.
    pub is_right: Option<bool>,
    /// How much of it is in its place, where that can be said: so many of so many.
    pub part: Option<(usize, usize)>,
    /// What the author says to it, in the stored form.
    pub feedback: Vec<String>,
    /// It was taken as right although a letter is wrong: the word as it should be.
    pub meant: Option<String>,
}

/// Judges an answer. The same answer to the same question is judged alike, however often.
pub fn judge(question: &Question, given: &[String]) -> Verdict {
    match &question.form {
        Form::Single(options) => {
            let chosen = options
                .iter()
                .find(|option| given == [option.words.as_str()]);
            Verdict {
                is_right: Some(chosen.is_some_and(|option| option.is_right)),
                feedback: said(chosen),
                ..Verdict::default()
            }
        }
        Form::Multiple(options) => {
            let wrong = |option: &&Choice| option.is_right != given.contains(&option.words);
            let chosen = options
                .iter()
                .filter(|option| given.contains(&option.words));
            Verdict {
                is_right: Some(!options.iter().any(|option| wrong(&option))),
                feedback: said(chosen),
                ..Verdict::default()
            }
        }
        Form::Poll(options) => {
            let chosen = options
                .iter()
                .filter(|option| given.contains(&option.words));
            Verdict {
                feedback: said(chosen),
                ..Verdict::default()
            }
        }
        Form::Typed { variants, typo } => {
            typed(variants, *typo, given.first().map_or("", String::as_str))
        }
        Form::Number { spans, unit } => {
            let number = given
                .first()
                .and_then(|words| number(words, unit.as_deref()));
            numeric(spans, number)
        }
        Form::Order(items) => in_place(items.iter(), given),
        Form::Match { pairs, .. } => in_place(pairs.iter().map(|pair: &Pair| &pair.right), given),
        // A person judges it: see `work`.
        Form::Work { .. } => Verdict::default(),
    }
}

/// What is right, for who has tried and is told: in the order in which it would have been given.
pub fn solution(question: &Question) -> Given {
    match &question.form {
        Form::Single(options) | Form::Multiple(options) => {
            let right = options.iter().filter(|option| option.is_right);
            right.map(|option| option.words.clone()).collect()
        }
        Form::Poll(_) | Form::Work { .. } => Given::new(),
        Form::Typed { variants, .. } => {
            let told = variants.iter().find(|it| it.is_right && !it.is_pattern);
            told.into_iter()
                .map(|variant| variant.words.clone())
                .collect()
        }
        Form::Number { spans, unit } => {
            let right = spans.iter().find(|span| span.is_right);
            right
                .into_iter()
                .map(|span| told(span, unit.as_deref()))
                .collect()
        }
        Form::Order(items) => items.clone(),
        Form::Match { pairs, .. } => pairs.iter().map(|pair| pair.right.clone()).collect(),
    }
}

/// The number that somebody has typed, with the unit or without it: `1 234,5 kg` is 1234.5. `None`: it is no number.
pub fn number(typed: &str, unit: Option<&str>) -> Option<Decimal> {
    let folded = super::words::fold(typed);
    let unit = unit.map(super::words::fold).unwrap_or_default();
    let words = folded.strip_suffix(unit.as_str()).unwrap_or(&folded);
    let digits: String = words
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_'))
        .map(|c| match c {
            ',' => '.',
            '−' | '–' | '—' => '-',
            c => c,
        })
        .collect();
    let digits = digits.strip_prefix('+').unwrap_or(&digits);
    let digits = digits.strip_prefix('=').unwrap_or(digits);
    Decimal::from_str(digits).ok()
}

fn said<'a>(chosen: impl IntoIterator<Item = &'a Choice>) -> Vec<String> {
    let feedback = chosen
        .into_iter()
        .filter_map(|option| option.feedback.clone());
    feedback.collect()
}

fn typed(variants: &[Variant], typo: bool, words: &str) -> Verdict {
    let exact = variants.iter().find(|variant| {
        if variant.is_pattern {
            fits(&variant.words, words)
        } else {
            same(&variant.words, words)
        }
    });
    let near = || {
        let near = |variant: &&Variant| {
            variant.is_right && !variant.is_pattern && is_near(&variant.words, words)
        };
        variants.iter().filter(|_| typo).find(near)
    };
    let found = exact.or_else(near);
    let meant = found.filter(|_| exact.is_none()).map(|it| it.words.clone());
    Verdict {
        is_right: Some(found.is_some_and(|variant| variant.is_right)),
        feedback: found
            .and_then(|variant| variant.feedback.clone())
            .into_iter()
            .collect(),
        meant,
        ..Verdict::default()
    }
}

fn numeric(spans: &[Span], number: Option<Decimal>) -> Verdict {
    let holds = |span: &&Span| number.is_some_and(|n| span.low <= n && n <= span.high);
    let found = spans.iter().find(holds);
    Verdict {
        is_right: Some(found.is_some_and(|span| span.is_right)),
        feedback: found
            .and_then(|span| span.feedback.clone())
            .into_iter()
            .collect(),
        ..Verdict::default()
    }
}

fn in_place<'a>(right: impl ExactSizeIterator<Item = &'a String>, given: &[String]) -> Verdict {
    let total = right.len();
    let fits = right
        .zip(given)
        .filter(|(right, given)| right == given)
        .count();
    Verdict {
        is_right: Some(fits == total && given.len() == total),
        part: (fits < total).then_some((fits, total)),
        ..Verdict::default()
    }
}

fn told(span: &Span, unit: Option<&str>) -> String {
    // Halves first: the sum of two large numbers may be none.
    let middle = if span.low == span.high {
        span.low
    } else {
        span.low / Decimal::TWO + span.high / Decimal::TWO
    };
    let middle = middle.normalize();
    match unit {
        Some(unit) => format!("{middle} {unit}"),
        None => middle.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(form: Form) -> Question {
        Question {
            slug: "q".to_owned(),
            ask: None,
            form,
            hint: None,
            explanation: None,
            attempts: None,
            points: 1,
            shuffle: false,
            measures: None,
        }
    }

    fn options(words: &str) -> Vec<Choice> {
        let option = |word: &str| Choice {
            words: word.trim_start_matches('*').to_owned(),
            is_right: word.starts_with('*'),
            feedback: Some(format!("<i>{word}</i>")),
        };
        words.split_whitespace().map(option).collect()
    }

    fn check(form: &Form, given: &str, expected: Option<bool>) {
        let given: Given = given
            .split('|')
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
            .collect();
        assert_eq!(
            judge(&question(form.clone()), &given).is_right,
            expected,
            "{given:?}"
        );
    }

    #[test]
    fn options_are_right_or_wrong() {
        let single = Form::Single(options("a *b c"));
        check(&single, "b", Some(true));
        check(&single, "a", Some(false));
        check(&single, "b|a", Some(false));
        check(&single, "gone", Some(false));
        let multiple = Form::Multiple(options("*a b *c"));
        check(&multiple, "a|c", Some(true));
        check(&multiple, "c|a", Some(true));
        check(&multiple, "a", Some(false));
        check(&multiple, "a|b|c", Some(false));
        check(&multiple, "", Some(false));
        check(&Form::Poll(options("a b")), "a", None);
        let verdict = judge(&question(multiple), &["a".to_owned(), "b".to_owned()]);
        assert_eq!(verdict.feedback, ["<i>*a</i>", "<i>b</i>"]);
    }

    #[test]
    fn typed_words_are_compared_without_case_blanks_and_form() {
        let variant = |words: &str, is_right| Variant {
            words: words.to_owned(),
            is_right,
            ..Variant::default()
        };
        let form = |typo| Form::Typed {
            variants: vec![variant("Saint Étienne", true), variant("Lyon", false)],
            typo,
        };
        check(&form(false), "saint   e\u{301}tienne ", Some(true));
        check(&form(false), "SAINT ÉTIENNE", Some(true));
        check(&form(false), "Saint Étiene", Some(false));
        check(&form(true), "Saint Étiene", Some(true));
        check(&form(true), "Lyn", Some(false));
        check(&form(true), "", Some(false));
        let pattern = Form::Typed {
            variants: vec![Variant {
                words: "(colou?r|hue)s?".to_owned(),
                is_pattern: true,
                is_right: true,
                feedback: None,
            }],
            typo: true,
        };
        check(&pattern, "Colors", Some(true));
        check(&pattern, "my colors", Some(false));
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let number = |typed: &str, expected: Option<&str>| {
            let expected = expected.map(|it| Decimal::from_str(it).expect("a number"));
            assert_eq!(super::number(typed, Some("kg")), expected, "{typed:?}");
        };
        number("5", Some("5"));
        number(" 1 234,50 KG", Some("1234.5"));
        number("−3", Some("-3"));
        number("+0.5kg", Some("0.5"));
        number("five", None);
        number("🙂", None);
        number("", None);
        number("1.2.3", None);
        number(&"9".repeat(500), None);
        let span = |low: &str, high: &str, is_right| Span {
            low: Decimal::from_str(low).expect("a number"),
            high: Decimal::from_str(high).expect("a number"),
            is_right,
            feedback: None,
        };
        let form = Form::Number {
            spans: vec![span("0.1", "0.3", true), span("0", "1", false)],
            unit: None,
        };
        check(&form, "0,3", Some(true));
        check(&form, "0.30000001", Some(false));
        check(&form, "no", Some(false));
        assert_eq!(solution(&question(form)), ["0.2"]);
        let largest = Form::Number {
            spans: vec![Span {
                low: Decimal::MAX,
                high: Decimal::MAX,
                is_right: true,
                feedback: None,
            }],
            unit: None,
        };
        assert_eq!(solution(&question(largest)), [Decimal::MAX.to_string()]);
    }

    #[test]
    fn orders_and_pairs_say_how_much_is_in_place() {
        let items: Vec<String> = ["a", "b", "c"].map(str::to_owned).to_vec();
        let order = Form::Order(items.clone());
        check(&order, "a|b|c", Some(true));
        check(&order, "a|c|b", Some(false));
        check(&order, "a|b", Some(false));
        let verdict = judge(
            &question(order),
            &["a".to_owned(), "c".to_owned(), "b".to_owned()],
        );
        assert_eq!(verdict.part, Some((1, 3)));
    }
}
