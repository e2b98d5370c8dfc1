//! Many are due within a minute, and the bot writes to them at the pace that Telegram allows.

use std::collections::VecDeque;
use std::fmt::{Display, Formatter};
use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Context as _;
use playground::{What, World};
use sea_orm::ConnectionTrait;
use stepwise_bench::{BOT, TOKEN, open, peak_memory, status};
use tokio::process::{Child, Command};

use crate::Cli;
use crate::store::Store;

/// Longer than it takes at half the pace.
const PATIENCE: Duration = Duration::from_mins(20);

/// How it went.
pub struct Sent {
    learners: usize,
    due: usize,
    per_second: f64,
    most_in_a_second: usize,
    latest: f64,
    before: f64,
    peak: f64,
}

impl Display for Sent {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "{} due in a minute of {:>8} learners  {:.1} a second, at most {} in any; the latest {:.0} s after its time; \
             resident {:.1} MiB before, peak {:.1} MiB",
            self.due,
            self.learners,
            self.per_second,
            self.most_in_a_second,
            self.latest,
            self.before,
            self.peak
        )
    }
}

/// Everybody says hello; then they are due, one after another within a minute.
pub async fn measure(cli: &Cli, binary: &Path, store: &Store) -> anyhow::Result<Sent> {
    let playground = open(cli.due, true).await?;
    let world = playground.world();
    let bot = start(cli, binary, store, &playground.url())?;
    for person in 1..=i64::try_from(cli.due)? {
        world.say(BOT, person, "/start").context("hello")?;
    }
    messages(world, 0, cli.due).await.context("greetings")?;
    let begun = world.seq();
    let first = world.clock().now() + 5;
    let db = store.connect().await?;
    let due_at = store.instant(&format!("{first} + user_id % 60"));
    db.execute_unprepared(&format!(
        "UPDATE wakes SET state = 0, due_at = {due_at}, fence = fence + 1 WHERE user_id <= {}",
        cli.due
    ))
    .await?;
    db.close().await?;
    let before = mib(status(&bot, "VmRSS"));
    let mut sent = messages(world, begun, cli.due).await.context("reminders")?;
    sent.sort_unstable();
    let late = |(at_ms, person): &(i64, i64)| at_ms - 1000 * (first + person % 60);
    let latest = sent.iter().map(late).max().unwrap_or_default();
    let instants: Vec<i64> = sent.iter().map(|(at_ms, _)| *at_ms).collect();
    let span = instants.last().unwrap_or(&0) - instants.first().unwrap_or(&0);
    let figures = Sent {
        learners: store.learners,
        due: cli.due,
        per_second: 1000.0 * sent.len() as f64 / span as f64,
        most_in_a_second: most_in_a_second(&instants),
        latest: latest as f64 / 1000.0,
        before,
        peak: mib(peak_memory(&bot)),
    };
    drop(bot);
    playground.stop().await;
    Ok(figures)
}

fn start(cli: &Cli, binary: &Path, store: &Store, api: &str) -> anyhow::Result<Child> {
    let mut command = Command::new(binary);
    command
        .current_dir(store.folder.path())
        .env("DATABASE_URL", &store.url)
        .env("TELOXIDE_TOKEN", TOKEN)
        .env("TELOXIDE_API_URL", api)
        .env("LISTEN_ADDR", "off")
        .env("SEND_PER_SECOND", cli.per_second.to_string())
        .env("RUST_LOG", "warn")
        .stdin(Stdio::null())
        .kill_on_drop(true);
    Ok(command.spawn()?)
}

/// The first message since to each of so many people: when, in milliseconds, and to whom.
async fn messages(world: &World, since: u64, many: usize) -> anyhow::Result<Vec<(i64, i64)>> {
    let (mut since, mut sent) = (since, Vec::with_capacity(many));
    let all = world.until(|world| {
        for entry in world.history_after(since) {
            since = entry.seq;
            if let What::Request { method, params, .. } = &entry.what
                && method == "sendmessage"
            {
                sent.push((entry.at_ms, params["chat_id"].as_i64().unwrap_or_default()));
            }
        }
        (sent.len() >= many).then_some(())
    });
    let waited = tokio::time::timeout(PATIENCE, all).await;
    waited.with_context(|| format!("fewer than {many} messages"))?;
    Ok(sent)
}

/// The most within any second, by instants in order.
fn most_in_a_second(instants: &[i64]) -> usize {
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

fn mib(kib: Option<u64>) -> f64 {
    kib.unwrap_or_default() as f64 / 1024.0
}
