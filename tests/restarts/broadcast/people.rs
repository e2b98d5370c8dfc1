//! How somebody presses a button and waits for words.

use std::time::Duration;

use anyhow::Context as _;
use playground::{Button, World};

use super::super::reading::{buttons, text};
use super::super::stage::BOT;

/// What nothing takes as long as, on a busy machine.
pub const PATIENCE: Duration = Duration::from_mins(3);

/// Waits until somebody sees these words.
pub async fn heard(world: &World, who: i64, words: &str) -> anyhow::Result<()> {
    let said = world.until(|world| {
        let chat = world.chat(BOT, who);
        let says = chat.iter().any(|message| text(message).contains(words));
        says.then_some(())
    });
    let said = tokio::time::timeout(PATIENCE, said).await;
    said.with_context(|| format!("{who} has never heard {words:?}"))
}

/// Waits for a button whose label begins so, and presses it.
pub async fn press(world: &World, who: i64, label: &str) -> anyhow::Result<()> {
    let button = world.until(|world| {
        let chat = world.chat(BOT, who);
        chat.iter().rev().find_map(|message| {
            let mut found = buttons(message).into_iter();
            let (_, data) = found.find(|(own, _)| own.starts_with(label))?;
            Some((message["message_id"].as_i64()?, data))
        })
    });
    let button = tokio::time::timeout(PATIENCE, button).await;
    let (message, data) = button.with_context(|| format!("{who} has no button {label:?}"))?;
    world.press(BOT, who, message, Button::Data(data))?;
    Ok(())
}
