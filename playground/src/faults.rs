//! Trouble on order: what goes wrong between a bot and Telegram, reproducibly.

use serde::{Deserialize, Serialize};

use crate::api::answer::Refusal;
use crate::chance::Chance;

/// What shall go wrong. The default plan is: nothing.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Plan {
    /// Seed for everything the plan leaves to chance.
    pub seed: u64,
    /// Every request waits for a time between these two (milliseconds of real time) first.
    pub latency_ms: Option<(u64, u64)>,
    /// The first rule that strikes decides about a request.
    pub rules: Vec<Rule>,
    /// Every so-many-th update is handed out a second time after it was confirmed.
    pub repeat_updates_every: Option<u32>,
    /// Every so-many-th press arrives a second time under a new query id and a new update id.
    pub repeat_presses_every: Option<u32>,
    /// Sends to these chats are refused as if the person had blocked the bot.
    pub blocked: Vec<i64>,
    /// Telegram's rate limits: 1 message per second and chat with a burst of 20, 30 per second
    /// over all chats, 20 per minute in a group; on the world's clock.
    pub limits: bool,
    /// How many messages a second those limits let through over all chats; none means 30. For what would take an hour.
    pub per_second: Option<u32>,
}

/// When a fault strikes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// The method, in any case; none means every method except getUpdates.
    #[serde(default)]
    pub method: Option<String>,
    /// Only requests with this `chat_id`.
    #[serde(default)]
    pub chat: Option<i64>,
    /// So many matching requests pass first.
    #[serde(default)]
    pub skip: u32,
    /// Then every so-many-th is struck: 1 means each.
    #[serde(default = "one")]
    pub every: u32,
    /// And only with this probability, from 0 to 1.
    #[serde(default)]
    pub chance: Option<f64>,
    /// At most so many times; none means for ever.
    #[serde(default)]
    pub times: Option<u32>,
    /// What happens then.
    pub fault: Fault,
}

fn one() -> u32 {
    1
}

impl Rule {
    /// A rule that strikes every request of a method, without an end.
    pub fn each(method: &str, fault: Fault) -> Self {
        Self {
            method: Some(method.to_owned()),
            chat: None,
            skip: 0,
            every: 1,
            chance: None,
            times: None,
            fault,
        }
    }

    /// The same rule, striking at most so many times.
    #[must_use]
    pub fn times(self, times: u32) -> Self {
        Self {
            times: Some(times),
            ..self
        }
    }

    /// The same rule, after so many requests went well.
    #[must_use]
    pub fn after(self, skip: u32) -> Self {
        Self { skip, ..self }
    }
}

/// What goes wrong with a request.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Fault {
    /// 429 without an effect.
    RetryAfter {
        /// Seconds to wait, as the answer says.
        seconds: u32,
    },
    /// A status with an HTML body, as a proxy gives it; no effect.
    ServerError {
        /// 500, 502, 504.
        status: u16,
    },
    /// Any other refusal, in any words; no effect.
    Refuse {
        /// `error_code`, `description` and parameters.
        refusal: Refusal,
    },
    /// The connection is cut before the request has an effect.
    DropBefore,
    /// The connection is cut after the effect: the answer is lost.
    DropAfter,
    /// The request takes so much longer (milliseconds of real time), and then succeeds.
    Delay {
        /// How much longer.
        ms: u64,
    },
}

/// A plan at work: its counters and its chance.
#[derive(Debug)]
pub(crate) struct Trouble {
    pub(crate) plan: Plan,
    chance: Chance,
    seen: Vec<u32>,
    struck: Vec<u32>,
    updates: u32,
    presses: u32,
}

impl Default for Trouble {
    fn default() -> Self {
        Self::new(Plan::default())
    }
}

impl Trouble {
    pub(crate) fn new(plan: Plan) -> Self {
        let rules = plan.rules.len();
        Self {
            chance: Chance::seeded(plan.seed),
            seen: vec![0; rules],
            struck: vec![0; rules],
            updates: 0,
            presses: 0,
            plan,
        }
    }

    /// How long this request waits before anything else, in milliseconds.
    pub(crate) fn latency(&mut self) -> u64 {
        match self.plan.latency_ms {
            Some((from, to)) => from + self.chance.below(to.saturating_sub(from) + 1),
            None => 0,
        }
    }

    /// What goes wrong with this request, if anything. Delays are not decided here.
    pub(crate) fn strike(&mut self, method: &str, chat: Option<i64>) -> Option<Fault> {
        self.decide(method, chat, |fault| !matches!(fault, Fault::Delay { .. }))
    }

    /// By how many milliseconds a rule holds this request up.
    pub(crate) fn strike_delay(&mut self, method: &str, chat: Option<i64>) -> u64 {
        match self.decide(method, chat, |fault| matches!(fault, Fault::Delay { .. })) {
            Some(Fault::Delay { ms }) => ms,
            _ => 0,
        }
    }

    fn decide(
        &mut self,
        method: &str,
        chat: Option<i64>,
        kind: impl Fn(&Fault) -> bool,
    ) -> Option<Fault> {
        for (at, rule) in self.plan.rules.iter().enumerate() {
            if !kind(&rule.fault) {
                continue;
            }
            let meant = match &rule.method {
                Some(name) => name.eq_ignore_ascii_case(method),
                None => method != "getupdates",
            };
            if !meant || rule.chat.is_some_and(|wanted| Some(wanted) != chat) {
                continue;
            }
            self.seen[at] += 1;
            let counted = self.seen[at].saturating_sub(rule.skip);
            if counted == 0 || !counted.is_multiple_of(rule.every.max(1)) {
                continue;
            }
            if rule.times.is_some_and(|times| self.struck[at] >= times) {
                continue;
            }
            if let Some(chance) = rule.chance {
                let roll = self.chance.below(1_000_000);
                #[expect(clippy::cast_precision_loss, reason = "a million fits a float")]
                if roll as f64 >= chance * 1_000_000.0 {
                    continue;
                }
            }
            self.struck[at] += 1;
            return Some(rule.fault.clone());
        }
        None
    }

    pub(crate) fn repeats_update(&mut self) -> bool {
        nth(&mut self.updates, self.plan.repeat_updates_every)
    }

    pub(crate) fn repeats_press(&mut self) -> bool {
        nth(&mut self.presses, self.plan.repeat_presses_every)
    }
}

fn nth(count: &mut u32, every: Option<u32>) -> bool {
    let Some(every) = every else { return false };
    *count += 1;
    count.is_multiple_of(every.max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_count_their_own_requests() {
        let rule = Rule::each("sendMessage", Fault::DropBefore)
            .after(1)
            .times(2);
        let mut trouble = Trouble::new(Plan {
            rules: vec![rule],
            ..Plan::default()
        });
        assert_eq!(trouble.strike("getme", None), None);
        let struck: Vec<bool> = (0..5)
            .map(|_| trouble.strike("sendmessage", None).is_some())
            .collect();
        assert_eq!(struck, [false, true, true, false, false]);
    }

    #[test]
    fn plans_are_json() {
        let plan: Plan = serde_json::from_str(
            r#"{"seed":7,"rules":[{"method":"sendMessage","every":3,
                "fault":{"kind":"retry_after","seconds":5}}],"limits":true}"#,
        )
        .unwrap();
        assert_eq!(plan.rules[0].fault, Fault::RetryAfter { seconds: 5 });
        assert!(serde_json::from_str::<Plan>(r#"{"rulez":[]}"#).is_err());
    }

    #[test]
    fn the_same_seed_gives_the_same_trouble() {
        let rule = Rule {
            chance: Some(0.5),
            ..Rule::each("x", Fault::DropAfter)
        };
        let run = || {
            let plan = Plan {
                seed: 3,
                rules: vec![rule.clone()],
                ..Plan::default()
            };
            let mut trouble = Trouble::new(plan);
            (0..64)
                .map(|_| trouble.strike("x", None).is_some())
                .collect::<Vec<_>>()
        };
        assert_eq!(run(), run());
        assert!(run().contains(&true) && run().contains(&false));
    }
}
