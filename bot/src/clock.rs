//! The only place that asks the time or rolls dice.
//!
//! Everything else is told: the instant is read once per update or job and travels on as `now`. Tests hold a
//! [`ManualClock`] and move it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

/// What time it is, and a way to wait.
#[derive(Clone, Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// A clock that moves only when a test moves it.
    Manual(Arc<ManualClock>),
    /// The machine's own clock, and so much ahead of it: for rehearsals in the playground.
    Ahead(Arc<AheadClock>),
}

/// A clock that goes as the machine's, and can be put forward.
#[derive(Debug)]
pub struct AheadClock {
    by: watch::Sender<TimeDelta>,
}

impl AheadClock {
    /// A clock so much ahead.
    pub fn new(by: TimeDelta) -> AheadClock {
        AheadClock {
            by: watch::Sender::new(by),
        }
    }

    /// Is so much ahead of the machine's clock from now on, and wakes everything that waits, to see whether its time has come.
    pub fn put(&self, by: TimeDelta) {
        self.by.send_replace(by);
    }

    fn now(&self) -> DateTime<Utc> {
        let now = Clock::System.now().checked_add_signed(*self.by.borrow());
        now.unwrap_or(DateTime::<Utc>::MAX_UTC)
    }

    async fn until(&self, until: DateTime<Utc>) {
        let mut moves = self.by.subscribe();
        loop {
            moves.mark_unchanged();
            let left = until - self.now();
            let Ok(left) = left.to_std() else {
                return;
            };
            // Whether it was moved or so much time has passed is seen by looking again. The sender lives in the clock that is
            // borrowed here.
            let _ = tokio::time::timeout(left, moves.changed()).await;
        }
    }
}

/// A clock that stands still until it is moved.
#[derive(Debug)]
pub struct ManualClock {
    now: watch::Sender<DateTime<Utc>>,
}

impl ManualClock {
    /// A clock that stands at `now`.
    pub fn new(now: DateTime<Utc>) -> ManualClock {
        ManualClock {
            now: watch::Sender::new(now),
        }
    }

    /// Moves the clock on and wakes everything that was waiting for an instant now past.
    pub fn advance(&self, by: TimeDelta) {
        self.now.send_modify(|now| *now += by);
    }
}

impl Clock {
    /// The current instant, UTC.
    #[expect(
        clippy::disallowed_methods,
        reason = "this is the place the others are pointed to"
    )]
    pub fn now(&self) -> DateTime<Utc> {
        match self {
            Clock::System => Utc::now(),
            Clock::Manual(clock) => *clock.now.borrow(),
            Clock::Ahead(clock) => clock.now(),
        }
    }

    /// How far this machine's clock is ahead of UTC now, in minutes.
    pub fn minutes_ahead() -> i32 {
        let here = Clock::System.now().with_timezone(&chrono::Local);
        here.offset().local_minus_utc() / 60
    }

    /// Waits for `pause` to pass on this clock.
    pub async fn sleep(&self, pause: Duration) {
        match self {
            Clock::System => tokio::time::sleep(pause).await,
            Clock::Manual(clock) => {
                let mut seen = clock.now.subscribe();
                let until = *seen.borrow() + pause;
                // The sender lives in the clock that is borrowed here, so the wait cannot be cut short.
                let _ = seen.wait_for(|now| *now >= until).await;
            }
            Clock::Ahead(clock) => {
                let pause = TimeDelta::from_std(pause).unwrap_or(TimeDelta::MAX);
                let until = self.now().checked_add_signed(pause);
                clock.until(until.unwrap_or(DateTime::<Utc>::MAX_UTC)).await;
            }
        }
    }
}

/// Where chance comes from.
#[derive(Clone, Debug)]
pub enum Dice {
    /// The operating system's generator, fit for secrets.
    System,
    /// The same numbers every time, for tests.
    Seeded(Arc<AtomicU64>),
}

impl Dice {
    /// Numbers that follow from `seed`.
    pub fn seeded(seed: u64) -> Dice {
        Dice::Seeded(Arc::new(AtomicU64::new(seed)))
    }

    /// A number between 0 and `u64::MAX`, each as likely as the other.
    pub fn roll(&self) -> u64 {
        match self {
            Dice::System => getrandom::u64().expect("the operating system has a source of chance"),
            Dice::Seeded(state) => {
                // SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", 2014).
                const GOLDEN: u64 = 0x9E37_79B9_7F4A_7C15;
                let mut z = state
                    .fetch_add(GOLDEN, Ordering::Relaxed)
                    .wrapping_add(GOLDEN);
                z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
                z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
                z ^ (z >> 31)
            }
        }
    }

    /// A number for a revision: positive, so that it reads well in every database.
    pub fn revision(&self) -> i64 {
        i64::try_from(self.roll() >> 1).expect("63 bits fit")
    }

    /// A short reference that a person can read out: 6 characters without look-alikes.
    pub fn reference(&self) -> String {
        const LETTERS: &[u8; 32] = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
        let mut roll = self.roll();
        (0..6)
            .map(|_| {
                let letter = LETTERS[usize::try_from(roll % 32).expect("below 32")];
                roll /= 32;
                char::from(letter)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_clock_put_forward_wakes_who_waits() {
        let ahead = Arc::new(AheadClock::new(TimeDelta::days(1)));
        let clock = Clock::Ahead(Arc::clone(&ahead));
        assert!(clock.now() >= Clock::System.now() + TimeDelta::days(1) - TimeDelta::hours(1));
        let sleeper = tokio::spawn({
            let clock = clock.clone();
            async move { clock.sleep(Duration::from_hours(30)).await }
        });
        // Not far enough: it waits on.
        ahead.put(TimeDelta::days(1) + TimeDelta::hours(1));
        tokio::task::yield_now().await;
        assert!(!sleeper.is_finished());
        ahead.put(TimeDelta::days(3));
        sleeper.await.expect("it wakes");
        clock.sleep(Duration::ZERO).await;
    }
}
