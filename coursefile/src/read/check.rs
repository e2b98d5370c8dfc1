//! What can only be said about the course as a whole.

use super::opening;
use super::split::Parts;
use crate::Course;
use crate::limits::{STEP_SOURCE, STEPS};
use crate::problem::Problem;
use crate::render::Source;

/// A text above its limit, with both figures.
pub(super) fn too_long(
    words: &str,
    limit: usize,
    line: usize,
    code: &'static str,
) -> Option<Problem> {
    let length = words.chars().count();
    let figures = [("length", length.into()), ("limit", limit.into())];
    (length > limit).then(|| Problem::error(line, code, figures))
}

/// Checks the course, and makes the last step the end of one that has none.
pub(super) fn course(
    course: &mut Course,
    parts: &Parts,
    source: &Source<'_>,
    is_unfinished: bool,
    problems: &mut Vec<Problem>,
) {
    for &at in &parts.almost {
        let line = source.text[at..].lines().next().unwrap_or_default();
        let words = [("text", line.into())];
        problems.push(Problem::warning(
            source.line(at),
            "heading-without-space",
            words,
        ));
    }
    let count = parts.count;
    if count > STEPS {
        let figures = [("count", count.into()), ("limit", STEPS.into())];
        problems.push(Problem::error(0, "too-many-steps", figures));
    }
    if let Some(at) = parts.too_large {
        let limit = [("limit", (STEP_SOURCE / 1024).into())];
        problems.push(Problem::error(source.line(at), "step-too-large", limit));
        return;
    }
    if count == 0 && !is_unfinished {
        problems.push(match parts.titles.len() {
            0 | 1 => Problem::error(0, "no-steps", []),
            count => Problem::error(0, "no-steps-but-headings", [("count", count.into())]),
        });
    }
    opening::check(course, parts, source, problems);
    if !is_unfinished {
        end(course, parts, source, problems);
    }
}

/// Where the course ends.
fn end(course: &mut Course, parts: &Parts, source: &Source<'_>, problems: &mut Vec<Problem>) {
    let line = |index: usize| source.line(parts.steps[index].range.start);
    let steps = &mut course.steps;
    if let Some(end) = steps.iter().position(|step| step.is_active && step.is_end) {
        let mut beyond = (end + 1..steps.len()).filter(|&index| steps[index].is_active);
        if let Some(first) = beyond.next() {
            let title = ("title", steps[end].title.as_str().into());
            let count = ("count", (beyond.count() + 1).into());
            problems.push(Problem::warning(
                line(first),
                "end-unreachable",
                [title, count],
            ));
        }
    } else if let Some(last) = steps.iter().rposition(|step| step.is_active) {
        steps[last].is_end = true;
        let title = [("title", steps[last].title.as_str().into())];
        problems.push(Problem::warning(line(last), "end-added", title));
    } else if !steps.is_empty() {
        problems.push(Problem::warning(line(0), "all-off", []));
    }
}
