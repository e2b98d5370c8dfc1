//! Telegram's limits on sending, on the world's clock. Off unless a fault plan switches them on.

use std::collections::HashMap;

/// One message per second and chat, after a burst: Bot FAQ, read 2026-09-01.
const CHAT: Pace = Pace {
    every_ms: 1000,
    burst: 20,
};
/// Thirty messages per second over all chats: Bot FAQ, read 2026-09-01.
const ALL: Pace = Pace {
    every_ms: 34,
    burst: 30,
};
/// Twenty messages per minute in a group: Bot FAQ, read 2026-09-01.
const GROUP: Pace = Pace {
    every_ms: 3000,
    burst: 20,
};

#[derive(Clone, Copy)]
struct Pace {
    every_ms: i64,
    burst: i64,
}

impl Pace {
    /// So many a second, and as many at once. Counted in whole milliseconds, so 1000 at most.
    fn of_all(per_second: u32) -> Self {
        let burst = i64::from(per_second.clamp(1, 1000));
        let every_ms = (1000 + burst - 1) / burst;
        Self { every_ms, burst }
    }
}

/// When each lane will have worked off what it was given; bot and chat, chat 0 for all together.
#[derive(Debug, Default)]
pub(crate) struct Limits {
    busy_until: HashMap<(i64, i64), i64>,
}

impl Limits {
    /// Counts a message; `per_second`: how many go over all chats, if that is not as Telegram has it.
    ///
    /// # Errors
    ///
    /// The seconds to wait; a refused message is not counted.
    pub(crate) fn count(
        &mut self,
        now: i64,
        bot: i64,
        chat: i64,
        per_second: Option<u32>,
    ) -> Result<(), u32> {
        let of_chat = if chat < 0 { GROUP } else { CHAT };
        let of_all = per_second.map_or(ALL, Pace::of_all);
        let lanes = [((bot, chat), of_chat), ((bot, 0), of_all)];
        let mut longest = 0;
        for (key, pace) in lanes {
            let until = self.busy_until.get(&key).copied().unwrap_or(now).max(now);
            longest = longest.max(until - now - pace.every_ms * (pace.burst - 1));
        }
        if longest > 0 {
            return Err(u32::try_from((longest + 999) / 1000).unwrap_or(u32::MAX));
        }
        for (key, pace) in lanes {
            let until = self.busy_until.entry(key).or_insert(now);
            *until = (*until).max(now) + pace.every_ms;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_rate_over_all_chats() {
        let mut limits = Limits::default();
        for chat in 1..=100 {
            assert_eq!(limits.count(0, 1, chat, Some(100)), Ok(()));
        }
        assert_eq!(limits.count(0, 1, 101, Some(100)), Err(1));
        assert_eq!(limits.count(10, 1, 101, Some(100)), Ok(()));
        assert_eq!(limits.count(10, 1, 102, Some(100)), Err(1));
    }

    #[test]
    fn a_burst_then_one_per_second() {
        let mut limits = Limits::default();
        for _ in 0..20 {
            assert_eq!(limits.count(0, 1, 5, None), Ok(()));
        }
        assert_eq!(limits.count(0, 1, 5, None), Err(1));
        assert_eq!(limits.count(0, 1, 6, None), Ok(()));
        assert_eq!(limits.count(1000, 1, 5, None), Ok(()));
        assert_eq!(limits.count(1000, 1, 5, None), Err(1));
    }

    #[test]
    fn groups_take_twenty_a_minute() {
        let mut limits = Limits::default();
        for at in 0..20 {
            assert_eq!(limits.count(at, 1, -5, None), Ok(()));
        }
        assert_eq!(limits.count(20, 1, -5, None), Err(3));
    }
}
