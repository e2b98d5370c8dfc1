//! Learners who press *Next* a second after they have seen a step, and how long each step takes to come.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::time::Duration;

use anyhow::Context as _;
use playground::{Button, Happening, World};
use serde_json::Value;
use stepwise_bench::BOT;
use tokio::time::Instant;

use crate::author::{AUTHOR, ENDED, PATIENCE, button};

/// How long somebody reads.
const READS: Duration = Duration::from_secs(1);

/// Somebody is about to press this at that instant.
struct Next {
    at: Instant,
    person: i64,
    message: i64,
    data: String,
}

/// Learners on their way.
pub struct Walk {
    seen: u64,
    /// In the order in which they press: all read equally long.
    next: VecDeque<Next>,
    pressed: HashMap<i64, Instant>,
}

/// How long steps took to come.
pub struct Figures {
    /// In order.
    latencies: Vec<Duration>,
}

impl Walk {
    /// Everybody is shown the step at which they stand.
    pub async fn begin(world: &World, learners: usize) -> anyhow::Result<Walk> {
        let mut walk = Walk {
            seen: world.seq(),
            next: VecDeque::new(),
            pressed: HashMap::new(),
        };
        for person in (2..).take(learners) {
            world.say(BOT, person, "/continue")?;
        }
        while walk.next.len() < learners {
            for (person, message) in walk.news(world).await? {
                walk.reads(person, &message);
            }
        }
        Ok(walk)
    }

    /// Everybody goes on, so long or until the announcement has ended.
    pub async fn on(&mut self, world: &World, time: Option<Duration>) -> anyhow::Result<Figures> {
        let begun = Instant::now();
        let mut latencies = Vec::new();
        let mut has_ended = false;
        while !has_ended && time.is_none_or(|time| begun.elapsed() < time) {
            self.press(world)?;
            let due = self.next.front().map(|next| next.at);
            let news = tokio::select! {
                news = self.news(world) => news?,
                () = tokio::time::sleep_until(due.unwrap_or_else(|| Instant::now() + PATIENCE)) => continue,
            };
            for (person, message) in news {
                let text = message["text"].as_str().unwrap_or_default();
                has_ended |= person == AUTHOR && text.starts_with(ENDED);
                if !text.starts_with("Step ") {
                    continue;
                }
                if let Some(since) = self.pressed.remove(&person) {
                    latencies.push(since.elapsed());
                }
                self.reads(person, &message);
            }
        }
        latencies.sort_unstable();
        Ok(Figures { latencies })
    }

    /// Whoever has read long enough presses.
    fn press(&mut self, world: &World) -> anyhow::Result<()> {
        let now = Instant::now();
        while self.next.front().is_some_and(|next| next.at <= now) {
            if let Some(next) = self.next.pop_front() {
                self.pressed.insert(next.person, Instant::now());
                world.press(BOT, next.person, next.message, Button::Data(next.data))?;
            }
        }
        Ok(())
    }

    fn reads(&mut self, person: i64, message: &Value) {
        let at = Instant::now() + READS;
        if let Some((message, data)) = button(message, "next:") {
            self.next.push_back(Next {
                at,
                person,
                message,
                data,
            });
        }
    }

    /// The bot's new messages since the last look.
    async fn news(&mut self, world: &World) -> anyhow::Result<Vec<(i64, Value)>> {
        loop {
            let events = world.events_after(self.seen);
            if let Some(last) = events.last() {
                self.seen = last.seq;
                let messages = events.iter().filter_map(|event| match &event.kind {
                    Happening::Message { message } if message["from_bot"] == true => {
                        Some((event.person, message.clone()))
                    }
                    _ => None,
                });
                return Ok(messages.collect());
            }
            tokio::time::timeout(PATIENCE, world.changed_after(self.seen))
                .await
                .context("nothing happened for half a minute")?;
        }
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |percent: usize| {
            let rank = (self.latencies.len() * percent).div_ceil(100);
            let found = self.latencies.get(rank.saturating_sub(1));
            found.copied().unwrap_or_default().as_secs_f64() * 1000.0
        };
        write!(
            f,
            "{:>6} presses  p50 {:>7.2} ms  p99 {:>7.2} ms  max {:>7.2} ms",
            self.latencies.len(),
            ms(50),
            ms(99),
            ms(100),
        )
    }
}
