//! What an announcement costs for each who gets it, counted rather than timed.

use stepwise::app;
use stepwise::clock::{Clock, Dice};
use stepwise::settings::Settings;
use stepwise_bench::store::Store;
use stepwise_bench::{BOT, TOKEN};

use crate::author::{self, AUTHOR, ENDED};
use crate::school;

/// Announces something to so many with a bot in this process, and prints what that has cost on average.
pub async fn report(server: Option<&str>, recipients: usize) -> anyhow::Result<()> {
    let store = Store::open(server, school::NAME).await?;
    let playground = school::open(0, recipients).await?;
    let world = playground.world();
    let mut settings = Settings::for_token(TOKEN);
    settings.api_url = playground.url();
    settings.database_url.clone_from(&store.url);
    settings.owners = vec![AUTHOR];
    settings.send_per_second = 0;
    settings.send_per_chat = 0;
    settings.count_statements = true;
    let mut bot = app::start(settings, Clock::System, Dice::System).await?;
    bot.ready().await;
    school::fill(&store.url, 0, recipients).await?;
    let send = author::write(world).await?;
    let statements = bot
        .database()
        .statements
        .clone()
        .expect("counting was asked for");
    bot.idle().await;
    let before = statements.totals();
    send.press(world)?;
    world
        .until(|world| {
            let last = world.last_from_bot(BOT, AUTHOR)?;
            let text = last["text"].as_str()?;
            text.starts_with(ENDED).then_some(())
        })
        .await;
    bot.idle().await;
    let after = statements.totals();
    let each = |count: u64| count as f64 / recipients as f64;
    println!(
        "per recipient  {:.2} reads  {:.2} writes  {:.2} commits  (of {recipients})",
        each(after.0 - before.0),
        each(after.1 - before.1),
        each(after.2 - before.2),
    );
    bot.stop().await;
    playground.stop().await;
    store.remove().await
}
