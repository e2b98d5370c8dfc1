//! A year of a course with a step a week, on the one clock that tests move: fifty-two steps come by themselves, each once, at its
//! hour by the learner's own clock, over both edges of daylight saving and two outages of days; none early, none at night.

mod calendar;
mod learner;

use std::collections::BTreeSet;

use anyhow::{Context as _, ensure};
use chrono::{DateTime, TimeDelta, Utc};
use libtest_mimic::Trial;

use crate::harness::school::BEGINNING;
use crate::harness::{Base, Door, School, Setting, run};
use crate::stories::on;
use learner::{LEARNERS, Learner};

/// How many steps come by themselves.
const WEEKS: u64 = 52;
/// How late one may be at most, beside an outage.
const LATE: TimeDelta = TimeDelta::seconds(60);
/// From when to when the bot does not run: from a Friday to a Wednesday, when it is evening in Berlin; and over a weekend to a
/// Monday at night, which is late in the morning in the Pacific.
const OUTAGES: [(&str, &str); 2] = [
    ("2027-05-07T10:00:00Z", "2027-05-12T16:30:00Z"),
    ("2027-09-10T03:00:00Z", "2027-09-13T22:15:00Z"),
];

/// On each database, by another door each.
pub fn trials() -> Vec<Trial> {
    [
        (Base::Sqlite, Door::Polling),
        (Base::Postgres, Door::Webhook),
    ]
    .map(|(base, door)| {
        let setting = Setting { door, base };
        let name = format!("year::{}::a_step_a_week", setting.name());
        Trial::ignorable_test(name, move || on(base, || run(a_step_a_week(setting))))
    })
    .into()
}

async fn a_step_a_week(setting: Setting) -> anyhow::Result<()> {
    let mut school = School::open(setting).await?;
    for learner in &LEARNERS {
        learner.join(&school).await?;
    }
    let outages = outages()?;
    let mut now = beginning()?;
    for next in hops(&outages)? {
        if let Some((_, until)) = outages.iter().find(|(from, _)| *from == next) {
            school.stop().await;
            school.advance((*until - now).to_std()?);
            now = *until;
            school.start().await?;
        } else {
            school.advance((next - now).to_std()?);
            now = next;
        }
        school.settle().await?;
        for learner in &LEARNERS {
            learner.go_on(&school, now)?;
        }
        school.settle().await?;
    }
    for learner in &LEARNERS {
        on_time(learner, &learner.brought(&school)?, &outages)
            .with_context(|| format!("{:?} in {}", learner.rule, learner.clocks.zone))?;
    }
    school.close().await
}

/// Each came once, in its order, when it was to come.
fn on_time(
    learner: &Learner,
    brought: &[(u64, DateTime<Utc>)],
    outages: &[(DateTime<Utc>, DateTime<Utc>)],
) -> anyhow::Result<()> {
    let numbers: Vec<u64> = brought.iter().map(|(number, _)| *number).collect();
    let all: Vec<u64> = (2..=WEEKS + 1).collect();
    ensure!(numbers == all, "{numbers:?} were brought");
    for ((number, at), expected) in brought.iter().zip(learner.expected(outages)?) {
        let late = *at - expected;
        ensure!(
            (TimeDelta::zero()..=LATE).contains(&late),
            "step {number} was to come at {expected} and came at {at}"
        );
    }
    Ok(())
}

/// Where the clock stops in the year: four times a day, right before something is to come, and soon after.
fn hops(outages: &[(DateTime<Utc>, DateTime<Utc>)]) -> anyhow::Result<BTreeSet<DateTime<Utc>>> {
    let mut hops = BTreeSet::new();
    let mut end = beginning()?;
    for learner in &LEARNERS {
        for at in learner.expected(outages)? {
            hops.extend([at - TimeDelta::seconds(1), at + TimeDelta::seconds(20)]);
            end = end.max(at);
        }
    }
    let mut at = beginning()?;
    while at < end {
        at += TimeDelta::hours(6);
        hops.insert(at);
    }
    for (from, until) in outages {
        hops.retain(|hop| hop < from || hop > until);
        hops.insert(*from);
    }
    hops.retain(|hop| BEGINNING < hop.timestamp());
    Ok(hops)
}

fn outages() -> anyhow::Result<Vec<(DateTime<Utc>, DateTime<Utc>)>> {
    let outage =
        |(from, until): &(&str, &str)| -> anyhow::Result<_> { Ok((from.parse()?, until.parse()?)) };
    OUTAGES.iter().map(outage).collect()
}

fn beginning() -> anyhow::Result<DateTime<Utc>> {
    DateTime::from_timestamp(BEGINNING, 0).context("the beginning is a time")
}
