//! The bot is killed while a learner answers questions, each first wrong and then right, and each press made twice: every
//! answer counts, and none of them twice.

use std::collections::BTreeSet;
use std::time::Duration;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context as _, bail, ensure};
use playground::{Button, World};
use sea_orm::{ConnectionTrait, Database, Statement};

use super::dice::Dice;
use super::killer::{Instant, ready};
use super::opening::{Opening, named};
use super::reading::{buttons, text};
use super::stage::{AUTHOR, BOT};
use crate::harness::Base;

/// Who answers.
const LEARNER: i64 = 2;
/// How many questions there are.
const QUESTIONS: i64 = 12;
/// What nothing takes as long as, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(2);
/// No life in which nothing happens is longer.
const LIFE: Duration = Duration::from_secs(2);
/// The course.
const COURSE: &str = include_str!("../conversations/quiz/twelve.md");

/// Answers, kills so many times, looks.
pub async fn count_once(kills: u32) -> anyhow::Result<()> {
    let opening = Opening::with(
        Base::Sqlite,
        vec![named(AUTHOR, "Author"), named(LEARNER, "Learner")],
        &[("SEND_PER_CHAT", "0")],
    )
    .await?;
    let (cradle, world) = (&opening.cradle, opening.world());
    let life = cradle.start()?;
    publish(&world).await?;
    life.kill().await?;
    let enough = Arc::new(AtomicBool::new(false));
    let answering = tokio::spawn(answer_all(world.clone(), Arc::clone(&enough)));
    let mut dice = Dice::seeded(12);
    let mut born = world.seq();
    let mut life = cradle.start()?;
    for _ in 0..kills {
        let instant = Instant::any(&mut dice);
        let waited = instant.wait(&world, born, LIFE, &mut dice);
        let waited = tokio::time::timeout(PATIENCE, waited).await;
        waited.context("the bot did not get ready")?;
        life.kill().await?;
        born = world.seq();
        life = cradle.start()?;
    }
    enough.store(true, Ordering::Release);
    let rounds = answering.await??;
    let awake = tokio::time::timeout(PATIENCE, ready(&world, born)).await;
    awake.context("the bot did not get ready")?;
    // A message may stand twice after a power cut: that it was seen does not say that all has been handled.
    let fetched = world.until(|world| (world.pending_updates(BOT) == 0).then_some(()));
    let fetched = tokio::time::timeout(PATIENCE, fetched).await;
    fetched.context("updates are left with Telegram")?;
    life.stop().await?;
    looked_at(opening.url(), rounds).await?;
    opening.close().await
}

/// Puts the course in and opens it.
async fn publish(world: &World) -> anyhow::Result<()> {
    world.say(BOT, AUTHOR, "/start")?;
    heard(world, AUTHOR, "I teach in small steps", 1).await?;
    world.send_document(BOT, AUTHOR, "twelve.md", COURSE.as_bytes().to_vec(), "")?;
    let mut pressed = BTreeSet::new();
    for label in ["Apply", "Publish", "Publish"] {
        let (message, data) = offered(world, AUTHOR, label, &mut pressed).await?;
        world.press(BOT, AUTHOR, message, Button::Data(data))?;
    }
    heard(world, AUTHOR, "“Twelve questions” is open.", 1).await
}

/// Answers every question wrong and then right, pressing each button twice, and starts again until it is enough. Gives back
/// how often all were answered.
async fn answer_all(world: World, enough: Arc<AtomicBool>) -> anyhow::Result<usize> {
    let mut pressed = BTreeSet::new();
    world.say(BOT, LEARNER, "/start c_twelve")?;
    let (message, start) = offered(&world, LEARNER, "Start", &mut pressed).await?;
    world.press(BOT, LEARNER, message, Button::Data(start))?;
    for round in 1.. {
        for _ in 0..QUESTIONS {
            for label in ["B. The other", "A. This one"] {
                let (message, data) = offered(&world, LEARNER, label, &mut pressed).await?;
                for _ in 0..2 {
                    world.press(BOT, LEARNER, message, Button::Data(data.clone()))?;
                }
            }
        }
        heard(&world, LEARNER, "Well done, Learner!", round).await?;
        if enough.load(Ordering::Acquire) {
            return Ok(round);
        }
        world.say(BOT, LEARNER, "/restart")?;
        // That button is the same in every round.
        let anew = &mut BTreeSet::new();
        let (message, data) = offered(&world, LEARNER, "Start again", anew).await?;
        world.press(BOT, LEARNER, message, Button::Data(data))?;
    }
    bail!("there are no more numbers")
}

/// What is written down in the end: every answer once, every point once.
async fn looked_at(url: &str, rounds: usize) -> anyhow::Result<()> {
    let db = Database::connect(url).await?;
    let query = format!(
        "SELECT COUNT(*) AS n FROM answers WHERE user_id = {LEARNER} AND attempts = {} AND points = 1 \
         AND is_right AND is_decided AND first_right = FALSE AND first_given = '[\"The other\"]'",
        2 * rounds
    );
    let statement = Statement::from_string(db.get_database_backend(), query);
    let row = db.query_one_raw(statement).await?;
    let as_they_should: i64 = row.context("a count is a row")?.try_get("", "n")?;
    let all = Statement::from_string(
        db.get_database_backend(),
        "SELECT question, attempts, points FROM answers",
    );
    let rows = db.query_all_raw(all).await?;
    let told: Vec<String> = rows
        .iter()
        .filter_map(|row| {
            let question: String = row.try_get("", "question").ok()?;
            let attempts: i64 = row.try_get("", "attempts").ok()?;
            let points: i64 = row.try_get("", "points").ok()?;
            Some(format!("{question}: {attempts} answers, {points} points"))
        })
        .collect();
    db.close().await?;
    ensure!(
        as_they_should == QUESTIONS && rows.len() == usize::try_from(QUESTIONS)?,
        "{as_they_should} of {QUESTIONS} questions are as they should be: {told:?}"
    );
    Ok(())
}

/// Waits until the bot has said this to somebody so many times.
async fn heard(world: &World, person: i64, words: &str, times: usize) -> anyhow::Result<()> {
    let said = world.until(|world| {
        let chat = world.chat(BOT, person);
        let says = chat.iter().filter(|message| text(message).contains(words));
        (says.count() >= times).then_some(())
    });
    match tokio::time::timeout(PATIENCE, said).await {
        Ok(()) => Ok(()),
        Err(_) => bail!("the bot never said {words:?} {times} times"),
    }
}

/// Waits until the newest message that has this button has one that was not pressed yet: the message and its data.
async fn offered(
    world: &World,
    person: i64,
    label: &str,
    pressed: &mut BTreeSet<String>,
) -> anyhow::Result<(i64, String)> {
    let new = |world: &World| {
        let chat = world.chat(BOT, person);
        // After a power cut a message may stand twice, and only one of the two be changed.
        chat.iter().rev().find_map(|message| {
            let mut below = buttons(message).into_iter();
            let (_, data) = below.find(|(own, data)| own == label && !pressed.contains(data))?;
            Some((message["message_id"].as_i64()?, data))
        })
    };
    let offered = tokio::time::timeout(PATIENCE, world.until(new)).await;
    let (message, data) = offered.with_context(|| format!("{label:?} was never offered"))?;
    // With it goes what is offered beside it: the next answer is one to a question that was drawn anew.
    let chat = world.chat(BOT, person);
    let beside = chat.iter().find(|other| other["message_id"] == message);
    pressed.extend(beside.into_iter().flat_map(buttons).map(|(_, data)| data));
    pressed.insert(data.clone());
    Ok((message, data))
}
