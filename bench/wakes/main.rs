//! How the bot finds whose time has come among few and among many learners, and how it writes to many who are due at once.
//!
//! What the figures mean and what was measured stands in `bench/README.md`.

#![expect(clippy::print_stdout, reason = "the figures are the output")]
#![expect(
    clippy::cast_precision_loss,
    reason = "figures are read to three digits"
)]

use clap::Parser;
use stepwise_bench::build;

mod finding;
mod school;
mod sending;

use school::School;

#[derive(Parser)]
struct Cli {
    /// Learners in the larger database.
    #[arg(long, default_value_t = 1_000_000)]
    learners: usize,
    /// Learners in the smaller one.
    #[arg(long, default_value_t = 10_000)]
    few: usize,
    /// So many are due within a minute; at most as many as there are in the smaller one.
    #[arg(long, default_value_t = 10_000)]
    due: usize,
    /// `SEND_PER_SECOND`; the pace that Telegram allows is 30.
    #[arg(long, default_value_t = 30)]
    per_second: u32,
    /// The address of a database on a PostgreSQL where others may be made; without it SQLite is measured.
    #[arg(long)]
    postgres: Option<String>,
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
    let server = cli.postgres.as_deref();
    let few = School::fill(&binary, server, cli.few, cli.due).await?;
    let many = School::fill(&binary, server, cli.learners, cli.due).await?;
    let found = [
        finding::measure(&few).await?,
        finding::measure(&many).await?,
    ];
    for found in &found {
        println!("{found}");
    }
    let [few_found, many_found] = &found;
    println!(
        "ratio of the medians  {:.2}",
        many_found.median() / few_found.median()
    );
    let (to_few, to_many) = tokio::try_join!(
        sending::measure(cli, &binary, &few),
        sending::measure(cli, &binary, &many)
    )?;
    println!("{to_few}\n{to_many}");
    few.store.remove().await?;
    many.store.remove().await
}
