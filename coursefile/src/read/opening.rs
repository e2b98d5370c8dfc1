//! When steps open: what the head of a file and the headings of its steps say about it.

use super::split::Parts;
use crate::Course;
use crate::problem::Problem;
use crate::release::{Fault, Hint, Release, hints};
use crate::render::Source;

/// The quotation marks that people type.
const MARKS: [char; 7] = ['"', '\'', '“', '”', '„', '«', '»'];

/// The rule that words say; what is wrong with them is told.
pub(super) fn rule(words: &str, line: usize, problems: &mut Vec<Problem>) -> Option<Release> {
    if words.trim().is_empty() {
        problems.push(Problem::error(line, "release-open", []));
        return None;
    }
    let fault = match Release::read(words) {
        Ok(rule) => return Some(rule),
        Err(fault) => fault,
    };
    problems.push(match &fault {
        Fault::Unknown => Problem::error(line, "release-unknown", [("value", words.into())]),
        Fault::Number { words, low, high } => {
            let (low, high) = (*low as usize, *high as usize);
            let figures = [
                ("value", words.as_str().into()),
                ("low", low.into()),
                ("high", high.into()),
            ];
            Problem::error(line, "release-number", figures)
        }
        Fault::Time { words } => {
            Problem::error(line, "release-time", [("value", words.as_str().into())])
        }
        Fault::Date { words } => {
            Problem::error(line, "release-date", [("value", words.as_str().into())])
        }
        Fault::Zone { words, near } => {
            let words = [
                ("value", words.as_str().into()),
                ("near", near.as_str().into()),
            ];
            Problem::error(line, "release-zone", words)
        }
    });
    None
}

/// What may not be meant; what depends on the day on which the course is published is told then.
pub(super) fn check(
    course: &Course,
    parts: &Parts,
    source: &Source<'_>,
    problems: &mut Vec<Problem>,
) {
    for (place, hint) in hints(course, None, None) {
        let line = source.line(parts.steps[place].range.start);
        problems.push(match hint {
            Hint::Backwards { than } => {
                let title = [("title", course.steps[than].title.as_str().into())];
                Problem::warning(line, "release-backwards", title)
            }
            _ => Problem::warning(line, "release-first", []),
        });
    }
}

/// Takes `release="…"` out of the inside of a heading's braces: the words of the rule, and the words that belong to it. `None` for
/// the rule: the quotation mark is never closed.
pub(super) fn take(inside: &str) -> Option<(Option<String>, Vec<&str>)> {
    const KEY: &str = "release=";
    let starts = |at: &usize| *at == 0 || inside[..*at].ends_with(char::is_whitespace);
    let at = inside.match_indices(KEY).map(|(at, _)| at).find(starts)?;
    let value = &inside[at + KEY.len()..];
    let Some(mark) = value.chars().next().filter(|c| MARKS.contains(c)) else {
        let end = value.find(char::is_whitespace).unwrap_or(value.len());
        let whole = &inside[at..at + KEY.len() + end];
        return Some((Some(value[..end].to_owned()), vec![whole]));
    };
    let inner = &value[mark.len_utf8()..];
    let closed = inner.char_indices().find(|(_, c)| MARKS.contains(c));
    let (end, words) = match closed {
        Some((end, last)) => (mark.len_utf8() + end + last.len_utf8(), Some(&inner[..end])),
        None => (value.len(), None),
    };
    let whole = &inside[at..at + KEY.len() + end];
    Some((words.map(str::to_owned), whole.split_whitespace().collect()))
}

#[cfg(test)]
mod tests {
    use crate::read;

    #[test]
    fn a_heading_says_when_its_step_opens() {
        let step = |braces: &str| {
            let course = read(&format!(
                "---\nid: a\ntitle: A\nrelease: weekdays at 08:30\n---\n## A {{#a}}\nx\n\n## B {braces}\nx\n"
            ));
            let told: Vec<&str> = course
                .problems
                .0
                .iter()
                .map(|problem| problem.code)
                .collect();
            let step = course.course.steps.last().expect("a step");
            let rule = step.release.as_ref().map(ToString::to_string);
            assert_eq!(
                course
                    .course
                    .release
                    .map(|rule| rule.to_string())
                    .as_deref(),
                Some("weekdays at 08:30")
            );
            format!(
                "{} {} {:?} {}",
                step.slug,
                step.is_end,
                rule,
                told.join(" ")
            )
        };
        assert_eq!(
            step("{#b .end release=\"after 1 day\"}"),
            "b true Some(\"after 1 day\") "
        );
        assert_eq!(
            step("{release=“через 3 дня в 8:30” #b .end}"),
            "b true Some(\"after 3 days at 08:30\") "
        );
        assert_eq!(
            step("{#b release=weekdays .end}"),
            "b true Some(\"weekdays\") "
        );
        assert_eq!(
            step("{#b .end x release='day 3' y}"),
            "b true Some(\"day 3\") step-flag-unknown step-flag-unknown"
        );
        assert_eq!(
            step("{#b .end release=\"day 3}"),
            "b true None release-open"
        );
        assert_eq!(
            step("{#b .end release=\"soon\"}"),
            "b true None release-unknown"
        );
        assert_eq!(
            step("{#b .end release=\"day 1000\"}"),
            "b true None release-number"
        );
        assert_eq!(
            step("{#b .end release=\"day 1 at 9\"}"),
            "b true None release-time"
        );
        assert_eq!(
            step("{#b .end release=\"2027-02-30\"}"),
            "b true None release-date"
        );
        assert_eq!(
            step("{#b .end release=\"2027-02-03 at 9:00 Mars/Base\"}"),
            "b true None release-zone"
        );
        let odd = read(
            "---\nid: a\ntitle: A\n---\n## A {#a release=\"2027-01-02\"}\nx\n\n## B {#b .end release=\"2027-01-01\"}\nx",
        );
        let told = odd.problems.0.iter();
        let told: Vec<(usize, &str)> = told.map(|one| (one.line, one.code)).collect();
        assert_eq!(told, [(5, "release-first"), (8, "release-backwards")]);
    }
}
