//! Load on the whole bot through the playground's Bot API, beside a floor in the same run.
//!
//! Learners press *Next* as soon as they see a step, without a pause to read. First the floor is measured – the barest loop
//! that makes one durable SQLite commit per press – then the bot, in turns, so that both meet the same machine. What the
//! figures mean and what was measured stands in `bench/README.md`.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(
    clippy::cast_precision_loss,
    reason = "figures are read to three digits"
)]

use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Context as _, bail};
use clap::Parser;
use stepwise_bench::{TOKEN, build, open, peak_memory, spread, status};
use tokio::process::{Child, Command};

mod count;
mod course;
mod floor;
mod learners;

use course::Pressed;
use learners::Figures;

#[derive(Parser)]
struct Cli {
    /// Learners at once.
    #[arg(long, default_value_t = 100)]
    learners: usize,
    /// Steps of the course.
    #[arg(long, default_value_t = 60)]
    steps: usize,
    /// Turns of floor and bot.
    #[arg(long, default_value_t = 3)]
    turns: usize,
    /// Serve as the floor (used by the bench itself).
    #[arg(long, hide = true)]
    floor: bool,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Runtime::new()?;
    if cli.floor {
        return runtime.block_on(floor::serve());
    }
    runtime.block_on(run(&cli))
}

async fn run(cli: &Cli) -> anyhow::Result<()> {
    let binary = build()?;
    println!(
        "{} learners × {} steps, {} turns",
        cli.learners, cli.steps, cli.turns
    );
    let (mut throughput, mut tail, mut answers) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 1..=cli.turns {
        let floor = measure(cli, None, Pressed::Next).await.context("floor")?;
        println!("turn {turn}  floor  {floor}");
        let bot = measure(cli, Some(&binary), Pressed::Next)
            .await
            .context("bot")?;
        println!("turn {turn}  bot    {bot}");
        let asked = measure(cli, Some(&binary), Pressed::Option)
            .await
            .context("questions")?;
        println!("turn {turn}  asking {asked}");
        answers.push(asked.presses_per_second() / bot.presses_per_second());
        throughput.push(bot.presses_per_second() / floor.presses_per_second());
        tail.push(bot.percentile(99).as_secs_f64() / floor.percentile(99).as_secs_f64());
    }
    println!(
        "ratio bot/floor  presses/s {}  p99 {}",
        spread(&mut throughput),
        spread(&mut tail)
    );
    println!("ratio answers/Next  per second {}", spread(&mut answers));
    for kind in [Pressed::Next, Pressed::Option] {
        count::report(1, cli.steps, kind).await?;
        count::report(cli.learners, cli.steps, kind).await?;
    }
    rest(&binary).await
}

/// One walk of all learners to the end of the course, with the floor or with the bot.
async fn measure(cli: &Cli, binary: Option<&Path>, kind: Pressed) -> anyhow::Result<Figures> {
    let folder = tempfile::tempdir()?;
    let playground = open(cli.learners, false).await?;
    let database = folder.path().join("bench.sqlite");
    if let Some(binary) = binary {
        course::make(binary, &database, cli.steps, kind).await?;
    }
    let mut child = spawn(binary, &playground.url(), &database, cli.steps)?;
    let figures = learners::walk(playground.world(), cli.learners, cli.steps, kind).await;
    let memory = peak_memory(&child);
    child.kill().await?;
    playground.stop().await;
    let mut figures = figures?;
    figures.peak_memory_kib = memory;
    Ok(figures)
}

fn spawn(binary: Option<&Path>, api: &str, database: &Path, steps: usize) -> anyhow::Result<Child> {
    let mut command = if let Some(binary) = binary {
        Command::new(binary)
    } else {
        let mut floor = Command::new(std::env::current_exe()?);
        floor.arg("--floor");
        floor
    };
    command
        .env("TELOXIDE_TOKEN", TOKEN)
        .env("TELOXIDE_API_URL", api)
        .env("DATABASE_URL", format!("sqlite://{}", database.display()))
        .env("LISTEN_ADDR", "off")
        .env("SEND_PER_SECOND", "0")
        .env("SEND_PER_CHAT", "0")
        .env("RUST_LOG", "warn")
        .env("BENCH_STEPS", steps.to_string())
        .current_dir(database.parent().context("a database lies in a folder")?)
        .stdin(Stdio::null())
        .kill_on_drop(true);
    Ok(command.spawn()?)
}

/// What the bot takes while nobody presses, and how soon it is ready with a database that is there already.
async fn rest(binary: &Path) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let playground = open(1, false).await?;
    let database = folder.path().join("bench.sqlite");
    course::make(binary, &database, 60, Pressed::Next).await?;
    let mut ready = Vec::new();
    let mut memory = Vec::new();
    for _ in 0..5 {
        let port = std::net::TcpListener::bind("127.0.0.1:0")?
            .local_addr()?
            .port();
        let mut command = Command::new(binary);
        command
            .env("TELOXIDE_TOKEN", TOKEN)
            .env("TELOXIDE_API_URL", playground.url())
            .env("DATABASE_URL", format!("sqlite://{}", database.display()))
            .env("LISTEN_ADDR", format!("127.0.0.1:{port}"))
            .env("RUST_LOG", "warn")
            .current_dir(folder.path())
            .kill_on_drop(true);
        let started = Instant::now();
        let mut child = command.spawn()?;
        until_serving(port).await?;
        ready.push(started.elapsed().as_secs_f64() * 1000.0);
        tokio::time::sleep(Duration::from_secs(1)).await;
        memory.push(status(&child, "VmRSS").context("memory")? as f64 / 1024.0);
        child.kill().await?;
    }
    println!(
        "start with a database   ready after {} ms",
        spread(&mut ready)
    );
    println!(
        "idle                    resident {} MiB",
        spread(&mut memory)
    );
    playground.stop().await;
    Ok(())
}

/// The web side opens when everything else is built.
async fn until_serving(port: u16) -> anyhow::Result<()> {
    let deadline = Instant::now() + Duration::from_secs(20);
    while Instant::now() < deadline {
        if let Ok(answer) = reqwest::get(format!("http://127.0.0.1:{port}/healthz")).await
            && answer.status().is_success()
        {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    bail!("the bot did not become ready")
}
