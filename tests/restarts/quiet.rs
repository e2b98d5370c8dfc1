//! When nothing happens: how long that is borne, and how time passes meanwhile.

use std::time::Duration;

use playground::{Entry, What, World};

/// Behind a webhook Telegram's pauses before it tries again can be longer than anybody waits here: while nothing
/// happens its clock is moved on. Never ends.
pub async fn time_passes(world: &World) {
    loop {
        silence(world, Duration::from_millis(300)).await;
        world.clock().advance(Duration::from_secs(5));
    }
}

/// Ends when nobody and no bot has done anything for so long. That presses run out unanswered and that the bot asks
/// for updates does not count.
pub async fn silence(world: &World, patience: Duration) {
    let mut since = world.seq();
    let done = |entry: &&Entry| match &entry.what {
        What::Request { method, .. } => method != "getupdates",
        _ => true,
    };
    loop {
        let news = world.until(|world| {
            let news = world.history_after(since);
            news.iter().rfind(done).map(|entry| entry.seq)
        });
        match tokio::time::timeout(patience, news).await {
            Ok(newest) => since = newest,
            Err(_) => return,
        }
    }
}
