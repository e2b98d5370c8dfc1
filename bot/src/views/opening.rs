//! When steps open, in words: for those who wait, and for authors who say it.

use std::collections::HashMap;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use coursefile::{Fault, Hint, Release, Weekdays};
use entity::{CourseId, StepId, draft_step};

use super::when::{clock, day, when};
use crate::courses::Standing;
use crate::courses::authoring::Draft;
use crate::courses::release::{Ahead, Waiting};
use crate::telegram::{AuthorPress, Button, OpeningPress, Press, Rich, Screen};
use crate::texts::Texts;

/// What authors choose most, in the words of a course file. A button carries the place: add at the end only.
pub const COMMON: [&str; 6] = [
    "at once",
    "after 1 hour",
    "after 1 day",
    "after 7 days",
    "weekdays at 08:30",
    "every day at 09:00",
];

/// A rule within a sentence: "after 1 day at 08:30".
pub fn rule(texts: &Texts, rule: &Release) -> String {
    let count = |key, count: u32| texts.with(key, [("count", u64::from(count).into())]);
    match rule {
        Release::AtOnce => texts.say("opening-at-once"),
        Release::Minutes(minutes) if minutes % 60 == 0 => count("opening-hours", minutes / 60),
        Release::Minutes(minutes) => count("opening-minutes", *minutes),
        Release::Days { count: days, at } => {
            at_time(texts, count("opening-days", (*days).into()), *at)
        }
        Release::Weekdays { days, at } => at_time(texts, weekdays(texts, *days), *at),
        Release::Date {
            day: date,
            at,
            zone,
        } => {
            // Always with the year.
            let date = day(texts, NaiveDate::MIN, *date);
            let said = texts.with("opening-date", [("date", (&date).into())]);
            let said = at_time(texts, said, *at);
            match zone {
                Some(zone) => {
                    let args = [("rule", (&said).into()), ("zone", zone.into())];
                    texts.with("opening-in-zone", args)
                }
                None => said,
            }
        }
        Release::CourseDay { number, at } => {
            at_time(texts, count("opening-course-day", (*number).into()), *at)
        }
    }
}

fn at_time(texts: &Texts, said: String, at: Option<NaiveTime>) -> String {
    let Some(at) = at else {
        return said;
    };
    let time = clock(at);
    let args = [("rule", (&said).into()), ("time", (&time).into())];
    texts.with("opening-at-time", args)
}

fn weekdays(texts: &Texts, days: Weekdays) -> String {
    match days {
        Weekdays::ALL => texts.say("opening-every-day"),
        Weekdays::WORKING => texts.say("opening-weekdays"),
        Weekdays::WEEKEND => texts.say("opening-weekends"),
        days => {
            let name =
                |day: u8| texts.with("opening-weekday", [("day", u64::from(day + 1).into())]);
            let names: Vec<String> = days.iter().map(name).collect();
            texts.with("opening-on-days", [("days", (&names.join(", ")).into())])
        }
    }
}

/// What a learner reads who has asked for a step that is not open: when it opens, and when the bot brings it.
pub fn waits(texts: &Texts, standing: &Standing, waiting: &Waiting, now: DateTime<Utc>) -> String {
    let step = standing.outline.step(waiting.step);
    let number = step.map_or(1, |step| standing.outline.place(step).number);
    let opens = when(texts, waiting.zone, now, waiting.opens_at);
    let said = if standing.is_before_start() {
        let title = &standing.outline.course.title;
        let args = [("title", title.into()), ("when", (&opens).into())];
        texts.with("opening-begins", args)
    } else {
        let args = [("number", number.into()), ("when", (&opens).into())];
        texts.with("opening-opens", args)
    };
    let brought = match waiting.brings_at {
        None => texts.say("opening-come-back"),
        Some(at) if at == waiting.opens_at => texts.say("opening-brought"),
        Some(at) => {
            let brings = when(texts, waiting.zone, now, at);
            texts.with("opening-brought-later", [("when", (&brings).into())])
        }
    };
    format!("{said} {brought}")
}

/// The same as a message, with ways to what can be seen already.
pub fn waiting(
    texts: &Texts,
    standing: &Standing,
    waiting: &Waiting,
    now: DateTime<Utc>,
) -> Screen {
    let course = standing.outline.course.id;
    let screen = Screen::plain(waits(texts, standing, waiting, now));
    if standing.is_before_start() {
        return screen;
    }
    let again = Press::Look {
        course,
        step: standing.current,
    };
    let contents = Press::Contents { course, page: 0 };
    screen.row([
        Button::new(texts.say("button-step-again"), again),
        Button::new(texts.say("button-contents"), contents),
    ])
}

/// When the step opens that is waited for, in each course.
pub fn waiting_in(
    texts: &Texts,
    waiting: &HashMap<CourseId, Waiting>,
    now: DateTime<Utc>,
) -> HashMap<CourseId, String> {
    let said = |waits: &Waiting| {
        let when = when(texts, waits.zone, now, waits.opens_at);
        texts.with("opening-next", [("when", (&when).into())])
    };
    let waiting = waiting.iter();
    waiting.map(|(id, waits)| (*id, said(waits))).collect()
}

/// When each step ahead opens, behind its title in the contents.
pub fn ahead(texts: &Texts, ahead: &Ahead, now: DateTime<Utc>) -> HashMap<StepId, String> {
    let Some(zone) = ahead.zone else {
        return HashMap::new();
    };
    let said = |at: &DateTime<Utc>| {
        let when = when(texts, zone, now, *at);
        texts.with("opening-ahead", [("when", (&when).into())])
    };
    let opens = ahead.opens.iter();
    opens.map(|(step, at)| (*step, said(at))).collect()
}

/// A step that has opened, of which the learner has not asked.
pub fn opened(texts: &Texts, standing: &Standing, step: StepId) -> Screen {
    let course = standing.outline.course.id;
    let opened = standing.outline.step(step);
    let number = opened.map_or(1, |step| standing.outline.place(step).number);
    let title = opened.map(|step| step.title.clone()).unwrap_or_default();
    let place = standing.outline.place(standing.shown()).number;
    let args = [
        ("number", number.into()),
        ("title", (&title).into()),
        ("course", (&standing.outline.course.title).into()),
        ("place", place.into()),
    ];
    let on = Button::new(texts.say("button-continue"), Press::Continue { course });
    Screen::plain(texts.with("opening-open-now", args)).row([on])
}

/// What the workbench of a step says of it; nothing where the course says nothing either.
pub fn of_step(texts: &Texts, draft: &Draft, step: &draft_step::Model, text: &mut Rich) {
    let own = draft.releases.get(&step.id);
    let is_first = draft
        .steps
        .iter()
        .find(|step| step.is_active)
        .is_some_and(|first| first.id == step.id);
    let (key, said) = match (own, &draft.release) {
        (Some(own), _) => ("workbench-opens", rule(texts, own)),
        (None, Some(all)) if !is_first => ("workbench-opens-as-all", rule(texts, all)),
        (None, _) => return,
    };
    text.line()
        .push_str(&texts.with(key, [("rule", (&said).into())]));
}

/// What an author may not have meant, before it is published.
pub fn hint(texts: &Texts, title: &String, hint: Hint) -> String {
    let key = match hint {
        Hint::First => "opening-hint-first",
        Hint::Backwards { .. } => "opening-hint-backwards",
        Hint::Past => "opening-hint-past",
        Hint::NoCohort => "opening-hint-no-cohort",
    };
    texts.with(key, [("title", title.into())])
}

/// Asks when a step opens.
pub fn ask_step(texts: &Texts, draft: &Draft, step: &draft_step::Model) -> Screen {
    let id = step.id;
    let mut text = Rich::plain(&texts.with("opening-ask-step", [("title", (&step.title).into())]));
    of_step(texts, draft, step, &mut text);
    let screen = choices(texts, Screen::new(text), |choice| {
        OpeningPress::SetStep { step: id, choice }.into()
    });
    let mut row = vec![Button::new(
        texts.say("button-opening-type"),
        OpeningPress::TypeStep { step: id },
    )];
    if draft.releases.contains_key(&id) {
        let clear = OpeningPress::ClearStep { step: id };
        row.push(Button::new(texts.say("button-opening-clear"), clear));
    }
    let back = AuthorPress::Step { step: id };
    screen
        .row(row)
        .row([Button::new(texts.say("button-to-step"), back)])
}

/// Asks when the steps of a course open that say nothing else.
pub fn ask_course(texts: &Texts, draft: &Draft) -> Screen {
    let course = draft.course.id;
    let said = rule(texts, draft.release.as_ref().unwrap_or(&Release::AtOnce));
    let args = [
        ("title", (&draft.head.title).into()),
        ("rule", (&said).into()),
    ];
    let screen = Screen::plain(texts.with("opening-ask-course", args));
    let screen = choices(texts, screen, |choice| {
        OpeningPress::SetCourse { course, choice }.into()
    });
    let typed = OpeningPress::TypeCourse { course };
    let back = AuthorPress::Course { course, page: 0 };
    screen
        .row([Button::new(texts.say("button-opening-type"), typed)])
        .row([Button::new(texts.say("button-to-course"), back)])
}

fn choices(texts: &Texts, screen: Screen, press: impl Fn(u8) -> Press) -> Screen {
    let button = |(choice, words): (u8, &&str)| {
        let known = Release::read(words).unwrap_or(Release::AtOnce);
        Button::new(rule(texts, &known), press(choice))
    };
    let buttons: Vec<Button> = (0..).zip(&COMMON).map(button).collect();
    buttons
        .chunks(2)
        .fold(screen, |screen, row| screen.row(row.to_vec()))
}

/// What is wrong with words that were typed, and what to type instead.
pub fn fault(texts: &Texts, typed: &str, fault: &Fault) -> String {
    match fault {
        Fault::Unknown => {
            let typed: String = typed.chars().take(60).collect();
            texts.with("opening-not-understood", [("words", (&typed).into())])
        }
        Fault::Number { words, low, high } => {
            let figures = [
                ("value", words.into()),
                ("low", u64::from(*low).into()),
                ("high", u64::from(*high).into()),
            ];
            texts.with("problem-release-number", figures)
        }
        Fault::Time { words } => texts.with("problem-release-time", [("value", words.into())]),
        Fault::Date { words } => texts.with("problem-release-date", [("value", words.into())]),
        Fault::Zone { words, near } => texts.with(
            "problem-release-zone",
            [("value", words.into()), ("near", near.into())],
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::texts::Lang;

    fn check(words: &str, english: &str, russian: &str) {
        let known = Release::read(words).expect("a rule");
        let said = |lang| rule(&Texts::new(lang), &known);
        assert_eq!(
            (said(Lang::En).as_str(), said(Lang::Ru).as_str()),
            (english, russian)
        );
    }

    #[test]
    fn rules_are_said_as_people_say_them() {
        check("at once", "at once", "сразу");
        check("after 30 minutes", "after 30 minutes", "через 30 минут");
        check("after 1 hour", "after 1 hour", "через 1 час");
        check(
            "after 3 days at 08:30",
            "after 3 days at 08:30",
            "через 3 дня в 08:30",
        );
        check(
            "weekdays at 08:30",
            "on weekdays at 08:30",
            "по будням в 08:30",
        );
        check(
            "mon, wed at 18:00",
            "on Mon, Wed at 18:00",
            "по дням: пн, ср в 18:00",
        );
        check("2026-12-01", "on 1 December 2026", "1 декабря 2026 года");
        check(
            "2026-12-01 at 09:00 Europe/Berlin",
            "on 1 December 2026 at 09:00 (Europe/Berlin)",
            "1 декабря 2026 года в 09:00 (Europe/Berlin)",
        );
        check(
            "day 3 at 08:30",
            "on day 3 of the course at 08:30",
            "на 3-й день курса в 08:30",
        );
    }

    #[test]
    fn common_choices_are_rules() {
        for words in COMMON {
            assert_eq!(
                Release::read(words).map(|rule| rule.to_string()).as_deref(),
                Ok(words)
            );
        }
    }
}
