//! When somebody is written to: all of it on one screen, and the questions about its parts.

use chrono::{DateTime, Datelike, Days as Day, Months, NaiveDate, NaiveTime, Utc, Weekday};

use super::when::{clock, day, when};
use super::{goal, zone};
use crate::courses::rhythm::Rhythm;
use crate::courses::rhythm::change::Change;
use crate::courses::rhythm::days::Days;
use crate::courses::rhythm::hours::{Quiet, minute};
use crate::courses::study_days::Goal;
use crate::telegram::{Button, GoalPress, RhythmPress, Rich, Screen};
use crate::texts::Texts;

/// The times that are offered.
const TIMES: [(u32, u32); 5] = [(7, 0), (8, 30), (12, 30), (18, 0), (20, 0)];
/// The quiet hours that are offered.
const HOURS: [(u32, u32); 3] = [(21, 8), (22, 7), (23, 9)];

/// The week from Monday.
pub(super) const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// What somebody has said about what comes by itself.
#[derive(Clone, Copy, Debug)]
pub struct Own<'a> {
    /// When they are written to.
    pub rhythm: &'a Rhythm,
    /// On how many days a week they want to study.
    pub goal: Option<Goal>,
    /// Whether they get announcements.
    pub hears: bool,
}

/// All of it, below what has just been said, if anything.
pub fn rhythm(texts: &Texts, own: Own<'_>, now: DateTime<Utc>, said: Option<&str>) -> Screen {
    let it = own.rhythm;
    let mut text = Rich::new();
    if let Some(said) = said {
        text.push_str(said).line().line();
    }
    text.push_bold(&texts.say("rhythm-title")).line();
    let goal = own.goal.map(|goal| goal::line(texts, goal));
    let announcements = (!it.is_stopped).then(|| {
        texts.say(if own.hears {
            "rhythm-announcements"
        } else {
            "rhythm-no-announcements"
        })
    });
    let lines = lines(texts, it, now).into_iter().chain(goal);
    for line in lines.chain(announcements) {
        text.line().push_str(&line);
    }
    text.line().line();
    text.push_italic(&texts.say("rhythm-hint"));
    buttons(texts, own, now, Screen::new(text))
}

fn lines(texts: &Texts, it: &Rhythm, now: DateTime<Utc>) -> Vec<String> {
    let (name, shown) = (zone::name(texts, it.zone), clock(it.zone.local(now).time()));
    let args = [("zone", (&name).into()), ("time", (&shown).into())];
    let mut lines = vec![
        texts.with("rhythm-zone", args),
        texts.with("rhythm-days", [("days", (&days(texts, it.days)).into())]),
        preferred(texts, it),
        match it.quiet {
            Some(quiet) => texts.with("rhythm-quiet", [("hours", (&hours(quiet)).into())]),
            None => texts.say("rhythm-no-quiet"),
        },
    ];
    if it.is_stopped {
        lines.push(texts.say("rhythm-is-stopped"));
    } else if let Some(until) = it.paused_until.filter(|until| *until > now) {
        let until = on(texts, it, now, until);
        lines.push(texts.with("rhythm-is-paused", [("date", (&until).into())]));
    }
    lines
}

fn preferred(texts: &Texts, it: &Rhythm) -> String {
    let (Some(at), Some(slot)) = (it.at, it.slot()) else {
        return texts.say("rhythm-any-time");
    };
    let (at, slot) = (clock(at), clock(slot));
    let args = [("time", (&at).into()), ("slot", (&slot).into())];
    texts.with(
        if at == slot {
            "rhythm-time"
        } else {
            "rhythm-time-quiet"
        },
        args,
    )
}

fn buttons(texts: &Texts, own: Own<'_>, now: DateTime<Utc>, screen: Screen) -> Screen {
    let it = own.rhythm;
    let button = |key, press: RhythmPress| Button::new(texts.say(key), press);
    let day = |weekday: &Weekday| {
        let (day, has) = (weekday.num_days_from_monday(), it.days.has(*weekday));
        let day = u8::try_from(day).unwrap_or_default();
        let name = weekday_name(texts, *weekday);
        if has {
            Button::new(format!("☑ {name}"), RhythmPress::WithoutDay { day })
        } else {
            Button::new(format!("☐ {name}"), RhythmPress::WithDay { day })
        }
    };
    let screen = screen
        .row(WEEK[..4].iter().map(day))
        .row(WEEK[4..].iter().map(day))
        .row([
            button("button-rhythm-time", RhythmPress::AskTime),
            button("button-rhythm-quiet", RhythmPress::AskQuiet),
        ])
        .row([
            button("button-rhythm-zone", RhythmPress::AskZone),
            button("button-rhythm-pause", RhythmPress::AskPause),
        ]);
    let may_resume = it.is_stopped || it.paused_until.is_some_and(|until| until > now);
    let resume = may_resume.then(|| button("button-rhythm-resume", RhythmPress::Resume));
    let stop = (!it.is_stopped).then(|| button("button-rhythm-stop", RhythmPress::Stop));
    let goal = Button::new(texts.say("button-goal"), GoalPress::Ask);
    // Who has stopped everything gets none of them either.
    let announcements = (!it.is_stopped).then(|| {
        if own.hears {
            button("button-rhythm-no-announcements", RhythmPress::Unannounced)
        } else {
            button("button-rhythm-announcements", RhythmPress::Announced)
        }
    });
    screen
        .row([goal].into_iter().chain(announcements))
        .row(resume.into_iter().chain(stop))
        .row([button("button-rhythm-course", RhythmPress::Continue)])
}

/// What a change has done, and when something may come next.
pub fn changed(
    texts: &Texts,
    (before, it): (&Rhythm, &Rhythm),
    change: Change,
    now: DateTime<Utc>,
) -> String {
    let done = done(texts, (before, it), change, now);
    match (change, it.next_slot(now)) {
        (Change::Stop, _) => done,
        (_, None) => texts.with("rhythm-done-stopped", [("done", (&done).into())]),
        (_, Some(next)) => {
            let next = when(texts, it.zone, now, next);
            let args = [("done", (&done).into()), ("when", (&next).into())];
            texts.with("rhythm-done-next", args)
        }
    }
}

fn done(
    texts: &Texts,
    (before, it): (&Rhythm, &Rhythm),
    change: Change,
    now: DateTime<Utc>,
) -> String {
    match change {
        Change::Zone(zone) => {
            let (name, shown) = (zone::name(texts, zone), clock(zone.local(now).time()));
            let args = [("zone", (&name).into()), ("time", (&shown).into())];
            texts.with("rhythm-done-zone", args)
        }
        Change::Day(day, wanted) if it.days.has(day) != wanted => texts.say("rhythm-done-last-day"),
        Change::Day(..) => texts.with(
            "rhythm-done-days",
            [("days", (&days(texts, it.days)).into())],
        ),
        Change::At(None) => texts.say("rhythm-done-any-time"),
        Change::At(Some(at)) => {
            let (time, hours) = (clock(at), it.quiet.map(hours).unwrap_or_default());
            let args = [("time", (&time).into()), ("hours", (&hours).into())];
            let key = match (it.quiet == before.quiet, it.quiet) {
                (true, _) => "rhythm-done-time",
                (false, Some(_)) => "rhythm-done-time-less-quiet",
                (false, None) => "rhythm-done-time-no-quiet",
            };
            texts.with(key, args)
        }
        Change::Quiet(None) => texts.say("rhythm-done-no-quiet"),
        Change::Quiet(Some(quiet)) => {
            texts.with("rhythm-done-quiet", [("hours", (&hours(quiet)).into())])
        }
        Change::PauseUntil(until) => {
            let until = on(texts, it, now, until);
            texts.with("rhythm-done-pause", [("date", (&until).into())])
        }
        Change::Resume => texts.say("rhythm-done-resume"),
        Change::Stop => texts.say("rhythm-done-stop"),
    }
}

/// Asks for the preferred time.
pub fn ask_time(texts: &Texts) -> Screen {
    let times = TIMES.map(|(hour, minute)| {
        let time = time(hour, minute);
        Button::new(
            clock(time),
            RhythmPress::At {
                minute: number(time),
            },
        )
    });
    let any = Button::new(texts.say("button-rhythm-any-time"), RhythmPress::AtAny);
    Screen::plain(texts.say("rhythm-ask-time"))
        .row(times)
        .row([any])
        .row([back(texts)])
}

/// Asks for the quiet hours.
pub fn ask_quiet(texts: &Texts) -> Screen {
    let offered = HOURS.into_iter().filter_map(|(from, until)| {
        let quiet = Quiet::new(time(from, 0), time(until, 0))?;
        let (from, until) = (number(quiet.from()), number(quiet.until()));
        Some(Button::new(
            hours(quiet),
            RhythmPress::Quiet { from, until },
        ))
    });
    let none = Button::new(texts.say("button-rhythm-no-quiet"), RhythmPress::NoQuiet);
    Screen::plain(texts.say("rhythm-ask-quiet"))
        .row(offered)
        .row([none])
        .row([back(texts)])
}

/// Asks for how long to pause; `today` is the day at the learner's place.
pub fn ask_pause(texts: &Texts, today: NaiveDate) -> Screen {
    let button = |key, day: Option<NaiveDate>| {
        let day = day.map_or(0, days_since_1970);
        Button::new(texts.say(key), RhythmPress::PauseUntil { day })
    };
    let after = |days| today.checked_add_days(Day::new(days));
    Screen::plain(texts.say("rhythm-ask-pause"))
        .row([
            button("button-until-tomorrow", after(1)),
            button("button-for-a-week", after(7)),
            button(
                "button-for-a-month",
                today.checked_add_months(Months::new(1)),
            ),
        ])
        .row([back(texts)])
}

/// The way back to all of it.
pub(super) fn back(texts: &Texts) -> Button {
    Button::new(texts.say("button-rhythm-back"), RhythmPress::Open)
}

/// "21:00–08:00".
fn hours(quiet: Quiet) -> String {
    format!("{}–{}", clock(quiet.from()), clock(quiet.until()))
}

/// The day of an instant, said within a sentence.
fn on(texts: &Texts, it: &Rhythm, now: DateTime<Utc>, at: DateTime<Utc>) -> String {
    let (today, date) = (it.zone.local(now).date(), it.zone.local(at).date());
    day(texts, today, date)
}

fn days(texts: &Texts, days: Days) -> String {
    match days {
        Days::ALL => texts.say("days-all"),
        Days::WEEKDAYS => texts.say("days-weekdays"),
        Days::WEEKENDS => texts.say("days-weekends"),
        some => {
            let some = WEEK.into_iter().filter(|day| some.has(*day));
            let names: Vec<String> = some.map(|day| weekday_name(texts, day)).collect();
            names.join(", ")
        }
    }
}

/// "Mon".
pub(super) fn weekday_name(texts: &Texts, day: Weekday) -> String {
    let day = i32::try_from(day.number_from_monday()).unwrap_or_default();
    texts.with("weekday-short", [("day", day.into())])
}

fn days_since_1970(date: NaiveDate) -> i64 {
    i64::from(date.num_days_from_ce()) - 719_163
}

fn time(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

fn number(time: NaiveTime) -> u16 {
    u16::try_from(minute(time)).unwrap_or_default()
}
