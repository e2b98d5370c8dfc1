//! Histories written by hand, for trying the judge.

use playground::{Entry, Outcome, What};
use serde_json::{Value, json};

/// Who writes courses.
pub const AUTHOR: i64 = 1;
/// Who walks through one.
pub const LEARNER: i64 = 2;

/// A history in the making.
#[derive(Default)]
pub struct Tale {
    /// What has happened so far.
    pub entries: Vec<Entry>,
    updates: i64,
    messages: i64,
}

impl Tale {
    fn push(mut self, what: What) -> Tale {
        let seq = self.entries.len() as u64 + 1;
        self.entries.push(Entry {
            seq,
            at_ms: 0,
            bot: 9,
            what,
        });
        self
    }

    /// Somebody does something, and the bot gets it.
    pub fn act(mut self, person: i64, action: &'static str, message: i64, text: &str) -> Tale {
        self.updates += 1;
        let update_id = self.updates;
        self.push(What::User {
            person,
            action,
            message_id: (message > 0).then_some(message),
            text: Some(text.to_owned()),
        })
        .push(What::Queued {
            update_id,
            update: "message",
        })
        .push(What::HandedOut { update_id })
    }

    /// The bot shows somebody a message; each button's data is its label.
    pub fn shows(self, person: i64, text: &str, buttons: &[&str]) -> Tale {
        self.sends(person, text, buttons, true)
    }

    /// The same, and the bot may not hear of it.
    pub fn sends(mut self, person: i64, text: &str, buttons: &[&str], heard: bool) -> Tale {
        self.messages += 1;
        let row: Vec<Value> = buttons
            .iter()
            .map(|label| json!({ "text": label, "callback_data": label }))
            .collect();
        let result = json!({
            "message_id": self.messages, "chat": { "id": person }, "text": text,
            "reply_markup": { "inline_keyboard": [row] },
        });
        self.push(What::Request {
            method: "sendmessage".to_owned(),
            params: json!({ "chat_id": person, "text": text }),
            outcome: if heard {
                Outcome::Ok { result }
            } else {
                Outcome::LostAnswer { result }
            },
        })
    }

    /// The bot's process starts.
    pub fn starts(self) -> Tale {
        self.push(What::Request {
            method: "getme".to_owned(),
            params: json!({}),
            outcome: Outcome::LostRequest,
        })
    }

    /// The author writes.
    pub fn author(self, text: &str) -> Tale {
        self.act(AUTHOR, "say", 0, text)
    }

    /// The bot tells the author.
    pub fn tells(self, text: &str) -> Tale {
        self.shows(AUTHOR, text, &[])
    }

    /// The learner presses.
    pub fn press(self, message: i64, label: &str) -> Tale {
        self.act(LEARNER, "press", message, label)
    }

    /// The update of the last act came twice under new ids.
    pub fn again(mut self) -> Tale {
        self.updates += 1;
        let update_id = self.updates;
        self.push(What::Queued {
            update_id,
            update: "callback_query",
        })
        .push(What::HandedOut { update_id })
    }

    /// Nobody fetched the last act in time.
    pub fn expires(self) -> Tale {
        let update_id = self.updates;
        self.push(What::Expired { update_id })
    }

    /// Step `number` of three.
    pub fn step(self, number: usize) -> Tale {
        let buttons: &[&str] = if number == 3 { &[] } else { &["Next ›"] };
        let text = format!("Step {number} of 3 · S{number}\n▰▰▱\n\nText {number}.");
        self.shows(LEARNER, &text, buttons)
    }

    /// The words at the end.
    pub fn end(self) -> Tale {
        self.shows(LEARNER, "Well done, Ada!", &[])
    }
}

/// A course of three steps, and a learner on its first step, which is message 6.
pub fn begun() -> Tale {
    let mut tale = Tale::default()
        .author("/addcourse")
        .author("C")
        .author("About C.");
    for number in 1..=3 {
        tale = tale
            .author(&format!("S{number}"))
            .author(&format!("Text {number}."))
            .tells(&format!("Step {number}, “S{number}”, is saved."));
    }
    tale.tells("“C” is open. This link leads straight to it:\nhttps://t.me/x?start=c_c")
        .shows(LEARNER, "C\nAbout C.\n\n3 steps", &["Start"])
        .press(5, "Start")
        .step(1)
}

/// The same learner at the end, all messages from 6 to 9.
pub fn walked() -> Tale {
    begun()
        .press(6, "Next ›")
        .step(2)
        .press(7, "Next ›")
        .step(3)
        .end()
}
