//! Other questions in the Markdown of a step: what its author wrote besides them stays as it is.

use std::ops::Range;

use pulldown_cmark::Parser;

use super::{Events, OPTIONS, Rendered, Source, buttons, render};
use crate::print::quiz::{BORDER, one};
use crate::quiz::{Found, find};
use crate::{MediumKind, Question, Quiz};

/// The Markdown of a step with these questions in the place of its own. Those that stay as they are keep the author's words
/// to the letter. None: it cannot be said so; then the Markdown follows from what else is stored.
pub fn with_questions(markdown: &str, quiz: Option<&Quiz>) -> Option<String> {
    let before = render(markdown, 1);
    let source = Source::new(markdown, 1);
    let events: Events<'_> = Parser::new_ext(markdown, OPTIONS)
        .into_offset_iter()
        .collect();
    let buttons = buttons::find(&source, &events, &mut Vec::new());
    let found = find(&source, &events, &buttons, &mut Vec::new());
    if found.len() != before.questions.len() {
        return None;
    }
    let kept: Vec<(&Question, String)> = before
        .questions
        .iter()
        .zip(found.iter().map(|one| written(markdown, &events, one)))
        .collect();
    let text = without(markdown, &events, &found);
    let questions = quiz.map_or(&[][..], |quiz| &quiz.questions);
    let places = found.iter().map(|one| place(&events, one)).collect();
    let tries = [
        in_place(markdown, places, &before.questions, questions),
        Some(joined(&text, questions, &kept)),
        Some(joined(&text, questions, &[])),
    ];
    tries.into_iter().flatten().find(|tried| {
        let after = render(tried, 1);
        let same_media = media(&after).eq(media(&before));
        let same_text = after.html == before.html && after.links == before.links;
        same_text && same_media && after.questions == questions
    })
}

fn media(rendered: &Rendered) -> impl Iterator<Item = (&str, MediumKind, Option<&str>)> {
    let media = rendered.media.iter();
    media.map(|medium| (medium.path.as_str(), medium.kind, medium.alt.as_deref()))
}

/// Each question where the old one of its number stands. None: there are more of them now, or fewer.
fn in_place(
    markdown: &str,
    places: Vec<Range<usize>>,
    before: &[Question],
    after: &[Question],
) -> Option<String> {
    if before.len() != after.len() {
        return None;
    }
    let (mut out, mut at) = (String::with_capacity(markdown.len()), 0);
    for ((place, old), new) in places.into_iter().zip(before).zip(after) {
        if old == new {
            continue;
        }
        out.push_str(markdown.get(at..place.start)?);
        out.push_str(&one(new).0);
        let end = markdown[..place.end].trim_end().len();
        at = end.max(place.start);
    }
    out.push_str(&markdown[at..]);
    Some(out)
}

/// The text and below it the questions: to the letter where they were written before.
fn joined(text: &str, questions: &[Question], kept: &[(&Question, String)]) -> String {
    let mut parts: Vec<String> = Vec::new();
    if !text.is_empty() {
        parts.push(text.to_owned());
    }
    for question in questions {
        let known = kept.iter().find(|(other, _)| *other == question);
        let (markdown, has_paragraph) = match known {
            Some((_, markdown)) => (markdown.clone(), false),
            None => one(question),
        };
        // Otherwise what stands above might be taken for a part of it.
        if !parts.is_empty() && !has_paragraph {
            parts.push(BORDER.to_owned());
        }
        parts.push(markdown);
    }
    parts.join("\n\n")
}

/// Where a question stands, in bytes: whole lines.
fn place(events: &Events<'_>, found: &Found) -> Range<usize> {
    let events = &events[found.start()..found.end()];
    let start = events.iter().map(|(_, range)| range.start).min();
    let end = events.iter().map(|(_, range)| range.end).max();
    start.unwrap_or_default()..end.unwrap_or_default()
}

fn written(markdown: &str, events: &Events<'_>, found: &Found) -> String {
    markdown[place(events, found)].trim_end().to_owned()
}

/// What stands besides the questions, and nothing of what had parted them from it.
fn without(markdown: &str, events: &Events<'_>, found: &[Found]) -> String {
    let mut parts: Vec<&str> = Vec::new();
    let mut at = 0;
    for one in found {
        let place = place(events, one);
        parts.push(&markdown[at..place.start.max(at)]);
        at = place.end.max(at);
    }
    parts.push(&markdown[at..]);
    let tidy = |part: &&str| {
        let part = part.trim_end().trim_end_matches(BORDER);
        part.trim_matches('\n').trim_end().to_owned()
    };
    let parts = parts.iter().map(tidy).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join("\n\n")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quiz::strategy::any_quiz;
    use crate::stored::strategy::any_stored;

    const STEP: &str = "Read *this* [map][m].\n\nOne?\n\n* [x] a\n* [ ] b\n\nMore.\n\nTwo?\n\n- [ ] c\n- [x] d\n\n[m]: https://a.b";

    fn check(change: impl FnOnce(&mut Vec<Question>), expected: &str) {
        let mut questions = render(STEP, 1).questions;
        change(&mut questions);
        let quiz = Quiz {
            questions,
            ..Quiz::default()
        };
        assert_eq!(with_questions(STEP, Some(&quiz)).as_deref(), Some(expected));
    }

    #[test]
    fn what_stays_is_left_alone() {
        let (text, end) = (
            "Read *this* [map][m].\n\nMore.\n\n[m]: https://a.b",
            "\n\n<!-- -->\n\n",
        );
        let (one, two) = ("One?\n\n* [x] a\n* [ ] b", "Two?\n\n- [ ] c\n- [x] d");
        check(|_| {}, STEP);
        let swapped = "Read *this* [map][m].\n\nTwo?\n\n- [ ] c\n- [x] d\n\nMore.\n\nOne?\n\n- [x] a\n- [ ] b\n\n[m]: https://a.b";
        check(|all| all.swap(0, 1), swapped);
        check(|all| drop(all.remove(0)), &format!("{text}{end}{two}"));
        let three = "Three?\n\n- [ ] c\n- [x] d\n\n```question\nid: two\n```";
        let change = |all: &mut Vec<Question>| all[1].ask = Some("Three?".to_owned());
        check(change, &STEP.replace(two, three));
        let more = |all: &mut Vec<Question>| {
            let slug = "e".to_owned();
            all.push(Question {
                slug,
                ..all[0].clone()
            });
        };
        let four = "One?\n\n- [x] a\n- [ ] b\n\n```question\nid: e\n```";
        check(more, &format!("{text}{end}{one}{end}{two}\n\n{four}"));
        assert_eq!(with_questions(STEP, None).as_deref(), Some(text));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(60))]

        #[test]
        fn it_says_what_it_should(text in any_stored(), old in any_quiz(), new in any_quiz()) {
            let html = (!text.is_empty()).then(|| text.to_html());
            let markdown = crate::markdown_of(crate::Said::of(html.as_deref(), Some(&old)));
            if let Some(other) = with_questions(&markdown, Some(&new)) {
                let rendered = render(&other, 1);
                prop_assert_eq!(rendered.html, html);
                prop_assert_eq!(rendered.questions, new.questions);
            }
        }
    }
}
