//! What a press on Next costs, counted: statements, commits, and the calls before the learner sees the step – the same
//! with one course and one learner as with two hundred. An answer to a question costs no more, and a goal of study days costs
//! something once a day. And that whose time has come is found by an index.

mod plans;

use std::collections::BTreeSet;

use anyhow::{Context, ensure};
use entity::{UserId, course, step, user, user_course_progress as progress};
use libtest_mimic::Trial;
use playground::{Button, What};
use sea_orm::{ActiveValue::Set, DatabaseConnection, EntityTrait};

use crate::harness::cast::{AMINA, BOT};
use crate::harness::{Base, Door, School, Setting, chat, courses, given, run};
use crate::stories::on;

/// What a press may cost at most: statements that read, statements that write, commits.
const READS: u64 = 3;
const WRITES: u64 = 6;
const COMMITS: u64 = 3;
/// Calls of the Bot API before the learner sees the step, the one that shows it included.
const CALLS: usize = 2;

/// Every setting.
pub fn trials() -> Vec<Trial> {
    let next = |setting: Setting| {
        let name = format!("statements::{}::a_press_on_next", setting.name());
        Trial::ignorable_test(name, move || on(setting.base, || run(counted(setting))))
    };
    let answer = |setting: Setting| {
        let name = format!("statements::{}::an_answer", setting.name());
        Trial::ignorable_test(name, move || on(setting.base, || run(answered(setting))))
    };
    let goal = |setting: Setting| {
        let name = format!("statements::{}::a_goal", setting.name());
        Trial::ignorable_test(name, move || on(setting.base, || run(wanted(setting))))
    };
    let due = Base::ALL.map(|base| {
        let door = Door::Polling;
        let setting = Setting { door, base };
        let name = format!("statements::{}::who_is_due", setting.name());
        Trial::ignorable_test(name, move || on(base, || run(plans::who_is_due(setting))))
    });
    let waits = Base::ALL.map(|base| {
        let door = Door::Polling;
        let setting = Setting { door, base };
        let name = format!("statements::{}::what_waits", setting.name());
        Trial::ignorable_test(name, move || on(base, || run(plans::what_waits(setting))))
    });
    Setting::all()
        .flat_map(|setting| [next(setting), answer(setting), goal(setting)])
        .chain(due)
        .chain(waits)
        .collect()
}

async fn answered(setting: Setting) -> anyhow::Result<()> {
    let small = answers(setting, 1).await?;
    let large = answers(setting, 200).await?;
    ensure!(
        small == large,
        "an answer costs {small:?} with one of everything and {large:?} with two hundred"
    );
    Ok(())
}

/// The costs of answers to one question after another.
async fn answers(setting: Setting, many: usize) -> anyhow::Result<BTreeSet<(u64, u64, u64)>> {
    let school = School::open(setting).await?;
    crowd(school.database()?, many).await?;
    given::arrange(school.database()?, "file quiz/twelve.md").await?;
    given::arrange(school.database()?, "Amina stands on step 1 of twelve").await?;
    school.world().say(BOT, AMINA, "/continue")?;
    school.settle().await?;
    press(&school, "A. This one").await?;
    let costs = several(&school, "A. This one").await?;
    school.close().await?;
    Ok(costs)
}

/// The costs of five presses on the same label, each held to what it may cost at most.
async fn several(school: &School, label: &str) -> anyhow::Result<BTreeSet<(u64, u64, u64)>> {
    let mut costs = BTreeSet::new();
    for _ in 0..5 {
        costs.insert(press(school, label).await?);
    }
    for (reads, writes, commits) in &costs {
        ensure!(
            *reads <= READS && *writes <= WRITES && *commits <= COMMITS,
            "{reads} reads, {writes} writes, {commits} commits; at most {READS}, {WRITES}, {COMMITS}"
        );
    }
    Ok(costs)
}

async fn counted(setting: Setting) -> anyhow::Result<()> {
    let small = presses(setting, 1).await?;
    let large = presses(setting, 200).await?;
    ensure!(
        small == large,
        "a press costs {small:?} with one of everything and {large:?} with two hundred"
    );
    Ok(())
}

/// The costs of presses in the steady state: the first step is behind, nothing is new.
async fn presses(setting: Setting, many: usize) -> anyhow::Result<BTreeSet<(u64, u64, u64)>> {
    let school = School::open(setting).await?;
    crowd(school.database()?, many).await?;
    given::arrange(school.database()?, "course sleep with 200 steps").await?;
    given::arrange(school.database()?, "Amina stands on step 1 of sleep").await?;
    school.world().say(BOT, AMINA, "/continue")?;
    school.settle().await?;
    press(&school, "Next ›").await?;
    let costs = several(&school, "Next ›").await?;
    school.close().await?;
    Ok(costs)
}

/// What a goal of study days costs: one statement that reads and two that write with the first press of a day, nothing after it.
async fn wanted(setting: Setting) -> anyhow::Result<()> {
    let school = School::open(setting).await?;
    given::arrange(school.database()?, "course sleep with 20 steps").await?;
    given::arrange(school.database()?, "Amina stands on step 1 of sleep").await?;
    school.world().say(BOT, AMINA, "/continue")?;
    school.settle().await?;
    press(&school, "Next ›").await?;
    let (reads, writes, commits) = press(&school, "Next ›").await?;
    let goal = "Amina wants to study on 1 days a week";
    given::arrange(school.database()?, goal).await?;
    let first = press(&school, "Next ›").await?;
    ensure!(
        first == (reads + 1, writes + 2, commits),
        "the first press of a day costs {first:?}, others {reads} reads, {writes} writes, {commits} commits"
    );
    let others = several(&school, "Next ›").await?;
    ensure!(
        others.iter().eq([&(reads, writes, commits)]),
        "a press on a day that is noted costs {others:?}"
    );
    school.close().await
}

async fn press(school: &School, label: &str) -> anyhow::Result<(u64, u64, u64)> {
    let statements = school.bot()?.database().statements.clone();
    let statements = statements.context("statements are counted")?;
    let (world, before) = (school.world(), statements.totals());
    let shown = world.last_from_bot(BOT, AMINA).context("a step is shown")?;
    let next = chat::buttons(&shown)
        .into_iter()
        .find(|button| button.label == label);
    let next = next.with_context(|| format!("the step has no {label}"))?;
    let message = shown["message_id"].as_i64().unwrap_or_default();
    let since = world.seq();
    world.press(BOT, AMINA, message, Button::Data(next.data))?;
    school.settle().await?;
    let calls = calls_until_shown(school, since);
    ensure!(
        calls <= CALLS,
        "{calls} calls before the learner saw what came of it; at most {CALLS}"
    );
    let after = statements.totals();
    Ok((after.0 - before.0, after.1 - before.1, after.2 - before.2))
}

/// How many calls came until the step was shown, with the one that showed it; asking for updates is no such call.
fn calls_until_shown(school: &School, since: u64) -> usize {
    let mut calls = 0;
    for entry in school.world().history_after(since) {
        let What::Request { method, .. } = entry.what else {
            continue;
        };
        // The menus are told to Telegram once, beside everything else.
        if method == "getupdates" || method.starts_with("setmy") || method.starts_with("getmy") {
            continue;
        }
        calls += 1;
        if method == "sendmessage" || method == "editmessagetext" {
            break;
        }
    }
    calls
}

/// So many other people, each in a course of their own.
async fn crowd(db: &DatabaseConnection, many: usize) -> anyhow::Result<()> {
    let ids = 1..=i64::try_from(many)?;
    let people = ids.clone().map(|id| user::ActiveModel {
        id: Set(UserId(10_000 + id)),
        first_name: Set(format!("Learner {id}")),
        ..Default::default()
    });
    user::Entity::insert_many(people).exec(db).await?;
    for id in ids {
        let slug = format!("other-{id}");
        given::arrange(db, &format!("course {slug} with 2 steps")).await?;
        let course = courses::course_id(db, &slug).await?;
        let steps = course::Entity::find_by_id(course)
            .find_with_related(step::Entity)
            .all(db)
            .await?;
        let first = steps
            .first()
            .and_then(|(_, steps)| steps.first())
            .map(|step| step.id);
        let row = progress::ActiveModel {
            user_id: Set(UserId(10_000 + id)),
            course_id: Set(course),
            current_step_id: Set(first),
            ..Default::default()
        };
        progress::Entity::insert(row)
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}
