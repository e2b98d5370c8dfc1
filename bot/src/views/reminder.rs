//! A reminder, and what is said when a learner makes something else of it.

use entity::{CourseId, course};

use super::goal;
use crate::courses::Standing;
use crate::courses::reminders::Reminder;
use crate::telegram::{Button, Press, ReminderPress, Rich, Screen};
use crate::texts::Texts;

/// A reminder with everything that can be made of it.
pub fn reminder(texts: &Texts, reminder: &Reminder) -> Screen {
    let standing = &reminder.standing;
    let mut text = Rich::new();
    text.push_str(&here(texts, standing));
    let week = reminder.week.as_ref().filter(|_| !reminder.is_last);
    if let Some(goal) = week.and_then(|week| goal::reminder(texts, week)) {
        text.line().line().push_str(&goal);
    }
    if reminder.is_last {
        text.line().line();
        text.push_str(&texts.say("reminder-last"));
    }
    let course = standing.outline.course.id;
    let told = reminder.told_at.timestamp();
    let button = |key, press: ReminderPress| Button::new(texts.say(key), press);
    on(texts, Screen::new(text), course)
        .row([
            button(
                "button-later-today",
                ReminderPress::LaterToday { course, told },
            ),
            button("button-tomorrow", ReminderPress::Tomorrow { course, told }),
        ])
        .row([
            button("button-pause-week", ReminderPress::Pause { course, told }),
            button("button-stop-course", ReminderPress::Stop { course, told }),
        ])
}

fn here(texts: &Texts, standing: &Standing) -> String {
    let (place, outline) = (standing.place(), &standing.outline);
    let args = [
        ("title", (&outline.course.title).into()),
        ("step", (&standing.shown().title).into()),
        ("number", place.number.into()),
        ("count", place.total.into()),
    ];
    texts.with("reminder-here", args)
}

/// What became of it, with the way on.
pub fn answered(texts: &Texts, said: &str, course: CourseId) -> Screen {
    on(texts, Screen::plain(said), course)
}

/// Nothing of the course comes by itself any more.
pub fn stopped(texts: &Texts, course: &course::Model) -> Screen {
    let title = [("title", (&course.title).into())];
    on(
        texts,
        Screen::plain(texts.with("reminder-stopped", title)),
        course.id,
    )
}

fn on(texts: &Texts, screen: Screen, course: CourseId) -> Screen {
    let press = Press::Continue { course };
    screen.row([Button::new(texts.say("button-continue"), press)])
}
