//! Quiet hours over both edges of daylight saving, days of 23 and 25 hours, and what holds of every rhythm.

use chrono::{NaiveDateTime, Weekday};
use proptest::prelude::*;

use super::*;

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time")
}

fn utc(text: &str) -> DateTime<Utc> {
    local(text).and_utc()
}

fn hour(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

/// In a zone, with quiet hours such as `21:00-08:00` (or none), a preferred time (or none), and some days.
fn rhythm(zone: &str, quiet: &str, at: &str, days: i16) -> Rhythm {
    let times = quiet.split_once('-');
    Rhythm {
        at: (!at.is_empty()).then(|| hour(at)),
        quiet: times.and_then(|(from, until)| Quiet::new(hour(from), hour(until))),
        days: Days::from_bits(days),
        ..Rhythm::in_zone(Zone::parse(zone).expect("a zone"))
    }
}

/// What the clocks in the zone show at `from`, and when something may come, all in local time.
fn check(rhythm: Rhythm, from: DateTime<Utc>, allowed: &str, slot: &str) {
    let shown = |at: Option<DateTime<Utc>>| at.map(|at| rhythm.zone.local(at));
    let name = rhythm.zone.name();
    let (may, fits) = (rhythm.next_allowed(from), rhythm.next_slot(from));
    assert_eq!(shown(may), Some(local(allowed)), "{name}: may from {from}");
    assert_eq!(shown(fits), Some(local(slot)), "{name}: fits from {from}");
}

#[test]
fn an_ordinary_week() {
    let usual = rhythm("Europe/Berlin", "21:00-08:00", "", 127);
    check(
        usual,
        utc("2026-11-20 11:00"),
        "2026-11-20 12:00",
        "2026-11-20 12:00",
    );
    check(
        usual,
        utc("2026-11-20 19:59"),
        "2026-11-20 20:59",
        "2026-11-20 20:59",
    );
    check(
        usual,
        utc("2026-11-20 20:00"),
        "2026-11-21 08:00",
        "2026-11-21 08:00",
    );
    check(
        usual,
        utc("2026-11-21 06:59"),
        "2026-11-21 08:00",
        "2026-11-21 08:00",
    );
    let workdays = rhythm("Europe/Berlin", "21:00-08:00", "08:30", 31);
    check(
        workdays,
        utc("2026-11-20 11:00"),
        "2026-11-20 12:00",
        "2026-11-23 08:30",
    );
    check(
        workdays,
        utc("2026-11-20 20:00"),
        "2026-11-23 08:00",
        "2026-11-23 08:30",
    );
    check(
        workdays,
        utc("2026-11-23 07:30"),
        "2026-11-23 08:30",
        "2026-11-23 08:30",
    );
    check(
        workdays,
        utc("2026-11-23 07:31"),
        "2026-11-23 08:31",
        "2026-11-24 08:30",
    );
    let noon = rhythm("UTC", "12:00-14:00", "13:00", 127);
    check(
        noon,
        utc("2026-11-20 12:30"),
        "2026-11-20 14:00",
        "2026-11-20 14:00",
    );
    check(
        noon,
        utc("2026-11-20 14:01"),
        "2026-11-20 14:01",
        "2026-11-21 14:00",
    );
}

#[test]
fn pauses_and_stops() {
    let until = |text| Some(utc(text));
    let mut it = rhythm("Asia/Kolkata", "21:00-08:00", "08:30", 127);
    it.paused_until = until("2026-12-24 00:00");
    check(
        it,
        utc("2026-11-20 11:00"),
        "2026-12-24 08:00",
        "2026-12-24 08:30",
    );
    it.paused_until = until("2026-11-01 00:00");
    check(
        it,
        utc("2026-11-20 11:00"),
        "2026-11-20 16:30",
        "2026-11-21 08:30",
    );
    it.is_stopped = true;
    assert_eq!(it.next_allowed(utc("2026-11-20 11:00")), None);
    assert_eq!(it.next_slot(utc("2026-11-20 11:00")), None);
}

#[test]
fn quiet_hours_over_both_edges() {
    for (zone, from, allowed) in [
        // Clocks are put forward at night: it ends by the clock, not after so many hours.
        ("Europe/Berlin", "2026-03-28 20:00", "2026-03-29 08:00"),
        ("America/New_York", "2026-03-08 02:00", "2026-03-08 08:00"),
        ("Antarctica/Troll", "2026-03-28 22:00", "2026-03-29 08:00"),
        (
            "Australia/Lord_Howe",
            "2026-10-03 12:00",
            "2026-10-04 08:00",
        ),
        ("Pacific/Chatham", "2026-09-26 12:00", "2026-09-27 08:00"),
        // Put back.
        ("Europe/Berlin", "2026-10-24 19:00", "2026-10-25 08:00"),
        ("America/St_Johns", "2010-11-07 00:00", "2010-11-07 08:00"),
        ("Africa/Cairo", "2026-10-29 20:30", "2026-10-30 08:00"),
        // A day that was not: from the 29th in the evening to the 31st in the morning.
        ("Pacific/Apia", "2011-12-30 09:00", "2011-12-31 08:00"),
    ] {
        let it = rhythm(zone, "21:00-08:00", "", 127);
        check(it, utc(from), allowed, allowed);
    }
    // The end of quiet hours is skipped: when clocks go on.
    let it = rhythm("Europe/Berlin", "22:00-02:30", "", 127);
    check(
        it,
        utc("2026-03-28 23:00"),
        "2026-03-29 03:00",
        "2026-03-29 03:00",
    );
    // It comes twice: from the first on it is not quiet, then it is once more.
    let it = rhythm("Europe/Berlin", "22:00-02:30", "", 127);
    assert_eq!(
        it.next_allowed(utc("2026-10-24 22:00")),
        Some(utc("2026-10-25 00:30"))
    );
    assert_eq!(
        it.next_allowed(utc("2026-10-25 00:45")),
        Some(utc("2026-10-25 00:45"))
    );
    assert_eq!(
        it.next_allowed(utc("2026-10-25 01:10")),
        Some(utc("2026-10-25 01:30"))
    );
    // The day before comes once more, for a minute less than an hour, and that is one of the learner's days.
    let it = rhythm("America/St_Johns", "", "", Days::WEEKENDS.bits() & 32);
    assert_eq!(
        it.next_allowed(utc("2010-11-07 02:30")),
        Some(utc("2010-11-07 02:31"))
    );
}

#[test]
fn slots_on_short_and_long_days() {
    for (zone, at, from, slot) in [
        (
            "Europe/Berlin",
            "08:30",
            "2026-03-28 08:00",
            "2026-03-29 08:30",
        ),
        (
            "Europe/Berlin",
            "08:30",
            "2026-10-24 08:00",
            "2026-10-25 08:30",
        ),
        (
            "Europe/Berlin",
            "02:30",
            "2026-03-28 08:00",
            "2026-03-29 03:00",
        ),
        (
            "Europe/Berlin",
            "02:30",
            "2026-10-24 08:00",
            "2026-10-25 02:30",
        ),
        // Between the two 02:30 of that day: tomorrow.
        (
            "Europe/Berlin",
            "02:30",
            "2026-10-25 00:31",
            "2026-10-26 02:30",
        ),
        (
            "Africa/Cairo",
            "00:30",
            "2026-04-23 12:00",
            "2026-04-24 01:00",
        ),
        (
            "Pacific/Apia",
            "12:30",
            "2011-12-30 08:00",
            "2011-12-31 00:00",
        ),
        (
            "Asia/Kathmandu",
            "08:30",
            "2026-01-15 02:45",
            "2026-01-15 08:30",
        ),
        (
            "America/Caracas",
            "08:30",
            "2016-05-01 00:00",
            "2016-05-01 08:30",
        ),
    ] {
        let it = rhythm(zone, "", at, 127);
        let found = it.next_slot(utc(from)).map(|at| it.zone.local(at));
        assert_eq!(found, Some(local(slot)), "{zone} {at} from {from}");
    }
}

/// Zones whose clocks do something unusual now and then.
const ZONES: [&str; 22] = [
    "Europe/Berlin",
    "America/New_York",
    "America/Sao_Paulo",
    "Asia/Kolkata",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
    "Africa/El_Aaiun",
    "Pacific/Apia",
    "America/Caracas",
    "Asia/Pyongyang",
    "Europe/Istanbul",
    "Europe/Moscow",
    "Asia/Tehran",
    "Pacific/Chatham",
    "Antarctica/Troll",
    "America/St_Johns",
    "Africa/Cairo",
    "Asia/Gaza",
    "UTC",
    "+05:30",
    "-09:30",
];

/// A rhythm, and an instant near something that happened to the clocks of its zone, or anywhere from 1990 to 2037.
fn anything() -> impl Strategy<Value = (Rhythm, DateTime<Utc>)> {
    let times = prop_oneof![
        3 => (0..1440_i16, 0..1440_i16).prop_map(|(from, until)| (Some(from), Some(until))),
        1 => Just((None, None)),
    ];
    let at = proptest::option::of(0..1440_i16);
    let moment = (0..17_000_i64, any::<bool>(), -2000..2000_i64);
    (0..ZONES.len(), times, at, 1..=127_i16, moment).prop_map(
        |(zone, quiet_at, at, days, moment)| {
            let zone = Zone::parse(ZONES[zone]).expect("a zone");
            let it = Rhythm {
                at: at.and_then(time),
                quiet: quiet(quiet_at.0, quiet_at.1),
                days: Days::from_bits(days),
                ..Rhythm::in_zone(zone)
            };
            (it, near(zone, moment))
        },
    )
}

fn near(zone: Zone, (day, is_near, minutes): (i64, bool, i64)) -> DateTime<Utc> {
    let from = utc("1990-01-01 00:00") + TimeDelta::days(day);
    let soon = (0..200).find_map(|days| {
        let from = from + TimeDelta::days(days);
        zone.change(from, from + TimeDelta::days(1))
    });
    soon.filter(|_| is_near).unwrap_or(from) + TimeDelta::minutes(minutes)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// What is found is not too early, is allowed, and no minute before it is.
    #[test]
    fn the_next_allowed_minute_is_the_first((it, from) in anything()) {
        let found = it.next_allowed(from).expect("nothing is stopped");
        prop_assert!(found >= from && it.is_allowed(found));
        let mut minute = from;
        while minute < found {
            prop_assert!(!it.is_allowed(minute), "{minute} would do, not only {found}");
            minute += TimeDelta::minutes(1);
        }
    }

    /// A slot is not too early, is allowed, and at the preferred time unless clocks skip that.
    #[test]
    fn the_next_slot_is_at_the_preferred_time((it, from) in anything()) {
        let found = it.next_slot(from).expect("nothing is stopped");
        prop_assert!(found >= from && it.is_allowed(found));
        if let Some(time) = it.slot() {
            let shown = it.zone.local(found);
            let is_there = it.zone.local(it.zone.instant(shown.date().and_time(time))).time() == time;
            prop_assert!(!is_there || shown.time() == time || it.zone.change(found - TimeDelta::minutes(1), found).is_some(), "{shown}");
        } else {
            prop_assert_eq!(Some(found), it.next_allowed(from));
        }
    }
}

#[test]
fn stored_minutes() {
    for number in [0, 1, 510, 1439] {
        assert_eq!(time(number).map(minute), Some(number));
    }
    assert_eq!(time(1440), None);
    assert_eq!(time(-1), None);
    assert_eq!(Quiet::new(hour("08:00"), hour("08:00")), None);
    assert!(Days::ALL.has(Weekday::Sun));
}
