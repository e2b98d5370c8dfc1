//! Whether an answer is right, and what the author says to it. Pure: what was given and the question decide, nothing else.

use std::str::FromStr;

use coursefile::{Choice, Form, Pair, Question, Span, Variant};
use rust_decimal::Decimal;

use super::patterns::Patterns;
use super::words::{is_near, same};

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

/// Judges an answer. The same answer to the same question is judged alike, however often. `patterns`: those that were built
/// already.
pub fn judge(question: &Question, given: &[String], patterns: &Patterns) -> Verdict {
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
            let words = given.first().map_or("", String::as_str);
            typed(variants, *typo, words, patterns)
        }
        Form::Number { spans, unit } => {
            let typed = given.first().map_or("", String::as_str);
            numeric(spans, &numbers(typed, unit.as_deref()))
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

/// What somebody may have meant who has typed a number, with the unit or without it, the likeliest first: `1 234,5 kg` is
/// 1234.5. Where a comma stands before three figures it may part the thousands or the decimals, so `1,234` is both; whoever
/// judges takes the one that is right. Empty: it is no number.
pub fn numbers(typed: &str, unit: Option<&str>) -> Vec<Decimal> {
    let folded = super::words::fold(typed);
    let unit = unit.map(super::words::fold).unwrap_or_default();
    let words = folded.strip_suffix(unit.as_str()).unwrap_or(&folded);
    let digits: String = words
        .chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '\'' | '’' | '_'))
        .map(|c| match c {
            '−' | '–' | '—' => '-',
            c => c,
        })
        .collect();
    let digits = digits.strip_prefix('+').unwrap_or(&digits);
    let digits = digits.strip_prefix('=').unwrap_or(digits);
    let decimal = digits.replace(',', ".");
    let grouped =
        |sign, dot| is_grouped(digits, sign).then(|| digits.replace(sign, "").replace(dot, "."));
    let has_both = digits.contains(',') && digits.contains('.');
    let readings = [
        Some(decimal),
        grouped(',', '.'),
        // A dot alone is a dot wherever a comma can be one.
        grouped('.', ',').filter(|_| has_both),
    ];
    let readings = readings.into_iter().flatten();
    let mut numbers: Vec<Decimal> = readings
        .filter_map(|it| Decimal::from_str(&it).ok())
        .collect();
    numbers.dedup();
    numbers
}

/// The likeliest of [`numbers`]. `None`: it is no number.
pub fn number(typed: &str, unit: Option<&str>) -> Option<Decimal> {
    numbers(typed, unit).first().copied()
}

/// Whether a sign parts the thousands: every one of them stands before three figures, and none behind the other sign.
fn is_grouped(digits: &str, sign: char) -> bool {
    let other = if sign == ',' { '.' } else { ',' };
    let (whole, decimals) = digits.split_once(other).unwrap_or((digits, ""));
    let mut groups = whole.trim_start_matches('-').split(sign);
    let first = groups.next().unwrap_or_default();
    let is_figures = |group: &str| group.chars().all(|c| c.is_ascii_digit());
    whole.contains(sign)
        && is_figures(decimals)
        && (1..=3).contains(&first.len())
        && is_figures(first)
        && !first.starts_with('0')
        && groups.all(|group| group.len() == 3 && is_figures(group))
}

fn said<'a>(chosen: impl IntoIterator<Item = &'a Choice>) -> Vec<String> {
    let feedback = chosen
        .into_iter()
        .filter_map(|option| option.feedback.clone());
    feedback.collect()
}

fn typed(variants: &[Variant], typo: bool, words: &str, patterns: &Patterns) -> Verdict {
    let exact = variants.iter().find(|variant| {
        if variant.is_pattern {
            patterns.fit(&variant.words, words)
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

/// Of what may have been meant, what is right counts; otherwise the first that the author has something to say to.
fn numeric(spans: &[Span], numbers: &[Decimal]) -> Verdict {
    let span_of = |number: &Decimal| {
        let mut spans = spans.iter();
        spans.find(|span| span.low <= *number && *number <= span.high)
    };
    let mut found = numbers.iter().filter_map(span_of);
    let right = found.clone().find(|span| span.is_right);
    let found = right.or_else(|| found.next());
    Verdict {
        is_right: Some(right.is_some()),
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
            as_poll: false,
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
            judge(&question(form.clone()), &given, &Patterns::default()).is_right,
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
        let verdict = judge(
            &question(multiple),
            &["a".to_owned(), "b".to_owned()],
            &Patterns::default(),
        );
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
        let exact = Form::Typed {
            variants: vec![Variant {
                words: "(?-i)NaCl".to_owned(),
                is_pattern: true,
                is_right: true,
                feedback: None,
            }],
            typo: false,
        };
        check(&exact, " NaCl ", Some(true));
        check(&exact, "nacl", Some(false));
    }

    #[test]
    fn numbers_are_read_as_people_write_them() {
        let number = |typed: &str, expected: &[&str]| {
            let read = super::numbers(typed, Some("kg"));
            let read: Vec<String> = read.iter().map(Decimal::to_string).collect();
            assert_eq!(read, expected, "{typed:?}");
        };
        number("5", &["5"]);
        number(" 1 234,50 KG", &["1234.50"]);
        number("−3", &["-3"]);
        number("+0.5kg", &["0.5"]);
        number("five", &[]);
        number("🙂", &[]);
        number("", &[]);
        number("1.2.3", &[]);
        number("1,234", &["1.234", "1234"]);
        number("1,234 kg", &["1.234", "1234"]);
        number("-12,345,678", &["-12345678"]);
        number("1,234.5", &["1234.5"]);
        number("1.234,5", &["1234.5"]);
        number("1.234", &["1.234"]);
        number("0,125", &["0.125"]);
        number("1,23", &["1.23"]);
        number("1,2345", &["1.2345"]);
        number("12,34,567", &[]);
        number(&"9".repeat(500), &[]);
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
        let thousand = Form::Number {
            spans: vec![span("1", "2", false), span("1234", "1234", true)],
            unit: None,
        };
        check(&thousand, "1,234", Some(true));
        check(&thousand, "1.234", Some(false));
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
            &Patterns::default(),
        );
        assert_eq!(verdict.part, Some((1, 3)));
    }
}
