//! Weeks in a row, drawn: each line a week from Monday, `#` a study day, `.` none, `p` a paused one; the last line is under way.

use super::*;
use crate::courses::rhythm::Zone;
use chrono::{DateTime, NaiveDateTime, TimeDelta, Utc};
use proptest::prelude::*;

fn date(text: &str) -> NaiveDate {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").expect("a date")
}

fn goal(days: u8) -> Goal {
    Goal::new(days).expect("a goal")
}

/// The weeks that begin on 2026-09-07, each with its own goal.
fn drawn(weeks: &[(u8, &str)]) -> (NaiveDate, Vec<Noted>, Vec<Pause>) {
    let first = date("2026-09-07");
    let (mut noted, mut pauses) = (Vec::new(), Vec::new());
    let mut day = first;
    for (wanted, week) in weeks {
        assert_eq!(week.len(), 7, "{week} is no week");
        for sign in week.chars() {
            match sign {
                '#' => noted.push(Noted {
                    day,
                    goal: goal(*wanted),
                }),
                'p' => pauses.push(Pause {
                    from: day,
                    until: day + Days::new(1),
                }),
                _ => {}
            }
            day = day + Days::new(1);
        }
    }
    (day - Days::new(1), noted, pauses)
}

fn check(weeks: &[(u8, &str)], row: u32) {
    let (sunday, noted, pauses) = drawn(weeks);
    let now = weeks.last().map_or(1, |(wanted, _)| *wanted);
    let week = Week::of(goal(now), sunday, &noted, &pauses);
    assert_eq!(week.row, row, "{weeks:?}");
}

/// The same with one goal all the time.
fn rows(wanted: u8, weeks: &[&str], row: u32) {
    let weeks: Vec<(u8, &str)> = weeks.iter().map(|week| (wanted, *week)).collect();
    check(&weeks, row);
}

#[test]
fn weeks_count_when_the_goal_was_reached() {
    rows(3, &["......."], 0);
    rows(3, &["#.#...."], 0);
    rows(3, &["#.#.#.."], 1);
    rows(3, &["#######"], 1);
    rows(3, &["#.#.#..", "###....", "....###"], 3);
    rows(3, &["#.#.#..", "###....", "......."], 2);
    rows(7, &["#######", "#######"], 2);
    rows(1, &["......#", "#......"], 2);
}

#[test]
fn a_missed_day_is_forgiven_every_other_week() {
    rows(3, &["###....", "##.....", "###...."], 2);
    rows(
        3,
        &["###....", "##.....", "###....", "##.....", "###...."],
        3,
    );
    rows(3, &["###....", "##.....", "##.....", "###...."], 1);
    rows(3, &["###....", "#......", "###...."], 1);
    rows(3, &["###....", ".......", "###...."], 1);
    rows(1, &["#......", ".......", "#......"], 2);
    rows(1, &["#......", ".......", ".......", "#......"], 1);
    // A row cannot begin with what is forgiven.
    rows(3, &["##.....", "###...."], 1);
    // After a row has ended, what comes next is forgiven as before.
    rows(
        3,
        &["###....", ".......", "###....", "##.....", "###...."],
        2,
    );
}

#[test]
fn the_week_that_is_under_way_ends_nothing() {
    rows(3, &["###....", "##.....", "......."], 1);
    rows(3, &["###....", "##.....", "##....."], 1);
    rows(3, &["###....", "##.....", "###...."], 2);
}

#[test]
fn a_pause_ends_nothing() {
    rows(3, &["###....", "ppppppp", "###...."], 2);
    rows(
        3,
        &["###....", "ppppppp", "ppppppp", "ppppppp", "###...."],
        2,
    );
    rows(3, &["###....", "......p", "###...."], 2);
    rows(3, &["###....", "p......", "###...."], 2);
    // Who reaches the goal in spite of it has reached it.
    rows(3, &["###....", "###pppp", "###...."], 3);
    // It neither uses up what is forgiven nor gives it back.
    rows(3, &["###....", "#pppppp", "##.....", "###...."], 2);
    rows(
        3,
        &["###....", "##.....", "ppppppp", "##.....", "###...."],
        1,
    );
}

#[test]
fn a_long_pause_touches_every_week_of_it() {
    let (sunday, noted, _) = drawn(&[
        (1, "#......"),
        (1, "......."),
        (1, "......."),
        (1, "#......"),
    ]);
    let of = |from, until| Pause {
        from: date(from),
        until: date(until),
    };
    let row = |pauses: &[Pause]| Week::of(goal(1), sunday, &noted, pauses).row;
    assert_eq!(row(&[]), 1);
    assert_eq!(row(&[of("2026-09-20", "2026-09-22")]), 2);
    // The first day after a pause is none of it: the second of the two weeks alone is forgiven.
    assert_eq!(row(&[of("2026-09-14", "2026-09-21")]), 2);
    assert_eq!(row(&[of("2026-09-07", "2026-09-14")]), 1);
    assert_eq!(row(&[of("2026-09-28", "2026-10-20")]), 1);
}

#[test]
fn a_week_is_held_to_the_goal_that_it_had() {
    check(&[(2, "##....."), (2, "##....."), (5, "#####..")], 3);
    check(&[(5, "#####.."), (2, "##....."), (2, "##.....")], 3);
    check(&[(5, "#####.."), (5, "##....."), (2, "##.....")], 1);
    // One without any study day has that of the week before it.
    check(&[(1, "#......"), (5, "......."), (5, "#####..")], 2);
}

#[test]
fn what_is_left_of_a_week() {
    let noted = |days: &[&str]| -> Vec<Noted> {
        let noted = days.iter().map(|day| Noted {
            day: date(day),
            goal: goal(3),
        });
        noted.collect()
    };
    for (today, days, done, left, within) in [
        ("2026-11-16", &[][..], 0, 7, true),
        ("2026-11-20", &[], 0, 3, true),
        ("2026-11-21", &[], 0, 2, false),
        ("2026-11-20", &["2026-11-20"], 1, 2, true),
        ("2026-11-22", &["2026-11-16", "2026-11-17"], 2, 1, true),
        ("2026-11-22", &["2026-11-16", "2026-11-22"], 2, 0, false),
        (
            "2026-11-18",
            &["2026-11-16", "2026-11-17", "2026-11-18"],
            3,
            4,
            false,
        ),
        ("2026-11-23", &["2026-11-22"], 0, 7, true),
        // Whose clock was put a day back has studied tomorrow.
        ("2026-11-16", &["2026-11-17"], 1, 6, true),
    ] {
        let week = Week::of(goal(3), date(today), &noted(days), &[]);
        let found = (week.done(), week.left, week.is_within_reach());
        assert_eq!(found, (done, left, within), "{today} {days:?}");
    }
}

fn utc(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M");
    local.expect("an instant").and_utc()
}

/// Which days of which week an instant belongs to, around midnight, on the edge of a week, and where clocks are put forward or
/// back.
#[test]
fn days_are_those_of_the_learners_clock() {
    for (name, at, monday_is, place_is) in [
        ("UTC", "2026-11-22 23:59", "2026-11-16", 6),
        ("UTC", "2026-11-23 00:00", "2026-11-23", 0),
        ("Asia/Tokyo", "2026-11-22 14:59", "2026-11-16", 6),
        ("Asia/Tokyo", "2026-11-22 15:00", "2026-11-23", 0),
        ("America/Los_Angeles", "2026-11-23 07:59", "2026-11-16", 6),
        ("America/Los_Angeles", "2026-11-23 08:00", "2026-11-23", 0),
        ("Pacific/Kiritimati", "2026-11-22 10:00", "2026-11-23", 0),
        ("Asia/Kathmandu", "2026-11-22 18:14", "2026-11-16", 6),
        ("Asia/Kathmandu", "2026-11-22 18:15", "2026-11-23", 0),
        // Put forward on Sunday 2026-03-29 at 02:00, so that this Sunday has 23 hours.
        ("Europe/Berlin", "2026-03-28 22:59", "2026-03-23", 5),
        ("Europe/Berlin", "2026-03-28 23:00", "2026-03-23", 6),
        ("Europe/Berlin", "2026-03-29 21:59", "2026-03-23", 6),
        ("Europe/Berlin", "2026-03-29 22:00", "2026-03-30", 0),
        // Put back on Sunday 2026-10-25 at 03:00: 25 hours.
        ("Europe/Berlin", "2026-10-24 22:00", "2026-10-19", 6),
        ("Europe/Berlin", "2026-10-25 22:59", "2026-10-19", 6),
        ("Europe/Berlin", "2026-10-25 23:00", "2026-10-26", 0),
        // Put forward at midnight: 00:00 does not exist on Friday 2026-04-24.
        ("Africa/Cairo", "2026-04-23 21:59", "2026-04-20", 3),
        ("Africa/Cairo", "2026-04-23 22:00", "2026-04-20", 4),
        // Put back at midnight: 23:30 on Thursday 2026-10-29 comes twice.
        ("Africa/Cairo", "2026-10-29 20:30", "2026-10-26", 3),
        ("Africa/Cairo", "2026-10-29 21:30", "2026-10-26", 3),
        ("Africa/Cairo", "2026-10-29 22:00", "2026-10-26", 4),
        ("Australia/Lord_Howe", "2026-10-04 12:59", "2026-09-28", 6),
        ("Australia/Lord_Howe", "2026-10-04 13:00", "2026-10-05", 0),
        // Samoa had no Friday 2011-12-30.
        ("Pacific/Apia", "2011-12-30 09:59", "2011-12-26", 3),
        ("Pacific/Apia", "2011-12-30 10:00", "2011-12-26", 5),
    ] {
        let zone = Zone::parse(name).expect("a zone");
        let day = zone.local(utc(at)).date();
        let found = (monday(day), place(day));
        assert_eq!(found, (date(monday_is), place_is), "{name} at {at}");
    }
}

fn instants() -> impl Strategy<Value = Vec<(i64, usize)>> {
    proptest::collection::vec((0_i64..14 * 24, 0_usize..4), 0..40)
}

fn noted_on(days: &[NaiveDate]) -> Vec<Noted> {
    let noted = days.iter().map(|day| Noted {
        day: *day,
        goal: goal(3),
    });
    noted.collect()
}

proptest! {
    /// What is noted twice, or in another order, is noted once; and a study day more never makes anything less.
    #[test]
    fn a_day_counts_once(offsets in proptest::collection::vec(0_u64..70, 0..60), extra in 0_u64..70, wanted in 1_u8..=7) {
        let first = date("2026-09-07");
        let today = date("2026-11-11");
        let mut days: Vec<NaiveDate> = offsets.iter().map(|days| first + Days::new(*days)).collect();
        let of = |days: &[NaiveDate]| {
            let noted: Vec<Noted> = days.iter().map(|day| Noted { day: *day, goal: goal(wanted) }).collect();
            Week::of(goal(wanted), today, &noted, &[])
        };
        let once = of(&days);
        let mut twice: Vec<NaiveDate> = days.iter().rev().copied().collect();
        twice.extend(&days);
        prop_assert_eq!(of(&twice), once);
        days.push(first + Days::new(extra));
        let more = of(&days);
        prop_assert!(more.done() >= once.done());
        prop_assert!(more.row <= 10);
    }

    /// A pause never makes a row shorter.
    #[test]
    fn a_pause_costs_nothing(offsets in proptest::collection::vec(0_u64..70, 0..60), from in 0_u64..70, length in 1_u64..30) {
        let first = date("2026-09-07");
        let days: Vec<NaiveDate> = offsets.iter().map(|days| first + Days::new(*days)).collect();
        let noted = noted_on(&days);
        let from = first + Days::new(from);
        let pause = Pause { from, until: from + Days::new(length) };
        let today = date("2026-11-15");
        let without = Week::of(goal(3), today, &noted, &[]);
        let with = Week::of(goal(3), today, &noted, &[pause]);
        prop_assert!(with.row >= without.row, "{with:?} {without:?}");
    }

    /// Whoever travels has as many study days as dates on which they have studied where they were: none is lost, none doubled.
    #[test]
    fn travelling_neither_loses_nor_doubles(moves in instants()) {
        let zones = ["UTC", "Asia/Tokyo", "America/Los_Angeles", "Pacific/Kiritimati"];
        let begin = utc("2026-11-16 12:00");
        let mut dates: Vec<NaiveDate> = moves
            .iter()
            .map(|(hours, zone)| {
                let zone = Zone::parse(zones[*zone]).expect("a zone");
                zone.local(begin + TimeDelta::hours(*hours)).date()
            })
            .collect();
        let noted = noted_on(&dates);
        dates.sort_unstable();
        dates.dedup();
        let mut total = 0;
        for weeks in 0..4 {
            let today = date("2026-11-09") + Days::new(7 * weeks);
            total += usize::from(Week::of(goal(3), today, &noted, &[]).done());
        }
        prop_assert_eq!(total, dates.len());
    }
}
