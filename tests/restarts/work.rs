//! The bot is killed while work is handed in and while it is accepted: every work is there once, and its points are.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use entity::submission::{self, State};
use entity::{UserId, answer};
use playground::{Button, World};
use sea_orm::{Database, EntityTrait, QueryOrder};

use super::dice::Dice;
use super::opening::{Opening, named};
use super::reading::{buttons, text};
use super::stage::{AUTHOR, BOT};
use crate::harness::{Base, course_files};

/// How many learners hand in work, each with two kills.
const LEARNERS: i64 = 8;
/// The first of them.
const FIRST: i64 = 601;
/// What an accepted work is worth.
const POINTS: i16 = 5;
/// What nothing takes as long as, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Hands in, kills, accepts twice, kills, looks.
pub async fn nothing_lost_nothing_double() -> anyhow::Result<()> {
    let learners = (FIRST..FIRST + LEARNERS).map(|id| named(id, &format!("Learner {id}")));
    let people = learners.chain([named(AUTHOR, "Author")]).collect();
    let opening = Opening::with(Base::Sqlite, people, &[]).await?;
    let (cradle, world) = (&opening.cradle, opening.world());
    let db = opening.database().await?;
    course_files::plant(&db, "work/bandage.md").await?;
    db.close().await?;
    let mut life = cradle.start()?;
    world.say(BOT, AUTHOR, "/start")?;
    heard(&world, AUTHOR, "I teach in small steps").await?;
    let mut dice = Dice::seeded(7);
    for learner in FIRST..FIRST + LEARNERS {
        world.say(BOT, learner, "/start c_bandage")?;
        press(&world, learner, "Start", 1).await?;
        heard(&world, learner, "Bandage somebody").await?;
        world.say(BOT, learner, "I have no camera.")?;
        tokio::time::sleep(Duration::from_millis(dice.below(120))).await;
        life.kill().await?;
        life = cradle.start()?;
        heard(&world, learner, "Handed in.").await?;
        world.say(BOT, AUTHOR, "/inbox")?;
        press(&world, AUTHOR, &format!("1. Learner {learner}"), 1).await?;
        press(&world, AUTHOR, "Accept", 2).await?;
        tokio::time::sleep(Duration::from_millis(dice.below(120))).await;
        life.kill().await?;
        life = cradle.start()?;
        heard(&world, learner, "Accepted: “Show it”").await?;
        heard(&world, AUTHOR, "Accepted by Author").await?;
    }
    life.kill().await?;
    counted(opening.url()).await?;
    opening.close().await
}

/// Each learner has one work, which is accepted, and its points.
async fn counted(url: &str) -> anyhow::Result<()> {
    let db = Database::connect(url).await?;
    let works = submission::Entity::find().order_by_asc(submission::Column::UserId);
    let works = works.all(&db).await?;
    let learners: Vec<UserId> = (FIRST..FIRST + LEARNERS).map(UserId).collect();
    let whose: Vec<UserId> = works.iter().map(|work| work.user_id).collect();
    ensure!(whose == learners, "works of {whose:?}");
    ensure!(works.iter().all(|work| work.state == State::Accepted));
    let answers = answer::Entity::find().all(&db).await?;
    ensure!(answers.len() == learners.len(), "{answers:?}");
    for row in answers {
        let is_whole = row.points == POINTS && row.attempts == 1 && row.submission_id.is_none();
        ensure!(is_whole && row.is_right, "{row:?}");
    }
    Ok(db.close().await?)
}

/// Waits until somebody has heard this.
async fn heard(world: &World, who: i64, words: &str) -> anyhow::Result<()> {
    let said = world.until(|world| {
        let chat = world.chat(BOT, who);
        let says = chat.iter().any(|message| text(message).contains(words));
        says.then_some(())
    });
    match tokio::time::timeout(PATIENCE, said).await {
        Ok(()) => Ok(()),
        Err(_) => bail!("{who} has never heard {words:?}"),
    }
}

/// Waits for a button, and presses it so many times at once.
async fn press(world: &World, who: i64, label: &str, times: usize) -> anyhow::Result<()> {
    let button = world.until(|world| {
        let chat = world.chat(BOT, who);
        chat.iter().rev().find_map(|message| {
            let (_, data) = buttons(message).into_iter().find(|(own, _)| own == label)?;
            Some((message["message_id"].as_i64()?, data))
        })
    });
    let button = tokio::time::timeout(PATIENCE, button).await;
    let (message, data) = button.with_context(|| format!("{who} has no button {label:?}"))?;
    for _ in 0..times {
        world.press(BOT, who, message, Button::Data(data.clone()))?;
    }
    Ok(())
}
