//! A person in the playground who waits for what the bot says.

use std::time::Duration;

use anyhow::{Context as _, anyhow};
use playground::{Button, Happening, World};
use serde_json::Value;
use stepwise_bench::BOT;
use tokio::time::timeout;

/// How long nothing may come before the bench is given up.
const PATIENCE: Duration = Duration::from_mins(1);

/// One person's chat with the bot.
pub struct Chat {
    world: World,
    person: i64,
    seen: u64,
}

impl Chat {
    /// A chat in which nothing has been said.
    pub fn new(world: &World, person: i64) -> Chat {
        Chat {
            world: world.clone(),
            person,
            seen: world.seq(),
        }
    }

    /// Writes, and waits for a message with this button.
    pub async fn say(&mut self, text: &str, button: &str) -> anyhow::Result<Value> {
        let said = self.world.say(BOT, self.person, text);
        said.map_err(|error| anyhow!("{error:?}"))?;
        self.until(|message| data(message, button).is_some())
            .await
            .with_context(|| format!("{text} is not answered with {button}"))
    }

    /// Presses a button of a message.
    pub fn press(&self, message: &Value, button: &str) -> anyhow::Result<()> {
        let data = data(message, button).with_context(|| format!("no {button}: {message}"))?;
        let id = message["message_id"]
            .as_i64()
            .context("a message has an id")?;
        let pressed = self
            .world
            .press(BOT, self.person, id, Button::Data(data.to_owned()));
        pressed.map(drop).map_err(|error| anyhow!("{error:?}"))
    }

    /// The bot's next message, new or changed, of which this is true.
    pub async fn until(&mut self, is_it: impl Fn(&Value) -> bool) -> anyhow::Result<Value> {
        loop {
            for event in self.world.events_after(self.seen) {
                self.seen = event.seq;
                let (Happening::Message { message } | Happening::Edited { message }) = &event.kind
                else {
                    continue;
                };
                if event.person == self.person && message["from_bot"] == true && is_it(message) {
                    return Ok(message.clone());
                }
            }
            timeout(PATIENCE, self.world.changed_after(self.seen))
                .await
                .context("nothing happened for a minute")?;
        }
    }
}

/// Whether a message says this.
pub fn says(message: &Value, words: &str) -> bool {
    message["text"]
        .as_str()
        .is_some_and(|text| text.contains(words))
}

/// Whether a message has a button with this label.
pub fn has(message: &Value, label: &str) -> bool {
    data(message, label).is_some()
}

/// What the button with this label carries.
fn data<'a>(message: &'a Value, label: &str) -> Option<&'a str> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array()?;
    rows.iter()
        .flat_map(|row| row.as_array().into_iter().flatten())
        .find(|button| button["text"] == label)?["callback_data"]
        .as_str()
}
