//! What everybody in a scene shares: the world, the bot's account, and how one acts and looks in a chat.

use anyhow::Context as _;
use playground::{Button, Event, Happening, Person, World};
use serde_json::Value;
use tokio::sync::watch;

use super::reading::{buttons, text};

/// The bot's account.
pub const TOKEN: &str = "7000001:restarts";
/// Its number.
pub const BOT: i64 = 7_000_001;
/// The author, who is the owner as well.
pub const AUTHOR: i64 = 100;

/// How far the killing has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The so-many-th life of the bot.
    Life(u32),
    /// The bot is killed no more: everybody ends what they have begun.
    Closing,
    /// Whoever still waits, waits in vain.
    Over,
}

/// One person's view.
#[derive(Clone)]
pub struct Chat {
    /// The world.
    pub world: World,
    /// Who acts.
    pub person: i64,
    /// How far the killing has come.
    pub phase: watch::Receiver<Phase>,
}

/// A message of the bot as a person sees it.
#[derive(Clone, Debug)]
pub struct Screen {
    /// Its number.
    pub id: i64,
    /// What it says.
    pub text: String,
    /// Labels and data.
    pub buttons: Vec<(String, String)>,
}

impl Screen {
    fn of(message: &Value) -> Screen {
        Screen {
            id: message["message_id"].as_i64().unwrap_or_default(),
            text: text(message).to_owned(),
            buttons: buttons(message),
        }
    }

    /// The data of the button with this label.
    pub fn button(&self, label: &str) -> Option<&str> {
        let found = self.buttons.iter().find(|(known, _)| known == label);
        found.map(|(_, data)| data.as_str())
    }
}

/// What a person hears while they wait.
#[derive(Clone, Debug)]
pub enum Heard {
    /// The bot wrote, or changed a message.
    Screen(Screen),
    /// A passing note with words in it, after the press of this name.
    Toast(String),
    /// The press of this name was not answered in time.
    Expired(String),
    /// The bot was killed and started again.
    Restarted,
    /// It is no use waiting.
    Over,
}

impl Chat {
    /// The number of the last thing that happened: listening begins there.
    pub fn now(&self) -> u64 {
        self.world.seq()
    }

    /// Writes to the bot.
    pub fn write(&self, text: &str) -> anyhow::Result<()> {
        self.world
            .say(BOT, self.person, text)
            .context("a text could not be written")?;
        Ok(())
    }

    /// Presses a button whose data was seen below a message, even if the message has lost it since: an app may not have
    /// heard of that yet. Gives back the name of the press.
    pub fn press(&self, message: i64, data: &str) -> anyhow::Result<String> {
        self.world
            .press(BOT, self.person, message, Button::Data(data.to_owned()))
            .context("a button could not be pressed")
    }

    /// The newest message of the bot.
    pub fn newest(&self) -> Option<Screen> {
        let message = self.world.last_from_bot(BOT, self.person)?;
        Some(Screen::of(&message))
    }

    /// Waits for the first thing that `wanted` wants, after a number. A restart is heard at once.
    pub async fn hear(&mut self, since: u64, wanted: impl Fn(&Heard) -> bool) -> Heard {
        let (begun, mut since) = (*self.phase.borrow(), since);
        loop {
            let seq = self.world.seq();
            for event in self.world.events_after(since) {
                since = event.seq;
                if let Some(heard) = self.heard(&event).filter(&wanted) {
                    return heard;
                }
            }
            let phase = *self.phase.borrow();
            if phase == Phase::Over {
                return Heard::Over;
            }
            if phase != begun && wanted(&Heard::Restarted) {
                return Heard::Restarted;
            }
            tokio::select! {
                _ = self.world.changed_after(seq) => {}
                // The sender lives as long as the scene.
                _ = self.phase.changed() => {}
            }
        }
    }

    /// Whether everybody is ending what they have begun.
    pub fn closing(&self) -> bool {
        !matches!(*self.phase.borrow(), Phase::Life(_))
    }

    fn heard(&self, event: &Event) -> Option<Heard> {
        if event.person != self.person {
            return None;
        }
        match &event.kind {
            Happening::Message { message } | Happening::Edited { message }
                if message["from_bot"] == true =>
            {
                Some(Heard::Screen(Screen::of(message)))
            }
            Happening::Toast { query_id, text, .. } if !text.is_empty() => {
                Some(Heard::Toast(query_id.clone()))
            }
            Happening::Expired { query_id } => Some(Heard::Expired(query_id.clone())),
            _ => None,
        }
    }
}

/// Somebody with an English Telegram.
pub fn person(id: i64) -> Person {
    Person {
        id,
        first_name: format!("Person {id}"),
        language_code: Some("en".to_owned()),
        ..Person::default()
    }
}
