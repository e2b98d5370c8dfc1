//! What the benches share: the release build of the bot, people for it, and how figures are given.

use std::collections::VecDeque;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, bail};
use playground::{BotAccount, Options, Person, Playground};
use tokio::process::Child;

pub mod store;

/// The token of the bot that is measured.
pub const TOKEN: &str = "2000:bench";
/// Its id.
pub const BOT: i64 = 2000;

/// A Bot API with so many people, numbered from 1.
///
/// # Errors
/// It could not be started.
pub async fn open(learners: usize, history: bool) -> anyhow::Result<Playground> {
    let people = (1..=learners).map(|number| Person {
        id: i64::try_from(number).expect("fits"),
        first_name: format!("Learner {number}"),
        language_code: Some("en".to_owned()),
        ..Person::default()
    });
    let account = BotAccount {
        token: TOKEN.to_owned(),
        username: "bench_bot".to_owned(),
        first_name: "Bench".to_owned(),
    };
    let options = Options {
        bots: vec![account],
        people: people.collect(),
        history,
        keep_messages: Some(8),
        ..Options::default()
    };
    Ok(Playground::start(options).await?)
}

/// The release build of the bot.
///
/// # Errors
/// It does not compile.
pub fn build() -> anyhow::Result<PathBuf> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let built = std::process::Command::new(cargo)
        .args([
            "build",
            "--quiet",
            "--release",
            "--workspace",
            "--bin",
            "stepwise",
        ])
        .status()?;
    if !built.success() {
        bail!("the release build failed");
    }
    // …/target/release/deps/presses-…
    let own = std::env::current_exe()?;
    let release = own
        .parent()
        .and_then(Path::parent)
        .context("the bench runs from target")?;
    Ok(release.join("stepwise"))
}

/// The most memory a process has held, in KiB.
pub fn peak_memory(child: &Child) -> Option<u64> {
    status(child, "VmHWM")
}

/// A figure in KiB from the kernel's account of a process.
pub fn status(child: &Child, name: &str) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()?)).ok()?;
    let line = status.lines().find(|line| line.starts_with(name))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// Minimum, median and maximum.
pub fn spread(values: &mut [f64]) -> String {
    values.sort_by(f64::total_cmp);
    let at = |index: usize| values.get(index).copied().unwrap_or(f64::NAN);
    format!(
        "min {:.2}  median {:.2}  max {:.2}",
        at(0),
        at(values.len() / 2),
        at(values.len().saturating_sub(1))
    )
}

/// The most that happened within any second; the instants are in milliseconds and in order.
pub fn most_in_a_second(instants: &[i64]) -> usize {
    let (mut window, mut most) = (VecDeque::new(), 0);
    for at in instants {
        window.push_back(*at);
        while window.front().is_some_and(|first| at - first >= 1000) {
            window.pop_front();
        }
        most = most.max(window.len());
    }
    most
}
