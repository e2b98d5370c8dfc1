//! Work and questions as those see them who look at them.

use chrono::{DateTime, Utc};
use coursefile::Taken;
use entity::submission::{self, Form, Kind, State};
use entity::{course, user};

use super::owner::full_name;
use super::pager;
use super::work::{age, kind};
use crate::courses::submissions::{Looked, Queue, Queued};
use crate::telegram::{Button, Rich, Screen, TEXT_LIMIT, WorkPress};
use crate::texts::Texts;

/// What waits for who looks at it, oldest first.
pub fn inbox(texts: &Texts, queue: &Queue, now: DateTime<Utc>) -> Screen {
    if queue.total == 0 {
        return Screen::plain(texts.say("inbox-empty"));
    }
    let mut text = Rich::new();
    text.push_bold(&texts.with("inbox-title", [("count", queue.total.into())]));
    text.line();
    let mut screen = Screen::default();
    let first = usize::from(queue.page) * super::LIST_PAGE + 1;
    for (entry, number) in queue.entries.iter().zip(first..) {
        text.line();
        text.push_str(&line(texts, entry, number, now));
        let submission = entry.submission.id;
        let label = format!("{number}. {}", name(&entry.learner));
        screen = screen.row([Button::new(label, WorkPress::Open { submission })]);
    }
    let pager = pager(texts, queue.page, queue.pages, |page| {
        WorkPress::Inbox { page }.into()
    });
    Screen { text, ..screen }.row(pager)
}

fn line(texts: &Texts, entry: &Queued, number: usize, now: DateTime<Utc>) -> String {
    let age = age(texts, now - entry.submission.handed_in_at);
    let what = what(texts, &entry.submission);
    let learner = name(&entry.learner);
    let args = [
        ("number", number.into()),
        ("name", (&learner).into()),
        ("title", (&entry.course.title).into()),
        ("what", (&what).into()),
        ("age", (&age).into()),
    ];
    let line = texts.with("inbox-line", args);
    match &entry.holder {
        None => line,
        Some(holder) => {
            let held = texts.with("inbox-held", [("name", (&name(holder)).into())]);
            format!("{line} {held}")
        }
    }
}

/// A person by the first name, for lists.
fn name(user: &user::Model) -> String {
    crate::telegram::clean(&user.first_name)
}

/// What was sent.
fn what(texts: &Texts, submission: &submission::Model) -> String {
    if submission.kind == Kind::Question {
        return texts.say("what-question");
    }
    kind(
        texts,
        match submission.form {
            Form::Text => Taken::Text,
            Form::Photo => Taken::Photo,
            Form::Voice => Taken::Voice,
            Form::Document => Taken::Document,
            Form::Video => Taken::Video,
        },
    )
}

/// That something has come in, for who looks at it in private: without buttons, so that it takes none away.
pub fn news(texts: &Texts, looked: &Looked) -> Screen {
    let mut text = head(texts, looked);
    text.line();
    text.push_str(&match looked.submission.state {
        State::Waiting => texts.say("inbox-news"),
        _ => state(texts, looked),
    });
    Screen::new(text)
}

/// A submission as who looks at it sees it, with what `me` can do about it. `me`: in private; otherwise it is a group.
pub fn submission(
    texts: &Texts,
    looked: &Looked,
    (me, now): (Option<entity::UserId>, DateTime<Utc>),
) -> Screen {
    let submission = &looked.submission;
    let mut text = head(texts, looked);
    let age = age(texts, now - submission.handed_in_at);
    text.line();
    text.push_italic(&texts.with("work-age", [("age", (&age).into())]));
    if let Some(ask) = looked.question().and_then(|it| it.ask.as_deref()) {
        text.line().line();
        text.push_italic(&texts.say("work-asked"));
        text.line().push(&Rich::from_html(ask));
    }
    if let Some(html) = &submission.text {
        text.line().line();
        text.push_italic(&texts.say("work-words"));
        text.line().push(&Rich::from_html(html));
    }
    if let Some(comment) = looked.earlier.first().and_then(|it| it.comment.as_deref()) {
        text.line().line();
        text.push_italic(&texts.say("work-before"));
        text.line().push(&Rich::from_html(comment));
    }
    if submission.state != State::Waiting {
        text.line().line();
        text.push_bold(&state(texts, looked));
    }
    let screen = keyboard(texts, looked, (me, now))
        .into_iter()
        .fold(Screen::new(text), Screen::row);
    match me {
        Some(_) => screen.row([Button::new(
            texts.say("button-inbox"),
            WorkPress::Inbox { page: 0 },
        )]),
        None => screen,
    }
}

/// The same in a group when it is shown again: short enough to be changed in place, whatever was written.
pub fn again(texts: &Texts, looked: &Looked, now: DateTime<Utc>) -> Screen {
    let whole = submission(texts, looked, (None, now));
    if whole.text.utf16_len() <= TEXT_LIMIT {
        return whole;
    }
    let mut text = head(texts, looked);
    text.line();
    text.push_bold(&state(texts, looked));
    Screen { text, ..whole }
}

/// Who, in which course, at which step, which try.
fn head(texts: &Texts, looked: &Looked) -> Rich {
    let submission = &looked.submission;
    let key = match submission.kind {
        Kind::Work => "work-from",
        Kind::Question => "ask-from",
    };
    let name = full_name(&looked.learner);
    let mut text = Rich::new();
    text.push_bold(&texts.with(key, [("name", (&name).into())]));
    text.line();
    text.push_str(&looked.outline.course.title);
    if let Some(step) = looked.step() {
        text.push_str(" · ").push_str(step);
    }
    if submission.number > 1 {
        let number = [("number", i32::from(submission.number).into())];
        text.push_str(" · ")
            .push_str(&texts.with("work-try", number));
    }
    text
}

/// What has become of it, and by whom.
fn state(texts: &Texts, looked: &Looked) -> String {
    let name = looked.holder.as_ref().map(name).unwrap_or_default();
    let key = match looked.submission.state {
        State::Waiting => "work-state-waiting",
        State::Claimed => "work-state-claimed",
        State::Accepted => "work-state-accepted",
        State::Returned => "work-state-returned",
        State::Answered => "work-state-answered",
        State::Withdrawn => "work-state-withdrawn",
    };
    texts.with(key, [("name", (&name).into())])
}

/// What can be done about it: in private by `me`, in a group by who has it in hand or by anybody.
fn keyboard(
    texts: &Texts,
    looked: &Looked,
    (me, now): (Option<entity::UserId>, DateTime<Utc>),
) -> Vec<Vec<Button>> {
    let submission = looked.submission.id;
    let holder = looked.in_hand_of(now);
    let is_others = me.is_some() && holder.is_some_and(|holder| Some(holder.id) != me);
    if !looked.submission.state.is_open() || is_others {
        return Vec::new();
    }
    let button = |key, press: WorkPress| Button::new(texts.say(key), press);
    let claim = match holder {
        None => button("button-claim", WorkPress::Claim { submission }),
        Some(_) => button("button-release", WorkPress::Release { submission }),
    };
    if looked.submission.kind == Kind::Question {
        let answer = button("button-answer", WorkPress::Answer { submission });
        return vec![vec![answer], vec![claim]];
    }
    vec![
        vec![
            button("button-accept-work", WorkPress::Accept { submission }),
            button(
                "button-accept-saying",
                WorkPress::AcceptSaying { submission },
            ),
        ],
        vec![
            button("button-return", WorkPress::Return { submission }),
            claim,
        ],
    ]
}

/// Which course's work is to be looked at in a group.
pub fn which_room(texts: &Texts, courses: &[course::Model]) -> Screen {
    // A keyboard has room for a hundred buttons; who has more names the course behind the command.
    const MOST: usize = 50;
    courses
        .iter()
        .take(MOST)
        .fold(Screen::plain(texts.say("room-which")), |screen, course| {
            let press = WorkPress::Here { course: course.id };
            screen.row([Button::new(course.title.clone(), press)])
        })
}
