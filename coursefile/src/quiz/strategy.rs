//! Questions of every kind, for tests.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rust_decimal::Decimal;

use crate::stored::strategy::{any_stored, any_words};
use crate::stored::{is_blank, line};
use crate::{Choice, Form, Gate, Measures, Pair, Question, Quiz, Span, Spent, Variant};

/// Plain words in one line.
pub(crate) fn any_line() -> impl Strategy<Value = String> {
    any_words().prop_map(|words| {
        let short: String = words.chars().take(40).collect();
        let words = line(&short);
        if is_blank(&words) {
            "w".to_owned()
        } else {
            words
        }
    })
}

/// Lines of which none is there twice.
fn any_lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(any_line(), 2..6).prop_map(distinct)
}

fn distinct(lines: Vec<String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let mut out = Vec::new();
    for mut words in lines {
        while !seen.insert(words.clone()) {
            words.push('x');
        }
        out.push(words);
    }
    out
}

/// A text in the stored form, or none.
pub(crate) fn any_text() -> impl Strategy<Value = Option<String>> {
    let text = any_stored().prop_map(|text| (!text.is_empty()).then(|| text.to_html()));
    prop_oneof![2 => Just(None), 1 => text]
}

fn any_choices() -> impl Strategy<Value = Vec<Choice>> {
    let feedback = prop::collection::vec(any_text(), 6);
    let right = prop::collection::vec(any::<bool>(), 6);
    (any_lines(), feedback, right).prop_map(|(lines, feedback, right)| {
        let lines = lines.into_iter().zip(feedback).zip(right);
        let choice = |((words, feedback), is_right)| Choice {
            words,
            is_right,
            feedback,
        };
        lines.map(choice).collect()
    })
}

fn any_typed() -> impl Strategy<Value = Form> {
    let words = prop_oneof![
        (any_line(), Just(false)),
        (
            prop::sample::select(vec!["a.*b", "\\d+", "x|y: #"]),
            Just(true)
        )
            .prop_map(|(words, is_pattern)| (words.to_owned(), is_pattern)),
    ];
    let variant = (words, any::<bool>(), any_text());
    let variant = variant.prop_map(|((words, is_pattern), is_right, feedback)| Variant {
        words,
        is_pattern,
        is_right,
        feedback,
    });
    (prop::collection::vec(variant, 1..5), any::<bool>()).prop_map(|(mut variants, typo)| {
        variants[0].is_right |= !variants.iter().any(|variant| variant.is_right);
        Form::Typed { variants, typo }
    })
}

fn any_number() -> impl Strategy<Value = Form> {
    let span = (any::<i32>(), 0_i64..3, 0_u32..4, any::<bool>(), any_text());
    let span = span.prop_map(|(low, wide, scale, is_right, feedback)| Span {
        low: Decimal::new(low.into(), scale),
        high: Decimal::new(i64::from(low) + wide, scale),
        is_right,
        feedback,
    });
    let unit = prop::option::of(any_line().prop_map(|unit| {
        let short: String = unit.chars().take(9).collect();
        let unit = line(&short);
        if is_blank(&unit) {
            "m".to_owned()
        } else {
            unit
        }
    }));
    (prop::collection::vec(span, 1..4), unit).prop_map(|(mut spans, unit)| {
        spans[0].is_right |= !spans.iter().any(|span| span.is_right);
        Form::Number { spans, unit }
    })
}

fn any_match() -> impl Strategy<Value = Form> {
    (any_lines(), prop::collection::vec(any_line(), 8)).prop_map(|(lefts, rights)| {
        let mut rights = distinct(rights).into_iter();
        let pair = |left| Pair {
            left,
            right: rights.next().unwrap_or_default(),
        };
        Form::Match {
            pairs: lefts.into_iter().map(pair).collect(),
            extra: rights.take(2).collect(),
        }
    })
}

/// A form that can be answered.
pub(crate) fn any_form() -> impl Strategy<Value = Form> {
    prop_oneof![
        (any_choices(), 0_usize..2).prop_map(|(mut options, right)| {
            for (at, option) in options.iter_mut().enumerate() {
                option.is_right = at == right;
            }
            Form::Single(options)
        }),
        any_choices().prop_map(|mut options| {
            options[0].is_right |= !options.iter().any(|option| option.is_right);
            Form::Multiple(options)
        }),
        any_choices().prop_map(|mut options| {
            for option in &mut options {
                option.is_right = false;
            }
            Form::Poll(options)
        }),
        any_typed(),
        any_number(),
        any_lines().prop_map(Form::Order),
        any_match(),
    ]
}

fn any_question() -> impl Strategy<Value = Question> {
    let measures = prop::sample::select(vec![Measures::Pretest, Measures::Posttest]);
    let rest = (
        prop::option::of(1_u8..=100),
        prop_oneof![Just(1), 0_u8..=100],
        any::<bool>(),
        prop::option::weighted(0.1, measures),
        any::<bool>(),
    );
    let name = prop::option::of("[a-z0-9-]{1,8}");
    (name, any_text(), any_form(), any_text(), any_text(), rest).prop_map(
        |(name, ask, form, hint, explanation, rest)| {
            let (attempts, points, shuffle, measures, as_poll) = rest;
            Question {
                slug: name.unwrap_or_else(|| super::proposal(ask.as_deref())),
                hint,
                attempts,
                points,
                shuffle,
                measures,
                as_poll: as_poll
                    && super::show::fits(ask.as_deref(), &form, explanation.as_deref()),
                ask,
                form,
                explanation,
            }
        },
    )
}

/// Everything that a step can ask.
pub(crate) fn any_quiz() -> impl Strategy<Value = Quiz> {
    let gate = prop::sample::select(vec![Gate::Free, Gate::Answer, Gate::Pass]);
    let spent = prop_oneof![Just(Spent::Show), (1_u32..9999).prop_map(Spent::Wait)];
    let questions = prop::collection::vec(any_question(), 1..4);
    let draw = prop::option::of(1_u16..9);
    (questions, gate, draw, spent).prop_map(|(mut questions, gate, draw, spent)| {
        let mut taken = BTreeSet::new();
        for question in &mut questions {
            question.slug = crate::slug::free(&question.slug, |slug| taken.contains(slug));
            taken.insert(question.slug.clone());
        }
        Quiz {
            questions,
            gate,
            draw,
            spent,
        }
    })
}

/// A step that is made of what questions are made of, often wrongly.
pub(crate) fn any_asking() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "\n\n",
        "\n",
        "What?\n",
        "- [x] a",
        "- [ ] b",
        "\n- [x] c\n- [ ] d\n",
        "\n  > Yes",
        "\n  - [x] e",
        "1. f\n2. g\n",
        "\n\n```question\n",
        "\n```\n",
        "kind: poll\n",
        "kind: order\n",
        "kind: match\n",
        "kind: typed\n",
        "kind: number\n",
        "kind: multiple\n",
        "answer: h\n",
        "answer: [i, {answer: j, feedback: k}]\n",
        "wrong: {answer: l, feedback: m}\n",
        "pattern: 'n+'\n",
        "number: 1..2\n",
        "number: [3, 4,5]\n",
        "tolerance: 0.5\n",
        "unit: m\n",
        "typo: yes\n",
        "feedback: o\n",
        "hint: \"p\\n\\n- [x] q\"\n",
        "ask: r\n",
        "id: s\n",
        "points: 0\n",
        "attempts: 3\n",
        "shuffle: true\n",
        "\n|a|b|\n|-|-|\n|c|d|\n|e|f|\n",
        "||g|\n",
        "<!-- -->",
        "![](h.png)",
        "> i\n",
        "**j**",
        "||",
        "`",
        "[^1]",
        "\n[^1]: k\n",
    ]);
    let piece = prop_oneof![6 => piece.prop_map(str::to_owned), 1 => any_words()];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}
