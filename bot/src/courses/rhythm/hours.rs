//! When the bot may write to a learner by itself: on their days, outside quiet hours, after a pause.

use chrono::{DateTime, Days as Day, NaiveTime, TimeDelta, Timelike, Utc};
use entity::rhythm;

use super::days::Days;
use super::zone::Zone;

/// Quiet hours when the learner has said nothing: 21:00–08:00, in minutes of the day.
const QUIET: (i16, i16) = (21 * 60, 8 * 60);
/// How far a preferred time is looked for, in days: two weeks and a day, should clocks that are put forward skip it once.
const AHEAD: u64 = 15;

/// When a learner wants to be written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rhythm {
    /// Where their clock stands.
    pub zone: Zone,
    /// The time of day they prefer; `None`: any outside quiet hours.
    pub at: Option<NaiveTime>,
    /// Their days.
    pub days: Days,
    /// When nothing comes by itself; `None`: at any hour something may.
    pub quiet: Option<Quiet>,
    /// UTC; nothing comes by itself before.
    pub paused_until: Option<DateTime<Utc>>,
    /// Nothing comes by itself at all.
    pub is_stopped: bool,
}

/// Hours of the day, over midnight when they end earlier than they begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    from: NaiveTime,
    until: NaiveTime,
}

impl Quiet {
    /// From the first minute of quiet to the first one after it; `None` when they are the same.
    pub fn new(from: NaiveTime, until: NaiveTime) -> Option<Quiet> {
        (from != until).then_some(Quiet { from, until })
    }

    /// When it begins.
    pub fn from(self) -> NaiveTime {
        self.from
    }

    /// When it is over: the first time of day that is not quiet.
    pub fn until(self) -> NaiveTime {
        self.until
    }

    /// Whether it is quiet at `time`.
    pub fn has(self, time: NaiveTime) -> bool {
        if self.from < self.until {
            (self.from..self.until).contains(&time)
        } else {
            time >= self.from || time < self.until
        }
    }
}

impl Rhythm {
    /// What holds for who has said no more than their zone.
    pub fn in_zone(zone: Zone) -> Rhythm {
        Rhythm {
            zone,
            at: None,
            days: Days::ALL,
            quiet: quiet(Some(QUIET.0), Some(QUIET.1)),
            paused_until: None,
            is_stopped: false,
        }
    }

    /// As it is stored.
    pub fn of(row: &rhythm::Model, zone: Zone) -> Rhythm {
        Rhythm {
            zone,
            at: row.preferred_minute.and_then(time),
            days: Days::from_bits(row.days),
            quiet: quiet(row.quiet_from_minute, row.quiet_until_minute),
            paused_until: row.paused_until,
            is_stopped: row.is_stopped,
        }
    }

    /// Whether the bot may write by itself at this instant.
    pub fn is_allowed(&self, at: DateTime<Utc>) -> bool {
        let local = self.zone.local(at);
        !self.is_stopped
            && self.paused_until.is_none_or(|until| until <= at)
            && self.days.hold(local.date())
            && !self.quiet.is_some_and(|quiet| quiet.has(local.time()))
    }

    /// The first instant from `from` on at which the bot may write by itself: on the learner's days, outside quiet hours, after
    /// a pause. `None`: never, because they have stopped it.
    pub fn next_allowed(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        if self.is_stopped {
            return None;
        }
        let mut at = self.not_before(from);
        while !self.is_allowed(at) {
            at = self.next_edge(at);
        }
        Some(at)
    }

    /// The same, but at the preferred time if there is one: the first of those from `from` on. One that clocks skip is when they
    /// go on; one that they show twice is the first of the two; one in quiet hours is when those end.
    pub fn next_slot(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let Some(time) = self.slot().filter(|_| !self.is_stopped) else {
            return self.next_allowed(from);
        };
        let from = self.not_before(from);
        let today = self.zone.local(from).date();
        // Yesterday's as well: where a day was skipped or midnight is put forward, its time comes today.
        let dates =
            (0..=AHEAD).filter_map(|days| (today - Day::new(1)).checked_add_days(Day::new(days)));
        let slots = dates.map(|date| self.zone.instant(date.and_time(time)));
        let mut slots = slots.filter(|slot| *slot >= from && self.is_allowed(*slot));
        slots.next().or_else(|| self.next_allowed(from))
    }

    /// The time of day at which something comes that may wait for it.
    pub fn slot(&self) -> Option<NaiveTime> {
        let at = self.at?;
        let quiet = self.quiet.filter(|quiet| quiet.has(at));
        Some(quiet.map_or(at, Quiet::until))
    }

    fn not_before(&self, from: DateTime<Utc>) -> DateTime<Utc> {
        self.paused_until.map_or(from, |until| until.max(from))
    }

    /// The first instant after `at`, at which nothing may be said, when that may become otherwise: the end of the quiet hours or
    /// of the day, or an earlier one at which clocks are put forward or back.
    fn next_edge(&self, at: DateTime<Utc>) -> DateTime<Utc> {
        let local = self.zone.local(at);
        let midnight = TimeDelta::days(1) - since_midnight(local.time());
        let wait = match self.quiet.filter(|_| self.days.hold(local.date())) {
            Some(quiet) if quiet.until > local.time() => {
                since_midnight(quiet.until) - since_midnight(local.time())
            }
            _ => midnight,
        };
        self.zone.change(at, at + wait).unwrap_or(at + wait)
    }
}

fn since_midnight(time: NaiveTime) -> TimeDelta {
    time - NaiveTime::MIN
}

fn quiet(from: Option<i16>, until: Option<i16>) -> Option<Quiet> {
    Quiet::new(time(from?)?, time(until?)?)
}

/// A time of day from its minute, 0–1439.
pub fn time(minute: i16) -> Option<NaiveTime> {
    let seconds = u32::try_from(minute).ok()? * 60;
    NaiveTime::from_num_seconds_from_midnight_opt(seconds, 0)
}

/// The minute of a time of day, 0–1439.
pub fn minute(time: NaiveTime) -> i16 {
    i16::try_from(time.num_seconds_from_midnight() / 60).unwrap_or_default()
}

#[cfg(test)]
mod tests;
