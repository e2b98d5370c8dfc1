//! What people write, and what they mean.

use super::super::likely::{LIKELY, likely};
use super::*;

fn now() -> DateTime<Utc> {
    DateTime::parse_from_rfc3339("2026-07-15T11:07:00Z")
        .expect("an instant")
        .to_utc()
}

fn check(words: &str, expected: &[&str]) {
    let zones = match meant(words, now(), &likely("ru", Zone::UTC)) {
        Meant::One(zone) => vec![zone.name()],
        Meant::Perhaps(zones) => zones
            .iter()
            .map(|zone| format!("?{}", zone.name()))
            .collect(),
        Meant::Unknown => vec![],
    };
    assert_eq!(zones, expected, "{words:?}");
}

#[test]
fn the_table_reads() {
    let lines = include_str!("../places.txt").lines().count();
    assert_eq!(PLACES.len(), lines, "a line does not read");
    assert!(
        PLACES
            .iter()
            .all(|place| place.at.0.abs() < 80.0 && place.at.1.abs() < 180.0)
    );
    for (_, names) in LIKELY {
        for name in *names {
            assert!(Zone::parse(name).and_then(of).is_some(), "{name}");
        }
    }
}

#[test]
fn cities_in_any_spelling() {
    for (words, zone) in [
        ("Berlin", "Europe/Berlin"),
        ("  berlin. ", "Europe/Berlin"),
        ("Берлин", "Europe/Berlin"),
        ("sao paulo", "America/Sao_Paulo"),
        ("São Paulo", "America/Sao_Paulo"),
        ("SÃO PAULO", "America/Sao_Paulo"),
        ("dusseldorf", "Europe/Berlin"),
        ("нижний новгород", "Europe/Moscow"),
        ("Питер", "Europe/Moscow"),
        ("кишинев", "Europe/Chisinau"),
        ("Кишинёв", "Europe/Chisinau"),
        ("Екатеринбург", "Asia/Yekaterinburg"),
        ("St. John’s", "America/St_Johns"),
        ("new york", "America/New_York"),
        ("America/New_York", "America/New_York"),
        ("europe/berlin", "Europe/Berlin"),
        ("Lord Howe", "Australia/Lord_Howe"),
        ("el aaiun", "Africa/El_Aaiun"),
        ("Katmandu", "Asia/Katmandu"),
        ("Нью-Йорк", "America/New_York"),
        ("мск", "Europe/Moscow"),
    ] {
        check(words, &[zone]);
    }
}

#[test]
fn one_typo_is_asked_about() {
    check("Berlim", &["?Europe/Berlin"]);
    check("Екатеринбруг", &["?Asia/Yekaterinburg"]);
    check("Novosib", &["?Asia/Novosibirsk"]);
    check("San Jose", &["?America/Los_Angeles", "?America/Costa_Rica"]);
    for words in [
        "",
        "x",
        "!!!",
        "qwertyuiop",
        "Атлантида",
        "/x",
        "1",
        &"я".repeat(500),
    ] {
        check(words, &[]);
    }
}

#[test]
fn offsets_and_the_time_there() {
    for (words, zone) in [
        ("+3", "+03:00"),
        ("UTC+5:30", "+05:30"),
        ("utc +05:45", "+05:45"),
        ("GMT-4", "-04:00"),
        ("gmt −3.30", "-03:30"),
        ("UTC", "+00:00"),
        ("-0930", "-09:30"),
        ("МСК+2", "+05:00"),
        ("МСК", "Europe/Moscow"),
    ] {
        check(words, &[zone]);
    }
    for words in ["+15", "-13", "+5:70", "+", "UTC+x", "++3"] {
        check(words, &[]);
    }
    let hint = |words: &str| match meant(words, now(), &likely("ru", Zone::UTC)) {
        Meant::Perhaps(zones) => zones,
        other => panic!("{words}: {other:?}"),
    };
    assert_eq!(hint("14:05")[0].name(), "Europe/Moscow");
    assert_eq!(
        hint("14:05").last().map(Zone::name),
        Some("+03:00".to_owned())
    );
    assert_eq!(hint("16:40")[0].name(), "Asia/Kolkata");
    assert_eq!(hint("4.38 pm")[0].name(), "Asia/Kolkata");
    assert_eq!(hint("16:52")[0].name(), "Asia/Kathmandu");
    assert_eq!(hint("7:07")[0].name(), "America/New_York");
    assert!(hint("1:07").iter().any(|zone| zone.name() == "+14:00"));
}

#[test]
fn the_nearest_city() {
    for (latitude, longitude, zone) in [
        (52.5, 13.4, Some("Europe/Berlin")),
        (55.7, 37.6, Some("Europe/Moscow")),
        (-33.9, 151.2, Some("Australia/Sydney")),
        (-17.0, -179.9, Some("Pacific/Fiji")),
        (90.0, 0.0, Some("Europe/Moscow")),
        (91.0, 0.0, None),
        (0.0, 181.0, None),
        (f64::NAN, 0.0, None),
    ] {
        let found = nearest(latitude, longitude).map(|zone| zone.name());
        assert_eq!(found.as_deref(), zone, "{latitude} {longitude}");
    }
}

#[test]
fn the_zone_of_the_instance_is_likely() {
    let almaty = Zone::parse("Asia/Almaty").expect("a zone");
    let zones = likely("en", almaty);
    assert_eq!(zones.len(), OFFERED);
    assert_eq!(zones[0], almaty);
    assert_eq!(likely("ru-RU", Zone::UTC)[0].name(), "Europe/Moscow");
    assert_eq!(likely("", Zone::UTC)[0].name(), "Europe/London");
    assert_eq!(likely("tr", Zone::UTC)[0].name(), "Europe/Istanbul");
}
