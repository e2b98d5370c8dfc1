//! The world's clock: what the stand-in believes the time to be.
//!
//! Expiry, retries, deadlines and rate limits follow this clock. Waiting for a network answer and the
//! length of a long poll follow real time instead, because the bot on the other side lives there.

use std::sync::Arc;
use std::time::{Duration, UNIX_EPOCH};

use tokio::sync::watch;

/// Where the world's time comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorldClock {
    /// The machine's clock, plus whatever the clock was advanced by.
    System,
    /// A clock that stands still at this unix time (seconds, UTC) until it is advanced.
    Manual(i64),
}

/// A handle to the world's clock; clones move together.
#[derive(Clone, Debug)]
pub struct Clock {
    source: WorldClock,
    /// Milliseconds added to the source.
    ahead: Arc<watch::Sender<i64>>,
}

impl Clock {
    pub(crate) fn new(source: WorldClock) -> Self {
        Self {
            source,
            ahead: Arc::new(watch::Sender::new(0)),
        }
    }

    /// Unix time in whole seconds, UTC.
    pub fn now(&self) -> i64 {
        self.now_ms().div_euclid(1000)
    }

    /// Unix time in milliseconds, UTC.
    pub fn now_ms(&self) -> i64 {
        let base = match self.source {
            WorldClock::System => machine_ms(),
            WorldClock::Manual(seconds) => seconds.saturating_mul(1000),
        };
        base.saturating_add(*self.ahead.borrow())
    }

    /// Moves the clock forward and wakes everything that waits for a moment that has now come.
    pub fn advance(&self, by: Duration) {
        let by = i64::try_from(by.as_millis()).unwrap_or(i64::MAX);
        self.ahead
            .send_modify(|ahead| *ahead = ahead.saturating_add(by));
    }

    /// How far the clock was advanced since the world began, in milliseconds; it changes with every advance, so that a bot
    /// on the other side can go by the same clock.
    pub fn advances(&self) -> watch::Receiver<i64> {
        self.ahead.subscribe()
    }

    /// How far the clock was advanced since the world began, in milliseconds.
    pub(crate) fn ahead_ms(&self) -> i64 {
        *self.ahead.borrow()
    }

    pub(crate) fn set_ahead_ms(&self, ahead: i64) {
        self.ahead.send_replace(ahead);
    }

    /// Waits until the world's time is `moment` (milliseconds) or later.
    pub(crate) async fn until(&self, moment: i64) {
        let mut advances = self.ahead.subscribe();
        loop {
            let left = moment.saturating_sub(self.now_ms());
            if left <= 0 {
                return;
            }
            let moved = match self.source {
                WorldClock::Manual(_) => advances.changed().await,
                WorldClock::System => {
                    let left = Duration::from_millis(left.unsigned_abs());
                    match tokio::time::timeout(left, advances.changed()).await {
                        Ok(moved) => moved,
                        Err(_) => continue,
                    }
                }
            };
            if moved.is_err() {
                return;
            }
        }
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "this file is where the playground asks the time"
)]
fn machine_ms() -> i64 {
    let since = std::time::SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_manual_clock_moves_only_when_told() {
        let clock = Clock::new(WorldClock::Manual(1000));
        assert_eq!(clock.now(), 1000);
        let other = clock.clone();
        let waiting = tokio::spawn(async move { other.until(1_060_000).await });
        clock.advance(Duration::from_mins(1));
        waiting.await.unwrap();
        assert_eq!(clock.now(), 1060);
    }
}
