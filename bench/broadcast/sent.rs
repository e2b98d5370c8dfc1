//! What the history of the Bot API says of an announcement.

use std::collections::HashSet;
use std::fmt;

use anyhow::ensure;
use playground::{Outcome, What, World};

use crate::author::{AUTHOR, WORDS};

/// What became of it.
#[derive(Debug, Default)]
pub struct Sent {
    /// Those who have got it.
    got: HashSet<i64>,
    /// Messages that came to somebody who had got it.
    again: usize,
    /// Messages to those who have blocked the bot.
    blocked: usize,
    /// How often the bot was asked to wait.
    too_fast: usize,
    /// The world's time of the first and the last of them, in milliseconds.
    span: Option<(i64, i64)>,
}

/// Reads what happened after a number of the history.
pub fn read(world: &World, since: u64) -> Sent {
    let mut sent = Sent::default();
    for entry in world.history_after(since) {
        let What::Request {
            params, outcome, ..
        } = &entry.what
        else {
            continue;
        };
        if let Outcome::Refused { refusal } = outcome {
            sent.too_fast += usize::from(refusal.code == 429);
        }
        let chat = params["chat_id"].as_i64().unwrap_or_default();
        let text = params["text"].as_str().unwrap_or_default();
        if chat == AUTHOR || !text.ends_with(WORDS) {
            continue;
        }
        match outcome {
            Outcome::Ok { .. } => sent.again += usize::from(!sent.got.insert(chat)),
            Outcome::Refused { refusal } if refusal.code == 403 => sent.blocked += 1,
            _ => continue,
        }
        let (first, _) = sent.span.unwrap_or((entry.at_ms, entry.at_ms));
        sent.span = Some((first, entry.at_ms));
    }
    sent
}

impl Sent {
    /// Everybody was written to once.
    pub fn check(&self, everybody: usize) -> anyhow::Result<()> {
        ensure!(
            self.got.len() + self.blocked == everybody && self.again == 0,
            "not everybody was written to once: {self}"
        );
        Ok(())
    }
}

impl fmt::Display for Sent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (first, last) = self.span.unwrap_or_default();
        let seconds = (last - first) as f64 / 1000.0;
        write!(
            f,
            "{} delivered, {} blocked, {} twice in {seconds:.1} s: {:.0} a second, asked to wait {} times",
            self.got.len(),
            self.blocked,
            self.again,
            (self.got.len() + self.blocked) as f64 / seconds,
            self.too_fast,
        )
    }
}
