//! What the history of the Bot API says of an announcement.

use std::collections::HashSet;
use std::fmt;

use anyhow::ensure;
use playground::{Outcome, What, World};
use stepwise_bench::most_in_a_second;

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
    /// The world's time of each of them, in milliseconds.
    instants: Vec<i64>,
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
        sent.instants.push(entry.at_ms);
    }
    sent.instants.sort_unstable();
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
        let first = self.instants.first().copied().unwrap_or_default();
        let last = self.instants.last().copied().unwrap_or_default();
        let seconds = (last - first) as f64 / 1000.0;
        write!(
            f,
            "{} delivered, {} blocked, {} twice in {seconds:.1} s: {:.0} a second, \
             at most {} in any, asked to wait {} times",
            self.got.len(),
            self.blocked,
            self.again,
            (self.got.len() + self.blocked) as f64 / seconds,
            most_in_a_second(&self.instants),
            self.too_fast,
        )
    }
}
