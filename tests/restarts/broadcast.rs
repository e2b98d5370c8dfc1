//! An announcement to many: a tenth of them have blocked the bot, Telegram asks everybody to wait again and again, and the bot is
//! killed while it is handed on. Everybody has got it once, but for those who were in flight at a kill; who has blocked the
//! bot is marked; who has switched announcements off gets none; and who presses something meanwhile is answered.
//!
//! `STEPWISE_RECIPIENTS` is for how many it is, 600 if it is not set; `STEPWISE_PER_SECOND` how many messages a second Telegram
//! takes meanwhile, 100 if it is not set. The bot is killed a twentieth as often as `STEPWISE_KILLS`
//! says, on PostgreSQL a hundredth.

use std::time::Instant;

use anyhow::{anyhow, ensure};
use libtest_mimic::{Failed, Trial};
use playground::Plan;

use super::runtime;
use super::script::Store;
use super::stage::BOT;
use crate::harness::postgres;

mod crowd;
mod people;
mod stage;
mod tally;

use crowd::{AUTHOR, CURIOUS, Crowd, Fate};
use people::{heard, press};
use stage::Stage;
use tally::{Tally, counted};

/// What is announced.
const WORDS: &str = "The test is on Monday.";
/// Messages a second as Telegram publishes it.
const AS_PUBLISHED: u32 = 30;

/// A number that is set from outside.
fn set(name: &str, default: u32) -> u32 {
    let value = std::env::var(name).ok();
    value.and_then(|it| it.parse().ok()).unwrap_or(default)
}

/// The trials of an announcement, in a run that kills so often in its longest trial.
pub fn trials(kills: u32) -> Vec<Trial> {
    let add = |name: &str, run: fn(u32) -> anyhow::Result<()>| {
        Trial::test(format!("restarts::an_announcement_{name}"), move || {
            run(kills).map_err(|error| Failed::from(format!("{error:#}")))
        })
    };
    let on_postgres = add("on_postgres_reaches_everybody_once", |kills| {
        // What a dead process has had in hand waits ten seconds there.
        let kills = kills.div_ceil(100);
        runtime()?.block_on(reaches_everybody_once(Store::Postgres, kills))
    });
    vec![
        add("reaches_everybody_once", |kills| {
            let kills = kills.div_ceil(20);
            runtime()?.block_on(reaches_everybody_once(Store::Sqlite, kills))
        }),
        on_postgres.with_ignored_flag(postgres::binaries().is_none()),
        add("keeps_the_limits", |_| {
            runtime()?.block_on(keeps_the_limits())
        }),
    ]
}

/// Sends, kills so many times, looks.
async fn reaches_everybody_once(store: Store, kills: u32) -> anyhow::Result<()> {
    let crowd = Crowd::of(usize::try_from(set("STEPWISE_RECIPIENTS", 600))?);
    let per_second = set("STEPWISE_PER_SECOND", 100);
    let stage = Stage::open(crowd, store, per_second).await?;
    let played = play(&stage, kills, per_second).await;
    let said = stage.cradle.said();
    stage.close().await?;
    played.map_err(|error| anyhow!("{error:#}\nThe bot said:\n{said}"))
}

async fn play(stage: &Stage, kills: u32, per_second: u32) -> anyhow::Result<()> {
    let (world, crowd) = (stage.world(), stage.crowd);
    let mut life = stage.cradle.start()?;
    stage.compose().await?;
    world.set_faults(Plan {
        limits: true,
        per_second: Some(per_second),
        ..crowd.plan()
    });
    let (mut tally, begun) = (Tally::from(world.seq()), Instant::now());
    press(&world, AUTHOR, "Send to ").await?;
    switches_off(stage, crowd.late).await?;
    for kill in 1..=kills {
        let enough = crowd.count(Fate::Gets) * usize::try_from(kill)? / usize::try_from(kills + 1)?;
        tally.came(&world, enough).await?;
        life.kill().await?;
        let dead = world.seq();
        tally.killed(dead, stage.database().await?).await?;
        life = stage.cradle.start()?;
        changes_their_mind(stage, kill).await?;
    }
    heard(&world, AUTHOR, "Your announcement has ended.").await?;
    let took = begun.elapsed();
    life.kill().await?;
    let again = tally.judge(&world, crowd)?;
    counted(stage.database().await?, crowd, &tally).await?;
    let unsure = tally.unsure(crowd);
    if unsure > 1 {
        heard(
            &world,
            AUTHOR,
            &format!("{unsure} people may have got it twice."),
        )
        .await?;
    }
    eprintln!(
        "{} recipients in {:.0} s, kills {kills}, seen again {again}, perhaps again {unsure}",
        crowd.many,
        took.as_secs_f64()
    );
    Ok(())
}

/// Somebody whose turn has not come yet wants no more announcements: they get none.
async fn switches_off(stage: &Stage, who: i64) -> anyhow::Result<()> {
    let world = stage.world();
    world.say(BOT, who, "/announcements")?;
    press(&world, who, "No announcements from any course").await?;
    heard(&world, who, "You get no announcements").await
}

/// Somebody presses a button in each life of the bot, and waits for the answer.
async fn changes_their_mind(stage: &Stage, kill: u32) -> anyhow::Result<()> {
    let world = stage.world();
    if kill == 1 {
        world.say(BOT, CURIOUS, "/announcements")?;
    }
    let (button, answer) = if kill % 2 == 1 {
        (
            "No announcements from any course",
            "You get no announcements",
        )
    } else {
        ("Switch on again", "may send you announcements")
    };
    press(&world, CURIOUS, button).await?;
    heard(&world, CURIOUS, answer).await
}

/// At the pace that is published, what goes to many and what answers somebody keep Telegram's limits together.
async fn keeps_the_limits() -> anyhow::Result<()> {
    let stage = Stage::open(Crowd::of(90), Store::Sqlite, AS_PUBLISHED).await?;
    let (world, crowd) = (stage.world(), stage.crowd);
    let life = stage.cradle.start()?;
    stage.compose().await?;
    world.set_faults(Plan {
        limits: true,
        ..crowd.plan()
    });
    let mut tally = Tally::from(world.seq());
    press(&world, AUTHOR, "Send to ").await?;
    switches_off(&stage, crowd.late).await?;
    for (kill, enough) in [(1, 1), (2, 30), (3, 60)] {
        tally.came(&world, enough).await?;
        changes_their_mind(&stage, kill).await?;
    }
    heard(&world, AUTHOR, "Your announcement has ended.").await?;
    life.kill().await?;
    let again = tally.judge(&world, crowd)?;
    ensure!(
        again == 0,
        "{again} have seen it again, and nobody was killed"
    );
    counted(stage.database().await?, crowd, &tally).await?;
    stage.close().await
}
