//! Work and questions as those see them who hand them in. What others see of them is in `inbox`.

use chrono::{DateTime, TimeDelta, Utc};
use coursefile::Taken;
use entity::submission::{self, Kind, State};

use crate::courses::Standing;
use crate::courses::submissions::Looked;
use crate::telegram::{Button, Press, Rich, Screen, WorkPress};
use crate::texts::Texts;

/// What may be handed in, in words: “a text, a photo or a voice message”.
pub fn takes(texts: &Texts, takes: &[Taken]) -> String {
    let mut words: Vec<String> = takes.iter().map(|taken| kind(texts, *taken)).collect();
    let last = words.pop().unwrap_or_default();
    if words.is_empty() {
        return last;
    }
    let first = words.join(", ");
    let words = [("first", (&first).into()), ("last", (&last).into())];
    texts.with("either", words)
}

pub(super) fn kind(texts: &Texts, taken: Taken) -> String {
    texts.say(match taken {
        Taken::Text => "work-text",
        Taken::Photo => "work-photo",
        Taken::Voice => "work-voice",
        Taken::Document => "work-document",
        Taken::Video => "work-video",
    })
}

/// What is said to who has handed in work, above what comes next.
pub fn handed_in(texts: &Texts, place: u64) -> Rich {
    let mut text = Rich::new();
    text.push_bold(&texts.say("work-handed-in"));
    text.push_str(" ");
    text.push_str(&texts.with("work-place", [("place", place.into())]));
    text
}

/// What is said to who has asked something: without buttons, so that it takes none from what they are doing.
pub fn asked(texts: &Texts, title: &str, place: u64) -> Screen {
    let title = [("title", title.into())];
    let mut text = Rich::plain(&texts.with("ask-done", title));
    text.push_str(" ");
    text.push_str(&texts.with("work-place", [("place", place.into())]));
    Screen::new(text)
}

/// What a learner can do about what waits.
pub fn own(texts: &Texts, submission: entity::SubmissionId) -> [Button; 2] {
    [
        Button::new(texts.say("button-place"), WorkPress::Place { submission }),
        Button::new(
            texts.say("button-take-back"),
            WorkPress::TakeBack { submission },
        ),
    ]
}

/// Where something stands in the queue, for its learner.
pub fn place(
    texts: &Texts,
    (submission, place): (&submission::Model, Option<u64>),
    now: DateTime<Utc>,
) -> String {
    let age = age(texts, now - submission.handed_in_at);
    match (submission.state, place) {
        (State::Claimed, _) => texts.with("work-in-hand", [("age", (&age).into())]),
        (_, Some(place)) => {
            let place = [("place", place.into()), ("age", (&age).into())];
            texts.with("work-place-now", place)
        }
        (_, None) => texts.say("work-not-waiting"),
    }
}

/// What has become of what a learner has handed in or asked, with the way on.
pub fn outcome(texts: &Texts, looked: &Looked, standing: Option<&Standing>) -> Screen {
    let submission = &looked.submission;
    let title = looked.step().unwrap_or(&looked.outline.course.title);
    let key = match submission.state {
        State::Accepted => "work-accepted",
        State::Returned => "work-returned",
        _ => "ask-answered",
    };
    let mut text = Rich::new();
    text.push_bold(&texts.with(key, [("title", title.into())]));
    if let (Kind::Question, Some(html)) = (submission.kind, &submission.text) {
        text.line().line();
        text.push_italic(&texts.say("ask-yours"));
        text.line().push(&Rich::from_html(html));
    }
    if let Some(comment) = &submission.comment {
        text.line().line();
        text.push_italic(&texts.say(match submission.kind {
            Kind::Work => "work-comment",
            Kind::Question => "ask-answer",
        }));
        text.line().push(&Rich::from_html(comment));
    }
    let explanation = looked.question().and_then(|it| it.explanation.as_deref());
    let is_accepted = submission.state == State::Accepted;
    if let Some(explanation) = explanation.filter(|_| is_accepted) {
        text.line().line();
        text.push(&Rich::from_html(explanation));
    }
    Screen::new(text).row(ways(texts, looked, standing))
}

/// The ways on from an answer: to hand it in again, and to where the learner is.
fn ways(texts: &Texts, looked: &Looked, standing: Option<&Standing>) -> Vec<Button> {
    let course = looked.submission.course_id;
    let mut row = Vec::new();
    if let (State::Returned, Some(again)) = (looked.submission.state, again(looked)) {
        row.push(Button::new(texts.say("button-hand-in-again"), again));
    }
    if standing.is_some() {
        let on = Press::Continue { course };
        row.push(Button::new(texts.say("button-continue"), on));
    }
    row
}

fn again(looked: &Looked) -> Option<WorkPress> {
    let step = looked.submission.step_id?;
    let slug = looked.submission.question.as_deref()?;
    let questions = &looked.outline.quiz(step)?.questions;
    let place = questions.iter().position(|it| it.slug == slug)?;
    Some(WorkPress::HandIn {
        course: looked.submission.course_id,
        step,
        place: u8::try_from(place).ok()?,
    })
}

/// How long something has waited, rounded down.
pub(super) fn age(texts: &Texts, age: TimeDelta) -> String {
    let minutes = age.num_minutes().max(0);
    let (key, count) = match minutes {
        0 => return texts.say("age-now"),
        1..60 => ("age-minutes", minutes),
        60..1440 => ("age-hours", minutes / 60),
        _ => ("age-days", minutes / 1440),
    };
    let count = u64::try_from(count).unwrap_or(0);
    texts.with(key, [("count", count.into())])
}

/// The same without anything to press.
pub fn without_buttons(mut screen: Screen) -> Screen {
    screen.keyboard.clear();
    screen
}
