//! What clocks on the wall show in the year of the test, from the laws of their places rather than from a database of zones,
//! and which instant a time of day is by them.

use anyhow::Context as _;
use chrono::{DateTime, Days, NaiveDateTime, NaiveTime, TimeDelta, Utc};

/// The clocks of a place: minutes east of Greenwich, each from an instant (UTC) on.
pub struct Clocks {
    /// As the bot calls the place.
    pub zone: &'static str,
    offsets: &'static [(&'static str, i64)],
}

/// 02:00 → 03:00 on 28 March, 03:00 → 02:00 on 31 October.
pub const BERLIN: Clocks = Clocks {
    zone: "Europe/Berlin",
    offsets: &[
        ("2027-01-01T00:00:00Z", 60),
        ("2027-03-28T01:00:00Z", 120),
        ("2027-10-31T01:00:00Z", 60),
    ],
};

/// Half an hour back at 02:00 on 4 April, and forward at 02:00 on 3 October.
pub const LORD_HOWE: Clocks = Clocks {
    zone: "Australia/Lord_Howe",
    offsets: &[
        ("2027-01-01T00:00:00Z", 660),
        ("2027-04-03T15:00:00Z", 630),
        ("2027-10-02T15:30:00Z", 660),
    ],
};

/// Quiet hours of who has said nothing about them.
const EVENING: (u32, u32) = (21, 0);
const MORNING: (u32, u32) = (8, 0);

impl Clocks {
    /// What they show.
    pub fn local(&self, at: DateTime<Utc>) -> anyhow::Result<NaiveDateTime> {
        let mut spans = self.spans()?.into_iter().rev();
        let (_, offset) = spans
            .find(|(from, _)| *from <= at)
            .context("before the year")?;
        Ok(at.naive_utc() + offset)
    }

    /// The first instant at which they show this; where they skip it, the one at which they go on.
    pub fn instant(&self, local: NaiveDateTime) -> anyhow::Result<DateTime<Utc>> {
        let spans = self.spans()?;
        for (number, (from, offset)) in spans.iter().enumerate() {
            let at = (local - *offset).and_utc();
            let is_later = spans.get(number + 1).is_some_and(|(next, _)| at >= *next);
            if !is_later {
                return Ok(at.max(*from));
            }
        }
        unreachable!("the last span has no end")
    }

    /// The first instant from this one on that is not in quiet hours.
    pub fn awake(&self, at: DateTime<Utc>) -> anyhow::Result<DateTime<Utc>> {
        let local = self.local(at)?;
        let day = if local.time() >= time(EVENING)? {
            local.date() + Days::new(1)
        } else if local.time() < time(MORNING)? {
            local.date()
        } else {
            return Ok(at);
        };
        self.instant(day.and_time(time(MORNING)?))
    }

    fn spans(&self) -> anyhow::Result<Vec<(DateTime<Utc>, TimeDelta)>> {
        let span = |(from, minutes): &(&str, i64)| -> anyhow::Result<_> {
            Ok((from.parse()?, TimeDelta::minutes(*minutes)))
        };
        self.offsets.iter().map(span).collect()
    }
}

fn time((hour, minute): (u32, u32)) -> anyhow::Result<NaiveTime> {
    NaiveTime::from_hms_opt(hour, minute, 0).context("a time of day")
}
