//! Many are due within a minute, and the bot writes to them at the pace that Telegram allows.

use std::collections::HashSet;
use std::fmt::{Display, Formatter};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use playground::{Entry, Outcome, Plan, What, World};
use sea_orm::ConnectionTrait;
use stepwise_bench::{BOT, TOKEN, most_in_a_second, open, peak_memory, status};
use tokio::process::{Child, Command};

use crate::Cli;
use crate::school::School;

/// Longer than it takes at half the pace.
const PATIENCE: Duration = Duration::from_mins(20);

/// How it went.
pub struct Sent {
    learners: usize,
    due: usize,
    per_second: f64,
    most_in_a_second: usize,
    too_fast: usize,
    latest: f64,
    before: f64,
    peak: f64,
}

impl Display for Sent {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{} due in a minute of {:>8} learners  {:.1} a second, at most {} in any, asked to wait {} times; \
             the latest {:.0} s after its time; resident {:.1} MiB before, peak {:.1} MiB",
            self.due,
            self.learners,
            self.per_second,
            self.most_in_a_second,
            self.too_fast,
            self.latest,
            self.before,
            self.peak
        )
    }
}

/// Everybody says hello; then they are due, one after another within a minute.
pub async fn measure(cli: &Cli, binary: &Path, school: &School) -> anyhow::Result<Sent> {
    let playground = open(cli.due, true).await?;
    let world = playground.world();
    let bot = start(cli, binary, school, &playground.url())?;
    for person in 1..=i64::try_from(cli.due)? {
        world.say(BOT, person, "/start").context("hello")?;
    }
    messages(world, 0, cli.due).await.context("greetings")?;
    world.set_faults(Plan {
        limits: true,
        per_second: Some(cli.per_second),
        ..Plan::default()
    });
    let begun = world.seq();
    let first = world.clock().now() + 5;
    let db = school.store.connect().await?;
    let due_at = school.instant(&format!("{first} + user_id % 60"));
    db.execute_unprepared(&format!(
        "UPDATE wakes SET state = 0, due_at = {due_at}, fence = fence + 1 WHERE user_id <= {}",
        cli.due
    ))
    .await?;
    db.close().await?;
    let before = mib(status(&bot, "VmRSS"));
    let mut seen = messages(world, begun, cli.due).await.context("reminders")?;
    ensure!(seen.sent.len() == cli.due, "somebody was reminded twice");
    seen.sent.sort_unstable();
    let late = |(at_ms, person): &(i64, i64)| at_ms - 1000 * (first + person % 60);
    let latest = seen.sent.iter().map(late).max().unwrap_or_default();
    let instants: Vec<i64> = seen.sent.iter().map(|(at_ms, _)| *at_ms).collect();
    let span = instants.last().unwrap_or(&0) - instants.first().unwrap_or(&0);
    let figures = Sent {
        learners: school.learners,
        due: cli.due,
        per_second: 1000.0 * instants.len() as f64 / span as f64,
        most_in_a_second: most_in_a_second(&instants),
        too_fast: seen.too_fast,
        latest: latest as f64 / 1000.0,
        before,
        peak: mib(peak_memory(&bot)),
    };
    drop(bot);
    playground.stop().await;
    Ok(figures)
}

fn start(cli: &Cli, binary: &Path, school: &School, api: &str) -> anyhow::Result<Child> {
    let mut command = Command::new(binary);
    command
        .current_dir(school.store.folder.path())
        .env("DATABASE_URL", &school.store.url)
        .env("TELOXIDE_TOKEN", TOKEN)
        .env("TELOXIDE_API_URL", api)
        .env("LISTEN_ADDR", "off")
        .env("SEND_PER_SECOND", cli.per_second.to_string())
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    Ok(command.spawn()?)
}

/// What was sent.
#[derive(Default)]
struct Seen {
    /// When, in milliseconds, and to whom.
    sent: Vec<(i64, i64)>,
    people: HashSet<i64>,
    /// How often the bot was asked to wait.
    too_fast: usize,
}

impl Seen {
    fn read(&mut self, entry: &Entry) {
        let What::Request {
            method,
            params,
            outcome,
            ..
        } = &entry.what
        else {
            return;
        };
        match outcome {
            Outcome::Ok { .. } if method == "sendmessage" => {
                let person = params["chat_id"].as_i64().unwrap_or_default();
                self.sent.push((entry.at_ms, person));
                self.people.insert(person);
            }
            Outcome::Refused { refusal } => self.too_fast += usize::from(refusal.code == 429),
            _ => {}
        }
    }
}

/// All messages since, until so many people have got one.
async fn messages(world: &World, mut since: u64, many: usize) -> anyhow::Result<Seen> {
    let mut seen = Seen::default();
    let all = world.until(|world| {
        for entry in world.history_after(since) {
            since = entry.seq;
            seen.read(&entry);
        }
        (seen.people.len() >= many).then_some(())
    });
    let waited = tokio::time::timeout(PATIENCE, all).await;
    waited.with_context(|| format!("not {many} people have heard something"))?;
    Ok(seen)
}

fn mib(kib: Option<u64>) -> f64 {
    kib.unwrap_or_default() as f64 / 1024.0
}
