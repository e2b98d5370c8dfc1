//! The two doors: nothing is confirmed that is not stored, nothing is taken from strangers, nothing is answered twice.

mod health;
mod polling;
mod post;
mod webhook;

use std::time::Duration;

use anyhow::Context;
use entity::inbox;
use libtest_mimic::Trial;
use playground::World;
use sea_orm::{ConnectionTrait, DatabaseConnection, EntityTrait, PaginatorTrait};

use crate::harness::cast::BOT;
use crate::harness::school::within;
use crate::harness::{Base, Door, School, Setting, run};
use crate::stories::on;

type Test = std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>>>>;

/// A test in a school of its own.
type OnSchool = fn(School) -> Test;

/// Every test of a door, on both databases.
pub fn trials() -> Vec<Trial> {
    let tests: [(Door, &'static str, OnSchool); 11] = [
        (Door::Webhook, "strangers_are_turned_away", |school| {
            Box::pin(webhook::strangers(school))
        }),
        (Door::Webhook, "only_posts_are_taken", |school| {
            Box::pin(webhook::methods(school))
        }),
        (Door::Webhook, "a_body_has_a_bound", |school| {
            Box::pin(webhook::bound(school))
        }),
        (Door::Webhook, "what_is_no_update_is_refused", |school| {
            Box::pin(webhook::malformed(school))
        }),
        (Door::Webhook, "an_odd_update_is_set_aside", |school| {
            Box::pin(webhook::odd(school))
        }),
        (Door::Webhook, "nothing_unstored_is_confirmed", |school| {
            Box::pin(webhook::unstored(school))
        }),
        (Door::Webhook, "a_repeated_update_settles_once", |school| {
            Box::pin(webhook::repeated(school))
        }),
        (Door::Webhook, "hidden_forwards_and_stickers", |school| {
            Box::pin(webhook::rare(school))
        }),
        (Door::Polling, "health_is_told", |school| {
            Box::pin(health::told(school))
        }),
        (Door::Webhook, "health_is_told", |school| {
            Box::pin(health::told(school))
        }),
        (Door::Polling, "nothing_unstored_is_confirmed", |school| {
            Box::pin(polling::unstored(school))
        }),
    ];
    let mut trials = Vec::new();
    for (door, name, test) in tests {
        for base in Base::ALL {
            let setting = Setting { door, base };
            let name = format!("doors::{}::{name}", setting.name());
            trials.push(Trial::ignorable_test(name, move || {
                on(base, || {
                    run(async move { test(School::open(setting).await?).await })
                })
            }));
        }
    }
    trials
}

/// How many updates the bot has stored.
async fn stored(db: &DatabaseConnection) -> anyhow::Result<u64> {
    inbox::Entity::find()
        .count(db)
        .await
        .context("the inbox can be counted")
}

/// Takes the inbox away from the bot, or gives it back: whatever is to be stored fails meanwhile.
async fn hide_inbox(db: &DatabaseConnection, hidden: bool) -> anyhow::Result<()> {
    let (from, to) = if hidden {
        ("inbox", "hidden")
    } else {
        ("hidden", "inbox")
    };
    db.execute_unprepared(&format!("ALTER TABLE {from} RENAME TO {to}"))
        .await?;
    Ok(())
}

/// Lets second after second pass until something is so.
async fn pass_until(
    school: &School,
    what: &str,
    so: impl Fn(&World) -> bool,
) -> anyhow::Result<()> {
    let passed = async {
        while !so(school.world()) {
            school.advance(Duration::from_secs(1));
            let seq = school.world().seq();
            let changed = school.world().changed_after(seq);
            // Nothing may happen in this second.
            let _ = tokio::time::timeout(Duration::from_millis(20), changed).await;
        }
    };
    within(what, passed).await
}

/// The bot has taken everything that Telegram held for it.
fn taken(world: &World) -> bool {
    world.pending_updates(BOT) == 0
}
