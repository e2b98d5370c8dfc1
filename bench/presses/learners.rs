//! Learners who press *Next* the moment they see a step, or an option the moment they see a question, and what that
//! measures.

use std::collections::HashMap;
use std::fmt;
use std::time::{Duration, Instant};

use anyhow::Context as _;
use playground::{Button, Happening, World};
use serde_json::Value;

use stepwise_bench::BOT;

use crate::course::Pressed;

/// What a walk has measured.
#[derive(Debug, Default)]
pub struct Figures {
    presses: usize,
    elapsed: Duration,
    latencies: Vec<Duration>,
    /// The most memory the process has held.
    pub peak_memory_kib: Option<u64>,
}

impl Figures {
    /// Presses answered in a second.
    pub fn presses_per_second(&self) -> f64 {
        self.presses as f64 / self.elapsed.as_secs_f64()
    }

    /// The latency that so many percent stay under, from the press to the next step in the chat.
    pub fn percentile(&self, percent: usize) -> Duration {
        let rank = (self.latencies.len() * percent).div_ceil(100);
        self.latencies
            .get(rank.saturating_sub(1))
            .copied()
            .unwrap_or_default()
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ms = |percent| self.percentile(percent).as_secs_f64() * 1000.0;
        write!(
            f,
            "{:>6} presses in {:>6.2} s  {:>7.0} presses/s  p50 {:>7.2} ms  p99 {:>7.2} ms  peak {:>5.1} MiB",
            self.presses,
            self.elapsed.as_secs_f64(),
            self.presses_per_second(),
            ms(50),
            ms(99),
            self.peak_memory_kib.unwrap_or_default() as f64 / 1024.0,
        )
    }
}

/// How long nothing may happen before the walk is given up.
const PATIENCE: Duration = Duration::from_secs(30);

/// Brings everybody to the first step or question, then lets all walk at once to the last one.
pub async fn walk(
    world: &World,
    learners: usize,
    steps: usize,
    kind: Pressed,
) -> anyhow::Result<Figures> {
    let mut seen = world.seq();
    let mut standing: HashMap<i64, (i64, String)> = HashMap::new();
    for person in 1..=i64::try_from(learners)? {
        world
            .say(BOT, person, "/start c_bench")
            .map_err(|error| anyhow::anyhow!("{error:?}"))?;
    }
    while standing.len() < learners {
        for (person, message) in news(world, &mut seen).await? {
            if let Some((id, data)) = button(&message, "join:") {
                press(world, person, id, data)?;
            } else if let Some(found) = button(&message, kind.prefix()) {
                standing.insert(person, found);
            }
        }
    }
    let mut figures = Figures::default();
    let mut pressed: HashMap<i64, Instant> = HashMap::new();
    let started = Instant::now();
    for (person, (id, data)) in standing {
        pressed.insert(person, Instant::now());
        press(world, person, id, data)?;
    }
    let wanted = learners * (steps - 1);
    while figures.presses < wanted {
        for (person, message) in news(world, &mut seen).await? {
            if kind == Pressed::Next && !is_step(&message) {
                continue;
            }
            if let Some(since) = pressed.remove(&person) {
                figures.latencies.push(since.elapsed());
                figures.presses += 1;
            }
            if let Some((id, data)) = button(&message, kind.prefix()) {
                pressed.insert(person, Instant::now());
                press(world, person, id, data)?;
            }
        }
    }
    figures.elapsed = started.elapsed();
    figures.latencies.sort_unstable();
    Ok(figures)
}

/// The bot's new messages since the last look.
async fn news(world: &World, seen: &mut u64) -> anyhow::Result<Vec<(i64, Value)>> {
    loop {
        let events = world.events_after(*seen);
        if let Some(last) = events.last() {
            *seen = last.seq;
            let messages = events.iter().filter_map(|event| match &event.kind {
                Happening::Message { message } if message["from_bot"] == true => {
                    Some((event.person, message.clone()))
                }
                _ => None,
            });
            return Ok(messages.collect());
        }
        tokio::time::timeout(PATIENCE, world.changed_after(*seen))
            .await
            .context("nothing happened for half a minute")?;
    }
}

fn is_step(message: &Value) -> bool {
    message["text"]
        .as_str()
        .is_some_and(|text| text.starts_with("Step "))
}

/// The message's id and what its first button of a kind carries.
fn button(message: &Value, prefix: &str) -> Option<(i64, String)> {
    let rows = message["reply_markup"]["inline_keyboard"].as_array()?;
    let data = rows
        .iter()
        .flat_map(|row| row.as_array().into_iter().flatten())
        .filter_map(|button| button["callback_data"].as_str())
        .find(|data| data.starts_with(prefix))?;
    Some((message["message_id"].as_i64()?, data.to_owned()))
}

fn press(world: &World, person: i64, message: i64, data: String) -> anyhow::Result<()> {
    world
        .press(BOT, person, message, Button::Data(data))
        .map(drop)
        .map_err(|error| anyhow::anyhow!("{error:?}"))
}
