//! Cohorts: what authors see of them, and what learners see who open their links.

use chrono::NaiveDate;
use entity::{CourseId, cohort, course};

use super::when::day;
use super::{LIST_PAGE, doors, page_of, pager};
use crate::courses::cohorts::{Found, Seen};
use crate::telegram::{Act, AuthorPress, Button, CohortPress, Press, Rich, Screen};
use crate::texts::Texts;

/// The cohorts of which course.
pub fn choice(texts: &Texts, courses: &[course::Model], page: u16) -> Screen {
    if courses.is_empty() {
        return Screen::plain(texts.say("no-courses"));
    }
    let (page, pages) = page_of(courses.len(), page);
    let from = usize::from(page) * LIST_PAGE;
    let shown = courses.iter().skip(from).take(LIST_PAGE);
    shown
        .fold(
            Screen::plain(texts.say("cohorts-which")),
            |screen, course| {
                let (course, title) = (course.id, course.title.clone());
                let press = CohortPress::List { course, page: 0 };
                screen.row([Button::new(title, press)])
            },
        )
        .row(pager(texts, page, pages, |page| {
            CohortPress::Which { page }.into()
        }))
}

/// The cohorts of a course, with their days and how many are in each.
pub fn list(texts: &Texts, course: &course::Model, seen: &[Seen], page: u16) -> Screen {
    let id = course.id;
    let (page, pages) = page_of(seen.len(), page);
    let from = usize::from(page) * LIST_PAGE;
    let title = [("title", (&course.title).into())];
    let mut text = Rich::new();
    if seen.is_empty() {
        text.push_str(&texts.with("cohorts-none", title));
    } else {
        text.push_bold(&texts.with("cohorts-title", title));
    }
    let mut buttons = Vec::new();
    for one in seen.iter().skip(from).take(LIST_PAGE) {
        text.line().push_str(&line(texts, one));
        let press = CohortPress::One {
            cohort: one.cohort.id,
        };
        buttons.push(Button::new(one.cohort.name.clone(), press));
    }
    let new = CohortPress::New { course: id };
    buttons
        .into_iter()
        .fold(Screen::new(text), |screen, button| screen.row([button]))
        .row(pager(texts, page, pages, |page| {
            CohortPress::List { course: id, page }.into()
        }))
        .row([Button::new(texts.say("button-cohort-new"), new)])
        .row([to_course(texts, id)])
}

fn line(texts: &Texts, seen: &Seen) -> String {
    let days = days(texts, &seen.cohort);
    let args = [
        ("name", (&seen.cohort.name).into()),
        ("days", (&days).into()),
        ("learners", seen.learners.into()),
    ];
    let line = texts.with("cohort-line", args);
    if seen.cohort.is_open {
        line
    } else {
        format!("{line} {}", texts.say("cohort-is-closed"))
    }
}

/// "1 December 2026", or with the last day as well.
fn days(texts: &Texts, cohort: &cohort::Model) -> String {
    let said = |date| day(texts, NaiveDate::MIN, date);
    let start = said(cohort.starts_on);
    match cohort.ends_on {
        None => texts.with("cohort-from", [("start", (&start).into())]),
        Some(end) => {
            let end = said(end);
            let args = [("start", (&start).into()), ("end", (&end).into())];
            texts.with("cohort-from-to", args)
        }
    }
}

/// Its name and its days.
pub(super) fn called(texts: &Texts, cohort: &cohort::Model) -> String {
    let days = days(texts, cohort);
    let args = [("name", (&cohort.name).into()), ("days", (&days).into())];
    texts.with("cohort-called", args)
}

/// One of them, and what can be done with it.
pub fn one(texts: &Texts, course: &course::Model, seen: &Seen) -> Screen {
    let cohort = seen.cohort.id;
    let mut text = Rich::new();
    text.push_bold(&course.title);
    text.line().push_str(&line(texts, seen));
    let button = |key: &'static str, press: CohortPress| Button::new(texts.say(key), press);
    let door = if seen.cohort.is_open {
        button("button-cohort-close", CohortPress::Close { cohort })
    } else {
        button("button-cohort-open", CohortPress::Open { cohort })
    };
    let mut row = vec![door];
    if seen.learners == 0 {
        row.push(button("button-delete", CohortPress::Delete { cohort }));
    }
    let back = CohortPress::List {
        course: course.id,
        page: 0,
    };
    Screen::new(text)
        .row([button("button-link", CohortPress::Link { cohort })])
        .row([
            button("button-rename", CohortPress::Rename { cohort }),
            button("button-cohort-days", CohortPress::Days { cohort }),
        ])
        .row(row)
        .row([button("button-to-cohorts", back)])
}

/// Asks whether to delete it: whoever holds its link finds nothing then.
pub fn ask_delete(texts: &Texts, course: &course::Model, seen: &Seen) -> Screen {
    let cohort = seen.cohort.id;
    let args = [
        ("name", (&seen.cohort.name).into()),
        ("title", (&course.title).into()),
    ];
    let delete = CohortPress::DeleteConfirmed { cohort };
    Screen::plain(texts.with("cohort-ask-delete", args)).row([
        Button::new(texts.say("button-delete"), delete),
        Button::new(texts.say("button-cancel"), CohortPress::One { cohort }),
    ])
}

/// Asks for another name.
pub fn ask_new_name(texts: &Texts, seen: &Seen) -> String {
    let args = [("name", (&seen.cohort.name).into())];
    texts.with("cohort-ask-new-name", args)
}

/// Asks for other days, and says whom they move.
pub fn ask_new_days(texts: &Texts, seen: &Seen) -> String {
    let args = [
        ("name", (&seen.cohort.name).into()),
        ("learners", seen.learners.into()),
    ];
    texts.with("cohort-ask-new-days", args)
}

/// Its link with a picture, to be passed on as it is.
pub fn link(texts: &Texts, course: &course::Model, cohort: &cohort::Model, link: &str) -> Act {
    let mut text = Rich::new();
    text.push_bold(&course.title);
    text.line().push_str(&called(texts, cohort));
    text.line().push_str(link);
    doors::drawn(text, link)
}

/// What who has opened the link is asked.
pub fn offer(texts: &Texts, found: &Found, join: CohortPress, today: NaiveDate) -> Screen {
    let course = found.course.id;
    let mut text = Rich::new();
    text.push_bold(&found.course.title);
    if let Some(description) = &found.course.description {
        text.line().push_str(description);
    }
    text.line().line();
    let start = day(texts, today, found.cohort.starts_on);
    let name = ("name", (&found.cohort.name).into());
    let key = match (found.is_inside, found.cohort.starts_on > today) {
        (true, true) => "cohort-offer-inside",
        (true, false) => "cohort-offer-inside-begun",
        (false, true) => "cohort-offer",
        (false, false) => "cohort-offer-begun",
    };
    text.push_str(&texts.with(key, [name, ("start", (&start).into())]));
    let join = Button::new(texts.say("button-cohort-join"), join);
    let screen = Screen::new(text).row([join]);
    if !found.is_inside {
        return screen;
    }
    let on = Button::new(texts.say("button-continue"), Press::Continue { course });
    screen.row([on])
}

/// The link lets nobody in any more.
pub fn over(texts: &Texts, found: &Found) -> String {
    let args = [
        ("name", (&found.cohort.name).into()),
        ("title", (&found.course.title).into()),
    ];
    texts.with("cohort-over", args)
}

fn to_course(texts: &Texts, course: CourseId) -> Button {
    let press = AuthorPress::Course { course, page: 0 };
    Button::new(texts.say("button-to-course"), press)
}
