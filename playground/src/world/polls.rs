//! Polls: what they ask, who chose what, and how the Bot API shows them.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use crate::api::Refusal;
use crate::entities::Formatted;
use crate::world::message::{Author, Message};
use crate::world::queue::Lane;
use crate::world::state::{KEPT_MS, State};
use crate::world::{Happening, Impossible};

/// Bot API, sendPoll, read 2026-11-21: code points.
const QUESTION: usize = 300;
const OPTION: usize = 100;
const OPTIONS: usize = 12;
const EXPLANATION: usize = 200;
/// Line feeds in an explanation: Bot API, sendPoll, read 2026-11-21.
const EXPLANATION_LINES: usize = 2;

/// How a poll is voted in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Manner {
    /// Nobody hears who chose what.
    pub(crate) anonymous: bool,
    /// Several options may be chosen.
    pub(crate) multiple: bool,
    /// A vote may be changed and taken back.
    pub(crate) revoting: bool,
}

/// A poll as it is now.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(crate) struct Poll {
    pub(crate) id: String,
    pub(crate) question: Formatted,
    pub(crate) options: Vec<Formatted>,
    pub(crate) manner: Manner,
    /// The right options of a quiz; none means that it is no quiz.
    pub(crate) correct: Option<Vec<usize>>,
    pub(crate) explanation: Formatted,
    pub(crate) closed: bool,
    /// Seconds that it stays open.
    pub(crate) open_period: Option<i64>,
    /// Unix seconds.
    pub(crate) close_date: Option<i64>,
    /// The bot that made it; it hears of every vote.
    pub(crate) bot: Option<i64>,
    pub(crate) votes: BTreeMap<i64, Vec<usize>>,
    /// Where it is shown: bot, chat, message.
    pub(crate) places: BTreeSet<(i64, i64, i64)>,
}

impl Poll {
    /// What Telegram checks before it takes a poll, in its words and in its order.
    pub(crate) fn check(&self) -> Result<(), Refusal> {
        let length = |text: &Formatted| text.text.chars().count();
        if length(&self.question) == 0 || self.options.iter().any(|option| length(option) == 0) {
            return Err(Refusal::bad("text must be non-empty"));
        }
        if length(&self.question) > QUESTION {
            return Err(Refusal::bad(format!(
                "poll question length must not exceed {QUESTION}"
            )));
        }
        if self.options.is_empty() {
            return Err(Refusal::bad("poll must have at least one answer option"));
        }
        if self.options.len() > OPTIONS {
            return Err(Refusal::bad(format!(
                "poll can't have more than {OPTIONS} options"
            )));
        }
        if self.options.iter().any(|option| length(option) > OPTION) {
            return Err(Refusal::bad(format!(
                "poll options length must not exceed {OPTION}"
            )));
        }
        self.check_quiz()
    }

    fn check_quiz(&self) -> Result<(), Refusal> {
        let Some(correct) = &self.correct else {
            return Ok(());
        };
        if correct.is_empty() {
            return Err(Refusal::bad("correct quiz option list must be non-empty"));
        }
        if correct.windows(2).any(|pair| pair[0] >= pair[1]) {
            return Err(Refusal::bad("correct quiz option list must be increasing"));
        }
        if correct.iter().any(|right| *right >= self.options.len()) {
            return Err(Refusal::bad("wrong quiz correct_option_id"));
        }
        // Telegram does not publish its words for these two.
        let explanation = &self.explanation.text;
        if explanation.chars().count() > EXPLANATION
            || explanation.matches('\n').count() > EXPLANATION_LINES
        {
            return Err(Refusal::bad("QUIZ_EXPLANATION_INVALID"));
        }
        Ok(())
    }

    /// The Bot API's `Poll`; the right answer of a quiz is told only to who may know it.
    pub(crate) fn shown(&self, knowing: bool) -> Value {
        let count = |at: usize| {
            self.votes
                .values()
                .filter(|chosen| chosen.contains(&at))
                .count()
        };
        let options: Vec<Value> = self
            .options
            .iter()
            .enumerate()
            .map(|(at, option)| {
                json!({ "persistent_id": at.to_string(), "text": option.text, "voter_count": count(at) })
            })
            .collect();
        let kind = if self.correct.is_some() {
            "quiz"
        } else {
            "regular"
        };
        let mut shown = json!({
            "id": self.id, "question": self.question.text, "options": options,
            "total_voter_count": self.votes.len(), "is_closed": self.closed,
            "is_anonymous": self.manner.anonymous, "type": kind,
            "allows_multiple_answers": self.manner.multiple, "allows_revoting": self.manner.revoting,
        });
        if let Some(correct) = self.correct.as_ref().filter(|_| knowing || self.closed) {
            shown["correct_option_ids"] = json!(correct);
            if let [only] = correct[..] {
                shown["correct_option_id"] = only.into();
            }
            if !self.explanation.text.is_empty() {
                shown["explanation"] = self.explanation.text.clone().into();
                shown["explanation_entities"] = json!(self.explanation.entities);
            }
        }
        if let Some(seconds) = self.open_period {
            shown["open_period"] = seconds.into();
        }
        if let Some(at) = self.close_date {
            shown["close_date"] = at.into();
        }
        shown
    }

    /// What the page needs besides: who chose what, and the answer for who has chosen.
    pub(crate) fn for_page(&self) -> Value {
        let mut shown = json!({ "votes": self.votes });
        if let Some(correct) = self
            .correct
            .as_ref()
            .filter(|_| self.closed || !self.votes.is_empty())
        {
            shown["correct"] = json!(correct);
            shown["explanation"] = self.explanation.text.clone().into();
            shown["explanation_entities"] = json!(self.explanation.entities);
        }
        shown
    }

    /// Takes a vote; an empty one is a retraction.
    pub(crate) fn vote(&mut self, person: i64, chosen: &[usize]) -> Result<(), Impossible> {
        let no = |why: &str| Err(Impossible::Refused(why.to_owned()));
        if self.closed {
            return no("MESSAGE_POLL_CLOSED");
        }
        let before = self.votes.get(&person);
        if before.is_some() && !self.manner.revoting {
            return no("REVOTE_NOT_ALLOWED");
        }
        let chosen: BTreeSet<usize> = chosen.iter().copied().collect();
        let unknown = chosen.iter().any(|at| *at >= self.options.len());
        if unknown || (chosen.is_empty() && before.is_none()) {
            return no("OPTION_INVALID");
        }
        if chosen.len() > 1 && !self.manner.multiple {
            return no("OPTIONS_TOO_MUCH");
        }
        if chosen.is_empty() {
            self.votes.remove(&person);
        } else {
            self.votes.insert(person, chosen.into_iter().collect());
        }
        Ok(())
    }
}

/// Whether a bot may know the right answer: of a quiz that it sent or that was sent, not forwarded, in private.
/// Bot API, `Poll.correct_option_id`, read 2026-11-21.
pub(crate) fn tells_answer(message: &Message) -> bool {
    let original = message.forward_origin.is_none();
    original && (message.author == Author::Bot || message.chat > 0)
}

impl State {
    /// Keeps a new poll; the answer is its id.
    pub(crate) fn add_poll(&mut self, mut poll: Poll) -> Result<String, Refusal> {
        poll.check()?;
        poll.id = (self.roll() >> 2).to_string();
        let now = self.now.div_euclid(1000);
        if let Some(seconds) = poll.open_period {
            poll.close_date = Some(now + seconds);
        }
        let id = poll.id.clone();
        if let Some(at) = poll.close_date.filter(|_| !poll.closed) {
            self.closing.insert((at, id.clone()));
        }
        self.polls.insert(id.clone(), poll);
        Ok(id)
    }

    /// Closes polls whose time is over.
    pub(crate) fn close_polls(&mut self) {
        let now = self.now.div_euclid(1000);
        while let Some((_, id)) = self.closing.first().filter(|(at, _)| *at <= now).cloned() {
            self.close_poll(&id);
        }
    }

    /// Closes a poll, and tells its bot and everybody who sees it.
    pub(crate) fn close_poll(&mut self, id: &str) {
        let Some(poll) = self.polls.get_mut(id) else {
            return;
        };
        poll.closed = true;
        if let Some(at) = poll.close_date {
            self.closing.remove(&(at, id.to_owned()));
        }
        self.tell_of_poll(id);
        self.poll_changed(id);
    }

    /// The state of a poll, to the bot that sent it.
    pub(crate) fn tell_of_poll(&mut self, id: &str) {
        if let Some(poll) = self.polls.get(id)
            && let Some(bot) = poll.bot
        {
            let shown = poll.shown(true);
            self.enqueue(bot, "poll", lane(id), KEPT_MS, &shown);
        }
    }

    /// A person's vote, to the bot that sent the poll; an empty one is a retraction.
    pub(crate) fn tell_of_vote(&mut self, id: &str, person: i64) {
        let Some(poll) = self.polls.get(id) else {
            return;
        };
        let Some(bot) = poll.bot else {
            return;
        };
        let chosen = poll.votes.get(&person).cloned().unwrap_or_default();
        let names: Vec<String> = chosen.iter().map(usize::to_string).collect();
        let body = json!({
            "poll_id": id, "user": self.user(person), "option_ids": chosen,
            "option_persistent_ids": names,
        });
        self.enqueue(bot, "poll_answer", lane(id), KEPT_MS, &body);
    }

    /// Tells everybody who sees a poll that it is another one now.
    pub(crate) fn poll_changed(&mut self, id: &str) {
        let places = self.polls.get(id).map(|poll| poll.places.clone());
        for (bot, chat, message_id) in places.unwrap_or_default() {
            let Some(message) = self.message(bot, chat, message_id) else {
                continue;
            };
            let shown = self.page(bot, message);
            self.emit(bot, chat, Happening::Poll { message: shown });
        }
    }
}

fn lane(id: &str) -> Lane {
    Lane::Poll(id.parse().unwrap_or(0))
}
