//! Zones of time: the IANA database, compiled in, and fixed offsets. Where clocks are put forward or back, and where a zone
//! changes its rules, this knows which instant a time of day is.

use chrono::offset::LocalResult;
use chrono::{
    DateTime, Days, FixedOffset, NaiveDateTime, NaiveTime, Offset, TimeDelta, TimeZone, Utc,
};
use chrono_tz::Tz;

/// An IANA zone or a fixed offset, as stored in `users.time_zone`: `Europe/Berlin`, `+05:30`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Zone(Kind);

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Named(Tz),
    Fixed(FixedOffset),
}

/// No place has been further from UTC than this; a whole day is what Samoa skipped once.
const FURTHEST: TimeDelta = TimeDelta::hours(26);
/// The offsets that somebody may have: −12:00 to +14:00, in minutes.
const OFFSETS: std::ops::RangeInclusive<i32> = -12 * 60..=14 * 60;

/// Where the numbers of zones with a name begin; below are those of offsets.
const NAMED: i64 = 10_000;

/// 48 bits of a name, by FNV-1a (Fowler, Noll, Vo).
fn hash(name: &str) -> i64 {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    i64::try_from(hash >> 16).expect("48 bits fit")
}

impl Zone {
    /// Universal time.
    pub const UTC: Zone = Zone(Kind::Named(Tz::UTC));

    /// A zone from its stored name: an IANA name as it is spelt, or `+05:30`, `-03:00`, from −12:00 to +14:00.
    pub fn parse(name: &str) -> Option<Zone> {
        let Some(sign) = name.chars().next().filter(|c| matches!(c, '+' | '-')) else {
            return name.parse().ok().map(|zone| Zone(Kind::Named(zone)));
        };
        let (hours, minutes) = name[1..].split_once(':')?;
        let is_pair = |part: &str| part.len() == 2 && part.bytes().all(|b| b.is_ascii_digit());
        if !(is_pair(hours) && is_pair(minutes)) {
            return None;
        }
        let (hours, minutes): (i32, i32) = (hours.parse().ok()?, minutes.parse().ok()?);
        let sign = if sign == '-' { -1 } else { 1 };
        (minutes < 60)
            .then(|| Zone::east(sign * (hours * 60 + minutes)))
            .flatten()
    }

    /// The fixed offset of so many minutes east of Greenwich; `None` outside −12:00 to +14:00.
    pub fn east(minutes: i32) -> Option<Zone> {
        let offset = FixedOffset::east_opt(minutes * 60)?;
        OFFSETS
            .contains(&minutes)
            .then_some(Zone(Kind::Fixed(offset)))
    }

    /// The name under which it is stored. [`Zone::parse`] reads it back.
    pub fn name(&self) -> String {
        match self.0 {
            Kind::Named(zone) => zone.name().to_owned(),
            Kind::Fixed(offset) => {
                let minutes = offset.local_minus_utc() / 60;
                let sign = if minutes < 0 { '-' } else { '+' };
                let minutes = minutes.abs();
                format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60)
            }
        }
    }

    /// Every zone of the database, under each of its names.
    pub fn all() -> impl Iterator<Item = Zone> {
        chrono_tz::TZ_VARIANTS
            .iter()
            .map(|zone| Zone(Kind::Named(*zone)))
    }

    /// A number that stands for it in a button; the same for as long as its name is. Never negative.
    pub fn key(&self) -> i64 {
        match self.0 {
            Kind::Named(zone) => NAMED + hash(zone.name()),
            Kind::Fixed(offset) => i64::from(offset.local_minus_utc() / 60 - OFFSETS.start()),
        }
    }

    /// The zone that a number stands for; `None`: for none, or no longer.
    pub fn of_key(key: i64) -> Option<Zone> {
        if key < NAMED {
            return Zone::east(i32::try_from(key).ok()?.checked_add(*OFFSETS.start())?);
        }
        Zone::all().find(|zone| zone.key() == key)
    }

    /// What the clocks there show.
    pub fn local(&self, at: DateTime<Utc>) -> NaiveDateTime {
        at.naive_utc() + self.offset(at)
    }

    /// UTC; when the day began that it is there at `now`.
    pub fn day_began(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        self.instant(self.local(now).date().and_time(NaiveTime::MIN))
    }

    /// UTC; when the day after it begins.
    pub fn day_after(&self, now: DateTime<Utc>) -> DateTime<Utc> {
        let next = self.local(now).date().checked_add_days(Days::new(1));
        next.map_or(now, |date| self.instant(date.and_time(NaiveTime::MIN)))
    }

    /// How far the clocks there are ahead of UTC; negative to the west.
    pub fn offset(&self, at: DateTime<Utc>) -> TimeDelta {
        let offset = match self.0 {
            Kind::Named(zone) => zone.offset_from_utc_datetime(&at.naive_utc()).fix(),
            Kind::Fixed(offset) => offset,
        };
        TimeDelta::seconds(offset.local_minus_utc().into())
    }

    /// The instant at which the clocks there show `local`. In a gap (clocks put forward, so that they never show it): the
    /// first instant after the gap. In an overlap (clocks put back, so that they show it twice): the first of the two.
    pub fn instant(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let zone = match self.0 {
            Kind::Named(zone) => zone,
            Kind::Fixed(offset) => {
                return (local - TimeDelta::seconds(offset.local_minus_utc().into())).and_utc();
            }
        };
        match zone.from_local_datetime(&local) {
            LocalResult::Single(at) => at.with_timezone(&Utc),
            LocalResult::Ambiguous(one, other) => one.min(other).with_timezone(&Utc),
            LocalResult::None => self.after_gap(local),
        }
    }

    /// The first instant at which the clocks there show more than `local`, which they skip.
    fn after_gap(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let middle = local.and_utc();
        first_second(middle - FURTHEST, middle + FURTHEST, |at| {
            self.local(at) > local
        })
    }

    /// The first instant after `from`, and not after `until`, at which clocks there are put forward or back.
    pub(super) fn change(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Option<DateTime<Utc>> {
        let offset = self.offset(from);
        (self.offset(until) != offset)
            .then(|| first_second(from, until, |at| self.offset(at) != offset))
    }
}

/// The first whole second after `low` of which something holds that does not hold of `low`, and does of `high`.
fn first_second(
    low: DateTime<Utc>,
    high: DateTime<Utc>,
    holds: impl Fn(DateTime<Utc>) -> bool,
) -> DateTime<Utc> {
    let (mut low, mut high) = (low.timestamp(), high.timestamp());
    let at = |second| DateTime::from_timestamp(second, 0).expect("between two instants");
    while high - low > 1 {
        let middle = low + (high - low) / 2;
        if holds(at(middle)) {
            high = middle;
        } else {
            low = middle;
        }
    }
    at(high)
}

#[cfg(test)]
mod tests;
