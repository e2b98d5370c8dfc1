//! A course of five hundred steps checked and put in, and publications with many learners inside.
//!
//! Everything is done as people do it: the release binary's commands, and an author and a learner who write and press in
//! the playground. What the figures mean and what was measured stands in `bench/README.md`.

#![expect(clippy::print_stdout, reason = "the figures are the output")]

use anyhow::Context as _;
use clap::Parser;
use stepwise_bench::{build, spread};

mod chat;
mod file;
mod publish;
mod stand_in;

use stand_in::StandIn;

#[derive(Parser)]
struct Cli {
    /// Learners inside the course that is published.
    #[arg(long, default_value_t = 100_000)]
    learners: usize,
    /// Steps of the course that is published.
    #[arg(long, default_value_t = 60)]
    steps: usize,
    /// Turns of each.
    #[arg(long, default_value_t = 5)]
    turns: usize,
    /// Given by `cargo bench`.
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> anyhow::Result<()> {
    let cli = Cli::parse();
    tokio::runtime::Runtime::new()?.block_on(run(&cli))
}

async fn run(cli: &Cli) -> anyhow::Result<()> {
    let binary = build()?;
    put_in(cli, &binary).await.context("putting in")?;
    for change in publish::CHANGES {
        let mut figures = Vec::new();
        for _ in 0..cli.turns {
            figures.push(publish::measure(cli, &binary, change).await?);
        }
        println!("{}", publish::report(change, cli.learners, &figures));
    }
    Ok(())
}

/// 500 steps in a file of one megabyte: checked, put in as a new course, and put in again with ten steps changed.
async fn put_in(cli: &Cli, binary: &std::path::Path) -> anyhow::Result<()> {
    let (mut check, mut new, mut again) = (Vec::new(), Vec::new(), Vec::new());
    let mut memory = 0;
    let course = file::course(500, 1 << 20, |_| false);
    let changed = file::course(500, 1 << 20, |number| number.is_multiple_of(50));
    for _ in 0..cli.turns {
        let desk = StandIn::set_up(binary)?;
        for (text, verb, times) in [
            (&course, "check", &mut check),
            (&course, "import", &mut new),
            (&changed, "import", &mut again),
        ] {
            let (seconds, peak) = desk.run(verb, text).await?;
            times.push(seconds);
            memory = memory.max(peak);
        }
    }
    println!("500 steps, {} bytes", course.len());
    println!("check                    {} s", spread(&mut check));
    println!("check + import, new      {} s", spread(&mut new));
    println!("check + import, changed  {} s", spread(&mut again));
    println!("peak memory              {:.1} MiB", peak_mib(memory));
    Ok(())
}

fn peak_mib(kib: u64) -> f64 {
    f64::from(u32::try_from(kib).unwrap_or(u32::MAX)) / 1024.0
}
