//! What a press costs, counted rather than timed: statements, commits and calls.

use playground::What;
use stepwise::app;
use stepwise::clock::{Clock, Dice};
use stepwise::settings::Settings;

use stepwise_bench::{BOT, TOKEN};

use crate::course::Pressed;
use crate::{course, learners};

/// Walks so many learners through the course with a bot in this process, and prints what a press has cost on average.
pub async fn report(people: usize, steps: usize, kind: Pressed) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let playground = crate::open(people, true).await?;
    let url = format!("sqlite://{}", folder.path().join("bench.sqlite").display());
    let mut settings = Settings::for_token(TOKEN);
    settings.api_url = playground.url();
    settings.database_url.clone_from(&url);
    settings.send_per_second = 0;
    settings.send_per_chat = 0;
    settings.count_statements = true;
    let mut bot = app::start(settings, Clock::System, Dice::System).await?;
    bot.ready().await;
    course::fill(&url, steps, kind).await?;
    let statements = bot
        .database()
        .statements
        .clone()
        .expect("counting was asked for");
    let before = statements.totals();
    let figures = learners::walk(playground.world(), people, steps, kind).await?;
    bot.idle().await;
    let after = statements.totals();
    let history = playground.world().history();
    let calls = history
        .iter()
        .filter(|entry| entry.bot == BOT)
        .filter(|entry| match &entry.what {
            What::Request { method, .. } => {
                !method.starts_with("get")
                    && !method.starts_with("set")
                    && method != "deletewebhook"
            }
            _ => false,
        })
        .count();
    // Joining costs a little more than a press; each learner joins once and presses `steps - 1` times.
    let each = |count: u64| count as f64 / (people * (steps + 1)) as f64;
    let what = match kind {
        Pressed::Next => "per press, ",
        Pressed::Option => "per answer,",
    };
    println!(
        "{what} {people:>4} learners at once   {:.2} reads  {:.2} writes  {:.2} commits  {:.2} calls  ({:.0} presses/s while counting)",
        each(after.0 - before.0),
        each(after.1 - before.1),
        each(after.2 - before.2),
        each(calls as u64),
        figures.presses_per_second(),
    );
    bot.stop().await;
    playground.stop().await;
    Ok(())
}
