//! A table, CSV, as it is read by [`crate::open_file`] and by spreadsheets.

use csv::{Terminator, Writer, WriterBuilder};

use super::{Exported, Unsaid, asking};
use crate::formats::{parts, wanted};
use crate::limits::OPTIONS;
use crate::stored::Text;
use crate::{Choice, Course, Form, Question, Step};

/// The questions of a course as a table with a row for each. A cell that a spreadsheet would take for a formula begins with an
/// apostrophe, which is taken away when it is read.
pub fn csv(course: &Course) -> Exported {
    let mut unsaid = Unsaid::default();
    let mut writer = WriterBuilder::new()
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new());
    let mut head = String::from("category,id,kind,question");
    for column in ["option", "feedback"] {
        for number in 1..=OPTIONS {
            head += &[",", column, " ", &number.to_string()].concat();
        }
    }
    head += ",right,explanation,hint,points";
    write(&mut writer, head.split(',').map(str::to_owned));
    for (step, quiz) in asking(course) {
        unsaid.at(step, None);
        unsaid.flags(quiz);
        for question in &quiz.questions {
            unsaid.at(step, Some(question));
            if let Some(row) = row(question, step, &mut unsaid) {
                write(&mut writer, row.iter().map(|cell| safe(cell)));
            }
        }
    }
    let bytes = writer.into_inner().unwrap_or_default();
    unsaid.finish(String::from_utf8(bytes).unwrap_or_default())
}

fn write(writer: &mut Writer<Vec<u8>>, cells: impl Iterator<Item = String>) {
    let written = writer.write_record(cells);
    written.expect("a row is as long as the others, and memory can be written to");
}

/// The cells of a question. None: a table cannot ask it, which is told.
fn row(question: &Question, step: &Step, unsaid: &mut Unsaid) -> Option<Vec<String>> {
    let (kind, options, right) = answers(&question.form, unsaid)?;
    unsaid.common(question);
    let ask = question.ask.as_ref().or(step.html.as_ref());
    let mut row = vec![
        step.title.clone(),
        question.slug.clone(),
        kind.to_owned(),
        plain(ask, unsaid),
    ];
    let blank = Choice::default();
    let padded = || {
        options
            .iter()
            .chain(std::iter::repeat(&blank))
            .take(OPTIONS)
    };
    row.extend(padded().map(|option| option.words.clone()));
    row.extend(padded().map(|option| plain(option.feedback.as_ref(), unsaid)));
    row.extend([
        right,
        plain(question.explanation.as_ref(), unsaid),
        plain(question.hint.as_ref(), unsaid),
        question.points.to_string(),
    ]);
    Some(row)
}

/// The kind, the options, and what is right.
fn answers<'a>(
    form: &'a Form,
    unsaid: &mut Unsaid,
) -> Option<(&'static str, &'a [Choice], String)> {
    let right = match form {
        Form::Single(options) | Form::Multiple(options) => right(options),
        Form::Poll(_) => Some(String::new()),
        Form::Typed { variants, typo } => {
            unsaid.tell_if(*typo, "typo");
            let is_lost = variants.iter().any(|variant| variant.feedback.is_some());
            unsaid.tell_if(is_lost, "feedback");
            unsaid.tell_if(variants.iter().any(|variant| !variant.is_right), "wrong");
            unsaid.tell_if(variants.iter().any(|variant| variant.is_pattern), "pattern");
            let said = variants
                .iter()
                .filter(|variant| variant.is_right && !variant.is_pattern);
            joined(said.map(|variant| variant.words.clone()).collect())
        }
        Form::Number { spans, unit } => {
            unsaid.tell_if(unit.is_some(), "unit");
            let is_lost = spans.iter().any(|span| span.feedback.is_some());
            unsaid.tell_if(is_lost, "feedback");
            unsaid.tell_if(spans.iter().any(|span| !span.is_right), "wrong");
            let said = spans.iter().filter(|span| span.is_right);
            joined(
                said.map(|span| format!("{}..{}", span.low, span.high))
                    .collect(),
            )
        }
        Form::Order(_) | Form::Match { .. } => None,
    };
    let kind = match form {
        Form::Single(_) => "single",
        Form::Multiple(_) => "multiple",
        Form::Poll(_) => "poll",
        Form::Typed { .. } => "typed",
        Form::Number { .. } => "number",
        Form::Order(_) => "order",
        Form::Match { .. } => "match",
    };
    unsaid.tell_if(right.is_none(), kind);
    Some((kind, form.options(), right?))
}

/// What says which options are right: their words, or their letters.
fn right(options: &[Choice]) -> Option<String> {
    let words: Vec<&str> = options.iter().map(|option| option.words.as_str()).collect();
    let is_right = |at: &usize| options[*at].is_right;
    let places: Vec<usize> = (0..options.len()).filter(is_right).collect();
    let said: Vec<&str> = places.iter().map(|at| words[*at]).collect();
    let letters: Vec<String> = places
        .iter()
        .filter_map(|at| Some(char::from(b'A' + u8::try_from(*at).ok()?).to_string()))
        .collect();
    let ways = [letters.join(","), said.join("|")];
    ways.into_iter()
        .find(|way| wanted(way, &words).as_ref() == Some(&places))
}

/// Several in one cell. None: they could not be told apart, or there are none.
fn joined(words: Vec<String>) -> Option<String> {
    let cell = words.join("|");
    let is_same = parts(&cell) == words && !words.is_empty();
    is_same.then_some(cell)
}

/// Words without their formatting.
fn plain(html: Option<&String>, unsaid: &mut Unsaid) -> String {
    let text = html.map(|html| Text::from_html(html)).unwrap_or_default();
    unsaid.tell_if(!text.spans.is_empty(), "**");
    text.words
}

/// What no spreadsheet takes for a formula.
fn safe(cell: &str) -> String {
    let is_formula = cell
        .trim_start_matches('\'')
        .starts_with(['=', '+', '-', '@', '\t']);
    let sign = if is_formula { "'" } else { "" };
    format!("{sign}{cell}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::open_file;

    #[test]
    fn a_table_comes_back() {
        let markdown = "What boils?\n\n- [x] =Water\n  > Right!\n- [ ] B\n- [ ] A\n\n```question\nid: boil\nexplanation: It does.\nhint: h\npoints: 3\n```\n\n\
            Both?\n\n- [x] a|b\n- [x] c\n- [ ] d\n\nSay!\n\n```question\nanswer: [one, \"'@two\"]\n```\n\nHow many?\n\n```question\nnumber: [1, 3..4]\n```\n\n\
            Which?\n\n- [ ] a\n- [ ] b\n\n```question\nkind: poll\n```";
        let course = crate::read(&format!(
            "---\nid: a\ntitle: A\n---\n## Water {{#a .end}}\n\n{markdown}"
        ))
        .course;
        let written = csv(&course);
        assert!(written.problems.0.is_empty(), "{:?}", written.problems);
        assert!(written.text.contains(",'=Water,"), "{}", written.text);
        let again = open_file("a.csv", written.text.as_bytes());
        assert_eq!(again.course.steps[0].quiz, course.steps[0].quiz);
        assert!(again.problems.0.is_empty(), "{:?}", again.problems);
    }

    #[test]
    fn what_a_table_cannot_say_is_told() {
        let markdown = "*Sort!*\n\n1. a\n2. b\n\n```question\nkind: order\n```\n\n*Say!*\n\n```question\npattern: a+\nanswer: b\nattempts: 2\n```";
        let course = crate::read(&format!(
            "---\nid: a\ntitle: A\n---\n## Water {{#a .end .must-pass}}\n\n{markdown}"
        ))
        .course;
        let written = csv(&course);
        let told: Vec<_> = written
            .problems
            .0
            .iter()
            .map(|problem| &problem.arguments[0].1)
            .collect();
        let expected =
            [".must-pass", "order", "pattern", "attempts", "**"].map(crate::Argument::from);
        assert_eq!(told, expected.iter().collect::<Vec<_>>());
        assert_eq!(written.text.lines().count(), 2);
    }
}
