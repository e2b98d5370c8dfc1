//! Announcements: as they come, as they are written, and how far they have come.

use chrono::TimeDelta;
use coursefile::Medium;
use entity::broadcast::{self, State};
use entity::{course, step};

use super::step::numbered;
use super::{LIST_PAGE, media, page_of, pager};
use crate::courses::broadcasts::{Audience, Segment, Shown, Written};
use crate::telegram::{AnnouncementPress, BroadcastPress, Button, Rich, Screen, Showing};
use crate::texts::Texts;

mod cohorts;

pub use cohorts::cohorts;

/// For how many days somebody may have stood at a step, to choose from.
const DAYS: [u16; 5] = [1, 3, 7, 14, 30];

/// The announcement as somebody gets it: the words of its author, what is shown above them, and the way out.
pub fn message(
    texts: &Texts,
    row: &broadcast::Model,
    course: &course::Model,
    shown: &[Medium],
) -> Screen {
    let mut text = Rich::from_html(row.text.as_deref().unwrap_or_default());
    if texts.is_plain {
        for medium in shown {
            if !text.is_empty() {
                text.line();
            }
            text.push_str(&media::in_words(texts, medium));
        }
    }
    let showing = |medium: &Medium| Showing {
        kind: medium.kind,
        source: medium.source.clone(),
        name: medium.name.clone(),
        words: String::new(),
        course: course.title.clone(),
        step: texts.say("broadcast-name"),
    };
    let media = shown.iter().filter(|_| !texts.is_plain).map(showing);
    let mut screen = Screen::new(text).media(media.collect());
    screen.keyboard = below(texts, true);
    screen
}

/// The buttons below an announcement, for who gets them (`hears`) and who does not.
pub fn below(texts: &Texts, hears: bool) -> Vec<Vec<Button>> {
    let (label, press) = if hears {
        ("button-announcements-off", AnnouncementPress::Off)
    } else {
        ("button-announcements-on-again", AnnouncementPress::On)
    };
    vec![vec![Button::new(texts.say(label), press)]]
}

/// Whether somebody gets announcements, and the other choice.
pub fn wanted(texts: &Texts, hears: bool) -> Screen {
    let (words, label, choice) = if hears {
        ("announcements-are-on", "button-announcements-off", 0)
    } else {
        ("announcements-are-off", "button-announcements-on-again", 1)
    };
    let press = AnnouncementPress::Set { choice };
    Screen::plain(texts.say(words)).row([Button::new(texts.say(label), press)])
}

/// The courses in which somebody can announce something, and what was announced last.
pub fn courses(
    texts: &Texts,
    courses: &[course::Model],
    recent: &[(broadcast::Model, course::Model)],
    page: u16,
) -> Screen {
    if courses.is_empty() {
        return Screen::plain(texts.say("no-courses"));
    }
    let (page, pages) = page_of(courses.len(), page);
    let shown = courses.iter().skip(usize::from(page) * LIST_PAGE);
    let screen = shown
        .take(LIST_PAGE)
        .fold(
            Screen::plain(texts.say("broadcast-which")),
            |screen, course| {
                let press = BroadcastPress::Course { course: course.id };
                screen.row([Button::new(&course.title, press)])
            },
        )
        .row(pager(texts, page, pages, |page| {
            BroadcastPress::Which { page }.into()
        }));
    with_recent(texts, screen, recent)
}

/// For whom it can be.
pub fn segments(
    texts: &Texts,
    course: &course::Model,
    has_cohorts: bool,
    recent: &[(broadcast::Model, course::Model)],
) -> Screen {
    let id = course.id;
    let asked = texts.with("broadcast-for-whom", [("title", (&course.title).into())]);
    let row = |label, press| [Button::new(texts.say(label), press)];
    let screen = Screen::plain(asked)
        .row(row(
            "button-to-everyone",
            BroadcastPress::Everyone { course: id },
        ))
        .row(row(
            "button-to-not-started",
            BroadcastPress::NotStarted { course: id },
        ))
        .row(row(
            "button-to-stuck",
            BroadcastPress::Steps {
                course: id,
                page: 0,
            },
        ))
        .row(row(
            "button-to-finished",
            BroadcastPress::Finished { course: id },
        ));
    let screen = if has_cohorts {
        let press = BroadcastPress::Cohorts {
            course: id,
            page: 0,
        };
        screen.row(row("button-to-cohort", press))
    } else {
        screen
    };
    with_recent(texts, screen, recent)
}

fn with_recent(
    texts: &Texts,
    mut screen: Screen,
    recent: &[(broadcast::Model, course::Model)],
) -> Screen {
    if !recent.is_empty() {
        screen.text.line().line();
        screen.text.push_str(&texts.say("broadcast-recent"));
    }
    recent.iter().fold(screen, |screen, (row, course)| {
        let args = [
            ("title", (&course.title).into()),
            ("done", count(row.settled()).into()),
            ("total", count(row.recipients).into()),
        ];
        let label = match row.state {
            State::Draft | State::Running => "button-broadcast-running",
            State::Paused => "button-broadcast-paused",
            State::Stopped => "button-broadcast-stopped",
            State::Done => "button-broadcast-done",
        };
        let press = BroadcastPress::Show { broadcast: row.id };
        screen.row([Button::new(texts.with(label, args), press)])
    })
}

/// At which step they stand.
pub fn steps(texts: &Texts, course: &course::Model, steps: &[step::Model], page: u16) -> Screen {
    let (page, pages) = page_of(steps.len(), page);
    let id = course.id;
    let from = usize::from(page) * LIST_PAGE;
    let shown = steps.iter().enumerate().skip(from).take(LIST_PAGE);
    shown
        .fold(
            Screen::plain(texts.say("broadcast-which-step")),
            |screen, (at, step)| {
                let press = BroadcastPress::Days {
                    course: id,
                    step: step.id,
                };
                let label = numbered(texts, at + 1, &step.title);
                screen.row([Button::new(label, press)])
            },
        )
        .row(pager(texts, page, pages, |page| {
            BroadcastPress::Steps { course: id, page }.into()
        }))
}

/// For how long they have stood there.
pub fn days(texts: &Texts, course: &course::Model, step: &step::Model) -> Screen {
    let asked = texts.with("broadcast-how-long", [("title", (&step.title).into())]);
    DAYS.into_iter().fold(Screen::plain(asked), |screen, days| {
        let press = BroadcastPress::Stuck {
            course: course.id,
            step: step.id,
            days,
        };
        let label = texts.with("broadcast-days", [("count", u64::from(days).into())]);
        screen.row([Button::new(label, press)])
    })
}

/// The words are asked for.
pub fn asked(texts: &Texts, whom: &str) -> Screen {
    Screen::plain(texts.with("broadcast-ask", [("whom", whom.into())]))
}

/// Below the preview: how many get it, and the way on.
pub fn control(texts: &Texts, written: &Written) -> Screen {
    let Audience {
        wanted,
        unwanted,
        unreachable,
    } = written.audience;
    let broadcast = written.shown.row.id;
    let mut text = Rich::plain(&texts.say("broadcast-preview"));
    text.line();
    text.push_str(&for_whom(texts, &written.shown));
    for (people, key) in [
        (wanted, "broadcast-get-it"),
        (unwanted, "broadcast-unwanted"),
        (unreachable, "broadcast-unreachable"),
    ] {
        if people > 0 {
            text.line();
            text.push_str(&texts.with(key, [("count", people.into())]));
        }
    }
    if wanted == 0 {
        text.line();
        text.push_str(&texts.say("refusal-nobody-to-tell"));
    }
    let send = (wanted > 0).then(|| {
        let label = texts.with("button-broadcast-send", [("count", wanted.into())]);
        Button::new(label, BroadcastPress::Send { broadcast })
    });
    Screen::new(text).row(send).row([
        Button::new(
            texts.say("button-broadcast-change"),
            BroadcastPress::Change { broadcast },
        ),
        Button::new(
            texts.say("button-broadcast-cancel"),
            BroadcastPress::Cancel { broadcast },
        ),
    ])
}

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
        State::Draft | State::Stopped | State::Done => screen,
    }
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

fn for_whom(texts: &Texts, shown: &Shown) -> String {
    let whom = whom(texts, shown.segment, shown.name.as_deref());
    texts.with("broadcast-for", [("whom", (&whom).into())])
}

/// For whom it is, such as “everybody in the course”.
pub fn whom(texts: &Texts, segment: Segment, name: Option<&str>) -> String {
    match segment {
        Segment::Everyone => texts.say("broadcast-to-everyone"),
        Segment::NotStarted => texts.say("broadcast-to-not-started"),
        Segment::Finished => texts.say("broadcast-to-finished"),
        Segment::Stuck { days, .. } => {
            let days = texts.with("broadcast-days", [("count", u64::from(days).into())]);
            let args = [
                ("step", name.unwrap_or("–").into()),
                ("days", (&days).into()),
            ];
            texts.with("broadcast-to-stuck", args)
        }
        Segment::Cohort { .. } => {
            let args = [("name", name.unwrap_or("–").into())];
            texts.with("broadcast-to-cohort", args)
        }
    }
}

fn count(people: i64) -> u64 {
    u64::try_from(people).unwrap_or(0)
}
