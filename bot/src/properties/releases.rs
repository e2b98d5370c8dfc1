//! Whatever learners do in courses whose steps come by themselves, whenever the bot is down and however its clock jumps: no step
//! is opened or brought before its time, each is brought or told of once and in its order, nobody is forgotten for longer than a minute
//! while the bot is at work, and after an outage nobody finds a heap. What is right is worked out a second time here, on
//! other ways ([`almanac`], [`judge`]).

use chrono::{DateTime, NaiveTime, TimeDelta};
use chrono_tz::Tz;
use proptest::collection::vec;
use proptest::prelude::*;
use sea_orm::TransactionTrait;

use super::school::{Found, School, said};
use super::wakes::ZONES;

mod almanac;
mod desk;
mod judge;
mod known;
mod stage;

use almanac::{Almanac, Rule};
use stage::{Plan, begun};

/// What happens. The last number of a deed of the learner's chooses the course.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// So many minutes pass while the bot is at work.
    Wait(i64),
    /// So many minutes pass while it is not.
    Outage(i64),
    /// The clock jumps by so many hours.
    Jump(i64),
    /// A process takes the wake in hand and is stalled for so many minutes; another works meanwhile.
    Stall(i64),
    /// *Next* below the step they stand on.
    Next(usize),
    /// They look at where they are.
    Visit(usize),
    /// They begin anew.
    Restart(usize),
    /// Somebody wakes them without a reason.
    Wake,
}

fn act() -> impl Strategy<Value = Act> {
    let course = 0..2_usize;
    prop_oneof![
        5 => (1..3000_i64).prop_map(Act::Wait),
        2 => (1..20_000_i64).prop_map(Act::Wait),
        2 => (1..10_000_i64).prop_map(Act::Outage),
        2 => prop::sample::select(vec![-24, -1, 1, 24]).prop_map(Act::Jump),
        1 => (1..3000_i64).prop_map(Act::Stall),
        8 => course.clone().prop_map(Act::Next),
        2 => course.clone().prop_map(Act::Visit),
        1 => course.prop_map(Act::Restart),
        1 => Just(Act::Wake),
    ]
}

fn at(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default()
}

fn time() -> impl Strategy<Value = NaiveTime> {
    (0..1440_u32).prop_filter_map("a time of day", |minute| {
        NaiveTime::from_num_seconds_from_midnight_opt(minute * 60, 0)
    })
}

fn quarter() -> impl Strategy<Value = NaiveTime> {
    (0..96_u32).prop_filter_map("a time of day", |quarter| {
        NaiveTime::from_num_seconds_from_midnight_opt(quarter * 900, 0)
    })
}

/// Some days of the week.
fn days() -> impl Strategy<Value = [bool; 7]> {
    any::<[bool; 7]>().prop_filter("a day", |days| days.contains(&true))
}

fn zone() -> impl Strategy<Value = Tz> {
    prop::sample::select(ZONES.to_vec()).prop_filter_map("a zone", |name| name.parse::<Tz>().ok())
}

fn rule() -> impl Strategy<Value = Rule> {
    prop_oneof![
        3 => (1..900_i64).prop_map(Rule::Minutes),
        3 => (1..5_i64, prop::option::of(time())).prop_map(|(days, at)| Rule::Days(days, at)),
        2 => (days(), time()).prop_map(|(days, at)| Rule::Weekdays(days, at)),
        2 => (-2..40_i64, time(), prop::option::of(zone()))
            .prop_map(|(day, at, zone)| Rule::Date(day, at, zone)),
        2 => (1..40_i64, time()).prop_map(|(number, at)| Rule::CourseDay(number, at)),
    ]
}

fn plan() -> impl Strategy<Value = Plan> {
    let ladder = prop::sample::select(vec![vec![], vec![1], vec![1, 3, 7], vec![2, 30]]);
    let rules = vec(prop::option::weighted(0.7, rule()), 2..9_usize);
    let cohort = prop::option::weighted(0.3, -3..10_i64);
    (rules, prop::option::of(rule()), cohort, ladder).prop_map(
        |(mut rules, rule, cohort, ladder)| {
            // Mostly they can begin at once.
            rules[0] = rules[0].filter(|_| rules.len() % 3 == 0);
            Plan {
                rules,
                rule,
                cohort,
                ladder,
            }
        },
    )
}

fn almanac() -> impl Strategy<Value = Almanac> {
    let quiet = prop_oneof![
        3 => Just(Some((at(21, 0), at(8, 0)))),
        1 => Just(None),
        1 => Just(Some((at(9, 15), at(16, 45)))),
        1 => Just(Some((at(0, 30), at(23, 0)))),
    ];
    let some = prop_oneof![3 => Just([true; 7]), 1 => days()];
    (zone(), some, prop::option::of(quarter()), quiet).prop_map(|(zone, days, prefers, quiet)| {
        Almanac {
            zone,
            days,
            prefers,
            quiet,
        }
    })
}

/// Plays it, so many minutes after the beginning of a year in which clocks are put forward and back.
fn check(
    almanac: Almanac,
    minutes: i64,
    plans: &[Plan],
    acts: &[Act],
) -> Result<(), TestCaseError> {
    let found = School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            let new_year = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
            let now = new_year + TimeDelta::minutes(minutes);
            let played: Found = async {
                let mut desk = begun((school, &db), (almanac, now), plans).await?;
                for act in acts {
                    let at = desk.now;
                    let done = desk.act(*act).await;
                    done.map_err(|why| format!("{act:?} at {at}: {why}\n{:#?}", desk.known))?;
                }
                Ok(())
            }
            .await;
            db.rollback().await.map_err(said)?;
            played
        })
    });
    found.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(super::cases(400))]

    #[test]
    fn steps_come_in_their_time_once_and_to_everybody(
        almanac in almanac(),
        minutes in 0..500_000_i64,
        plans in vec(plan(), 1..3),
        acts in vec(act(), 1..30),
    ) {
        check(almanac, minutes, &plans, &acts)?;
    }
}
