//! In which course something is announced, for whom it is, and what was announced before.

use entity::broadcast::{self, State};
use entity::{course, step};

use super::{back, count};
use crate::telegram::{BroadcastPress, Button, Rich, Screen};
use crate::texts::Texts;
use crate::views::step::numbered;
use crate::views::{LIST_PAGE, page_of, pager};

/// For how many days somebody may have stood at a step, to choose from.
const DAYS: [u16; 5] = [1, 3, 7, 14, 30];

/// How many characters of an announcement stand on its button.
const WORDS: usize = 24;

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
    with_recent(texts, screen, recent, true)
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
    with_recent(texts, screen, recent, false)
}

/// Below it what was announced last, by the course if there is more than one, and its first words.
fn with_recent(
    texts: &Texts,
    mut screen: Screen,
    recent: &[(broadcast::Model, course::Model)],
    of_many: bool,
) -> Screen {
    if !recent.is_empty() {
        screen.text.line().line();
        screen.text.push_str(&texts.say("broadcast-recent"));
    }
    recent.iter().fold(screen, |screen, (row, course)| {
        let title = match (beginning(row), of_many) {
            (Some(words), false) => words,
            (Some(words), true) => format!("{} · {words}", course.title),
            (None, _) => course.title.clone(),
        };
        let args = [
            ("title", (&title).into()),
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

/// The first words of an announcement; `None`: it has none.
fn beginning(row: &broadcast::Model) -> Option<String> {
    let words = coursefile::line(&Rich::from_html(row.text.as_deref()?).text);
    let bare = |words: &str| {
        let dots = |end: char| end.is_whitespace() || ".,:;–".contains(end);
        words.trim_end_matches(dots).to_owned()
    };
    if words.chars().count() <= WORDS {
        return Some(bare(&words));
    }
    let head: String = words.chars().take(WORDS - 1).collect();
    Some(format!("{}…", bare(&head)))
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
        .row([back(texts, BroadcastPress::Course { course: id })])
}

/// For how long they have stood there.
pub fn days(texts: &Texts, course: &course::Model, step: &step::Model) -> Screen {
    let asked = texts.with("broadcast-how-long", [("title", (&step.title).into())]);
    let screen = DAYS.into_iter().fold(Screen::plain(asked), |screen, days| {
        let press = BroadcastPress::Stuck {
            course: course.id,
            step: step.id,
            days,
        };
        let label = texts.with("broadcast-days", [("count", u64::from(days).into())]);
        screen.row([Button::new(label, press)])
    });
    let steps = BroadcastPress::Steps {
        course: course.id,
        page: 0,
    };
    screen.row([back(texts, steps)])
}
