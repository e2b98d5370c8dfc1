//! The words of rules.

use proptest::prelude::*;

use super::strategy::any_release;
use super::*;
use crate::Course;

/// What words mean, as the file says it.
fn check(words: &str, expected: &str) {
    let rule = Release::read(words).map(|rule| rule.to_string());
    assert_eq!(rule.as_deref(), Ok(expected), "{words}");
}

#[test]
fn the_words_of_the_file() {
    for words in [
        "at once",
        "after 30 minutes",
        "after 2 hours",
        "after 1 day",
        "after 3 days at 08:30",
        "weekdays at 08:30",
        "weekends",
        "every day at 07:00",
        "mon, wed, fri at 18:00",
        "2026-12-01",
        "2026-12-01 at 09:00",
        "2026-12-01 at 09:00 Europe/Berlin",
        "2026-12-01 at 09:00 +05:30",
        "day 3",
        "day 3 at 08:30",
    ] {
        check(words, words);
    }
}

#[test]
fn words_are_taken_with_some_freedom() {
    check("After an hour", "after 1 hour");
    check("after 90 minutes", "after 90 minutes");
    check("after 120 min", "after 2 hours");
    check("after 2 weeks", "after 14 days");
    check("after 3 days 8:30", "after 3 days at 08:30");
    check("Mondays and Thursday at 9:05", "mon, thu at 09:05");
    check("weekdays 8:30", "weekdays at 08:30");
    check("daily at 7:00", "every day at 07:00");
    check("2026-12-01 9:00 utc+3", "2026-12-01 at 09:00 +03:00");
    check(
        "2026-12-01 at 9:00 europe/berlin",
        "2026-12-01 at 09:00 Europe/Berlin",
    );
    check("2026-12-01 at 9:00 gmt", "2026-12-01 at 09:00 UTC");
    check("mon tue wed thu fri at 8:00", "weekdays at 08:00");
}

#[test]
fn russian_words() {
    check("сразу", "at once");
    check("через 1 день", "after 1 day");
    check("через день", "after 1 day");
    check("через 30 минут", "after 30 minutes");
    check("через час", "after 1 hour");
    check("через 5 дней в 8:30", "after 5 days at 08:30");
    check("через неделю", "after 7 days");
    check("по будням в 8:30", "weekdays at 08:30");
    check("по выходным", "weekends");
    check("каждый день в 9:00", "every day at 09:00");
    check("пн, ср, пт в 18:00", "mon, wed, fri at 18:00");
    check("по понедельникам и средам в 10:00", "mon, wed at 10:00");
    check("1.12.2026 в 9:00", "2026-12-01 at 09:00");
    check(
        "1.12.2026 в 9:00 Europe/Moscow",
        "2026-12-01 at 09:00 Europe/Moscow",
    );
    check("день 3", "day 3");
    check("3-й день в 8:30", "day 3 at 08:30");
    check("на 3 день", "day 3");
}

#[test]
fn faults_say_what_is_wrong() {
    let fault = |words: &str| Release::read(words).expect_err(words);
    for words in [
        "",
        "soon",
        "after",
        "after 2 moons",
        "after 2 hours at 8:30",
        "mon, foo at 8:00",
        "@",
    ] {
        assert_eq!(fault(words), Fault::Unknown, "{words}");
    }
    let number = |words: &str, high| Fault::Number {
        words: words.to_owned(),
        low: 1,
        high,
    };
    assert_eq!(fault("after 0 days"), number("0", 366));
    assert_eq!(fault("after 9999 hours"), number("9999", 366 * 24));
    assert_eq!(fault("day 0"), number("0", 999));
    assert_eq!(fault("day x"), number("x", 999));
    let time = |words: &str| Fault::Time {
        words: words.to_owned(),
    };
    assert_eq!(fault("weekdays at 25:00"), time("25:00"));
    assert_eq!(fault("weekdays at 8"), time("8"));
    assert_eq!(
        fault("day 3 at 08:30 Europe/Berlin"),
        time("08:30 europe/berlin")
    );
    let date = |words: &str| Fault::Date {
        words: words.to_owned(),
    };
    assert_eq!(fault("2026-02-29"), date("2026-02-29"));
    assert_eq!(fault("31.4.2027 at 9:00"), date("31.4.2027"));
    let Fault::Zone { near, .. } = fault("2026-12-01 at 09:00 Europe/Berlyn") else {
        panic!("a zone");
    };
    assert_eq!(near, "Europe/Berlin");
}

#[test]
fn hints_are_told_where_they_belong() {
    let course = |rules: &[&str]| Course {
        steps: rules
            .iter()
            .map(|rule| crate::Step {
                release: Release::read(rule).ok(),
                is_active: true,
                ..crate::Step::default()
            })
            .collect(),
        ..Course::default()
    };
    let today = NaiveDate::from_ymd_opt(2026, 12, 1);
    let found = |rules: &[&str]| hints(&course(rules), today, Some(false));
    assert_eq!(found(&["-", "after 1 day", "2026-12-01", "2027-01-01"]), []);
    assert_eq!(
        found(&["2026-12-24 at 9:00", "after 1 day"]),
        [(0, Hint::First)]
    );
    assert_eq!(found(&["-", "2026-11-30"]), [(1, Hint::Past)]);
    let backwards = (2, Hint::Backwards { than: 1 });
    assert_eq!(
        found(&["-", "2026-12-24", "2026-12-23", "2026-12-25"]),
        [backwards]
    );
    assert_eq!(found(&["-", "day 2"]), [(1, Hint::NoCohort)]);
    assert_eq!(
        hints(&course(&["-", "day 2", "day 2", "day 1"]), None, None),
        [(3, Hint::Backwards { than: 2 })]
    );
}

proptest! {
    #[test]
    fn a_rule_comes_back(rule in any_release()) {
        let words = rule.to_string();
        prop_assert_eq!(Release::read(&words), Ok(rule), "{}", words);
    }

    #[test]
    fn any_words_are_read_or_refused(words in "[a-z0-9 :.,+/вчерздень-]{0,40}") {
        if let Ok(rule) = Release::read(&words) {
            let printed = rule.to_string();
            prop_assert_eq!(Release::read(&printed), Ok(rule), "{}", printed);
        }
    }
}
