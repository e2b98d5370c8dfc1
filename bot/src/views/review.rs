//! Review: a card, what is said to an answer, and what is said around them.

use chrono::{DateTime, TimeDelta, Utc};
use entity::course;

use super::quiz::{self, duration};
use super::step;
use crate::courses::review::{A_DAY, Begun, Call, Card, Reviewed};
use crate::courses::{Outline, Standing};
use crate::telegram::{Button, Does, Press, ReviewPress, Rich, Screen};
use crate::texts::Texts;

/// A card that comes: with the text of its step before it, if that is what asks.
pub fn coming(texts: &Texts, coming: &Card) -> Vec<Screen> {
    let step = coming.standing.shown();
    let mut screens = Vec::new();
    if coming.asked.question.ask.is_none() {
        screens.push(step::body(texts, &coming.standing.outline, step));
    }
    screens.push(card(texts, coming));
    screens
}

/// A card: the question as it stands in its step, with its buttons.
pub fn card(texts: &Texts, card: &Card) -> Screen {
    let question = quiz::question(texts, &card.standing, &card.asked);
    framed(texts, &card.standing, question)
}

/// What became of an answer, and what comes next.
pub fn verdict(texts: &Texts, reviewed: &Reviewed, now: DateTime<Utc>) -> Screen {
    let standing = &reviewed.answered.standing;
    let mut screen = framed(texts, standing, quiz::verdict(texts, &reviewed.answered));
    let rest = &reviewed.rest;
    let back = wait(texts, reviewed.due_at - now);
    screen.text.line().line();
    let args = [("wait", (&back).into())];
    screen.text.push_italic(&texts.with("review-back-in", args));
    let left = [("count", rest.due.into())];
    let next = Button::new(texts.say("button-review-next"), ReviewPress::Next);
    let screen = match (rest.due, rest.is_enough()) {
        (0, _) => {
            screen.text.line();
            screen.text.push_italic(&texts.say("review-all-done"));
            screen
        }
        (_, true) => {
            screen.text.line();
            let enough = texts.with("review-enough", left);
            screen.text.push_italic(&enough);
            screen.row([next])
        }
        (_, false) => screen.row([next]),
    };
    let course = standing.outline.course.id;
    let off = ReviewPress::OptOut { course };
    screen.row([Button::new(texts.say("button-review-off"), off)])
}

/// Nothing is due; the next card comes after so long, if there is one.
pub fn later(texts: &Texts, left: Option<TimeDelta>, offers: &[course::Model]) -> Screen {
    let said = match left {
        Some(left) => {
            let wait = wait(texts, left);
            texts.with("review-later", [("wait", (&wait).into())])
        }
        None => texts.say("review-nothing-yet"),
    };
    let screen = offered(texts, Screen::plain(said), offers);
    let off = ReviewPress::OptOutOfAll;
    screen.row([Button::new(texts.say("button-review-off"), off)])
}

/// What review is, and the courses in which it could begin.
pub fn unwanted(texts: &Texts, offers: &[course::Model]) -> Screen {
    let mut text = Rich::new();
    text.push_bold(&texts.say("review-title")).line();
    let most = [("most", A_DAY.into())];
    text.push_str(&texts.with("review-explained", most));
    text.line().line();
    text.push_str(&texts.say(if offers.is_empty() {
        "review-no-courses"
    } else {
        "review-which"
    }));
    offered(texts, Screen::new(text), offers)
}

/// Review has begun in a course.
pub fn begun(texts: &Texts, begun: &Begun) -> Screen {
    let course = begun.course.id;
    let args = [
        ("title", (&begun.course.title).into()),
        ("count", begun.cards.into()),
        ("most", A_DAY.into()),
    ];
    let screen = Screen::plain(texts.with("review-begun", args));
    let screen = if begun.due > 0 {
        screen.row([Button::new(
            texts.say("button-review-begin"),
            ReviewPress::Next,
        )])
    } else {
        screen
    };
    let others = Press::Catalogue { page: 0 };
    screen.row([
        Button::new(texts.say("button-other-courses"), others),
        Button::new(
            texts.say("button-review-off"),
            ReviewPress::OptOut { course },
        ),
    ])
}

/// So many questions wait; and the way on in the course, whose own button this message takes the place of.
pub fn call(texts: &Texts, call: &Call) -> Screen {
    let said = texts.with("review-call", [("count", call.waiting.into())]);
    let on = call.course.map(|course| Press::Continue { course });
    let on = on.map(|press| Button::new(texts.say("button-continue"), press));
    let screen = Screen::plain(said).row([
        Button::new(texts.say("button-review-begin"), ReviewPress::Next),
        Button::new(texts.say("button-review-off"), ReviewPress::OptOutOfAll),
    ]);
    screen.row(on)
}

/// The end of a course, with the offer to keep fresh what was wrong in it.
pub fn kept_fresh(texts: &Texts, outline: &Outline, wrong: usize, mut screen: Screen) -> Screen {
    screen.text.line().line();
    let count = [("count", wrong.into())];
    screen.text.push_str(&texts.with("review-offer", count));
    let course = outline.course.id;
    let label = texts.say("button-keep-fresh");
    screen.row([Button::new(label, ReviewPress::OptIn { course })])
}

/// The screen of a question as one of review: its heading says where it is from, and its buttons do not answer the course.
fn framed(texts: &Texts, standing: &Standing, screen: Screen) -> Screen {
    let mut text = Rich::new();
    let course = &standing.outline.course.title;
    let step = standing.shown();
    let args = [("course", course.into()), ("step", (&step.title).into())];
    text.push_italic(&texts.with("review-heading", args));
    text.line().line();
    text.push(&screen.text);
    let rows = screen.keyboard.into_iter().map(|row| {
        let buttons = row.into_iter().filter_map(|button| match button.does {
            Does::Press(Press::Quiz(press)) => {
                Some(Button::new(button.label, ReviewPress::of(press)?))
            }
            _ => Some(button),
        });
        buttons.collect::<Vec<_>>()
    });
    rows.fold(Screen::new(text), Screen::row)
        .protected(step.is_protected)
}

fn offered(texts: &Texts, screen: Screen, offers: &[course::Model]) -> Screen {
    offers.iter().fold(screen, |screen, offer| {
        let label = texts.with("button-review-course", [("title", (&offer.title).into())]);
        let course = offer.id;
        screen.row([Button::new(label, ReviewPress::OptIn { course })])
    })
}

/// So long in words, at least a minute.
fn wait(texts: &Texts, left: TimeDelta) -> String {
    let minutes = left.num_seconds().div_euclid(60).max(0) + i64::from(left.num_seconds() % 60 > 0);
    duration(texts, u32::try_from(minutes.max(1)).unwrap_or(u32::MAX))
}
