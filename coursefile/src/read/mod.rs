//! One Markdown file → a course and all that is wrong with it.
//!
//! Nothing stops at the first problem: whatever can be understood is read, so that an author hears everything at once.

mod check;
mod front;
mod opening;
mod split;
mod steps;

use std::borrow::Cow;

use crate::limits::{COURSE_DESCRIPTION, COURSE_TITLE, FILE};
use crate::problem::{Problem, Problems};
use crate::render::{Mention, Source, render};
use crate::stored::{self, Text, is_blank, one_line};
use crate::{Course, LONGEST, Ladder, RUNGS, slug};
use front::Front;
use split::{Heading, Parts};

/// More problems than anybody mends in one sitting are not told.
const MANY: usize = 500;

/// A course as a file tells it, and what is wrong with that file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reading {
    /// The course; when a problem is fatal, as much of it as could be understood.
    pub course: Course,
    /// The file names no id, and the course has one that follows from its title.
    pub id_is_proposed: bool,
    /// Every medium that a step names, in the order of the lines.
    pub media: Vec<Mention>,
    /// Everything there is to say, in the order of the lines.
    pub problems: Problems,
}

/// Reads one Markdown course file.
pub fn read(text: &str) -> Reading {
    const MB: usize = 1024 * 1024;
    if text.len() > FILE {
        let figures = [
            ("size", text.len().div_ceil(MB).into()),
            ("limit", (FILE / MB).into()),
        ];
        return Reading {
            problems: Problems(vec![Problem::error(0, "file-too-large", figures)]),
            ..Reading::default()
        };
    }
    let mut text = plain(text);
    let mut front = front::read(&text);
    let mut problems = std::mem::take(&mut front.problems);
    let mut parts = split::split(&text[front.end..]);
    if let Some((at, closer)) = parts.open.take() {
        problems.push(block_open(&text, front.end + at));
        let closed = format!("{}\n{closer}\n", text.trim_end_matches('\n'));
        text = Cow::Owned(closed);
        parts = split::split(&text[front.end..]);
    }
    let source = Source::new(
        &text[front.end..],
        1 + text[..front.end].matches('\n').count(),
    );
    let is_unfinished = front.is_set("unfinished", &mut problems);
    let mut course = head(&mut front, &parts, &source, &mut problems);
    let mut media = Vec::new();
    course.steps = steps::read(&source, &parts, &mut media, &mut problems);
    check::course(&mut course, &parts, &source, is_unfinished, &mut problems);
    if problems
        .iter()
        .any(|problem| problem.code == "front-matter-open")
    {
        // They may stand in the head that could not be read.
        problems.retain(|problem| !matches!(problem.code, "no-title" | "course-id-proposed"));
    }
    let is_proposal = |problem: &Problem| problem.code == "course-id-proposed";
    Reading {
        course,
        id_is_proposed: problems.iter().any(is_proposal),
        media,
        problems: Problems::few(problems, MANY),
    }
}

/// The title that a heading gives a step.
pub(crate) fn title_of(heading: &str) -> String {
    let mut steps = split::split(heading).steps;
    let title = |heading: Heading| heading.title;
    if steps.len() == 1 {
        steps.pop().map(title).unwrap_or_default()
    } else {
        String::new()
    }
}

/// Without what comes from other systems: a mark at the beginning, other line ends, and NUL, which no database keeps.
fn plain(text: &str) -> Cow<'_, str> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.contains(['\r', '\0']) {
        let text = text.replace("\r\n", "\n").replace('\r', "\n");
        return Cow::Owned(text.replace('\0', "\u{fffd}"));
    }
    Cow::Borrowed(text)
}

/// A block of code or HTML that is not closed: harmless in the last step, otherwise it has swallowed steps.
fn block_open(text: &str, at: usize) -> Problem {
    let line = 1 + text[..at].matches('\n').count();
    let is_step = |line: &&str| line.starts_with("## ");
    match text[at..].lines().filter(is_step).count() {
        0 => Problem::warning(line, "block-closed", []),
        count => Problem::error(line, "block-open", [("count", count.into())]),
    }
}

/// What the file says about the course itself.
fn head(
    front: &mut Front,
    parts: &Parts,
    source: &Source<'_>,
    problems: &mut Vec<Problem>,
) -> Course {
    let title = title(front, parts, source, problems);
    let description = description(front, parts, source, problems);
    let language = front.take("language").and_then(|(value, line)| {
        if is_language(&value) {
            return Some(value);
        }
        problems.push(Problem::warning(
            line,
            "language-unknown",
            [("value", value.as_str().into())],
        ));
        None
    });
    let pass_mark = pass_mark(front, problems);
    let reminders = reminders(front, problems);
    let release = front
        .take("release")
        .and_then(|(words, line)| opening::rule(&words, line, problems));
    let slug = match front.take("id") {
        Some((id, _)) if slug::is_slug(&id) => id,
        Some((id, line)) => {
            let proposal = slug::from_title(&id, "course");
            let words = [
                ("id", id.as_str().into()),
                ("proposal", proposal.as_str().into()),
            ];
            problems.push(Problem::error(line, "course-id-bad", words));
            proposal
        }
        None => {
            let proposal = slug::from_title(&title, "course");
            problems.push(Problem::warning(
                1,
                "course-id-proposed",
                [("id", proposal.as_str().into())],
            ));
            proposal
        }
    };
    Course {
        slug,
        title,
        description,
        language,
        pass_mark,
        reminders,
        release,
        steps: Vec::new(),
    }
}

/// The share of all points that passes the course, in percent.
fn pass_mark(front: &mut Front, problems: &mut Vec<Problem>) -> Option<u8> {
    let (value, line) = front.take("pass")?;
    let figure = value.trim_end_matches('%').trim_end().parse().ok();
    let figure = figure.filter(|mark| (1..=100).contains(mark));
    if figure.is_none() {
        let value = [("value", value.as_str().into())];
        problems.push(Problem::error(line, "pass-mark-bad", value));
    }
    figure
}

/// When those who fell silent are reminded.
fn reminders(front: &mut Front, problems: &mut Vec<Problem>) -> Option<Ladder> {
    let (value, line) = front.take("reminders")?;
    let ladder = Ladder::parse(&value);
    if ladder.is_none() {
        let words = [
            ("value", value.as_str().into()),
            ("most", RUNGS.into()),
            ("longest", usize::from(LONGEST).into()),
        ];
        problems.push(Problem::error(line, "reminders-bad", words));
    }
    ladder
}

fn title(
    front: &mut Front,
    parts: &Parts,
    source: &Source<'_>,
    problems: &mut Vec<Problem>,
) -> String {
    let named = front.take("title");
    let mut headings = parts
        .titles
        .iter()
        .filter(|heading| !heading.title.is_empty());
    let heading = |heading: &Heading| (heading.title.clone(), source.line(heading.range.start));
    let Some((title, line)) = named.or_else(|| headings.next().map(heading)) else {
        problems.push(Problem::error(1, "no-title", []));
        return String::new();
    };
    for heading in headings.filter(|heading| heading.title != title) {
        let line = source.line(heading.range.start);
        let words = [("title", heading.title.as_str().into())];
        problems.push(Problem::warning(line, "title-twice", words));
    }
    if is_blank(&title) {
        problems.push(Problem::error(line, "no-title", []));
    }
    problems.extend(check::too_long(
        &title,
        COURSE_TITLE,
        line,
        "title-too-long",
    ));
    title
}

/// The description; the text before the first step is one, too, when there is no other and it is short enough.
fn description(
    front: &mut Front,
    parts: &Parts,
    source: &Source<'_>,
    problems: &mut Vec<Problem>,
) -> Option<String> {
    let named = front
        .take("description")
        .filter(|(words, _)| !is_blank(words));
    if let Some((words, line)) = &named {
        problems.extend(check::too_long(
            words,
            COURSE_DESCRIPTION,
            *line,
            "description-too-long",
        ));
    }
    let end = parts
        .steps
        .first()
        .map_or(source.text.len(), |first| first.range.start);
    let mut preface = source.text[..end].to_owned();
    for heading in parts.titles.iter().rev() {
        preface.replace_range(heading.range.clone(), "\n");
    }
    let rendered = render(&preface, 1);
    let words = match rendered.html {
        _ if parts.steps.is_empty() => return named.map(|(words, _)| words),
        Some(html) => stored::line(&one_line(&Text::from_html(&html).words)),
        // Too large or too deep to be looked at.
        None if rendered.problems.is_fatal() => preface.trim().to_owned(),
        None => return named.map(|(words, _)| words),
    };
    if named.is_none() && words.chars().count() <= COURSE_DESCRIPTION && rendered.media.is_empty() {
        return Some(words);
    }
    let figures = [
        ("length", words.chars().count().into()),
        ("limit", COURSE_DESCRIPTION.into()),
    ];
    let start = first_words(source.text, parts);
    problems.push(Problem::warning(
        source.line(start),
        "text-before-steps",
        figures,
    ));
    named.map(|(words, _)| words)
}

/// Where the text before the steps begins.
fn first_words(text: &str, parts: &Parts) -> usize {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let is_title = parts
            .titles
            .iter()
            .any(|heading| heading.range.contains(&at));
        if !is_title && !line.trim().is_empty() {
            break;
        }
        at += line.len();
    }
    at
}

/// Whether this looks like the name of a language, such as `en` or `pt-BR`: what stands first has two or three letters
/// (ISO 639; BCP 47 keeps longer ones for later).
pub(crate) fn is_language(value: &str) -> bool {
    let is_part = |part: &str, letters_only: bool| {
        let is_fit = |c: char| c.is_ascii_alphabetic() || (!letters_only && c.is_ascii_digit());
        (1..=8).contains(&part.len()) && part.chars().all(is_fit)
    };
    let mut parts = value.split('-');
    value.len() <= 35
        && parts
            .next()
            .is_some_and(|first| matches!(first.len(), 2 | 3) && is_part(first, true))
        && parts.all(|part| is_part(part, false))
}

#[cfg(test)]
mod tests;
