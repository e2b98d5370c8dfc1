//! When a step opens: the rule, and the words that say it.
//!
//! When exactly that is for one learner is worked out elsewhere: it depends on where they live and on when they began.

mod lint;
mod read;
mod words;
mod zone;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub use lint::{Hint, hints};
pub use read::Fault;

/// The longest pause of a rule, in minutes: a year.
pub(crate) const PAUSE: u32 = 366 * DAY;
pub(crate) const DAY: u32 = 24 * 60;
/// The last day of a cohort that a rule can name.
pub(crate) const LAST_DAY: u16 = 999;

/// When a step opens. Times of day are those of the learner's own clock, unless a zone is named.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Release {
    /// As soon as the step before it is done.
    AtOnce,
    /// So many minutes after the step before it was done; at least one, at most a year.
    Minutes(u32),
    /// So many days after the day on which the step before it was done; at least one, at most a year.
    Days {
        /// How many.
        count: u16,
        /// The time on that day; none: the time at which the learner wants to learn, or the one at which they were done.
        at: Option<NaiveTime>,
    },
    /// On the first of these days after the step before it was done.
    Weekdays {
        /// Which.
        days: Weekdays,
        /// When on that day; none: at its beginning.
        at: Option<NaiveTime>,
    },
    /// On this day, for everybody.
    Date {
        /// Which.
        day: NaiveDate,
        /// When on that day; none: at its beginning.
        at: Option<NaiveTime>,
        /// A zone of the IANA database or an offset such as `+05:30`: there it is that time, at one instant for everybody.
        /// None: each learner's own clock says it.
        zone: Option<String>,
    },
    /// On this day of the learner's cohort, the first being the one on which it starts; without a cohort counted from the day
    /// on which they joined the course.
    CourseDay {
        /// From 1.
        number: u16,
        /// When on that day; none: at its beginning.
        at: Option<NaiveTime>,
    },
}

impl Release {
    /// What words say: as in a course file, or the same in Russian.
    ///
    /// # Errors
    /// What is wrong with them.
    pub fn read(words: &str) -> Result<Release, Fault> {
        read::release(words)
    }

    /// Whether the step opens by the calendar, whoever has done what.
    pub fn is_by_calendar(&self) -> bool {
        matches!(self, Release::Date { .. } | Release::CourseDay { .. })
    }

    /// Whether it is said in minutes or hours and not in days: the learner's preferred time is not waited for.
    pub fn is_short(&self) -> bool {
        matches!(self, Release::AtOnce | Release::Minutes(_))
    }
}

impl Serialize for Release {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Release {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let words = String::deserialize(deserializer)?;
        Release::read(&words).map_err(|_| serde::de::Error::custom("no rule of release"))
    }
}

/// Days of the week: at least one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Weekdays(u8);

impl Weekdays {
    /// Monday to Friday.
    pub const WORKING: Weekdays = Weekdays(0b001_1111);
    /// Saturday and Sunday.
    pub const WEEKEND: Weekdays = Weekdays(0b110_0000);
    /// All seven.
    pub const ALL: Weekdays = Weekdays(0b111_1111);

    /// These days, counted from Monday, which is 0; none for no day at all.
    pub fn of(days: impl IntoIterator<Item = u8>) -> Option<Weekdays> {
        let bits = days
            .into_iter()
            .filter(|day| *day < 7)
            .fold(0, |bits, day| bits | 1 << day);
        (bits != 0).then_some(Weekdays(bits))
    }

    /// Whether this day is one of them; Monday is 0.
    pub fn has(self, day: u8) -> bool {
        day < 7 && self.0 & (1 << day) != 0
    }

    /// The days, from Monday, which is 0.
    pub fn iter(self) -> impl Iterator<Item = u8> {
        (0..7).filter(move |day| self.has(*day))
    }
}

#[cfg(test)]
pub(crate) mod strategy;
#[cfg(test)]
mod tests;
