//! Twenty zones, and what their clocks have been through.

use super::*;

fn local(text: &str) -> NaiveDateTime {
    NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M").expect("a local time")
}

fn utc(text: &str) -> DateTime<Utc> {
    local(text).and_utc()
}

fn zone(name: &str) -> Zone {
    Zone::parse(name).expect("a zone")
}

/// What the clocks show, the instant, and what they show at that instant.
fn check(name: &str, asked: &str, at: &str, shown: &str) {
    let zone = zone(name);
    let found = zone.instant(local(asked));
    assert_eq!(found, utc(at), "{name}: the instant of {asked}");
    assert_eq!(zone.local(found), local(shown), "{name}: shown at {at}");
    let just_before = zone.local(found - TimeDelta::minutes(1));
    assert!(
        just_before != local(asked),
        "{name}: {asked} comes earlier as well"
    );
}

#[test]
fn a_usual_day() {
    for (name, at) in [
        ("UTC", "2026-01-15 12:00"),
        ("+03:00", "2026-01-15 09:00"),
        ("-03:30", "2026-01-15 15:30"),
        ("Europe/Berlin", "2026-01-15 11:00"),
        ("America/New_York", "2026-01-15 17:00"),
        ("America/Sao_Paulo", "2026-01-15 15:00"),
        ("Asia/Kolkata", "2026-01-15 06:30"),
        ("Asia/Kathmandu", "2026-01-15 06:15"),
        ("Australia/Lord_Howe", "2026-01-15 01:00"),
        ("Africa/Casablanca", "2026-01-15 11:00"),
        ("Africa/El_Aaiun", "2026-01-15 11:00"),
        ("Pacific/Apia", "2026-01-14 23:00"),
        ("America/Caracas", "2026-01-15 16:00"),
        ("Asia/Pyongyang", "2026-01-15 03:00"),
        ("Europe/Istanbul", "2026-01-15 09:00"),
        ("Europe/Moscow", "2026-01-15 09:00"),
        ("Asia/Tehran", "2026-01-15 08:30"),
        ("Pacific/Chatham", "2026-01-14 22:15"),
        ("Antarctica/Troll", "2026-01-15 12:00"),
        ("America/St_Johns", "2026-01-15 15:30"),
        ("Africa/Cairo", "2026-01-15 10:00"),
        ("Asia/Gaza", "2026-01-15 10:00"),
        ("Pacific/Kiritimati", "2026-01-14 22:00"),
        ("Asia/Almaty", "2026-01-15 07:00"),
    ] {
        check(name, "2026-01-15 12:00", at, "2026-01-15 12:00");
    }
}

/// A zone, a time that its clocks skip, the instant that is taken instead, what they show then, and perhaps why.
const GAPS: &str = "\
Europe/Berlin | 2026-03-29 02:00 | 2026-03-29 01:00 | 2026-03-29 03:00
Europe/Berlin | 2026-03-29 02:59 | 2026-03-29 01:00 | 2026-03-29 03:00
America/New_York | 2026-03-08 02:30 | 2026-03-08 07:00 | 2026-03-08 03:00
America/Sao_Paulo | 2018-11-04 00:00 | 2018-11-04 03:00 | 2018-11-04 01:00 | Midnight itself is skipped.
Asia/Kathmandu | 1986-01-01 00:10 | 1985-12-31 18:30 | 1986-01-01 00:15
Australia/Lord_Howe | 2026-10-04 02:15 | 2026-10-03 15:30 | 2026-10-04 02:30 | Half an hour.
Africa/Casablanca | 2026-03-22 02:30 | 2026-03-22 02:00 | 2026-03-22 03:00 | The end of Ramadan.
Africa/El_Aaiun | 2026-03-22 02:30 | 2026-03-22 02:00 | 2026-03-22 03:00
Pacific/Apia | 2011-12-30 12:00 | 2011-12-30 10:00 | 2011-12-31 00:00 | A whole day.
America/Caracas | 2016-05-01 02:45 | 2016-05-01 07:00 | 2016-05-01 03:00
Asia/Pyongyang | 2018-05-04 23:45 | 2018-05-04 15:00 | 2018-05-05 00:00
Europe/Istanbul | 2016-03-27 03:30 | 2016-03-27 01:00 | 2016-03-27 04:00
Europe/Moscow | 2011-03-27 02:30 | 2011-03-26 23:00 | 2011-03-27 03:00
Asia/Tehran | 2022-03-22 00:30 | 2022-03-21 20:30 | 2022-03-22 01:00
Pacific/Chatham | 2026-09-27 03:00 | 2026-09-26 14:00 | 2026-09-27 03:45
Antarctica/Troll | 2026-03-29 01:30 | 2026-03-29 01:00 | 2026-03-29 03:00 | Two hours.
Antarctica/Troll | 2026-03-29 02:30 | 2026-03-29 01:00 | 2026-03-29 03:00
America/St_Johns | 2011-03-13 00:30 | 2011-03-13 03:31 | 2011-03-13 01:01
Africa/Cairo | 2026-04-24 00:30 | 2026-04-23 22:00 | 2026-04-24 01:00
Asia/Gaza | 2026-03-28 02:30 | 2026-03-28 00:00 | 2026-03-28 03:00
";

#[test]
fn in_a_gap_it_is_the_first_instant_after_it() {
    for line in GAPS.lines() {
        let fields: Vec<&str> = line.split(" | ").collect();
        check(fields[0], fields[1], fields[2], fields[3]);
    }
    assert_eq!(GAPS.lines().count(), 20);
}

#[test]
fn in_an_overlap_it_is_the_first_of_the_two() {
    for (name, twice, at) in [
        ("Europe/Berlin", "2026-10-25 02:30", "2026-10-25 00:30"),
        ("America/New_York", "2026-11-01 01:30", "2026-11-01 05:30"),
        ("America/Sao_Paulo", "2019-02-16 23:30", "2019-02-17 01:30"),
        (
            "Australia/Lord_Howe",
            "2026-04-05 01:45",
            "2026-04-04 14:45",
        ),
        ("Africa/Casablanca", "2026-02-15 02:30", "2026-02-15 01:30"),
        ("Africa/El_Aaiun", "2026-02-15 02:30", "2026-02-15 01:30"),
        ("America/Caracas", "2007-12-09 02:45", "2007-12-09 06:45"),
        ("Asia/Pyongyang", "2015-08-14 23:45", "2015-08-14 14:45"),
        ("Europe/Istanbul", "2015-11-08 03:30", "2015-11-08 00:30"),
        ("Europe/Moscow", "2014-10-26 01:30", "2014-10-25 21:30"),
        ("Asia/Tehran", "2022-09-21 23:30", "2022-09-21 19:00"),
        ("Pacific/Chatham", "2026-04-05 03:00", "2026-04-04 13:15"),
        ("Antarctica/Troll", "2026-10-25 01:30", "2026-10-24 23:30"),
        ("America/St_Johns", "2010-11-06 23:30", "2010-11-07 02:00"),
        ("Africa/Cairo", "2026-10-29 23:30", "2026-10-29 20:30"),
        ("Asia/Gaza", "2022-10-29 01:30", "2022-10-28 22:30"),
    ] {
        check(name, twice, at, twice);
        let again = utc(at) + TimeDelta::hours(3);
        let change = zone(name)
            .change(utc(at), again)
            .expect("clocks are put back");
        assert!(zone(name).local(change) < zone(name).local(change - TimeDelta::seconds(1)));
    }
}

#[test]
fn days_begin_and_end_by_the_clock_there() {
    for (name, now, began, next) in [
        (
            "UTC",
            "2026-01-15 12:00",
            "2026-01-15 00:00",
            "2026-01-16 00:00",
        ),
        (
            "Asia/Vladivostok",
            "2026-01-15 15:00",
            "2026-01-15 14:00",
            "2026-01-16 14:00",
        ),
        (
            "Europe/Berlin",
            "2026-03-29 12:00",
            "2026-03-28 23:00",
            "2026-03-29 22:00",
        ),
        (
            "Europe/Berlin",
            "2026-10-25 12:00",
            "2026-10-24 22:00",
            "2026-10-25 23:00",
        ),
        (
            "Africa/Cairo",
            "2026-04-24 12:00",
            "2026-04-23 22:00",
            "2026-04-24 21:00",
        ),
        (
            "Pacific/Apia",
            "2011-12-30 08:00",
            "2011-12-29 10:00",
            "2011-12-30 10:00",
        ),
    ] {
        let (zone, now) = (zone(name), utc(now));
        assert_eq!(zone.day_began(now), utc(began), "{name} {now}");
        assert_eq!(zone.day_after(now), utc(next), "{name} {now}");
    }
}

#[test]
fn names() {
    for name in [
        "UTC",
        "Europe/Berlin",
        "America/Argentina/Buenos_Aires",
        "+05:30",
        "-12:00",
        "+14:00",
        "+00:00",
    ] {
        assert_eq!(zone(name).name(), name);
    }
    for name in [
        "",
        "Berlin",
        "europe/berlin",
        "+5:30",
        "+05:60",
        "+14:01",
        "-12:01",
        "+0530",
        "+",
        "-",
        "+é:00",
        "05:30",
        "Europe/Berlin ",
        "++1:00",
        "+05:3",
        "+99:00",
    ] {
        assert_eq!(Zone::parse(name), None, "{name}");
    }
    assert_eq!(Zone::parse("UTC"), Some(Zone::UTC));
    assert_eq!(
        Zone::parse("Asia/Calcutta").map(|it| it.name()),
        Some("Asia/Calcutta".to_owned())
    );
}

/// Every zone there is, each quarter of an hour around everything that happened to its clocks from 2000 to 2037.
#[test]
fn there_and_back_in_every_zone() {
    let (begin, end) = (utc("2000-01-01 00:00"), utc("2037-12-31 00:00"));
    let mut changes = 0;
    for zone in Zone::all() {
        let mut day = begin;
        while day < end {
            let next = day + TimeDelta::days(1);
            if let Some(change) = zone.change(day, next) {
                around(zone, change);
                changes += 1;
            }
            day = next;
        }
    }
    assert!(changes > 10_000, "{changes}");
}

fn around(zone: Zone, change: DateTime<Utc>) {
    let (before, after) = (
        zone.local(change - TimeDelta::seconds(1)),
        zone.local(change),
    );
    for quarter in -8..=8 {
        let at = change + TimeDelta::minutes(quarter * 15);
        let there = zone.instant(zone.local(at));
        let is_second = after < before && (after..=before).contains(&zone.local(at));
        if at < change || !is_second {
            assert_eq!(there, at, "{} {at}", zone.name());
        } else {
            assert!(
                there < at && zone.local(there) == zone.local(at),
                "{} {at}",
                zone.name()
            );
        }
        let skipped = before + TimeDelta::seconds(1) + TimeDelta::minutes(quarter * 15);
        if quarter >= 0 && skipped < after {
            assert_eq!(zone.instant(skipped), change, "{} {skipped}", zone.name());
        }
    }
}

#[test]
fn numbers_for_buttons() {
    let offsets = OFFSETS.filter_map(Zone::east);
    let all: Vec<Zone> = Zone::all().chain(offsets).collect();
    let keys: std::collections::BTreeSet<i64> = all.iter().map(Zone::key).collect();
    assert_eq!(keys.len(), all.len(), "two zones have one number");
    for zone in all.iter().step_by(37) {
        assert_eq!(Zone::of_key(zone.key()), Some(*zone), "{}", zone.name());
    }
    // Buttons that were drawn long ago stay what they are.
    assert_eq!(zone("UTC").key(), 107_690_233_299_514);
    for key in [-1, 1561, 9999, 10_000, i64::MAX, i64::MIN] {
        assert_eq!(Zone::of_key(key), None, "{key}");
    }
}
