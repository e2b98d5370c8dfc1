//! The author, who writes the announcement and sends it off.

use std::time::Duration;

use anyhow::Context as _;
use playground::{Button, World};
use serde_json::Value;
use stepwise_bench::BOT;

/// Who owns the bot and writes it.
pub const AUTHOR: i64 = 1;
/// What is announced.
pub const WORDS: &str = "The test is on Monday.";
/// What its author hears at the end.
pub const ENDED: &str = "Your announcement has ended.";
/// How long nothing may happen before the bench is given up.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// A button that was seen.
pub struct Seen {
    /// Below which message.
    pub message: i64,
    /// What it carries.
    pub data: String,
}

impl Seen {
    /// Presses it as the author.
    pub fn press(self, world: &World) -> anyhow::Result<()> {
        world.press(BOT, AUTHOR, self.message, Button::Data(self.data))?;
        Ok(())
    }
}

/// Writes it and gives back *Send*.
pub async fn write(world: &World) -> anyhow::Result<Seen> {
    world.say(BOT, AUTHOR, "/broadcast")?;
    let everybody = seen(world, "b.e:").await?;
    everybody.press(world)?;
    // The segment is chosen when its buttons are gone.
    let asked = world.until(|world| {
        let last = world.last_from_bot(BOT, AUTHOR)?;
        button(&last, "b.e:").is_none().then_some(())
    });
    tokio::time::timeout(PATIENCE, asked).await?;
    world.say(BOT, AUTHOR, WORDS)?;
    seen(world, "b.go:").await
}

/// Waits for a button whose data begins so below the newest message.
async fn seen(world: &World, prefix: &str) -> anyhow::Result<Seen> {
    let found = world.until(|world| {
        let last = world.last_from_bot(BOT, AUTHOR)?;
        let (message, data) = button(&last, prefix)?;
        Some(Seen { message, data })
    });
    let found = tokio::time::timeout(PATIENCE, found).await;
    found.with_context(|| format!("no button {prefix}"))
}

/// The message's id and what its first button of a kind carries.
pub fn button(message: &Value, prefix: &str) -> Option<(i64, String)> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array()?;
    let data = rows
        .iter()
        .flat_map(|row| row.as_array().into_iter().flatten())
        .filter_map(|button| button["callback_data"].as_str())
        .find(|data| data.starts_with(prefix))?;
    Some((message["message_id"].as_i64()?, data.to_owned()))
}
