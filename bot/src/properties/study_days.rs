//! Whatever a learner does about their study days, wherever they go: what is stored says of their week what a calendar on the wall
//! says of it, and a goal is reached once.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use entity::{UserId, study_day, study_pause, user};
use proptest::collection::vec;
use proptest::prelude::*;
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait, QueryOrder, TransactionTrait,
};

use super::cases;
use super::school::{Found, School, said};
use crate::courses::rhythm::Zone;
use crate::courses::study_days::week::{Noted, Pause, monday};
use crate::courses::study_days::{Goal, Week, choose_goal, pause, prune, resume, studied, week_of};

/// In no course, so that only what happens here is study.
const LEARNER: UserId = UserId(2);
/// Far apart, on both sides of the line of dates.
const ZONES: [&str; 4] = [
    "Europe/Berlin",
    "Pacific/Kiritimati",
    "Pacific/Pago_Pago",
    "UTC",
];

#[derive(Clone, Copy, Debug)]
enum Deed {
    Wait(i64),
    Study,
    Move(usize),
    Want(u8),
    Pause(u64),
    Resume,
}

fn deed() -> impl Strategy<Value = Deed> {
    prop_oneof![
        6 => (1..40_i64).prop_map(Deed::Wait),
        6 => Just(Deed::Study),
        2 => (0..ZONES.len()).prop_map(Deed::Move),
        2 => (0..=7_u8).prop_map(Deed::Want),
        2 => (1..20_u64).prop_map(Deed::Pause),
        1 => Just(Deed::Resume),
    ]
}

/// The calendar on the wall, and the clock beside it.
struct Wall {
    now: DateTime<Utc>,
    zone: Zone,
    goal: Option<Goal>,
    noted: BTreeMap<NaiveDate, Goal>,
    paused: BTreeSet<NaiveDate>,
}

impl Wall {
    fn today(&self) -> NaiveDate {
        self.zone.local(self.now).date()
    }

    /// Notes today; the goal, if that reaches it.
    fn study(&mut self) -> Option<Goal> {
        let (today, goal) = (self.today(), self.goal?);
        if self.noted.contains_key(&today) {
            return None;
        }
        self.noted.insert(today, goal);
        let week = monday(today)..monday(today) + Days::new(7);
        let done = self.noted.range(week).count();
        (done == usize::from(goal.days())).then_some(goal)
    }

    fn want(&mut self, goal: Option<Goal>) {
        self.goal = goal;
        let this_week = monday(self.today());
        if let Some(goal) = goal {
            self.noted
                .range_mut(this_week..)
                .for_each(|(_, held)| *held = goal);
        }
    }

    fn week(&self) -> Option<Week> {
        let noted: Vec<Noted> = self
            .noted
            .iter()
            .map(|(day, goal)| Noted {
                day: *day,
                goal: *goal,
            })
            .collect();
        let pauses: Vec<Pause> = self
            .paused
            .iter()
            .map(|day| Pause {
                from: *day,
                until: *day + Days::new(1),
            })
            .collect();
        let goal = self.goal?;
        Some(Week::of(goal, self.today(), &noted, &pauses))
    }
}

async fn act(db: &impl ConnectionTrait, wall: &mut Wall, deed: Deed) -> Found {
    let person = person(db).await?;
    let today = wall.today();
    match deed {
        Deed::Wait(hours) => wall.now += TimeDelta::hours(hours),
        Deed::Study => {
            let reached = studied(db, &person, wall.zone, wall.now).await;
            let (reached, expected) = (reached.map_err(said)?, wall.study());
            if reached != expected {
                return Err(format!("{reached:?} was reached, not {expected:?}"));
            }
        }
        Deed::Move(place) => wall.zone = Zone::parse(ZONES[place]).unwrap_or(Zone::UTC),
        Deed::Want(days) => {
            let goal = Goal::new(days);
            let chosen = choose_goal(db, &person, goal, wall.zone, wall.now).await;
            chosen.map_err(said)?;
            wall.want(goal);
        }
        Deed::Pause(days) => {
            let until = today + Days::new(days);
            pause(db, LEARNER, today, until).await.map_err(said)?;
            wall.paused.split_off(&today);
            let days = today.iter_days().take_while(|day| *day < until);
            wall.paused.extend(days);
        }
        Deed::Resume => {
            resume(db, LEARNER, today).await.map_err(said)?;
            wall.paused.split_off(&today);
        }
    }
    Ok(())
}

async fn person(db: &impl ConnectionTrait) -> Found<user::Model> {
    let found = user::Entity::find_by_id(LEARNER).one(db).await;
    found
        .map_err(said)?
        .ok_or_else(|| "they are gone".to_owned())
}

async fn play(db: &impl ConnectionTrait, deeds: &[Deed]) -> Found {
    let mut wall = Wall {
        now: DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default(),
        zone: Zone::UTC,
        goal: None,
        noted: BTreeMap::new(),
        paused: BTreeSet::new(),
    };
    for deed in deeds {
        act(db, &mut wall, *deed).await?;
        let stored = week_of(db, &person(db).await?, wall.zone, wall.now).await;
        let (stored, drawn) = (stored.map_err(said)?, wall.week());
        if stored != drawn {
            return Err(format!(
                "{stored:?} is stored, {drawn:?} drawn, after {deed:?}"
            ));
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn what_is_stored_is_what_a_calendar_says(deeds in vec(deed(), 1..60)) {
        played(&deeds).map_err(TestCaseError::fail)?;
    }
}

fn played(deeds: &[Deed]) -> Found {
    School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            let played = play(&db, deeds).await;
            db.rollback().await.map_err(said)?;
            played
        })
    })
}

/// Each deed that may come twice is one.
#[test]
fn twice_equals_once() {
    let deeds = [
        Deed::Want(1),
        Deed::Want(1),
        Deed::Study,
        Deed::Study,
        Deed::Pause(3),
        Deed::Pause(3),
        Deed::Resume,
        Deed::Resume,
        Deed::Want(0),
        Deed::Want(0),
    ];
    assert_eq!(played(&deeds), Ok(()));
}

/// Who pauses, flies over the line of dates and pauses anew has paused from the day before on.
#[test]
fn a_pause_that_begins_tomorrow_by_now() {
    let fly = [Deed::Want(1), Deed::Move(1), Deed::Pause(5), Deed::Move(2)];
    for then in [Deed::Pause(1), Deed::Pause(3), Deed::Resume] {
        let deeds = [&fly[..], &[then, Deed::Wait(24 * 30)]].concat();
        assert_eq!(played(&deeds), Ok(()), "{then:?}");
    }
}

#[test]
fn what_is_older_than_two_years_and_two_weeks_is_forgotten() {
    let found = School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            let left = forgotten(&db).await;
            db.rollback().await.map_err(said)?;
            left
        })
    });
    assert_eq!(found, Ok((vec![742, 0], vec![741])));
}

/// The ages of the days and of the ends of the pauses that are left, in days.
async fn forgotten(db: &impl ConnectionTrait) -> Found<(Vec<i64>, Vec<i64>)> {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
    let day = |age| now.date_naive() - Days::new(age);
    for age in [1000, 743, 742, 0] {
        let row = study_day::ActiveModel {
            user_id: Set(LEARNER),
            day: Set(day(age)),
            goal: Set(1),
        };
        row.insert(db).await.map_err(said)?;
    }
    for (from, until) in [(800, 743), (742, 741)] {
        let row = study_pause::ActiveModel {
            user_id: Set(LEARNER),
            from_day: Set(day(from)),
            until_day: Set(day(until)),
        };
        row.insert(db).await.map_err(said)?;
    }
    prune(db, now).await.map_err(said)?;
    let age = |day: NaiveDate| (now.date_naive() - day).num_days();
    let days = study_day::Entity::find().order_by_asc(study_day::Column::Day);
    let days = days.all(db).await.map_err(said)?;
    let pauses = study_pause::Entity::find().all(db).await.map_err(said)?;
    Ok((
        days.iter().map(|row| age(row.day)).collect(),
        pauses.iter().map(|row| age(row.until_day)).collect(),
    ))
}
