//! What a publication would do, what it did, and what was published before.

use chrono::{DateTime, Utc};
use coursefile::Changes;
use entity::{CourseId, Door};

use super::owner::full_name;
use super::{pager, step};
use crate::courses::Outline;
use crate::courses::authoring::{Gone, Impact, Publication};
use crate::courses::history::{History, Revision};
use crate::telegram::{AuthorPress, Button, Press, Rich, Screen};
use crate::texts::Texts;

/// How many titles are named of each kind of change; the rest is counted.
const NAMED: usize = 5;
/// How many steps of a revision are listed; the rest is counted.
const LISTED: usize = 40;
/// How many ways from a step that goes to the step where those on it go on.
const MOVES: usize = 8;
/// How much of a question that goes is shown.
const ASKED: usize = 60;

/// What publishing would do: what changes, who is affected, and the question.
pub fn publication(texts: &Texts, publication: &Publication) -> Screen {
    let title = &publication.title;
    let mut text = Rich::new();
    text.push_bold(&match publication.back_to {
        Some(number) => texts.with(
            "rollback-ask",
            [("title", title.into()), ("number", number.into())],
        ),
        None => texts.with("publish-ask", [("title", title.into())]),
    });
    let mut line = |words: &str| {
        text.line();
        text.push_str(words);
    };
    if publication.is_first {
        let steps = publication.changes.added.len();
        line(&texts.with("steps", [("count", steps.into())]));
    } else {
        for words in changes(texts, &publication.changes) {
            line(&words);
        }
    }
    line("");
    for words in impact(texts, &publication.impact) {
        line(&words);
    }
    for words in unanswered(texts, &publication.unanswered) {
        line(&words);
    }
    if publication.opens {
        line(&texts.say(match publication.door {
            Door::Public => "publish-opens",
            Door::Unlisted => "publish-opens-unlisted",
            Door::Invitation => "publish-opens-by-code",
        }));
    }
    for (title, hint) in publication.hints.iter().take(NAMED) {
        line(&super::opening::hint(texts, title, *hint));
    }
    if let Some(title) = &publication.title_taken {
        let args = [
            ("title", title.into()),
            ("kept", (&publication.title).into()),
        ];
        line(&texts.with("rollback-title-taken", args));
    }
    if publication.drops_edits {
        line(&texts.say("rollback-drops-edits"));
    }
    let (course, stamp) = (publication.course, publication.stamp);
    let press = match publication.back_to {
        Some(number) => AuthorPress::RollBackConfirmed {
            course,
            number,
            stamp,
        },
        None => AuthorPress::PublishConfirmed { course, stamp },
    };
    Screen::new(text).row([
        Button::new(texts.say("button-publish"), press),
        Button::new(texts.say("button-cancel"), Press::Dismiss),
    ])
}

/// Questions that go, with what was answered to them: a line for each, and one for the rest.
fn unanswered(texts: &Texts, gone: &[Gone]) -> Vec<String> {
    let line = |gone: &Gone| {
        let asked = gone.ask.as_deref().map(|html| Rich::from_html(html).text);
        let asked = asked.unwrap_or_else(|| gone.step.clone());
        let words = coursefile::line(&asked);
        let asked = if words.chars().count() > ASKED {
            let head: String = words.chars().take(ASKED - 1).collect();
            format!("{}…", head.trim_end())
        } else {
            words
        };
        let args = [
            ("learners", gone.learners.into()),
            ("asked", (&asked).into()),
        ];
        texts.with("publish-unanswered", args)
    };
    let mut lines: Vec<String> = gone.iter().take(NAMED).map(line).collect();
    if gone.len() > NAMED {
        let more = ("count", (gone.len() - NAMED).into());
        lines.push(texts.with("publish-unanswered-more", [more]));
    }
    lines
}

/// What is different, a line for each kind.
fn changes(texts: &Texts, changes: &Changes) -> Vec<String> {
    let mut lines = Vec::new();
    let course = [
        (&changes.title, "change-title"),
        (&changes.description, "change-description"),
        (&changes.language, "change-language"),
        (&changes.pass_mark, "change-pass-mark"),
        (&changes.reminders, "change-reminders"),
        (&changes.release, "change-release"),
    ];
    for (_, key) in course
        .into_iter()
        .filter(|(replaced, _)| replaced.is_some())
    {
        lines.push(texts.say(key));
    }
    let named = |steps: &[coursefile::Named]| steps.iter().map(|step| step.title.clone()).collect();
    let rewritten = changes.changed.iter().map(|step| step.title.clone());
    let steps: [(Vec<String>, &'static str); 4] = [
        (named(&changes.added), "change-added"),
        (named(&changes.removed), "change-removed"),
        (rewritten.collect(), "change-changed"),
        (named(&changes.moved), "change-moved"),
    ];
    for (steps, key) in steps.into_iter().filter(|(steps, _)| !steps.is_empty()) {
        let titles = titles(texts, &steps);
        let count = steps.len().into();
        lines.push(texts.with(key, [("count", count), ("titles", (&titles).into())]));
    }
    if lines.is_empty() {
        lines.push(texts.say("change-nothing"));
    }
    lines
}

pub(super) fn titles(texts: &Texts, steps: &[String]) -> String {
    let mut named: Vec<String> = steps
        .iter()
        .take(NAMED)
        .map(|title| texts.with("quoted", [("title", title.into())]))
        .collect();
    if steps.len() > NAMED {
        let more = steps.len() - NAMED;
        named.push(texts.with("and-more", [("count", more.into())]));
    }
    named.join(", ")
}

/// Who is affected: one line of figures, and one for each step that goes from under somebody.
fn impact(texts: &Texts, impact: &Impact) -> Vec<String> {
    let learners = |key, count: u64| texts.with(key, [("learners", count.into())]);
    if impact.learners == 0 {
        return vec![texts.say("impact-nobody")];
    }
    let parts = [
        ("impact-unaffected", impact.unaffected),
        ("impact-meeting", impact.meeting),
        ("impact-passed", impact.passed),
    ];
    let parts: Vec<String> = parts
        .into_iter()
        .filter(|(_, count)| *count > 0)
        .map(|(key, count)| learners(key, count))
        .collect();
    let mut first = learners("impact-learners", impact.learners);
    if !parts.is_empty() {
        first.push(' ');
        first.push_str(&parts.join(", "));
        first.push('.');
    }
    let mut lines = vec![first];
    lines.extend(impact.moved.iter().take(MOVES).map(|moved| {
        texts.with(
            "impact-moved",
            [
                ("learners", moved.learners.into()),
                ("from", (&moved.from).into()),
                ("to", (&moved.to).into()),
            ],
        )
    }));
    let rest = impact.moved.iter().skip(MOVES).map(|moved| moved.learners);
    let rest: u64 = rest.sum();
    if rest > 0 {
        lines.push(learners("impact-moved-more", rest));
    }
    lines
}

/// The sentence for a course whose door has just been opened.
pub fn opened(door: Door) -> &'static str {
    match door {
        Door::Public => "published",
        Door::Unlisted => "published-unlisted",
        Door::Invitation => "published-by-code",
    }
}

/// A course that learners walk now, in the sentence of that key, and its link.
pub fn published(texts: &Texts, outline: &Outline, key: &'static str, link: &str) -> Screen {
    let title = &outline.course.title;
    let said = texts.with(key, [("title", title.into())]);
    let course = AuthorPress::Course {
        course: outline.course.id,
        page: 0,
    };
    Screen::plain(format!("{said}\n{link}"))
        .row([Button::new(texts.say("button-to-course"), course)])
}

/// A page of the revisions of a course.
pub fn history(texts: &Texts, history: &History) -> Screen {
    let course = history.course;
    list(texts, history, |page| AuthorPress::History { course, page })
}

/// The same, with what to press to go back to one of them.
pub fn to_go_back(texts: &Texts, history: &History) -> Screen {
    let course = history.course;
    let turn = |page| AuthorPress::RollBackWhich { course, page };
    let mut screen = list(texts, history, turn);
    if !history.revisions.is_empty() {
        screen.text.line();
        screen.text.line();
        screen.text.push_italic(&texts.say("rollback-hint"));
    }
    screen
}

fn list(texts: &Texts, history: &History, turn: impl Fn(u16) -> AuthorPress) -> Screen {
    let course = history.course;
    let back = AuthorPress::Course { course, page: 0 };
    let back = Button::new(texts.say("button-to-course"), back);
    let title = &history.title;
    let mut text = Rich::new();
    text.push_bold(&texts.with("history-title", [("title", title.into())]));
    if history.revisions.is_empty() {
        text.line();
        text.push_str(&texts.say("history-none"));
        return Screen::new(text).row([back]);
    }
    for revision in &history.revisions {
        text.line();
        text.line();
        text.push_bold(&heading(texts, revision, history.published));
        for words in short(texts, revision) {
            text.line();
            text.push_str(&words);
        }
    }
    let buttons = history.revisions.iter().map(|revision| {
        let number = revision.number;
        let press = AuthorPress::Revision { course, number };
        let label = texts.with("button-revision", [("number", number.into())]);
        Button::new(label, press)
    });
    Screen::new(text)
        .row(buttons)
        .row(pager(texts, history.page, history.pages, |page| {
            turn(page).into()
        }))
        .row([back])
}

/// What changed with a revision; of the first one there is nothing to compare.
fn short(texts: &Texts, revision: &Revision) -> Vec<String> {
    if revision.number == 1 {
        let steps = revision.changes.added.len();
        return vec![texts.with("steps", [("count", steps.into())])];
    }
    changes(texts, &revision.changes)
}

fn heading(texts: &Texts, revision: &Revision, published: i32) -> String {
    let when = instant(texts, revision.at);
    let (number, when) = (revision.number.into(), (&when).into());
    let mut heading = match &revision.by {
        Some(by) => texts.with(
            "revision-by",
            [
                ("number", number),
                ("when", when),
                ("name", (&full_name(by)).into()),
            ],
        ),
        None => texts.with("revision", [("number", number), ("when", when)]),
    };
    if revision.number == published {
        heading.push_str(" · ");
        heading.push_str(&texts.say("revision-now"));
    }
    heading
}

/// What one revision was: its steps, and the way back to it.
pub fn revision(
    texts: &Texts,
    course: CourseId,
    (revision, content): (&Revision, &coursefile::Course),
    (published, may_roll_back): (i32, bool),
) -> Screen {
    let mut text = Rich::new();
    text.push_bold(&content.title);
    text.line();
    text.push_str(&heading(texts, revision, published));
    text.line();
    for (step, number) in content.steps.iter().take(LISTED).zip(1..) {
        text.line();
        text.push_str(&step::listed(texts, number, step));
    }
    if content.steps.len() > LISTED {
        let more = content.steps.len() - LISTED;
        text.line();
        text.push_str(&texts.with("and-more", [("count", more.into())]));
    }
    let number = revision.number;
    let back = AuthorPress::RollBack { course, number };
    let again = may_roll_back.then(|| Button::new(texts.say("button-roll-back"), back));
    let list = AuthorPress::History { course, page: 0 };
    Screen::new(text)
        .row(again)
        .row([Button::new(texts.say("button-to-history"), list)])
}

/// An instant, to the minute.
pub fn instant(texts: &Texts, at: DateTime<Utc>) -> String {
    let when = at.format("%Y-%m-%d %H:%M").to_string();
    texts.with("instant-utc", [("when", (&when).into())])
}
