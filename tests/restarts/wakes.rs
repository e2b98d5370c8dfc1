//! The bot is killed while learners are due to be reminded: each is reminded once of each silence, and nobody is forgotten.
//! What the bot has decided to say is counted by the database itself; a message whose sending was cut may be seen twice.

use std::time::Duration;

use anyhow::{Context as _, ensure};

use super::dice::Dice;
use super::opening::{Opening, UNLIMITED};
use super::watched::{COURSE, FIRST, LEARNERS, Watched, heard, people};
use crate::harness::Base;

/// Reminds, kills so many times, counts.
pub async fn reminded_once(kills: u32) -> anyhow::Result<()> {
    let opening = Opening::with(Base::Sqlite, people(), &UNLIMITED).await?;
    let (cradle, world) = (&opening.cradle, opening.world());
    let school = Watched::open(&opening, COURSE).await?;
    let mut dice = Dice::seeded(17);
    for _ in 0..kills {
        school.fall_silent().await?;
        let life = cradle.start()?;
        tokio::time::sleep(Duration::from_millis(dice.between(100, 700))).await;
        life.kill().await?;
    }
    let life = cradle.start()?;
    let counted = school.all_reminded().await;
    life.stop().await?;
    let silences = counted.with_context(|| cradle.said())?;
    ensure!(
        silences >= u64::from(kills / 4),
        "{silences} silences in {kills} lives: too few to show anything"
    );
    for learner in FIRST..FIRST + LEARNERS {
        let (said, seen) = (school.said(learner).await?, heard(&world, learner));
        ensure!(
            seen >= said,
            "{learner} has seen {seen} of {said} reminders"
        );
    }
    school.db.close().await?;
    opening.close().await
}
