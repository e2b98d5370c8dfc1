//! The emulator's history, read as what people did and what they were shown. Knows no rules.

use std::collections::{HashMap, HashSet};

use playground::{Entry, Outcome, What};
use serde_json::Value;

/// One thing that somebody did or saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Its place in the history.
    pub seq: u64,
    /// Who; 0 is the bot.
    pub person: i64,
    /// What.
    pub deed: Deed,
}

/// What somebody did or saw.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// They wrote a text, or a picture with this caption.
    Wrote(String),
    /// They pressed a button with this label and this data below a message with this text. A press that Telegram
    /// delivers under two ids is there twice.
    Pressed {
        label: String,
        data: String,
        below: String,
    },
    /// They were shown a message with these buttons below it, labels and data; the bot may not have heard that they were.
    Shown {
        text: String,
        buttons: Vec<(String, String)>,
        unheard: bool,
    },
    /// A process of the bot asks who it is, as it does when it starts.
    Started,
}

/// Everything that reached the bot or a person, in the order in which it happened: what people do counts from the first
/// time it is handed to the bot. What was dropped because nobody fetched it in time is taken for never having reached the
/// bot and is left out.
pub fn read(history: &[Entry]) -> Vec<Fact> {
    let expired: HashSet<i64> = history
        .iter()
        .filter_map(|entry| match entry.what {
            What::Expired { update_id } => Some(update_id),
            _ => None,
        })
        .collect();
    let mut reader = Reader::default();
    for entry in history {
        reader.take(entry, &expired);
    }
    reader.facts
}

#[derive(Default)]
struct Reader {
    facts: Vec<Fact>,
    /// What a person has just done; the updates that carry it follow at once.
    acting: Option<(i64, Deed)>,
    /// What waits for the bot.
    queued: HashMap<i64, (i64, Deed)>,
    messages: HashMap<(i64, i64), Message>,
}

/// A message as it was shown first: a press on it means what it meant then.
#[derive(Default)]
struct Message {
    text: String,
    /// Labels and data.
    buttons: Vec<(String, String)>,
}

impl Reader {
    fn take(&mut self, entry: &Entry, expired: &HashSet<i64>) {
        match &entry.what {
            What::User {
                person,
                action,
                message_id,
                text,
            } => self.acting = self.act(*person, action, *message_id, text.as_deref()),
            What::Queued { update_id, .. } => {
                if let Some(acting) = self.acting.clone()
                    && !expired.contains(update_id)
                {
                    self.queued.insert(*update_id, acting);
                }
            }
            What::HandedOut { update_id } => {
                if let Some((person, deed)) = self.queued.remove(update_id) {
                    self.push(entry.seq, person, deed);
                }
            }
            What::Request { method, .. } if method == "getme" => {
                self.push(entry.seq, 0, Deed::Started);
            }
            What::Request {
                method,
                outcome: Outcome::Ok { result },
                ..
            } => self.request(entry.seq, method, result, false),
            What::Request {
                method,
                outcome: Outcome::LostAnswer { result },
                ..
            } => self.request(entry.seq, method, result, true),
            _ => {}
        }
    }

    fn act(
        &self,
        person: i64,
        action: &str,
        message: Option<i64>,
        text: Option<&str>,
    ) -> Option<(i64, Deed)> {
        let text = text.unwrap_or_default();
        let deed = match action {
            "say" | "send" => Deed::Wrote(text.to_owned()),
            "press" => {
                let message = self.messages.get(&(person, message?))?;
                let label = message.buttons.iter().find(|(_, data)| data == text);
                Deed::Pressed {
                    label: label.map(|(label, _)| label.clone()).unwrap_or_default(),
                    data: text.to_owned(),
                    below: message.text.clone(),
                }
            }
            _ => return None,
        };
        Some((person, deed))
    }

    fn request(&mut self, seq: u64, method: &str, result: &Value, unheard: bool) {
        let (Some(chat), Some(id)) = (result["chat"]["id"].as_i64(), result["message_id"].as_i64())
        else {
            return;
        };
        let buttons = buttons(result);
        let message = Message {
            text: text(result).to_owned(),
            buttons,
        };
        match method {
            "sendmessage" | "sendphoto" => {
                let shown = Deed::Shown {
                    text: message.text.clone(),
                    buttons: message.buttons.clone(),
                    unheard,
                };
                self.push(seq, chat, shown);
                self.messages.insert((chat, id), message);
            }
            // The buttons that an edit takes away can still be pressed on a screen that has not heard of it.
            "editmessagetext" => {
                self.messages.insert((chat, id), message);
            }
            _ => {}
        }
    }

    fn push(&mut self, seq: u64, person: i64, deed: Deed) {
        self.facts.push(Fact { seq, person, deed });
    }
}

/// A message's text or caption.
pub fn text(message: &Value) -> &str {
    let text = message["text"].as_str();
    text.or(message["caption"].as_str()).unwrap_or_default()
}

/// A message's buttons that call the bot: labels and data, row by row.
pub fn buttons(message: &Value) -> Vec<(String, String)> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array();
    rows.into_iter()
        .flatten()
        .flat_map(|row| row.as_array().into_iter().flatten())
        .filter_map(|button| {
            let (label, data) = (button["text"].as_str()?, button["callback_data"].as_str()?);
            Some((label.to_owned(), data.to_owned()))
        })
        .collect()
}

/// A step as its message shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StepLine<'a> {
    /// `Step number of total`.
    pub number: usize,
    /// How many there are.
    pub total: usize,
    /// The title.
    pub title: &'a str,
    /// The author's text, below the bar.
    pub body: &'a str,
}

/// Reads `Step 3 of 12 · Title`, the bar, and the text below.
pub fn step_line(text: &str) -> Option<StepLine<'_>> {
    let (head, rest) = text.split_once('\n').unwrap_or((text, ""));
    let (numbers, title) = head.strip_prefix("Step ")?.split_once(" · ")?;
    let (number, total) = numbers.split_once(" of ")?;
    let body = rest.split_once('\n').map_or("", |(_, body)| body);
    Some(StepLine {
        number: number.parse().ok()?,
        total: total.parse().ok()?,
        title,
        body: body.trim(),
    })
}
