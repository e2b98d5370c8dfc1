//! GIFT, as it is read by [`crate::open_file`] and by Moodle.

use std::fmt::Write;

use rust_decimal::Decimal;

use super::{Exported, Unsaid, asking};
use crate::formats::star_pattern;
use crate::print::words;
use crate::stored::Text;
use crate::{Choice, Course, Form, Question, Span, Step, Variant};

/// The questions of a course in GIFT: each step is a category. A question that the text of its step has asked says that text.
pub fn gift(course: &Course) -> Exported {
    let mut out = String::new();
    let mut unsaid = Unsaid::default();
    for (step, quiz) in asking(course) {
        unsaid.at(step, None);
        unsaid.flags(quiz);
        let title = step.title.replace('/', "//");
        writeln!(out, "$CATEGORY: {title}\n").expect("a string can be written to");
        for question in &quiz.questions {
            unsaid.at(step, Some(question));
            put(&mut out, question, step, &mut unsaid);
        }
    }
    unsaid.finish(out)
}

fn put(out: &mut String, question: &Question, step: &Step, unsaid: &mut Unsaid) {
    let Some(answers) = answers(&question.form, unsaid) else {
        return;
    };
    unsaid.common(question);
    unsaid.tell_if(question.hint.is_some(), "hint");
    unsaid.tell_if(question.points != 1, "points");
    let ask = question.ask.as_ref().or(step.html.as_ref());
    let ask = ask.map(|html| text(html)).unwrap_or_default();
    let is_number = matches!(question.form, Form::Number { .. });
    let open = if is_number { "{#" } else { "{" };
    writeln!(out, "::{}::{ask}{open}", question.slug).expect("a string can be written to");
    for answer in answers {
        writeln!(out, "\t{answer}").expect("a string can be written to");
    }
    if let Some(explanation) = &question.explanation {
        let explanation = text(explanation);
        writeln!(out, "\t####{explanation}").expect("a string can be written to");
    }
    out.push_str("}\n\n");
}

/// The answers, one a line. None: GIFT cannot ask it, which is told.
fn answers(form: &Form, unsaid: &mut Unsaid) -> Option<Vec<String>> {
    let answers: Vec<String> = match form {
        Form::Single(options) => {
            let sign = |option: &Choice| if option.is_right { "=" } else { "~" };
            let options = options.iter();
            options.map(|option| choice(sign(option), option)).collect()
        }
        Form::Multiple(options) => several(options, unsaid),
        Form::Poll(options) => {
            unsaid.tell("poll");
            options.iter().map(|option| choice("~", option)).collect()
        }
        Form::Typed { variants, typo } => {
            unsaid.tell_if(*typo, "typo");
            let said = variants.iter().filter_map(|one| variant(one, unsaid));
            let said: Vec<String> = said.collect();
            // All of them would be taken for pairs.
            if said.iter().all(|words| words.contains("->")) {
                unsaid.tell("->");
                return None;
            }
            said
        }
        Form::Number { spans, unit } => {
            unsaid.tell_if(unit.is_some(), "unit");
            spans.iter().map(span).collect()
        }
        Form::Match { pairs, extra } => {
            let lefts = pairs.iter().map(|pair| pair.left.as_str());
            let pairs = pairs.iter();
            let pairs =
                pairs.map(|pair| format!("{} -> {}", plain("=", &pair.left), bare(&pair.right)));
            let extra = extra.iter().map(|right| format!("= -> {}", bare(right)));
            if lefts
                .clone()
                .any(|left| left.contains("->") || left.ends_with('-'))
            {
                unsaid.tell("->");
                return None;
            }
            pairs.chain(extra).collect()
        }
        Form::Order(_) => {
            unsaid.tell("order");
            return None;
        }
    };
    Some(answers)
}

/// Several right options share the points.
fn several(options: &[Choice], unsaid: &mut Unsaid) -> Vec<String> {
    let right = options.iter().filter(|option| option.is_right).count();
    unsaid.tell_if(right == 1, "multiple");
    let share = Decimal::ONE_HUNDRED / Decimal::from(right.max(1));
    let right = format!("~%{}%", share.round_dp(5).normalize());
    let sign = |option: &Choice| if option.is_right { &*right } else { "~%-100%" };
    let options = options.iter();
    options.map(|option| choice(sign(option), option)).collect()
}

fn choice(sign: &str, option: &Choice) -> String {
    plain(sign, &option.words) + &feedback(option.feedback.as_ref())
}

fn variant(variant: &Variant, unsaid: &mut Unsaid) -> Option<String> {
    let words = if variant.is_pattern {
        let Some(words) = starred(&variant.words) else {
            unsaid.tell("pattern");
            return None;
        };
        words
    } else {
        variant.words.replace('*', "\\*")
    };
    let sign = if variant.is_right { "=" } else { "=%0%" };
    Some(plain(sign, &words) + &feedback(variant.feedback.as_ref()))
}

/// A pattern that GIFT can say: words in which a star stands for anything.
fn starred(pattern: &str) -> Option<String> {
    let mut words = String::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        if let Some(behind) = rest.strip_prefix(".*") {
            words.push('*');
            rest = behind;
            continue;
        }
        rest = &rest[c.len_utf8()..];
        match (c, rest.chars().next()) {
            ('\\', Some('*')) => words.push_str("\\*"),
            ('\\', Some(next)) => words.push(next),
            _ => {
                words.push(c);
                continue;
            }
        }
        rest = &rest[1..];
    }
    (star_pattern(&words).as_deref() == Some(pattern)).then_some(words)
}

fn span(span: &Span) -> String {
    let sign = if span.is_right { "=" } else { "=%0%" };
    let number = if span.low == span.high {
        span.low.to_string()
    } else {
        format!("{}..{}", span.low, span.high)
    };
    format!("{sign}{number}{}", feedback(span.feedback.as_ref()))
}

fn feedback(html: Option<&String>) -> String {
    html.map_or_else(String::new, |html| format!("#{}", text(html)))
}

/// Plain words behind a sign. A weight is written before words that look as if they had one.
fn plain(sign: &str, words: &str) -> String {
    let weight = match sign {
        "=" if words.starts_with('%') => "%100%",
        "~" if words.starts_with('%') => "%0%",
        _ => "",
    };
    format!("{sign}{weight}{}", bare(words))
}

fn bare(words: &str) -> String {
    format!("[plain]{}", escaped(words))
}

/// A text in one line, with the format it is in.
fn text(html: &str) -> String {
    let text = Text::from_html(html);
    if text.spans.is_empty() {
        return format!("[plain]{}", escaped(&text.words));
    }
    format!("[markdown]{}", escaped(&words(&text)))
}

fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 8);
    for c in words.chars() {
        match c {
            '\n' => out.push_str("\\n"),
            '~' | '=' | '#' | '{' | '}' | ':' | '\\' => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::open_file;
    use crate::quiz::strategy::any_quiz;

    /// Whether GIFT has a word for all of it.
    fn is_sayable(question: &Question) -> bool {
        let form = match &question.form {
            Form::Single(_) | Form::Poll(_) | Form::Number { unit: None, .. } => true,
            Form::Multiple(options) => options.iter().filter(|option| option.is_right).count() > 1,
            Form::Typed { variants, typo } => {
                let arrow = |variant: &Variant| variant.words.contains("->") || variant.is_pattern;
                !typo && !variants.iter().any(arrow)
            }
            Form::Match { pairs, .. } => {
                let arrow = |words: &str| words.contains("->") || words.ends_with('-');
                !pairs.iter().any(|pair| arrow(&pair.left))
            }
            Form::Order(_) | Form::Number { .. } => false,
        };
        form && question.ask.is_some()
    }

    #[test]
    fn gift_is_readable() {
        let markdown = "What *boils*?\n\n- [x] Water: 100%\n  > Right!\n- [ ] Stone\n\n```question\nid: boil\nexplanation: It does.\nhint: h\n```\n\n\
            Sort!\n\n1. a\n2. b\n\n```question\nkind: order\n```";
        let course = crate::read(&format!(
            "---\nid: a\ntitle: A\n---\n## Water/Ice {{#a .end}}\n\n{markdown}"
        ))
        .course;
        let written = gift(&course);
        let expected = "$CATEGORY: Water//Ice\n\n::boil::[markdown]What *boils*?{\n\t=[plain]Water\\: 100%#[plain]Right!\n\t~[plain]Stone\n\t####[plain]It does.\n}\n\n";
        assert_eq!(written.text, expected);
        let told: Vec<_> = written
            .problems
            .0
            .iter()
            .map(|problem| &problem.arguments[0].1)
            .collect();
        assert_eq!(told, [&"hint".into(), &"order".into()]);
        let places = written.problems.0.iter();
        let places: Vec<_> = places.filter_map(|one| one.file.as_deref()).collect();
        assert_eq!(places, ["Water/Ice › boil", "Water/Ice › sort"]);
    }

    #[test]
    fn stars_are_patterns_and_back() {
        for words in ["a*b", "*", "1\\*2*", "a.c*", "x\\\\*y*"] {
            let pattern = star_pattern(words).expect("a star");
            assert_eq!(
                starred(&pattern).as_deref().and_then(star_pattern),
                Some(pattern)
            );
        }
        assert_eq!(starred("a|b"), None);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn what_gift_can_say_comes_back(mut quiz in any_quiz()) {
            quiz.questions.retain(is_sayable);
            for question in &mut quiz.questions {
                (question.hint, question.attempts, question.points) = (None, None, 1);
                (question.shuffle, question.measures) = (false, None);
                question.as_poll = false;
            }
            if quiz.questions.is_empty() {
                return Ok(());
            }
            let step = Step {
                title: "T".to_owned(),
                quiz: Some(quiz.clone()),
                ..Step::default()
            };
            let course = Course {
                steps: vec![step],
                ..Course::default()
            };
            let file = gift(&course).text;
            let opened = open_file("a.gift", file.as_bytes());
            prop_assert!(!opened.problems.is_fatal(), "{}\n{:?}", file, opened.problems);
            let again = opened.course.steps[0].quiz.clone().expect("a quiz");
            prop_assert_eq!(again.questions, quiz.questions, "{}", file);
        }
    }
}
