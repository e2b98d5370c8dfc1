//! Two people at once where there is room for one: the last use of a code, and an invitation. On both databases. And two
//! processes at once where one is to speak.

use std::time::Duration;

use anyhow::{Context, ensure};
use entity::role::Role;
use entity::{user_course_progress as progress, user_role};
use libtest_mimic::Trial;
use playground::Button;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

use crate::harness::cast::{AMINA, BOT, GRACE, PETER};
use crate::harness::{Base, Door, School, Setting, chat, given, run, words};
use crate::stories::on;

/// A test in a setting.
type Test = fn(Setting) -> std::pin::Pin<Box<dyn Future<Output = anyhow::Result<()>>>>;

/// Every setting.
pub fn trials() -> Vec<Trial> {
    let tests: [(&str, Test); 2] = [
        ("the_last_use_of_a_code", |setting| {
            Box::pin(last_use(setting))
        }),
        ("one_invitation", |setting| {
            Box::pin(one_invitation(setting))
        }),
    ];
    let mut trials = Vec::new();
    for (name, test) in tests {
        for setting in Setting::all() {
            let name = format!("at_once::{}::{name}", setting.name());
            trials.push(Trial::ignorable_test(name, move || {
                on(setting.base, || run(test(setting)))
            }));
        }
    }
    for setting in Setting::all() {
        if setting.base == Base::Postgres && setting.door == Door::Webhook {
            let name = format!("at_once::{}::one_call_to_review", setting.name());
            trials.push(Trial::ignorable_test(name, move || {
                on(setting.base, || run(one_call_to_review(setting)))
            }));
        }
    }
    trials
}

/// Two processes look at the same hour whose questions wait: each learner is told once.
async fn one_call_to_review(setting: Setting) -> anyhow::Result<()> {
    let school = School::open(setting).await?;
    given::arrange(school.database()?, "file review/leaves.md").await?;
    for person in [AMINA, PETER] {
        school.world().say(BOT, person, "/start c_leaves")?;
        school.settle().await?;
        for label in ["Start", "B. Black tea", "Keep it fresh"] {
            press(&school, person, label)?;
            school.settle().await?;
        }
    }
    let second = school.second().await?;
    for _ in 0..3 {
        school.advance(Duration::from_hours(24));
        school.settle().await?;
        second.idle().await;
        school.settle().await?;
    }
    for person in [AMINA, PETER] {
        let chat = school.world().chat(BOT, person);
        let calls = chat.iter().filter(|message| {
            let text = message["text"].as_str().unwrap_or_default();
            text.contains("waiting to be reviewed")
        });
        let calls = calls.count();
        ensure!(calls == 3, "told {calls} times on three days");
    }
    second.stop().await;
    school.close().await
}

/// Presses a button of the newest message that has it.
fn press(school: &School, person: i64, label: &str) -> anyhow::Result<()> {
    let chat = school.world().chat(BOT, person);
    let found = chat.iter().rev().find_map(|message| {
        let mut buttons = chat::buttons(message).into_iter();
        let button = buttons.find(|button| button.label == label)?;
        Some((message["message_id"].as_i64()?, button.data))
    });
    let (message, data) = found.with_context(|| format!("no button {label:?}"))?;
    school
        .world()
        .press(BOT, person, message, Button::Data(data))?;
    Ok(())
}

async fn last_use(setting: Setting) -> anyhow::Result<()> {
    let school = opened(setting).await?;
    let link = made(&school, "d.nd:1:0:3").await?;
    for person in [AMINA, PETER] {
        school.world().say(BOT, person, &format!("/start {link}"))?;
    }
    school.settle().await?;
    let inside = progress::Entity::find().count(school.database()?).await?;
    ensure!(inside == 1, "{inside} people came in by a code for one");
    school.close().await
}

async fn one_invitation(setting: Setting) -> anyhow::Result<()> {
    let school = opened(setting).await?;
    let link = made(&school, "t.it:1:2").await?;
    let world = school.world();
    for person in [AMINA, PETER] {
        world.say(BOT, person, &format!("/start {link}"))?;
    }
    school.settle().await?;
    for person in [AMINA, PETER] {
        let offer = world.last_from_bot(BOT, person).context("an offer")?;
        let accept = chat::buttons(&offer)
            .into_iter()
            .find(|button| button.label == "Accept")
            .context("the offer can be accepted")?;
        let message = offer["message_id"].as_i64().unwrap_or_default();
        world.press(BOT, person, message, Button::Data(accept.data))?;
    }
    school.settle().await?;
    let reviewers = user_role::Entity::find()
        .filter(user_role::COLUMN.role.eq(Role::Reviewer))
        .count(school.database()?)
        .await?;
    ensure!(
        reviewers == 1,
        "{reviewers} have the role of one invitation"
    );
    school.close().await
}

/// A course of Grace, and two people who have said hello.
async fn opened(setting: Setting) -> anyhow::Result<School> {
    let school = School::open(setting).await?;
    given::arrange(school.database()?, "course first-aid by Grace").await?;
    for person in [GRACE, AMINA, PETER] {
        school.world().say(BOT, person, "/start")?;
    }
    school.settle().await?;
    Ok(school)
}

/// What the link carries that Grace gets by this press.
async fn made(school: &School, data: &str) -> anyhow::Result<String> {
    let world = school.world();
    world.say(BOT, GRACE, "/team")?;
    school.settle().await?;
    let screen = world.last_from_bot(BOT, GRACE).context("her team")?;
    let message = screen["message_id"].as_i64().unwrap_or_default();
    world.press(BOT, GRACE, message, Button::Data(data.to_owned()))?;
    school.settle().await?;
    let shown = world.last_from_bot(BOT, GRACE).context("her link")?;
    let links = [&shown["text"], &shown["caption"]];
    let links = links.into_iter().filter_map(serde_json::Value::as_str);
    links
        .flat_map(words::links)
        .next_back()
        .context("a link is shown")
}
