//! When a step opens and when its learner may hear of it, worked out a second time and another way: from days and times on the
//! clocks of a zone, a quarter of an hour at a time. Nothing here asks the rules that it is held against.

use chrono::{DateTime, Datelike, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

/// Whatever changes on clocks and in rhythms changes at one of these, in seconds.
const QUARTER: i64 = 15 * 60;
/// So many days ahead something is looked for.
const AHEAD: i64 = 20;

/// When a step opens.
#[derive(Clone, Copy, Debug)]
pub enum Rule {
    /// So many minutes after the step before it.
    Minutes(i64),
    /// So many days after it, at this time.
    Days(i64, Option<NaiveTime>),
    /// On the first of these days after it, Monday first.
    Weekdays([bool; 7], NaiveTime),
    /// On the so-many-th day from the beginning, by the learner's own clock or that of another zone.
    Date(i64, NaiveTime, Option<Tz>),
    /// On the so-many-th day of the cohort, or from the one on which they joined.
    CourseDay(i64, NaiveTime),
}

/// The learner as far as hours and days go.
#[derive(Clone, Copy, Debug)]
pub struct Almanac {
    /// Where their clock stands.
    pub zone: Tz,
    /// Their days, Monday first; at least one.
    pub days: [bool; 7],
    /// The time that they prefer: a whole quarter of an hour.
    pub prefers: Option<NaiveTime>,
    /// From when until when it is quiet, perhaps over midnight: whole quarters of an hour.
    pub quiet: Option<(NaiveTime, NaiveTime)>,
}

impl Rule {
    /// As a course file says it; `beginning` is the day from which dates are counted.
    pub fn words(self, beginning: NaiveDate) -> String {
        const NAMES: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
        let clock = |at: NaiveTime| at.format("%H:%M").to_string();
        match self {
            Rule::Minutes(minutes) => format!("after {minutes} minutes"),
            Rule::Days(days, None) => format!("after {days} days"),
            Rule::Days(days, Some(at)) => format!("after {days} days at {}", clock(at)),
            Rule::Weekdays(days, at) => {
                let named = NAMES.iter().zip(days).filter(|(_, on)| *on);
                let named: Vec<&str> = named.map(|(name, _)| *name).collect();
                format!("{} at {}", named.join(", "), clock(at))
            }
            Rule::Date(days, at, zone) => {
                let day = beginning + TimeDelta::days(days);
                let zone = zone.map_or_else(String::new, |zone| format!(" {}", zone.name()));
                format!("{day} at {}{zone}", clock(at))
            }
            Rule::CourseDay(number, at) => format!("day {number} at {}", clock(at)),
        }
    }

    /// Whether it says the same whatever the learner does.
    pub fn is_by_calendar(self) -> bool {
        matches!(self, Rule::Date(..) | Rule::CourseDay(..))
    }

    /// Whether what opens so does not wait for the time that somebody prefers.
    pub fn is_short(self) -> bool {
        matches!(self, Rule::Minutes(_))
    }
}

impl Almanac {
    /// What clocks show there.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.with_timezone(&self.zone).naive_local()
    }

    /// The first instant at which they show `local`, or else what comes after it.
    fn instant(zone: Tz, local: NaiveDateTime) -> DateTime<Utc> {
        let mut minutes = (0..2 * 24 * 60).map(|minutes| local + TimeDelta::minutes(minutes));
        let shown = minutes.find_map(|local| local.and_local_timezone(zone).earliest());
        shown.expect("no zone skips two days").to_utc()
    }

    /// When a day begins there.
    pub fn midnight(&self, day: NaiveDate) -> DateTime<Utc> {
        Almanac::instant(self.zone, day.and_time(NaiveTime::MIN))
    }

    /// When a step opens whose learner was done with the one before at `done`; `first` is their first day, `beginning` the one
    /// from which dates are counted.
    pub fn opens(
        &self,
        rule: Rule,
        done: DateTime<Utc>,
        (first, beginning): (NaiveDate, NaiveDate),
    ) -> DateTime<Utc> {
        let on = |day: NaiveDate, at: NaiveTime| Almanac::instant(self.zone, day.and_time(at));
        let local = self.local(done);
        match rule {
            Rule::Minutes(minutes) => done + TimeDelta::minutes(minutes),
            Rule::Days(days, at) => {
                let then = local
                    .time()
                    .with_second(0)
                    .and_then(|at| at.with_nanosecond(0));
                let at = at.or(self.hour()).or(then).expect("a whole minute");
                on(local.date() + TimeDelta::days(days), at)
            }
            Rule::Weekdays(days, at) => {
                let mut ahead = (0..=AHEAD).map(|days| local.date() + TimeDelta::days(days));
                let opens = ahead.find_map(|day| {
                    let opens = on(day, at);
                    (is_among(days, day) && opens > done).then_some(opens)
                });
                opens.expect("there is such a day each week")
            }
            Rule::Date(days, at, zone) => {
                let day = beginning + TimeDelta::days(days);
                Almanac::instant(zone.unwrap_or(self.zone), day.and_time(at))
            }
            Rule::CourseDay(number, at) => on(first + TimeDelta::days(number - 1), at),
        }
    }

    /// From when on they may be told that a step is there which opens at `opens`.
    pub fn comes(&self, rule: Rule, opens: DateTime<Utc>) -> DateTime<Utc> {
        if rule.is_short() {
            self.free(opens)
        } else {
            self.turn(opens)
        }
    }

    /// Whether they may be written to.
    pub fn may(&self, at: DateTime<Utc>) -> bool {
        let local = self.local(at);
        let time = local.time();
        let is_quiet = self.quiet.is_some_and(|(from, until)| {
            let (is_after, is_before) = (time >= from, time < until);
            if from < until {
                is_after && is_before
            } else {
                is_after || is_before
            }
        });
        is_among(self.days, local.date()) && !is_quiet
    }

    /// The first instant from `from` on at which they may be.
    pub fn free(&self, from: DateTime<Utc>) -> DateTime<Utc> {
        let next = from.timestamp().div_euclid(QUARTER) + 1;
        let quarters = (next..next + AHEAD * 24 * 4).filter_map(|quarter| {
            let at = DateTime::from_timestamp(quarter * QUARTER, 0);
            at.filter(|at| self.may(*at))
        });
        let mut free = Some(from)
            .filter(|at| self.may(*at))
            .into_iter()
            .chain(quarters);
        free.next().expect("there is an hour each week")
    }

    /// The first of those at which it is the time that they prefer, if they do.
    pub fn turn(&self, from: DateTime<Utc>) -> DateTime<Utc> {
        let Some(hour) = self.hour() else {
            return self.free(from);
        };
        let today = self.local(from).date();
        let days = (-1..AHEAD).map(|days| today + TimeDelta::days(days));
        let mut turns = days.map(|day| Almanac::instant(self.zone, day.and_time(hour)));
        let turn = turns.find(|turn| *turn >= from && self.may(*turn));
        turn.unwrap_or_else(|| self.free(from))
    }

    /// The time that they prefer, or when it is no longer quiet.
    fn hour(&self) -> Option<NaiveTime> {
        let quarters = |time: NaiveTime| i64::from(time.num_seconds_from_midnight()) / QUARTER;
        let Some((from, until)) = self.quiet else {
            return self.prefers;
        };
        let wanted = self.prefers?;
        let length = (quarters(until) - quarters(from)).rem_euclid(96);
        let into = (quarters(wanted) - quarters(from)).rem_euclid(96);
        Some(if into < length { until } else { wanted })
    }
}

fn is_among(days: [bool; 7], day: NaiveDate) -> bool {
    let number = day.weekday().num_days_from_monday();
    usize::try_from(number).is_ok_and(|number| days[number])
}
