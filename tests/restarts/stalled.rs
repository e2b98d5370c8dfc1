//! Two processes share one PostgreSQL. One is stopped in the middle of what it does, until the other has done it instead, and
//! goes on then: nobody is reminded twice, and nobody is forgotten.
//!
//! `STEPWISE_STALL` is for how many seconds it stays stopped at least; if it is not set, for as long as the other needs.

use std::time::Duration;

use anyhow::{Context as _, ensure};
use playground::{Fault, Plan, Rule, World};
use sea_orm::{ConnectionTrait, DatabaseTransaction, TransactionTrait};

use super::child::{Cradle, Life};
use super::opening::{Opening, UNLIMITED};
use super::watched::{COURSE, FIRST, LEARNERS, Watched, heard, people};
use crate::harness::{Base, postgres};

/// What a process is doing when it is stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// It has taken learners in hand and reads what may be due.
    Looks,
    /// It is writing down what it says.
    Writes,
    /// It has written that down, and Telegram has asked it to wait.
    Sends,
}

impl Stands {
    /// All of them.
    pub const ALL: [Stands; 3] = [Stands::Looks, Stands::Writes, Stands::Sends];

    /// Its name in the names of tests.
    pub fn name(self) -> &'static str {
        match self {
            Stands::Looks => "looks",
            Stands::Writes => "writes",
            Stands::Sends => "sends",
        }
    }

    /// What it waits for when somebody else holds that.
    fn barrier(self) -> Option<&'static str> {
        match self {
            Stands::Looks => Some("LOCK TABLE rhythms IN ACCESS EXCLUSIVE MODE"),
            Stands::Writes => Some("LOCK TABLE said IN SHARE MODE"),
            Stands::Sends => None,
        }
    }
}

/// What Telegram says to whoever sends too soon: to be silent for longer than it takes to stop a process and until another has
/// taken over.
const WAIT: Fault = Fault::RetryAfter { seconds: 40 };

/// Stops one where it stands, lets another do its work, and lets the first go on; then the other ends, and the first is alone with
/// the next silences. In each chat those come behind whatever it had in hand before.
pub async fn reminded_once(stands: Stands) -> anyhow::Result<()> {
    let opening = Opening::with(Base::Postgres, people(), &UNLIMITED).await?;
    let (cradle, world) = (&opening.cradle, opening.world());
    let school = Watched::open(&opening, COURSE).await?;
    school.fall_silent().await?;
    let played = play(stands, cradle, (&school, opening.url()), &world).await;
    played.with_context(|| cradle.said())?;
    for learner in FIRST..FIRST + LEARNERS {
        let seen = heard(&world, learner);
        ensure!(
            seen == 2,
            "{learner} has seen {seen} reminders of 2 silences"
        );
    }
    school.db.close().await?;
    opening.close().await
}

async fn play(
    stands: Stands,
    cradle: &Cradle,
    (school, url): (&Watched, &str),
    world: &World,
) -> anyhow::Result<()> {
    let stalled = stopped(stands, cradle, (school, url), world).await?;
    let other = cradle.start()?;
    let (reminded, ()) = tokio::join!(school.all_reminded(), tokio::time::sleep(span()?));
    reminded.context("while one process is stopped")?;
    stalled.go_on().await?;
    other.stop().await?;
    school.fall_silent().await?;
    let silences = school.all_reminded().await.context("after it went on")?;
    let all = u64::try_from(2 * LEARNERS)?;
    ensure!(silences == all, "{silences} silences, not {all}");
    stalled.stop().await
}

/// A process that was stopped where it was to be.
async fn stopped(
    stands: Stands,
    cradle: &Cradle,
    (school, url): (&Watched, &str),
    world: &World,
) -> anyhow::Result<Life> {
    let Some(barrier) = stands.barrier() else {
        return stopped_while_it_waits(cradle, school, world).await;
    };
    let held = hold(url, barrier).await?;
    let life = cradle.start()?;
    school
        .reached(CLAIMED, |claimed| claimed == EVERYBODY)
        .await?;
    school.reached(WAITING, |waiting| waiting > 0).await?;
    life.stall().await?;
    held.rollback().await?;
    Ok(life)
}

/// Telegram has told it to wait with everything, and it has said since that all of that is its own. Telegram takes messages again
/// when nothing of that is any more: what it had on the line comes to nothing.
async fn stopped_while_it_waits(
    cradle: &Cradle,
    school: &Watched,
    world: &World,
) -> anyhow::Result<Life> {
    world.set_faults(Plan {
        rules: vec![Rule::each("sendMessage", WAIT)],
        ..Plan::default()
    });
    let life = cradle.start()?;
    school
        .reached(RENEWED, |renewed| renewed == EVERYBODY)
        .await?;
    life.stall().await?;
    school.reached(OWNED, |owned| owned == 0).await?;
    world.set_faults(Plan::default());
    Ok(life)
}

/// Who is in a process's hand.
const CLAIMED: &str = "SELECT COUNT(*) AS n FROM wakes WHERE claimed_until IS NOT NULL";
/// What waits for what is held.
const WAITING: &str = "SELECT COUNT(*) AS n FROM pg_locks WHERE NOT granted";
/// What is to be sent and belongs to a process for longer than when it was written.
const RENEWED: &str =
    "SELECT COUNT(*) AS n FROM outbox WHERE due_at > created_at + interval '11 seconds'";
/// What is to be sent and belongs to a process.
const OWNED: &str = "SELECT COUNT(*) AS n FROM outbox WHERE due_at >= now()";
const EVERYBODY: u64 = LEARNERS.unsigned_abs();

/// Holds what a process will wait for.
async fn hold(url: &str, barrier: &str) -> anyhow::Result<DatabaseTransaction> {
    let held = postgres::connect(url).await?.begin().await?;
    held.execute_unprepared(barrier).await?;
    Ok(held)
}

/// For how long a process stays stopped at least.
fn span() -> anyhow::Result<Duration> {
    let seconds = std::env::var("STEPWISE_STALL").unwrap_or_default();
    if seconds.is_empty() {
        return Ok(Duration::ZERO);
    }
    let seconds = seconds
        .parse()
        .context("STEPWISE_STALL is a number of seconds")?;
    Ok(Duration::from_secs(seconds))
}
