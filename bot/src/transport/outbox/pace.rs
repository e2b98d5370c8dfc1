//! How fast messages leave.
//!
//! Telegram publishes about one message a second to a chat with short bursts, about 30 a second to all chats together,
//! and 20 a minute to a group (Bot API FAQ, read 2026-11-21). Answers to what somebody has just done go at once and slow
//! down only when Telegram says so; what goes to many takes what is left.

use std::collections::HashMap;
use std::num::NonZeroU32;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use entity::outbox::Lane;
use governor::{DefaultDirectRateLimiter, DefaultKeyedRateLimiter, Quota, RateLimiter};

use crate::clock::Clock;

/// Messages that a chat takes in one go before the second-by-second pace begins.
const BURST: NonZeroU32 = NonZeroU32::new(5).expect("5 is not 0");
/// Messages a minute to a group.
const GROUP: NonZeroU32 = NonZeroU32::new(20).expect("20 is not 0");

/// So many chats asked to wait …
const SEVERAL: usize = 3;
/// … within this time mean that the whole bot is too fast …
const TOGETHER: TimeDelta = TimeDelta::seconds(1);
/// … and then everything waits, at most this long at a time.
const LONGEST: TimeDelta = TimeDelta::seconds(10);

/// In this time as many messages go to many as Telegram takes in a second: about 25 of 30 a second.
const MANY_IN: Duration = Duration::from_millis(1200);

/// So many in this time, as many at once; none: no limit.
fn quota(messages: u32, time: Duration) -> Option<Quota> {
    let messages = NonZeroU32::new(messages)?;
    let each = time / messages.get();
    Quota::with_period(each).map(|quota| quota.allow_burst(messages))
}

/// The pace of one bot.
pub struct Pace {
    all: Option<DefaultDirectRateLimiter>,
    /// The share of what goes to many: room is left for answers.
    many: Option<DefaultDirectRateLimiter>,
    chat: Option<DefaultKeyedRateLimiter<i64>>,
    group: DefaultKeyedRateLimiter<i64>,
    clock: Clock,
    pauses: Mutex<Pauses>,
}

#[derive(Default)]
struct Pauses {
    chats: HashMap<i64, DateTime<Utc>>,
    /// Everything waits: Telegram has asked several chats to wait at once.
    all: Option<DateTime<Utc>>,
    /// Chats that were asked to wait a moment ago.
    asked: Vec<(i64, DateTime<Utc>)>,
    /// What goes to many waits whenever anybody has to.
    bulk: Option<DateTime<Utc>>,
}

impl Pace {
    /// A pace of `per_second` messages to all chats together and `per_chat` to one; 0: no limit of our own.
    pub fn new(per_second: u32, per_chat: u32, clock: Clock) -> Pace {
        let all = quota(per_second, Duration::from_secs(1)).map(RateLimiter::direct);
        let many = quota(per_second, MANY_IN)
            .map(|quota| RateLimiter::direct(quota.allow_burst(NonZeroU32::MIN)));
        let chat = NonZeroU32::new(per_chat)
            .map(|rate| RateLimiter::keyed(Quota::per_second(rate).allow_burst(BURST)));
        let group = RateLimiter::keyed(Quota::per_minute(GROUP));
        Pace {
            all,
            many,
            chat,
            group,
            clock,
            pauses: Mutex::default(),
        }
    }

    /// How long Telegram has asked to wait before anything of this lane goes to the chat; `None`: not at all.
    pub fn left(&self, chat: i64, lane: Lane) -> Option<Duration> {
        let until = {
            let pauses = self.pauses();
            let until = pauses.all.max(pauses.chats.get(&chat).copied());
            match lane {
                Lane::Interactive => until,
                Lane::Bulk | Lane::PutOff => until.max(pauses.bulk),
            }
        };
        let left = (until? - self.clock.now()).to_std().ok()?;
        (!left.is_zero()).then_some(left)
    }

    /// Waits until an answer may go to the chat: at once, unless it is a group. The answer counts, so that what goes to
    /// many stays behind it.
    pub async fn answer(&self, chat: i64) {
        if chat < 0 {
            self.group.until_key_ready(&chat).await;
        }
        // Taken when there is any left; an answer never waits for it.
        let _ = self.all.as_ref().map(RateLimiter::check);
        let _ = self.chat.as_ref().map(|limiter| limiter.check_key(&chat));
    }

    /// Waits until a message to many may go to the chat.
    pub async fn bulk(&self, chat: i64) {
        if chat < 0 {
            self.group.until_key_ready(&chat).await;
        }
        if let Some(limiter) = &self.chat {
            limiter.until_key_ready(&chat).await;
        }
        if let Some(limiter) = &self.many {
            limiter.until_ready().await;
        }
        if let Some(limiter) = &self.all {
            limiter.until_ready().await;
        }
    }

    /// Telegram has asked to wait this long before anything else goes to the chat. When several chats are asked within a
    /// second it is not about one chat: everything waits, though never long at a time, since one answer tells more.
    pub fn asked_to_wait(&self, chat: i64, pause: Duration) {
        let now = self.clock.now();
        let pause = TimeDelta::from_std(pause).unwrap_or(TimeDelta::MAX);
        let until = now
            .checked_add_signed(pause)
            .unwrap_or(DateTime::<Utc>::MAX_UTC);
        let mut pauses = self.pauses();
        pauses.chats.retain(|_, until| *until > now);
        pauses.chats.insert(chat, until);
        pauses.bulk = pauses.bulk.max(Some(until));
        pauses
            .asked
            .retain(|(other, at)| *other != chat && now - *at < TOGETHER);
        pauses.asked.push((chat, now));
        if pauses.asked.len() >= SEVERAL {
            pauses.all = pauses.all.max(Some(until.min(now + LONGEST)));
        }
    }

    /// Forgets chats that have been quiet, so that memory does not grow with the number of chats ever seen.
    pub fn forget_quiet_chats(&self) {
        if let Some(limiter) = &self.chat {
            limiter.retain_recent();
            limiter.shrink_to_fit();
        }
        self.group.retain_recent();
    }

    fn pauses(&self) -> std::sync::MutexGuard<'_, Pauses> {
        self.pauses.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
