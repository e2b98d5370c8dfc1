//! Polls in stories: sending, forwarding and voting.
//!
//! | line | what the person does |
//! |---|---|
//! | `sends quiz "What?": "A", *"B" because "It is."` | the option with the star is right; the explanation may be missing |
//! | `sends poll "What?": "A", "B"` | no option is right |
//! | `forwards quiz "What?": "A", *"B"`, also `forwards poll` | the bot is not told which one is right |
//! | `votes "A"`, `votes "A", "B"` | in the newest poll; `… on message 3`: in that of the bot's third message |
//! | `takes the vote back` | from the newest poll |

use anyhow::{Context, bail};
use playground::{Parcel, Question};
use serde_json::Value;

/// What a person does with polls.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PollDeed {
    /// Sends one.
    Send(Sent),
    /// Forwards one from elsewhere.
    Forward(Sent),
    /// Chooses these options; none takes the vote back.
    Vote {
        options: Vec<String>,
        message: Option<usize>,
    },
}

/// A poll as a person makes it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sent {
    question: String,
    options: Vec<String>,
    right: Option<Vec<usize>>,
    explanation: String,
}

impl Sent {
    /// The same for the stand-in.
    pub fn parcel(self) -> Parcel {
        Parcel::Poll(Question {
            question: self.question,
            options: self.options,
            correct: self.right,
            explanation: self.explanation,
            anonymous: true,
            multiple: false,
        })
    }
}

/// Reads a line. None: it is about something else.
///
/// # Errors
/// What does not read.
pub fn read(what: &str) -> anyhow::Result<Option<PollDeed>> {
    for (verb, deed) in [
        ("sends ", PollDeed::Send as fn(Sent) -> PollDeed),
        ("forwards ", PollDeed::Forward),
    ] {
        let rest = what.strip_prefix(verb).unwrap_or_default();
        for (kind, is_quiz) in [("quiz ", true), ("poll ", false)] {
            if let Some(rest) = rest.strip_prefix(kind) {
                return Ok(Some(deed(sent(rest, is_quiz)?)));
            }
        }
    }
    if what == "takes the vote back" {
        let (options, message) = (Vec::new(), None);
        return Ok(Some(PollDeed::Vote { options, message }));
    }
    let Some(rest) = what.strip_prefix("votes \"") else {
        return Ok(None);
    };
    let (rest, message) = match rest.rsplit_once(" on message ") {
        Some((rest, number)) => (rest, Some(number.parse()?)),
        None => (rest, None),
    };
    let options = rest.trim_end_matches('"').split("\", \"");
    let options = options.map(str::to_owned).collect();
    Ok(Some(PollDeed::Vote { options, message }))
}

fn sent(what: &str, is_quiz: bool) -> anyhow::Result<Sent> {
    let (question, rest) = what.split_once("\": ").context("which options?")?;
    let (rest, explanation) = rest.split_once(" because ").unwrap_or((rest, ""));
    let mut sent = Sent {
        question: question.trim_start_matches('"').to_owned(),
        explanation: explanation.trim_matches('"').to_owned(),
        right: is_quiz.then(Vec::new),
        ..Sent::default()
    };
    for (option, place) in rest.split(", ").zip(0..) {
        if let (Some(right), true) = (&mut sent.right, option.starts_with('*')) {
            right.push(place);
        }
        let words = option.trim_start_matches('*').trim_matches('"');
        sent.options.push(words.to_owned());
    }
    if sent.right.as_ref().is_some_and(Vec::is_empty) {
        bail!("no option of the quiz is right");
    }
    Ok(sent)
}

/// A poll in a message, line by line.
pub fn shown(poll: &Value) -> Vec<String> {
    let kind = poll["type"].as_str().unwrap_or_default();
    let kind = if kind == "regular" { "poll" } else { kind };
    let question = poll["question"].as_str().unwrap_or_default();
    let options = poll["options"].as_array().into_iter().flatten();
    let options = options.filter_map(|option| option["text"].as_str());
    std::iter::once(format!("({kind}) {question}"))
        .chain(options.map(|option| format!("○ {option}")))
        .collect()
}

/// The places of options by their words.
///
/// # Errors
/// Words that no option has.
pub fn places(poll: &Value, wanted: &[String]) -> anyhow::Result<Vec<usize>> {
    let options: Vec<&str> = poll["options"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|option| option["text"].as_str())
        .collect();
    let place = |words: &String| {
        let place = options.iter().position(|option| option == words);
        place.with_context(|| format!("no option says {words:?}"))
    };
    wanted.iter().map(place).collect()
}
