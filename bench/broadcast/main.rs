//! An announcement to many, and how long learners wait for their next step meanwhile.
//!
//! First learners press *Next* once a second while nothing else happens, then go on while an announcement goes to everybody, a
//! tenth of whom have blocked the bot. What the figures mean and what was measured stands in `bench/README.md`.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(
    clippy::cast_precision_loss,
    reason = "figures are read to three digits"
)]

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::Context as _;
use clap::Parser;
use playground::{Plan, World};
use stepwise_bench::store::Store;
use stepwise_bench::{TOKEN, build, peak_memory, status};
use tokio::process::{Child, Command};

mod author;
mod count;
mod learners;
mod school;
mod sent;

use learners::Walk;

#[derive(Parser)]
struct Cli {
    /// To how many it goes.
    #[arg(long, default_value_t = 100_000)]
    recipients: usize,
    /// Messages a second that Telegram takes: 30 in the world, more here, so that it does not take an hour.
    #[arg(long, default_value_t = 1000)]
    per_second: u32,
    /// Learners who press once a second.
    #[arg(long, default_value_t = 50)]
    learners: usize,
    /// Seconds before the announcement.
    #[arg(long, default_value_t = 20)]
    before: u64,
    /// The address of a database on a PostgreSQL where another may be made; without it SQLite is measured.
    #[arg(long)]
    postgres: Option<String>,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(run(&cli))
}

async fn run(cli: &Cli) -> anyhow::Result<()> {
    let binary = build()?;
    println!(
        "{} recipients, {} messages a second at most, {} learners",
        cli.recipients, cli.per_second, cli.learners
    );
    measure(cli, &binary).await?;
    count::report(cli.postgres.as_deref(), 2000).await
}

async fn measure(cli: &Cli, binary: &Path) -> anyhow::Result<()> {
    let store = Store::open(cli.postgres.as_deref(), school::NAME).await?;
    store.migrate(binary).await?;
    school::fill(&store.url, cli.learners, cli.recipients).await?;
    let playground = school::open(cli.learners, cli.recipients).await?;
    let world = playground.world();
    let mut bot = spawn(binary, &playground.url(), &store, cli.per_second)?;
    let figures = walk(cli, world, &bot).await;
    let peak = peak_memory(&bot);
    bot.kill().await?;
    figures?;
    println!(
        "memory         peak {:.1} MiB",
        peak.unwrap_or_default() as f64 / 1024.0
    );
    playground.stop().await;
    store.remove().await
}

async fn walk(cli: &Cli, world: &World, bot: &Child) -> anyhow::Result<()> {
    let send = author::write(world).await?;
    world.set_faults(Plan {
        limits: true,
        per_second: Some(cli.per_second),
        ..Plan::default()
    });
    let mut walk = Walk::begin(world, cli.learners).await?;
    let before = walk
        .on(world, Some(Duration::from_secs(cli.before)))
        .await?;
    println!("presses        before    {before}");
    let rest = status(bot, "VmRSS").context("memory")? as f64 / 1024.0;
    let begun = world.seq();
    send.press(world)?;
    let meanwhile = walk.on(world, None).await?;
    println!("presses        meanwhile {meanwhile}");
    let became = sent::read(world, begun);
    println!("announcement   {became}");
    became.check(cli.learners + cli.recipients)?;
    println!("memory         before {rest:.1} MiB");
    Ok(())
}

fn spawn(binary: &Path, api: &str, store: &Store, per_second: u32) -> anyhow::Result<Child> {
    let mut command = Command::new(binary);
    command
        .env("TELOXIDE_TOKEN", TOKEN)
        .env("TELOXIDE_API_URL", api)
        .env("DATABASE_URL", &store.url)
        .env("OWNER_IDS", author::AUTHOR.to_string())
        .env("LISTEN_ADDR", "off")
        .env("SEND_PER_SECOND", per_second.to_string())
        .env("RUST_LOG", "warn")
        .current_dir(store.folder.path())
        .stdin(Stdio::null())
        .kill_on_drop(true);
    Ok(command.spawn()?)
}
