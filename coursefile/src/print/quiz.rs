//! Questions as Markdown: as lists and tables where those say it, otherwise as settings.

use std::fmt::Write;

use super::escape::{self, Care};
use super::{blocks, inline, words, yaml};
use crate::quiz::proposal;
use crate::render::render;
use crate::stored::Text;
use crate::{Choice, Form, Measures, Question, Quiz, Span, Variant};

/// What parts a question from the text above it.
pub(crate) const BORDER: &str = "<!-- -->";

/// The questions below a text: as blocks, to be parted by blank lines. `is_first`: nothing stands above.
pub(crate) fn print(quiz: &Quiz, mut is_first: bool) -> Vec<String> {
    let mut out = Vec::new();
    for question in &quiz.questions {
        let (markdown, has_paragraph) = one(question);
        // Otherwise what stands above would be taken for what is asked, or for a part of the list.
        if !is_first && !has_paragraph {
            out.push(BORDER.to_owned());
        }
        out.push(markdown);
        is_first = false;
    }
    out
}

/// One question, as readable as it can be, and whether a paragraph asks it.
pub(crate) fn one(question: &Question) -> (String, bool) {
    let cares = [Care::Some, Care::More, Care::Most];
    let tries = cares.iter().flat_map(|care| {
        let above = [true, false].into_iter();
        above.filter_map(|above| Some((parts(question, *care, above)?, above)))
    });
    let mut last = (String::new(), false);
    for markdown in tries {
        if is_right(&markdown.0, question) {
            return markdown;
        }
        last = markdown;
    }
    last
}

/// Whether Markdown asks this and says nothing else.
fn is_right(markdown: &str, question: &Question) -> bool {
    let rendered = render(&format!("x\n\n{BORDER}\n\n{markdown}\n\nx"), 1);
    let asks_this = match rendered.questions.as_slice() {
        [read] => read == question,
        _ => false,
    };
    asks_this && rendered.html.as_deref() == Some("x\n\nx") && rendered.problems.0.is_empty()
}

/// What is asked, the list or table, and the settings. `above`: whether it is asked in a paragraph. None: it cannot be.
fn parts(question: &Question, care: Care, above: bool) -> Option<String> {
    let ask = match &question.ask {
        Some(html) if above => Some(inline::print(&Text::from_html(html), care)),
        None if above => return None,
        _ => None,
    };
    let settings = settings(question, !above);
    let block = (!settings.is_empty()).then(|| {
        let longest = settings.split(|c| c != '`').map(str::len).max();
        let fence = "`".repeat(longest.unwrap_or(0).max(2) + 1);
        format!("{fence}question\n{settings}{fence}")
    });
    let body = body(&question.form, care);
    let parts: Vec<String> = ask.into_iter().chain(body).chain(block).collect();
    Some(parts.join("\n\n"))
}

/// The list or the table.
fn body(form: &Form, care: Care) -> Option<String> {
    let lines: Vec<String> = match form {
        Form::Single(options) | Form::Multiple(options) | Form::Poll(options) => {
            options.iter().map(|one| option(one, care)).collect()
        }
        Form::Order(items) => {
            let items = items.iter().zip(1..);
            let line = |(item, number): (&String, usize)| {
                format!("{number}. {}", escape::title(item, care))
            };
            items.map(line).collect()
        }
        Form::Match { pairs, extra } => table(pairs, extra, care),
        Form::Typed { .. } | Form::Number { .. } => return None,
    };
    Some(lines.join("\n"))
}

fn option(option: &Choice, care: Care) -> String {
    let tick = if option.is_right { 'x' } else { ' ' };
    let mut line = format!("- [{tick}] {}", escape::title(&option.words, care));
    if let Some(html) = &option.feedback {
        let text = Text::from_html(html);
        let markdown = if care == Care::Most {
            inline::print(&text, care)
        } else {
            blocks::print(&text)
        };
        for quoted in markdown.split('\n') {
            line.push_str("\n  > ");
            line.push_str(quoted);
            line.truncate(line.trim_end_matches(' ').len());
        }
    }
    line
}

fn table(pairs: &[crate::Pair], extra: &[String], care: Care) -> Vec<String> {
    let cell = |words: &str| escape::title(words, care).replace('|', "\\|");
    let cell = |words: &str| cell(words).replace("\\\\|", "\\|");
    let head = ["|  |  |", "|--|--|"].map(str::to_owned).into_iter();
    let pairs = pairs.iter();
    let pairs = pairs.map(|pair| format!("| {} | {} |", cell(&pair.left), cell(&pair.right)));
    let extra = extra.iter().map(|right| format!("|  | {} |", cell(right)));
    head.chain(pairs).chain(extra).collect()
}

/// The settings, a key to a line.
fn settings(question: &Question, has_ask: bool) -> String {
    let mut out = String::new();
    if question.slug != proposal(question.ask.as_deref()) {
        yaml::put(&mut out, "id", &question.slug);
    }
    if let (true, Some(ask)) = (has_ask, &question.ask) {
        yaml::put(&mut out, "ask", &markdown(ask));
    }
    if let Some(kind) = kind(&question.form) {
        yaml::put(&mut out, "kind", kind);
    }
    match &question.form {
        Form::Typed { variants, typo } => typed(&mut out, variants, *typo),
        Form::Number { spans, unit } => number(&mut out, spans, unit.as_deref()),
        _ => {}
    }
    common(&mut out, question);
    out
}

/// What every question has.
fn common(out: &mut String, question: &Question) {
    for (key, html) in [
        ("hint", &question.hint),
        ("explanation", &question.explanation),
    ] {
        if let Some(html) = html {
            yaml::put(out, key, &markdown(html));
        }
    }
    if let Some(attempts) = question.attempts {
        yaml::put(out, "attempts", &attempts.to_string());
    }
    if question.points != 1 {
        yaml::put(out, "points", &question.points.to_string());
    }
    if question.shuffle {
        out.push_str("shuffle: true\n");
    }
    if let Some(measures) = question.measures {
        let measures = match measures {
            Measures::Pretest => "pretest",
            Measures::Posttest => "posttest",
        };
        yaml::put(out, "measures", measures);
    }
    if question.as_poll {
        out.push_str("show: poll\n");
    }
}

/// The kind, where it does not follow.
fn kind(form: &Form) -> Option<&'static str> {
    let right = |options: &[Choice]| options.iter().filter(|option| option.is_right).count();
    match form {
        Form::Multiple(options) if right(options) < 2 => Some("multiple"),
        Form::Poll(_) => Some("poll"),
        Form::Order(_) => Some("order"),
        Form::Match { .. } => Some("match"),
        _ => None,
    }
}

fn markdown(html: &str) -> String {
    words(&Text::from_html(html))
}

/// An answer that is looked for.
struct Answer<'a> {
    key: &'static str,
    words: String,
    is_right: bool,
    feedback: Option<&'a String>,
}

fn typed(out: &mut String, variants: &[Variant], typo: bool) {
    let answers = variants.iter().map(|variant| Answer {
        key: if variant.is_pattern {
            "pattern"
        } else {
            "answer"
        },
        words: variant.words.clone(),
        is_right: variant.is_right,
        feedback: variant.feedback.as_ref(),
    });
    put(out, &answers.collect::<Vec<_>>());
    if typo {
        out.push_str("typo: true\n");
    }
}

fn number(out: &mut String, spans: &[Span], unit: Option<&str>) {
    let answers = spans.iter().map(|span| Answer {
        key: "number",
        words: if span.low == span.high {
            span.low.to_string()
        } else {
            format!("{}..{}", span.low, span.high)
        },
        is_right: span.is_right,
        feedback: span.feedback.as_ref(),
    });
    put(out, &answers.collect::<Vec<_>>());
    if let Some(unit) = unit {
        yaml::put(out, "unit", unit);
    }
}

/// The answers below a key for each stretch of them; in their order, whatever it is.
fn put(out: &mut String, answers: &[Answer<'_>]) {
    if let [only] = answers
        && only.is_right
    {
        yaml::put(out, only.key, &only.words);
        if let Some(feedback) = only.feedback {
            yaml::put(out, "feedback", &markdown(feedback));
        }
        return;
    }
    let key = |answer: &Answer<'_>| if answer.is_right { answer.key } else { "wrong" };
    let mut keys: Vec<&str> = answers.iter().map(key).collect();
    keys.dedup();
    let is_parted = keys
        .iter()
        .enumerate()
        .all(|(at, key)| !keys[..at].contains(key));
    let mut last = "";
    for answer in answers {
        let key = if is_parted {
            key(answer)
        } else {
            answers[0].key
        };
        if key != last {
            writeln!(out, "{key}:").expect("a string can be written to");
        }
        last = key;
        item(out, answer, key);
    }
}

/// One of a list: words, or keys.
fn item(out: &mut String, answer: &Answer<'_>, key: &str) {
    let is_bare = answer.feedback.is_none() && answer.key == key;
    if is_bare && answer.is_right {
        writeln!(out, "  - {}", yaml::value(&answer.words)).expect("a string can be written to");
        return;
    }
    out.push_str("  - ");
    yaml::put(out, answer.key, &answer.words);
    if let Some(feedback) = answer.feedback {
        out.push_str("    ");
        yaml::put(out, "feedback", &markdown(feedback));
    }
    if !answer.is_right && key != "wrong" {
        out.push_str("    wrong: true\n");
    }
}
