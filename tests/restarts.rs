//! Power cuts: the real binary is killed at random instants while learners walk and an author writes, and started again.
//! Whether anything was lost says a judge who knows the emulator's history and nothing else; see `restarts/judge.rs` for
//! what is counted.
//!
//! `STEPWISE_KILLS` is how often the bot is killed in the longest of these trials, 200 times if it is not set; the
//! variants take a tenth of it, those on PostgreSQL a fortieth.

use std::time::Duration;

use anyhow::{bail, ensure};
use libtest_mimic::{Failed, Trial};
use playground::{Fault, Plan, Rule};

use crate::harness::{Base, postgres};

mod answers;
mod author;
mod binary;
mod broadcast;
mod cases;
mod child;
mod courses;
mod dice;
mod drips;
mod excerpt;
mod import;
mod judge;
mod killer;
mod learner;
mod leftovers;
mod opening;
mod quiet;
mod reading;
mod scene;
mod script;
mod stage;
mod stalled;
mod tale;
mod turns;
mod wakes;
mod walk;
mod watched;
mod work;

use judge::{Case, Counts, Difference, judge};
use learner::Habits;
use scene::Scene;
use script::{Door, End, Script, Store};
use stage::AUTHOR;
use walk::Kind;

/// Every trial of this module.
pub fn trials() -> Vec<Trial> {
    let mut trials = cases::trials();
    trials.extend(broadcast::trials(script().kills));
    let mut add = |name: &str, run: fn() -> anyhow::Result<()>| {
        let name = format!("restarts::{name}");
        trials.push(Trial::test(name, move || {
            run().map_err(|error| Failed::from(format!("{error:#}")))
        }));
    };
    add("power_cuts_lose_nothing", || survives(script()));
    add("a_killed_import_is_whole_or_not_there", || {
        runtime()?.block_on(import::whole_or_nothing())
    });
    add("answers_count_once_through_power_cuts", || {
        runtime()?.block_on(answers::count_once(variant(12).kills))
    });
    add("a_killed_work_is_there_once", || {
        runtime()?.block_on(work::nothing_lost_nothing_double())
    });
    add("who_is_due_is_reminded_once_through_power_cuts", || {
        runtime()?.block_on(wakes::reminded_once(script().kills))
    });
    add(
        "who_waits_is_brought_each_step_once_through_power_cuts",
        || runtime()?.block_on(drips::brought_once(Base::Sqlite, script().kills)),
    );
    add("updates_that_come_twice_count_once", || {
        let plan = Plan {
            repeat_updates_every: Some(3),
            ..Plan::default()
        };
        survives(Script { plan, ..variant(2) })
    });
    add("presses_that_come_twice_count_once", || {
        let plan = Plan {
            repeat_presses_every: Some(3),
            ..Plan::default()
        };
        survives(Script { plan, ..variant(3) })
    });
    add("being_asked_to_stop_loses_nothing", || {
        let counts = play(Script {
            end: End::Asked,
            ..variant(4)
        })?;
        ensure!(counts.again == 0, "messages were shown again: {counts}");
        Ok(())
    });
    add("lost_calls_lose_nothing", || {
        survives(Script {
            plan: bad_line(),
            ..variant(5)
        })
    });
    add("power_cuts_behind_a_webhook_lose_nothing", || {
        survives(Script {
            door: Door::Webhook,
            habits: Habits {
                old_buttons: 0,
                commands: 0,
                commands_again: false,
                ..script().habits
            },
            kills: variant(6).kills.min(20),
            ..variant(6)
        })
    });
    add(
        "the_judge_finds_updates_confirmed_before_they_are_stored",
        || {
            let script = Script {
                habits: Habits::PLAIN,
                ..variant(7)
            };
            is_found("confirm-before-storing", &[Kind::Forgotten], script)
        },
    );
    add("the_judge_finds_moves_that_are_not_compared", || {
        let habits = Habits {
            double_taps: 50,
            ..Habits::PLAIN
        };
        let script = Script {
            kills: 2,
            habits,
            ..variant(8)
        };
        let found = &[Kind::Skipped, Kind::Doubled];
        is_found("advance-without-comparing", found, script)
    });
    trials.extend(of_postgres());
    trials
}

/// Those that need a PostgreSQL.
fn of_postgres() -> Vec<Trial> {
    let is_missing = postgres::binaries().is_none();
    let mut trials = Vec::new();
    let on_postgres = Trial::test("restarts::power_cuts_on_postgres_lose_nothing", || {
        survives(on_postgres()).map_err(|error| Failed::from(format!("{error:#}")))
    });
    trials.push(on_postgres.with_ignored_flag(is_missing));
    let name = "restarts::who_waits_is_brought_each_step_once_on_postgres";
    let drips_on_postgres = Trial::test(name, || {
        // What a dead process has had in hand waits twenty seconds there.
        let kills = script().kills.div_ceil(40);
        let brought = || runtime()?.block_on(drips::brought_once(Base::Postgres, kills));
        brought().map_err(|error| Failed::from(format!("{error:#}")))
    });
    trials.push(drips_on_postgres.with_ignored_flag(is_missing));
    for stands in stalled::Stands::ALL {
        let name = format!("restarts::a_process_stopped_while_it_{}", stands.name());
        let trial = Trial::test(name, move || {
            let reminded = || runtime()?.block_on(stalled::reminded_once(stands));
            reminded().map_err(|error| Failed::from(format!("{error:#}")))
        });
        trials.push(trial.with_ignored_flag(is_missing));
    }
    trials
}

/// What a dead process has had in hand waits ten seconds on PostgreSQL before another process takes it over, since there
/// may be several. People there wait for it: who does not would see the newer messages first.
fn on_postgres() -> Script {
    Script {
        kills: script().kills.div_ceil(40),
        store: Store::Postgres,
        longest: Duration::from_secs(15),
        habits: Habits {
            double_taps: 15,
            ..Habits::PLAIN
        },
        ..variant(9)
    }
}

/// The longest scene.
fn script() -> Script {
    let kills = std::env::var("STEPWISE_KILLS").ok();
    Script {
        kills: kills.and_then(|kills| kills.parse().ok()).unwrap_or(200),
        end: End::Killed,
        door: Door::Polling,
        plan: Plan::default(),
        sabotage: None,
        habits: Habits {
            double_taps: 15,
            old_buttons: 5,
            commands: 5,
            impatience: 30,
            commands_again: true,
        },
        store: Store::Sqlite,
        longest: Duration::from_secs(2),
        patience: Duration::from_secs(30),
        seed: 1,
    }
}

/// A tenth of it, with another seed.
fn variant(seed: u64) -> Script {
    let script = script();
    Script {
        kills: script.kills.div_ceil(10),
        seed,
        ..script
    }
}

/// Calls that fail on their way: refused by a proxy, cut before or after their effect.
fn bad_line() -> Plan {
    let rule = |method: &str, chance, fault| Rule {
        chance: Some(chance),
        ..Rule::each(method, fault)
    };
    let rules = ["sendMessage", "sendPhoto", "editMessageReplyMarkup"].map(|method| {
        [
            rule(method, 0.03, Fault::ServerError { status: 502 }),
            rule(method, 0.03, Fault::DropBefore),
            rule(method, 0.03, Fault::DropAfter),
        ]
    });
    Plan {
        seed: 5,
        rules: rules.into_iter().flatten().collect(),
        ..Plan::default()
    }
}

/// Plays a scene in which nothing may be lost.
fn survives(script: Script) -> anyhow::Result<()> {
    play(script).map(drop)
}

fn play(script: Script) -> anyhow::Result<Counts> {
    runtime()?.block_on(async {
        let (kills, late) = (script.kills, script.store == Store::Postgres);
        let mut scene = Scene::open(script).await?;
        let played = scene.play().await;
        let verdict = judge(Case {
            history: &scene.history(),
            author: AUTHOR,
            // People who wait in vain know that nothing more will come; a bot that failed does not.
            over: played.is_ok(),
            late,
        });
        let said = scene.said();
        let counts = match (verdict, played) {
            (Err(difference), played) => {
                // What kept people waiting may be why a course was not read.
                let trouble = played.unwrap_or_else(Some);
                let trouble = trouble.map_or_else(String::new, |trouble| {
                    format!("{trouble:#}\n{}\n", scene.last_words())
                });
                bail!("{difference}\n{trouble}The bot said:\n{said}");
            }
            (Ok(_), Ok(Some(trouble)) | Err(trouble)) => {
                let last = scene.last_words();
                bail!("{trouble:#}\n{last}\nThe bot said:\n{said}");
            }
            (Ok(counts), Ok(None)) => counts,
        };
        leftovers::none(scene.database()).await?;
        eprintln!("kills {kills}, {counts}");
        scene.close().await?;
        Ok(counts)
    })
}

/// Plays a scene with a deliberate bug, which the judge must find.
fn is_found(sabotage: &'static str, kinds: &[Kind], script: Script) -> anyhow::Result<()> {
    let script = Script {
        sabotage: Some(sabotage),
        patience: Duration::from_secs(3),
        ..script
    };
    let difference: Box<Difference> = runtime()?.block_on(async {
        let mut scene = Scene::open(script).await?;
        // A bot with such a bug may keep people waiting in vain; the judge says why.
        let played = scene.play().await;
        let found = judge(Case {
            history: &scene.history(),
            author: AUTHOR,
            over: true,
            late: false,
        });
        scene.close().await?;
        match found {
            Err(difference) => Ok(difference),
            Ok(counts) => bail!("the judge has found nothing: {counts}; {played:?}"),
        }
    })?;
    ensure!(
        kinds.contains(&difference.kind),
        "the judge has found something else: {difference}"
    );
    eprintln!(
        "with {sabotage}: {:?}, {}",
        difference.kind, difference.words
    );
    Ok(())
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    Ok(builder.worker_threads(2).enable_all().build()?)
}
