//! When a step opens for one learner: pure arithmetic on their own calendar.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use coursefile::{Release, Weekdays};

use crate::courses::rhythm::Zone;

/// What a rule is asked with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Facts {
    /// UTC; when the step before was done. `None`: it is not yet.
    pub done_at: Option<DateTime<Utc>>,
    /// UTC; when the learner joined the course.
    pub joined_at: DateTime<Utc>,
    /// The first day of their cohort, if they are in one.
    pub cohort_starts_on: Option<NaiveDate>,
    /// Where their clock stands.
    pub zone: Zone,
    /// The time of day at which they want to learn, if they have said one.
    pub preferred: Option<NaiveTime>,
}

/// When a step with this rule opens, UTC. What depends on the step before is `None` while that is not done, and so is a day that
/// no calendar has.
pub fn opens_at(rule: &Release, facts: &Facts) -> Option<DateTime<Utc>> {
    match rule {
        Release::AtOnce => facts.done_at,
        Release::Minutes(minutes) => Some(facts.done_at? + TimeDelta::minutes((*minutes).into())),
        Release::Days { count, at } => {
            let local = facts.zone.local(facts.done_at?);
            let day = local.date().checked_add_days(Days::new((*count).into()))?;
            let time = at.or(facts.preferred);
            let time = time.unwrap_or_else(|| to_the_minute(local.time()));
            Some(facts.zone.instant(day.and_time(time)))
        }
        Release::Weekdays { days, at } => {
            next_weekday(*days, at.unwrap_or_default(), facts.done_at?, facts.zone)
        }
        Release::Date { day, at, zone } => {
            let named = zone.as_deref().and_then(Zone::parse);
            let zone = named.unwrap_or(facts.zone);
            Some(zone.instant(day.and_time(at.unwrap_or_default())))
        }
        Release::CourseDay { number, at } => {
            let joined = || facts.zone.local(facts.joined_at).date();
            let first = facts.cohort_starts_on.unwrap_or_else(joined);
            let days = u64::from(number.saturating_sub(1));
            let day = first.checked_add_days(Days::new(days))?;
            Some(facts.zone.instant(day.and_time(at.unwrap_or_default())))
        }
    }
}

/// The first of these days and times after an instant.
fn next_weekday(
    days: Weekdays,
    time: NaiveTime,
    after: DateTime<Utc>,
    zone: Zone,
) -> Option<DateTime<Utc>> {
    let today = zone.local(after).date();
    // Today, and the same day of the next week should its time be over.
    (0..=7)
        .filter_map(|ahead| today.checked_add_days(Days::new(ahead)))
        .filter(|day| {
            u8::try_from(day.weekday().num_days_from_monday()).is_ok_and(|day| days.has(day))
        })
        .map(|day| zone.instant(day.and_time(time)))
        .find(|instant| *instant > after)
}

fn to_the_minute(time: NaiveTime) -> NaiveTime {
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

#[cfg(test)]
mod edges;

#[cfg(test)]
mod tests {
    use super::*;

    fn utc(words: &str) -> DateTime<Utc> {
        words.parse().expect("an instant")
    }

    /// When a rule opens for who has done the step before at `done`, on the clock of their zone.
    fn check(rule: &str, zone: &str, done: &str, expected: &str) {
        let zone = Zone::parse(zone).expect("a zone");
        let facts = Facts {
            done_at: Some(utc(done)),
            joined_at: utc("2026-03-01T12:00:00Z"),
            cohort_starts_on: None,
            zone,
            preferred: None,
        };
        let rule = Release::read(rule).expect("a rule");
        let opens = opens_at(&rule, &facts).expect("it opens");
        assert_eq!(opens, utc(expected), "{rule} in {zone:?}");
    }

    #[test]
    fn pauses() {
        let done = "2026-03-01T20:15:42Z";
        check("at once", "UTC", done, done);
        check("after 30 minutes", "UTC", done, "2026-03-01T20:45:42Z");
        check(
            "after 2 hours",
            "Asia/Kolkata",
            done,
            "2026-03-01T22:15:42Z",
        );
        check("after 1 day", "UTC", done, "2026-03-02T20:15:00Z");
        check("after 3 days at 08:30", "UTC", done, "2026-03-04T08:30:00Z");
        // In India it is the second of March already.
        check(
            "after 1 day at 08:30",
            "Asia/Kolkata",
            done,
            "2026-03-03T03:00:00Z",
        );
        check(
            "after 1 day at 08:30",
            "Pacific/Honolulu",
            done,
            "2026-03-02T18:30:00Z",
        );
    }

    #[test]
    fn months_and_leap_days() {
        check(
            "after 1 day",
            "UTC",
            "2026-01-31T10:00:00Z",
            "2026-02-01T10:00:00Z",
        );
        check(
            "after 1 day",
            "UTC",
            "2028-02-28T10:00:00Z",
            "2028-02-29T10:00:00Z",
        );
        check(
            "after 1 day",
            "UTC",
            "2027-02-28T10:00:00Z",
            "2027-03-01T10:00:00Z",
        );
        check(
            "after 366 days",
            "UTC",
            "2028-02-29T10:00:00Z",
            "2029-03-01T10:00:00Z",
        );
        check(
            "after 1 day",
            "UTC",
            "2026-12-31T23:59:00Z",
            "2027-01-01T23:59:00Z",
        );
    }

    #[test]
    fn clocks_that_are_put_forward_or_back() {
        // 29 March 2026, 02:00 → 03:00 in Berlin: half past two is never.
        check(
            "after 1 day at 02:30",
            "Europe/Berlin",
            "2026-03-28T12:00:00Z",
            "2026-03-29T01:00:00Z",
        );
        check(
            "after 1 day",
            "Europe/Berlin",
            "2026-03-28T12:00:00Z",
            "2026-03-29T11:00:00Z",
        );
        check(
            "after 24 hours",
            "Europe/Berlin",
            "2026-03-28T12:00:00Z",
            "2026-03-29T12:00:00Z",
        );
        // 25 October 2026, 03:00 → 02:00: half past two is twice.
        check(
            "after 1 day at 02:30",
            "Europe/Berlin",
            "2026-10-24T12:00:00Z",
            "2026-10-25T00:30:00Z",
        );
        check(
            "sun at 02:30",
            "Europe/Berlin",
            "2026-10-25T00:30:00Z",
            "2026-11-01T01:30:00Z",
        );
        check(
            "after 1 day",
            "America/New_York",
            "2026-10-31T14:00:00Z",
            "2026-11-01T15:00:00Z",
        );
        // Cairo puts its clocks forward at midnight: the day begins at one.
        check(
            "2026-04-24",
            "Africa/Cairo",
            "2026-04-01T00:00:00Z",
            "2026-04-23T22:00:00Z",
        );
        check(
            "2026-10-04 at 02:15",
            "Australia/Lord_Howe",
            "2026-04-01T00:00:00Z",
            "2026-10-03T15:30:00Z",
        );
    }

    #[test]
    fn weekdays() {
        // 6 March 2026 is a Friday.
        check(
            "weekdays at 08:30",
            "UTC",
            "2026-03-06T08:00:00Z",
            "2026-03-06T08:30:00Z",
        );
        check(
            "weekdays at 08:30",
            "UTC",
            "2026-03-06T08:30:00Z",
            "2026-03-09T08:30:00Z",
        );
        check(
            "fri at 08:30",
            "UTC",
            "2026-03-06T09:00:00Z",
            "2026-03-13T08:30:00Z",
        );
        check(
            "mon, wed at 18:00",
            "Asia/Tokyo",
            "2026-03-06T09:00:00Z",
            "2026-03-09T09:00:00Z",
        );
        check(
            "weekends",
            "UTC",
            "2026-03-06T09:00:00Z",
            "2026-03-07T00:00:00Z",
        );
        check(
            "every day at 07:00",
            "Asia/Tokyo",
            "2026-03-06T21:00:00Z",
            "2026-03-06T22:00:00Z",
        );
    }

    #[test]
    fn dates() {
        let done = "2026-03-06T09:00:00Z";
        check(
            "2026-12-01 at 09:00",
            "America/Los_Angeles",
            done,
            "2026-12-01T17:00:00Z",
        );
        check(
            "2026-12-01 at 09:00 Europe/Berlin",
            "America/Los_Angeles",
            done,
            "2026-12-01T08:00:00Z",
        );
        check(
            "2026-12-01 at 09:00 +05:30",
            "UTC",
            done,
            "2026-12-01T03:30:00Z",
        );
        // It may lie in the past: then it is open.
        check("2026-01-01", "UTC", done, "2026-01-01T00:00:00Z");
    }

    #[test]
    fn days_of_a_course() {
        let done = "2026-03-06T09:00:00Z";
        check("day 1", "UTC", done, "2026-03-01T00:00:00Z");
        check("day 3 at 08:30", "UTC", done, "2026-03-03T08:30:00Z");
        // They joined at midnight of the second where they live.
        check("day 1", "Pacific/Auckland", done, "2026-03-01T11:00:00Z");
        let mut facts = Facts {
            done_at: None,
            joined_at: utc("2026-03-20T12:00:00Z"),
            cohort_starts_on: NaiveDate::from_ymd_opt(2026, 3, 16),
            zone: Zone::UTC,
            preferred: None,
        };
        let third = Release::read("day 3").expect("a rule");
        assert_eq!(opens_at(&third, &facts), Some(utc("2026-03-18T00:00:00Z")));
        facts.cohort_starts_on = None;
        assert_eq!(opens_at(&third, &facts), Some(utc("2026-03-22T00:00:00Z")));
    }

    #[test]
    fn what_is_not_done_opens_nothing() {
        let facts = Facts {
            done_at: None,
            joined_at: utc("2026-03-20T12:00:00Z"),
            cohort_starts_on: None,
            zone: Zone::UTC,
            preferred: None,
        };
        for rule in [
            "at once",
            "after 1 hour",
            "after 1 day",
            "weekdays at 08:30",
        ] {
            let rule = Release::read(rule).expect("a rule");
            assert_eq!(opens_at(&rule, &facts), None, "{rule}");
        }
    }

    #[test]
    fn the_time_they_prefer_goes_before_the_one_at_which_they_were_done() {
        let facts = Facts {
            done_at: Some(utc("2026-03-01T20:15:00Z")),
            joined_at: utc("2026-03-01T12:00:00Z"),
            cohort_starts_on: None,
            zone: Zone::UTC,
            preferred: NaiveTime::from_hms_opt(8, 30, 0),
        };
        let opens = |rule: &str| opens_at(&Release::read(rule).expect("a rule"), &facts);
        assert_eq!(opens("after 1 day"), Some(utc("2026-03-02T08:30:00Z")));
        assert_eq!(
            opens("after 1 day at 10:00"),
            Some(utc("2026-03-02T10:00:00Z"))
        );
    }
}
