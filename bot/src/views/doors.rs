//! How learners come in: the door, the link with its picture, the codes.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CourseId, Door, code, course};

use super::team;
use super::{LIST_PAGE, page_of, pager};
use crate::courses::doors::{DAYS, USES};
use crate::courses::secret::{link_key, spelt};
use crate::telegram::{Act, AuthorPress, Button, DoorPress, Drawing, Rich, Screen};
use crate::texts::Texts;

/// Who may come in.
pub fn ask(texts: &Texts, course: &course::Model) -> Screen {
    let question = texts.with("door-ask", [("title", (&course.title).into())]);
    let doors = Door::ALL.into_iter().zip(0..);
    let screen = doors.fold(Screen::plain(question), |screen, (door, number)| {
        let name = door_name(texts, door);
        let label = if door == course.door {
            texts.with("button-door-now", [("door", (&name).into())])
        } else {
            name
        };
        let press = DoorPress::Set {
            course: course.id,
            door: number,
        };
        screen.row([Button::new(label, press)])
    });
    let codes = (course.door == Door::Invitation).then(|| to_codes(texts, course.id));
    let token = course.link_token.as_deref();
    let token = token.filter(|_| course.door == Door::Unlisted);
    let renew = token.map(|token| {
        let (course, key) = (course.id, link_key(token));
        let press = DoorPress::NewLink { course, key };
        Button::new(texts.say("button-new-link"), press)
    });
    screen
        .row(codes)
        .row(renew)
        .row([to_course(texts, course.id)])
}

fn door_name(texts: &Texts, door: Door) -> String {
    texts.say(match door {
        Door::Public => "button-door-public",
        Door::Unlisted => "button-door-unlisted",
        Door::Invitation => "button-door-invitation",
    })
}

/// What holds from now on.
pub fn set(texts: &Texts, door: Door) -> String {
    texts.say(match door {
        Door::Public => "door-set-public",
        Door::Unlisted => "door-set-unlisted",
        Door::Invitation => "door-set-invitation",
    })
}

/// What the workbench says of an open course.
pub fn open_to(texts: &Texts, door: Door) -> String {
    texts.say(match door {
        Door::Public => "workbench-open",
        Door::Unlisted => "workbench-unlisted",
        Door::Invitation => "workbench-by-code",
    })
}

fn to_course(texts: &Texts, course: CourseId) -> Button {
    let press = AuthorPress::Course { course, page: 0 };
    Button::new(texts.say("button-to-course"), press)
}

fn to_codes(texts: &Texts, course: CourseId) -> Button {
    let press = DoorPress::Codes { course, page: 0 };
    Button::new(texts.say("button-codes"), press)
}

/// The link of which course.
pub fn choice(texts: &Texts, courses: &[course::Model], page: u16) -> Screen {
    if courses.is_empty() {
        return Screen::plain(texts.say("no-courses"));
    }
    let (page, pages) = page_of(courses.len(), page);
    let from = usize::from(page) * LIST_PAGE;
    let shown = courses.iter().skip(from).take(LIST_PAGE);
    shown
        .fold(Screen::plain(texts.say("link-which")), |screen, course| {
            let press = DoorPress::Link { course: course.id };
            screen.row([Button::new(course.title.clone(), press)])
        })
        .row(pager(texts, page, pages, |page| {
            DoorPress::Which { page }.into()
        }))
}

/// The link to a course, below its picture; without buttons, so that it can be passed on as it is.
pub fn link(texts: &Texts, course: &course::Model, link: &str) -> Act {
    let mut text = Rich::new();
    text.push_bold(&course.title);
    text.line();
    text.push_str(link);
    let note = match (course.is_active, course.door) {
        (false, _) => Some("link-closed"),
        (true, Door::Invitation) => Some("link-needs-code"),
        (true, Door::Public | Door::Unlisted) => None,
    };
    if let Some(note) = note {
        text.line();
        text.line();
        text.push_str(&texts.say(note));
    }
    drawn(text, link)
}

/// A link as a picture with words below it; the words alone if it fits none. It leaves the live keyboard where it is.
pub(super) fn drawn(caption: Rich, link: &str) -> Act {
    match super::qr::png(link) {
        Some(png) => Act::Draw(Drawing { png, caption }),
        None => Act::Say(Screen::new(caption)),
    }
}

/// The codes that open a course, each with the button that takes it back.
pub fn codes(
    texts: &Texts,
    course: &course::Model,
    codes: &[code::Model],
    page: u16,
    now: DateTime<Utc>,
) -> Screen {
    let title = [("title", (&course.title).into())];
    let mut text = Rich::new();
    text.push_str(&if codes.is_empty() {
        texts.with("codes-none", title)
    } else {
        texts.with("codes-title", title)
    });
    if course.door != Door::Invitation {
        text.line();
        text.push_str(&texts.say("codes-not-needed"));
    }
    let (page, pages) = page_of(codes.len(), page);
    let from = usize::from(page) * LIST_PAGE;
    let shown = codes.iter().skip(from).take(LIST_PAGE);
    for code in shown.clone() {
        text.line();
        let uses = uses_left(texts, code.uses_left);
        let time = time_left(texts, code.ends_at.map(|ends| ends - now));
        text.push_str(&texts.with(
            "code-line",
            [
                ("number", code.number.into()),
                ("uses", (&uses).into()),
                ("time", (&time).into()),
            ],
        ));
    }
    let screen = shown.fold(Screen::new(text), |screen, code| {
        let label = texts.with("button-revoke-code", [("number", code.number.into())]);
        screen.row([Button::new(label, DoorPress::RevokeCode { code: code.id })])
    });
    let new = DoorPress::NewCode { course: course.id };
    let id = course.id;
    screen
        .row(pager(texts, page, pages, |page| {
            DoorPress::Codes { course: id, page }.into()
        }))
        .row([Button::new(texts.say("button-new-code"), new)])
        .row([to_course(texts, course.id)])
}

fn uses(texts: &Texts, left: Option<i32>) -> String {
    match left {
        Some(left) => {
            let left = u64::try_from(left).unwrap_or(0);
            texts.with("code-uses", [("count", left.into())])
        }
        None => texts.say("code-uses-any"),
    }
}

fn uses_left(texts: &Texts, left: Option<i32>) -> String {
    match left {
        Some(left) => {
            let left = u64::try_from(left).unwrap_or(0);
            texts.with("code-uses-left", [("count", left.into())])
        }
        None => texts.say("code-uses-left-any"),
    }
}

fn time(texts: &Texts, time: Option<TimeDelta>) -> String {
    match time {
        Some(time) => team::time(texts, time),
        None => texts.say("code-time-any"),
    }
}

fn time_left(texts: &Texts, left: Option<TimeDelta>) -> String {
    match left {
        Some(left) => {
            let time = team::time(texts, left);
            texts.with("code-time-left", [("time", (&time).into())])
        }
        None => texts.say("code-time-any"),
    }
}

/// For how many people a new code is.
pub fn ask_uses(texts: &Texts, course: CourseId) -> Screen {
    let choices = USES.into_iter().zip(0..);
    let screen = choices.fold(
        Screen::plain(texts.say("code-uses-ask")),
        |screen, (count, number)| {
            let press = DoorPress::CodeUses {
                course,
                uses: number,
            };
            screen.row([Button::new(uses(texts, count), press)])
        },
    );
    screen.row([to_codes(texts, course)])
}

/// How long a new code is good.
pub fn ask_days(texts: &Texts, course: CourseId, uses: u8) -> Screen {
    let choices = DAYS.into_iter().zip(0..);
    let screen = choices.fold(
        Screen::plain(texts.say("code-days-ask")),
        |screen, (days, number)| {
            let press = DoorPress::MakeCode {
                course,
                uses,
                days: number,
            };
            let label = time(texts, days.map(TimeDelta::days));
            screen.row([Button::new(label, press)])
        },
    );
    screen.row([to_codes(texts, course)])
}

/// A code that was just made: the only time it is seen.
pub fn code_made(texts: &Texts, course: &course::Model, code: &str, link: &str) -> Act {
    let code = spelt(code);
    let said = texts.with(
        "code-made",
        [
            ("title", (&course.title).into()),
            ("code", (&code).into()),
            ("link", link.into()),
        ],
    );
    let mut text = Rich::new();
    let (before, after) = said.split_once(&code).unwrap_or((&said, ""));
    // A tap copies it.
    text.push_str(before).push_code(&code).push_str(after);
    drawn(text, link)
}
