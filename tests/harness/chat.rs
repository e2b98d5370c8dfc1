//! What the bot does in the chats, as the people see it: new messages, edits, toasts, refusals.

use std::collections::{BTreeMap, HashMap};

use playground::{Happening, Outcome, What, World};
use serde_json::Value;

use super::cast::{self, BOT};
use super::words;

/// A button as it was drawn once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// What is written on it.
    pub label: String,
    /// What it tells the bot.
    pub data: String,
}

/// A message of the bot, with every button it ever had.
#[derive(Clone, Debug, Default)]
pub struct Seen {
    /// Its number in the chat.
    pub id: i64,
    /// As it is now.
    pub message: Value,
    /// All buttons that it has or once had.
    pub drawn: Vec<Drawn>,
}

/// Follows what happens in all chats of the bot.
pub struct Chats {
    seq: u64,
    seen: HashMap<i64, Vec<Seen>>,
    /// Shows the formatting of messages too.
    pub formatting: bool,
    presses: Vec<String>,
}

impl Chats {
    /// Follows the world from now on.
    pub fn follow(world: &World) -> Chats {
        Chats {
            seq: world.seq(),
            seen: HashMap::new(),
            formatting: false,
            presses: Vec::new(),
        }
    }

    /// Remembers a press, so that its answer is shown in the order of the presses.
    pub fn pressed(&mut self, query: String) {
        self.presses.push(query);
    }

    /// The bot's messages in a chat, oldest first.
    pub fn messages(&self, chat: i64) -> &[Seen] {
        self.seen.get(&chat).map_or(&[], Vec::as_slice)
    }

    /// What has happened since the last time, as the lines of a story: first in the chat `here`, then in the others.
    pub fn news(&mut self, world: &World, here: i64) -> Vec<String> {
        let since = std::mem::replace(&mut self.seq, world.seq());
        let mut toasts: Vec<(usize, u64, String)> = Vec::new();
        let mut told: BTreeMap<i64, Vec<(u64, Vec<String>)>> = BTreeMap::new();
        for event in world.events_after(since) {
            if event.seq > self.seq {
                continue;
            }
            let chat = event.person;
            let lines = match &event.kind {
                Happening::Message { message } => self.appeared(chat, here, message),
                Happening::Edited { message } => self.edited(chat, here, message),
                Happening::Deleted { .. } => Some(vec![words::head("bot ✗", chat, here)]),
                Happening::Toast {
                    query_id,
                    text,
                    alert,
                    ..
                } => {
                    let kind = if *alert { "alert" } else { "toast" };
                    let head = words::head(kind, chat, here);
                    let place = self.presses.iter().position(|query| query == query_id);
                    if !text.is_empty() {
                        let line = words::said(&head, &[words::visible(text)], None).join("\n");
                        toasts.push((place.unwrap_or(usize::MAX), event.seq, line));
                    }
                    None
                }
                _ => None,
            };
            if let Some(lines) = lines {
                told.entry(chat).or_default().push((event.seq, lines));
            }
        }
        for (seq, chat, line) in refusals(world, since, self.seq, here) {
            told.entry(chat).or_default().push((seq, vec![line]));
        }
        toasts.sort();
        let mut lines: Vec<String> = toasts.into_iter().map(|(.., line)| line).collect();
        let mine = told.remove(&here);
        for (_, mut news) in mine.map(|mine| (here, mine)).into_iter().chain(told) {
            news.sort_by_key(|(seq, _)| *seq);
            lines.extend(news.into_iter().flat_map(|(_, lines)| lines));
        }
        lines
    }

    fn appeared(&mut self, chat: i64, here: i64, message: &Value) -> Option<Vec<String>> {
        if message["from_bot"] != true {
            return None;
        }
        self.seen.entry(chat).or_default().push(Seen {
            id: message["message_id"].as_i64().unwrap_or_default(),
            message: message.clone(),
            drawn: buttons(message),
        });
        Some(self.shown("bot", chat, here, message))
    }

    /// An edit that only takes the keyboard away is no news: that it goes is an invariant of its own.
    fn edited(&mut self, chat: i64, here: i64, message: &Value) -> Option<Vec<String>> {
        let id = message["message_id"].as_i64().unwrap_or_default();
        let seen = self.seen.entry(chat).or_default();
        let seen = seen.iter_mut().find(|seen| seen.id == id)?;
        let before = std::mem::replace(&mut seen.message, message.clone());
        seen.drawn.extend(buttons(message));
        let same = ["text", "caption", "entities", "caption_entities"]
            .iter()
            .all(|part| before[part] == message[part]);
        if same && message["reply_markup"].is_null() {
            return None;
        }
        Some(self.shown("bot ✎", chat, here, message))
    }

    fn shown(&self, kind: &str, chat: i64, here: i64, message: &Value) -> Vec<String> {
        let is_topic = message["message_thread_id"].is_i64();
        let head = if is_topic {
            words::head(&format!("{kind} (topic)"), chat, here)
        } else {
            words::head(kind, chat, here)
        };
        let text = words::text(message, self.formatting);
        words::said(&head, &text, words::keyboard(message).as_deref())
    }
}

/// All callback buttons below a message, row by row.
pub fn buttons(message: &Value) -> Vec<Drawn> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array();
    let buttons = rows
        .into_iter()
        .flatten()
        .filter_map(Value::as_array)
        .flatten();
    buttons
        .map(|button| Drawn {
            label: button["text"].as_str().unwrap_or_default().to_owned(),
            data: button["callback_data"]
                .as_str()
                .unwrap_or_default()
                .to_owned(),
        })
        .collect()
}

/// The private chats in which more than one message of the bot can be pressed. What only opens an address is not meant, nor
/// what switches announcements off or on: that holds whenever it is pressed.
pub fn crowded(world: &World) -> Vec<String> {
    let chats = cast::people()
        .into_iter()
        .map(|person| (person.id, person.first_name));
    chats
        .filter_map(|(chat, name)| {
            let live: Vec<String> = world
                .chat(BOT, chat)
                .iter()
                .filter(|message| message["pressable"] == true)
                .filter(|message| {
                    buttons(message)
                        .iter()
                        .any(|button| !matches!(button.data.as_str(), "" | "b.off" | "b.on"))
                })
                .map(|message| words::text(message, false).join(" / "))
                .collect();
            (live.len() > 1).then(|| format!("in the chat of {name}: {}", live.join("  AND  ")))
        })
        .collect()
}

/// What Telegram has refused to do, but for what is done already.
fn refusals(world: &World, since: u64, until: u64, here: i64) -> Vec<(u64, i64, String)> {
    world
        .history_after(since)
        .into_iter()
        .filter(|entry| entry.seq <= until)
        .filter_map(|entry| match entry.what {
            What::Request {
                method,
                params,
                outcome: Outcome::Refused { refusal },
            } => {
                let known = method == "getupdates"
                    || refusal.description.contains("message is not modified");
                let chat = &params["chat_id"];
                let chat = chat.as_i64().or_else(|| chat.as_str()?.parse().ok());
                let chat = chat.unwrap_or(here);
                let head = words::head("telegram", chat, here);
                let line = format!("{head}{method}: {}", refusal.description);
                (!known).then_some((entry.seq, chat, line))
            }
            _ => None,
        })
        .collect()
}
