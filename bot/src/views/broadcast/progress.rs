//! How far an announcement has come, and the report at its end.

use chrono::TimeDelta;
use entity::broadcast::State;

use super::{back, count, for_whom};
use crate::courses::broadcasts::{Shown, Trouble};
use crate::telegram::{BroadcastPress, Button, Rich, Screen};
use crate::texts::Texts;

/// How far it has come, and what can be done about it; `left`: how much longer it takes, if that can be told.
pub fn progress(texts: &Texts, shown: &Shown, left: Option<TimeDelta>) -> Screen {
    let (row, broadcast) = (&shown.row, shown.row.id);
    let screen = Screen::new(figures(texts, shown, left));
    let button = |label, press| Button::new(texts.say(label), press);
    let stop = || button("button-broadcast-stop", BroadcastPress::Stop { broadcast });
    match row.state {
        State::Running => screen.row([
            button(
                "button-broadcast-pause",
                BroadcastPress::Pause { broadcast },
            ),
            stop(),
        ]),
        State::Paused => screen.row([
            button(
                "button-broadcast-resume",
                BroadcastPress::Resume { broadcast },
            ),
            stop(),
        ]),
        State::Draft | State::Stopped | State::Done => {
            let course = shown.course.id;
            screen.row([back(texts, BroadcastPress::Course { course })])
        }
    }
}

/// The same in a message that does not follow it: who looks again sees how far it is by then.
pub fn glance(texts: &Texts, shown: &Shown) -> Screen {
    let screen = progress(texts, shown, None);
    if !matches!(shown.row.state, State::Running | State::Paused) {
        return screen;
    }
    let broadcast = shown.row.id;
    let again = BroadcastPress::Show { broadcast };
    screen.row([Button::new(texts.say("button-look-again"), again)])
}

/// Whether to end it for good; it is held up meanwhile.
pub fn ask_stop(texts: &Texts, shown: &Shown) -> Screen {
    let broadcast = shown.row.id;
    if shown.row.state != State::Paused {
        return progress(texts, shown, None);
    }
    let mut text = figures(texts, shown, None);
    text.line().line();
    let left = count(shown.row.recipients - shown.row.queued);
    text.push_str(&texts.with("broadcast-stop-ask", [("count", left.into())]));
    let button = |label, press| Button::new(texts.say(label), press);
    Screen::new(text).row([
        button(
            "button-broadcast-stop-now",
            BroadcastPress::StopNow { broadcast },
        ),
        button(
            "button-broadcast-resume",
            BroadcastPress::Resume { broadcast },
        ),
    ])
}

/// What its author is told when it has ended.
pub fn report(texts: &Texts, shown: &Shown) -> Screen {
    let mut text = Rich::plain(&texts.say("broadcast-report"));
    text.line();
    text.push(&figures(texts, shown, None));
    Screen::new(text)
}

fn figures(texts: &Texts, shown: &Shown, left: Option<TimeDelta>) -> Rich {
    let row = &shown.row;
    let mut text = Rich::new();
    text.push_bold(&texts.with("broadcast-title", [("title", (&shown.course.title).into())]));
    text.line();
    text.push_str(&for_whom(texts, shown));
    text.line();
    let key = match row.state {
        State::Draft => "broadcast-is-draft",
        State::Running => "broadcast-is-running",
        State::Paused => "broadcast-is-paused",
        State::Stopped => "broadcast-is-stopped",
        State::Done => "broadcast-is-done",
    };
    let far = [
        ("done", count(row.settled()).into()),
        ("total", count(row.recipients).into()),
    ];
    text.push_str(&texts.with(key, far));
    for (people, key) in [
        (row.delivered, "broadcast-delivered"),
        (row.blocked, "broadcast-blocked"),
        (row.failed, "broadcast-failed"),
        (row.unwanted, "broadcast-off-meanwhile"),
    ] {
        if people > 0 || key == "broadcast-delivered" {
            text.line();
            text.push_str(&texts.with(key, [("count", count(people).into())]));
        }
        if key == "broadcast-failed" {
            reasons(texts, shown, &mut text);
        }
    }
    if shown.aside.again > 0 {
        text.line();
        let again = [("count", shown.aside.again.into())];
        text.push_str(&texts.with("broadcast-again", again));
    }
    let minutes = left.map(|left| {
        u64::try_from(left.num_seconds().max(0))
            .unwrap_or(0)
            .div_ceil(60)
    });
    if let Some(minutes) = minutes.filter(|_| row.state == State::Running) {
        text.line();
        text.push_str(&texts.with("broadcast-left", [("minutes", minutes.into())]));
    }
    text
}

/// Why it has not come to some, a line for each reason.
fn reasons(texts: &Texts, shown: &Shown, text: &mut Rich) {
    for (trouble, people) in &shown.aside.failed {
        let key = match trouble {
            Trouble::Unanswered => "broadcast-failed-unanswered",
            Trouble::Medium => "broadcast-failed-medium",
            Trouble::Refused => "broadcast-failed-refused",
        };
        text.line();
        text.push_str(&texts.with(key, [("count", (*people).into())]));
    }
}
