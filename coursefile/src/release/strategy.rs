//! Rules of every kind, for the property tests.

use chrono::{NaiveDate, NaiveTime};
use proptest::prelude::*;

use super::{Release, Weekdays};

fn any_time() -> impl Strategy<Value = NaiveTime> {
    (0_u32..24, 0_u32..60)
        .prop_map(|(hour, minute)| NaiveTime::from_hms_opt(hour, minute, 0).expect("a time of day"))
}

/// Any rule that can be said.
pub(crate) fn any_release() -> impl Strategy<Value = Release> {
    let at = || prop::option::of(any_time());
    let day = (2000_i32..3000, 1_u32..=366)
        .prop_filter_map("a day", |(year, day)| NaiveDate::from_yo_opt(year, day));
    let zone = prop::sample::select(vec![
        "Europe/Berlin",
        "+05:30",
        "UTC",
        "-03:00",
        "America/Port-au-Prince",
    ]);
    let place = (any_time(), prop::option::of(zone));
    prop_oneof![
        Just(Release::AtOnce),
        (1_u32..=super::PAUSE).prop_map(Release::Minutes),
        (1_u16..=366, at()).prop_map(|(count, at)| Release::Days { count, at }),
        (1_u8..128, at()).prop_map(|(bits, at)| Release::Weekdays {
            days: Weekdays::of((0..7).filter(|day| bits & (1 << day) != 0)).expect("a day"),
            at,
        }),
        (day, prop::option::of(place)).prop_map(|(day, place)| Release::Date {
            day,
            at: place.map(|(at, _)| at),
            zone: place.and_then(|(_, zone)| zone).map(str::to_owned),
        }),
        (1_u16..=super::LAST_DAY, at()).prop_map(|(number, at)| Release::CourseDay { number, at }),
    ]
}
