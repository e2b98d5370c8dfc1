//! The judge on histories written by hand: what it finds, and what it lets pass.

use libtest_mimic::{Failed, Trial};
use playground::{Entry, Outcome, What};
use serde_json::{Value, json};

use super::judge::{Case, judge};
use super::walk::Kind;

const AUTHOR: i64 = 1;
const LEARNER: i64 = 2;

/// A history in the making.
#[derive(Default)]
struct Tale {
    entries: Vec<Entry>,
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

    fn act(mut self, person: i64, action: &'static str, message: i64, text: &str) -> Tale {
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

    fn shows(self, person: i64, text: &str, buttons: &[&str]) -> Tale {
        self.sends(person, text, buttons, true)
    }

    fn sends(mut self, person: i64, text: &str, buttons: &[&str], heard: bool) -> Tale {
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
    fn starts(self) -> Tale {
        self.push(What::Request {
            method: "getme".to_owned(),
            params: json!({}),
            outcome: Outcome::LostRequest,
        })
    }

    fn author(self, text: &str) -> Tale {
        self.act(AUTHOR, "say", 0, text)
    }

    fn tells(self, text: &str) -> Tale {
        self.shows(AUTHOR, text, &[])
    }

    fn press(self, message: i64, label: &str) -> Tale {
        self.act(LEARNER, "press", message, label)
    }

    /// The update of the last act came twice under new ids.
    fn again(mut self) -> Tale {
        self.updates += 1;
        let update_id = self.updates;
        self.push(What::Queued {
            update_id,
            update: "callback_query",
        })
        .push(What::HandedOut { update_id })
    }

    fn expires(self) -> Tale {
        let update_id = self.updates;
        self.push(What::Expired { update_id })
    }

    /// Step `number` of three.
    fn step(self, number: usize) -> Tale {
        let buttons: &[&str] = if number == 3 { &[] } else { &["Next ›"] };
        let text = format!("Step {number} of 3 · S{number}\n▰▰▱\n\nText {number}.");
        self.shows(LEARNER, &text, buttons)
    }

    fn end(self) -> Tale {
        self.shows(LEARNER, "Well done, Ada!", &[])
    }
}

/// A course of three steps, and a learner on its first step, which is message 6.
fn begun() -> Tale {
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
fn walked() -> Tale {
    begun()
        .press(6, "Next ›")
        .step(2)
        .press(7, "Next ›")
        .step(3)
        .end()
}

fn check(tale: Tale, expected: Option<Kind>) -> Result<(), Failed> {
    let found = judge(Case {
        history: &tale.entries,
        author: AUTHOR,
        over: true,
        late: false,
    });
    let kind = found.as_ref().err().map(|difference| difference.kind);
    if kind == expected {
        return Ok(());
    }
    Err(match found {
        Ok(counts) => format!("expected {expected:?}, found none: {counts}").into(),
        Err(difference) => format!("expected {expected:?}, found {difference}").into(),
    })
}

/// Every case as a trial.
pub fn trials() -> Vec<Trial> {
    let mut trials = Vec::new();
    let mut case = |name: &str, tale: fn() -> Tale, expected: Option<Kind>| {
        let name = format!("restarts::judge::{name}");
        trials.push(Trial::test(name, move || check(tale(), expected)));
    };
    passes(&mut case);
    walks(&mut case);
    courses(&mut case);
    trials
}

type Add<'a> = dyn FnMut(&str, fn() -> Tale, Option<Kind>) + 'a;

fn passes(case: &mut Add<'_>) {
    case("a walk to the end passes", walked, None);
    case(
        "messages shown again after a start pass",
        || {
            begun()
                .starts()
                .step(1)
                .press(6, "Next ›")
                .step(2)
                .starts()
                .step(1)
                .step(2)
                .press(8, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a message shown again because nobody heard of it passes",
        || {
            begun()
                .press(6, "Next ›")
                .sends(
                    LEARNER,
                    "Step 2 of 3 · S2\n▰▰▱\n\nText 2.",
                    &["Next ›"],
                    false,
                )
                .step(2)
                .press(8, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a double tap that moves once passes",
        || {
            begun()
                .press(6, "Next ›")
                .press(6, "Next ›")
                .step(2)
                .press(7, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a press repeated under a new id that moves once passes",
        || {
            begun()
                .press(6, "Next ›")
                .again()
                .step(2)
                .press(7, "Next ›")
                .again()
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a press that nobody fetched in time is owed nothing",
        || {
            begun()
                .press(6, "Next ›")
                .expires()
                .press(6, "Next ›")
                .step(2)
                .press(7, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "an old button that moves nothing passes",
        || {
            let offer = "That button belongs to another step. You are at step 3 of 3 · S3";
            walked()
                .press(6, "Next ›")
                .shows(LEARNER, offer, &["Continue"])
                .press(10, "Continue")
                .step(3)
                .end()
        },
        None,
    );
    case(
        "a second walk passes",
        || {
            walked()
                .shows(
                    LEARNER,
                    "Start “C” again from the first step?",
                    &["Start again"],
                )
                .press(10, "Start again")
                .step(1)
                .press(11, "Next ›")
                .step(2)
                .press(12, "Next ›")
                .step(3)
                .end()
        },
        None,
    );
}

fn walks(case: &mut Add<'_>) {
    let forgotten = Some(Kind::Forgotten);
    case(
        "a press without an effect is forgotten",
        || begun().press(6, "Next ›"),
        forgotten,
    );
    case(
        "a press without an effect is forgotten although another one helps",
        || {
            begun()
                .press(6, "Next ›")
                .act(LEARNER, "say", 0, "/continue")
                .step(1)
                .press(6, "Next ›")
                .step(2)
                .press(8, "Next ›")
                .step(3)
                .end()
        },
        forgotten,
    );
    case(
        "an end without its message is forgotten",
        || {
            begun()
                .press(6, "Next ›")
                .step(2)
                .press(7, "Next ›")
                .step(3)
        },
        forgotten,
    );
    case(
        "a learner who is put back is forgotten",
        || {
            let offer = "That button belongs to another step. You are at step 1 of 3 · S1";
            walked()
                .press(6, "Next ›")
                .shows(LEARNER, offer, &["Continue"])
        },
        forgotten,
    );
    case(
        "a step that never came is skipped",
        || begun().press(6, "Next ›").step(3),
        Some(Kind::Skipped),
    );
    case(
        "a double tap that moves twice is doubled",
        || {
            begun()
                .press(6, "Next ›")
                .press(6, "Next ›")
                .step(2)
                .step(3)
        },
        Some(Kind::Doubled),
    );
    case(
        "a message shown again for no reason is doubled",
        || begun().step(1),
        Some(Kind::Doubled),
    );
    case(
        "a move before the press reaches the bot is doubled",
        || {
            let mut tale = begun().press(6, "Next ›");
            let handed_out = tale.entries.pop();
            let mut tale = tale.step(2);
            tale.entries.extend(handed_out);
            tale.press(7, "Next ›").step(3).end()
        },
        Some(Kind::Doubled),
    );
    case(
        "a move without a press is doubled",
        || begun().step(2),
        Some(Kind::Doubled),
    );
    case(
        "a learner who does not go on is stranded",
        || begun().press(6, "Next ›").step(2),
        Some(Kind::Stranded),
    );
}

fn courses(case: &mut Add<'_>) {
    let half = Some(Kind::HalfSaved);
    case(
        "a step without its text is half-saved",
        || {
            begun()
                .press(6, "Next ›")
                .shows(LEARNER, "Step 2 of 3 · S2\n▰▰▱", &["Next ›"])
        },
        half,
    );
    case(
        "a step saved twice is half-saved",
        || {
            begun()
                .author("/addcourse")
                .author("D")
                .author("About D.")
                .author("T1")
                .author("Text.")
                .tells("Step 2, “T1”, is saved.")
        },
        half,
    );
    case(
        "a course that is shorter than written is half-saved",
        || {
            begun()
                .press(6, "Next ›")
                .shows(LEARNER, "Step 2 of 2 · S2\n▰▰▰\n\nText 2.", &[])
        },
        half,
    );
    case(
        "a course with words that nobody wrote is half-saved",
        || begun().shows(LEARNER, "C\nAbout\n\n3 steps", &["Start"]),
        half,
    );
    case(
        "a course that cannot be read is half-saved",
        || {
            walked()
                .author("/addcourse")
                .author("D")
                .author("About D.")
                .author("T1")
                .author("Text.")
                .tells("Step 1, “T1”, is saved.")
                .tells("“D” is open. This link leads straight to it:")
        },
        half,
    );
}
