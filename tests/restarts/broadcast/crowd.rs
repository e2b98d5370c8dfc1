//! Who is in the course, and what shall become of each.

use playground::{Fault, Plan, Refusal, Rule};

pub use super::super::stage::AUTHOR;

/// The first of those who are to get it.
pub const FIRST: i64 = 1001;
/// Somebody who presses something meanwhile and is in no course.
pub const CURIOUS: i64 = 101;
/// How Telegram says that everybody has to wait, when it is not because the bot was too fast.
pub const STORM: &str = "Too Many Requests: retry after 1 (a storm)";

/// The first of those who have switched announcements off before, and how many they are.
const OFF: (i64, usize) = (901, 20);
/// So many messages in a row are refused by a storm …
const STRIKES: u32 = 4;
/// … and there is one for each so many recipients, and a few more.
const CALM: usize = 5000;

/// Those in the course.
#[derive(Clone, Copy, Debug)]
pub struct Crowd {
    /// For how many it is; those who have switched announcements off before are none of them.
    pub many: usize,
    /// Who switches announcements off meanwhile: the last of those who have not blocked the bot.
    pub late: i64,
}

/// What shall have become of somebody's announcement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// They have got it.
    Gets,
    /// They have blocked the bot.
    HasBlocked,
    /// They switch announcements off before their turn comes.
    SwitchesOff,
    /// It is not for them.
    None,
}

impl Crowd {
    /// For so many.
    pub fn of(many: usize) -> Crowd {
        let mut crowd = Crowd { many, late: 0 };
        let reachable = crowd.recipients().filter(|who| !has_blocked(*who));
        crowd.late = reachable.last().unwrap_or(FIRST);
        crowd
    }

    /// Those for whom it is, in the order in which it is handed on.
    pub fn recipients(self) -> impl Iterator<Item = i64> {
        (FIRST..).take(self.many)
    }

    /// Everybody in the course.
    pub fn everybody(self) -> impl Iterator<Item = i64> {
        off().chain(self.recipients())
    }

    /// What shall become of one of them.
    pub fn fate(self, who: i64) -> Fate {
        if who < FIRST {
            Fate::None
        } else if has_blocked(who) {
            Fate::HasBlocked
        } else if who == self.late {
            Fate::SwitchesOff
        } else {
            Fate::Gets
        }
    }

    /// How many of those for whom it is have this fate.
    pub fn count(self, fate: Fate) -> usize {
        let people = self.recipients();
        people.filter(|who| self.fate(*who) == fate).count()
    }

    /// How many messages the storms refuse.
    pub fn refused(self) -> usize {
        self.storms() * usize::try_from(STRIKES).unwrap_or_default()
    }

    /// Every so often Telegram asks everybody to wait, a few times in a row.
    pub fn plan(self) -> Plan {
        let refusal = Refusal {
            code: 429,
            description: STORM.to_owned(),
            retry_after: Some(1),
            migrate_to_chat_id: None,
        };
        let storm = |number: usize| {
            let calm = self.many * number / (self.storms() + 1);
            let refused = Fault::Refuse {
                refusal: refusal.clone(),
            };
            Rule::each("sendMessage", refused)
                .after(u32::try_from(calm).unwrap_or(u32::MAX))
                .times(STRIKES)
        };
        Plan {
            rules: (1..=self.storms()).map(storm).collect(),
            ..Plan::default()
        }
    }

    fn storms(self) -> usize {
        3 + self.many / CALM
    }
}

/// Those who have switched announcements off before.
pub fn off() -> impl Iterator<Item = i64> {
    (OFF.0..).take(OFF.1)
}

/// Whether somebody has blocked the bot.
pub fn has_blocked(who: i64) -> bool {
    who >= FIRST && (who - FIRST) % 10 == 3
}
