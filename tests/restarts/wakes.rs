//! The bot is killed while learners are due to be reminded: each is reminded once of each silence, and nobody is forgotten.
//! What the bot has decided to say is counted by the database itself; a message whose sending was cut may be seen twice.

use std::time::Duration;

use anyhow::{Context as _, ensure};

use super::binary::{Build, binary};
use super::child::Cradle;
use super::dice::Dice;
use super::watched::{FIRST, LEARNERS, Watched, heard, playground, settings};

/// Reminds, kills so many times, counts.
pub async fn reminded_once(kills: u32) -> anyhow::Result<()> {
    let binary = tokio::task::spawn_blocking(|| binary(Build::Plain)).await??;
    let folder = tempfile::tempdir()?;
    let url = format!("sqlite://{}/stepwise.sqlite", folder.path().display());
    let playground = playground().await?;
    let world = playground.world().clone();
    let cradle = Cradle {
        binary,
        folder: folder.path().to_owned(),
        settings: settings(&playground, &url),
    };
    let school = Watched::open(&cradle, &world, &format!("{url}?mode=rwc")).await?;
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
    playground.stop().await;
    Ok(())
}
