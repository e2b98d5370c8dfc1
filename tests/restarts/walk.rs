//! One learner's walk, twice: as the presses say it must be, and as the chat shows it.
//!
//! The rules are written down here a second time, in the plainest form: *Next* below step k moves to step k+1 if the
//! learner stands on k, and nothing else moves anybody but *Start* and, for who stands where the question was asked or
//! has just started again, *Start again*. Every press and command thereby
//! owes a list of messages, in order, from the moment at which it is handed to the bot. What is shown must be that list.
//! When the bot starts anew it may show the last messages once more, since the Bot API has no key against it, and go on
//! from there; a message may also come again when the bot did not hear that it was shown. Nothing may be left out and
//! nothing may come that is not owed.

use std::collections::BTreeMap;

use super::reading::{Deed, Fact, step_line};
use super::turns::{Fits, Shown};

/// A message that tells where a learner is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Show {
    /// A step by its number.
    Step(usize),
    /// `Well done`.
    End,
    /// `That button belongs to another step. You are at step …`
    Offer(usize),
}

/// What is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A press or command that reached the bot has had no effect.
    Forgotten,
    /// A step was passed over.
    Skipped,
    /// A place was moved without a press for it.
    Doubled,
    /// A course is not what its author has written.
    HalfSaved,
    /// A learner is not at the end.
    Stranded,
}

/// A learner's walk.
#[derive(Debug, Default)]
pub struct Walk {
    place: Option<usize>,
    total: usize,
    /// The steps' numbers, by the data of the buttons that lead on from them.
    numbers: BTreeMap<String, usize>,
    owed: Vec<Owed>,
    /// What has been shown: everything that fits what was seen, since a message shown again cannot be told from the same
    /// message owed twice. With each, how many were shown again at least.
    shown: BTreeMap<Shown, usize>,
    /// The bot has started and shown nothing here since.
    restarted: bool,
    /// How many messages were owed when the bot last started.
    left: usize,
    /// Whatever was shown may be shown again at any time, and what was owed at the last start may come out of its turn.
    late: bool,
    /// Presses that reached the bot.
    pub presses: usize,
    /// Presses that moved the learner.
    pub moves: usize,
    /// How often the end was reached.
    pub ends: usize,
}

#[derive(Clone, Copy, Debug)]
struct Owed {
    show: Show,
    /// The press or command in the history.
    since: u64,
}

/// So many messages at most come again after a start: fewer than a course has steps, so that a second walk through the
/// course is not taken for the first one shown again.
const AGAIN: usize = 8;

impl Walk {
    /// A walk with a bot that may come back to what a dead process has left when newer messages are long there: it comes
    /// later than they, but it comes.
    pub fn late() -> Walk {
        Walk {
            late: true,
            ..Walk::default()
        }
    }

    /// Takes the next thing that this learner did or saw.
    ///
    /// # Errors
    /// The kind of difference, and in words what it is.
    pub fn take(&mut self, fact: &Fact) -> Result<(), (Kind, String)> {
        match &fact.deed {
            Deed::Wrote(text) if text == "/continue" => self.owe_place(fact.seq),
            Deed::Wrote(_) => {}
            Deed::Pressed { label, data, below } => {
                self.presses += 1;
                self.press(label, data, below, fact.seq);
            }
            Deed::Shown {
                text,
                buttons,
                unheard,
            } => {
                self.learn(text, buttons);
                if let Some(show) = self.read(text) {
                    return self.see(show, *unheard);
                }
            }
            Deed::Started => self.restart(),
        }
        Ok(())
    }

    /// The bot starts anew.
    pub fn restart(&mut self) {
        self.restarted = true;
        self.left = self.owed.len();
    }

    /// What is wrong when nothing more will happen.
    ///
    /// # Errors
    /// As [`Walk::take`], with the place in the history that it is about.
    pub fn end(&self) -> Result<(), (Kind, u64, String)> {
        if let Some(owed) = self.missing().and_then(|at| self.owed.get(at)) {
            let words = format!(
                "{:?} is owed since #{} and never came",
                owed.show, owed.since
            );
            return Err((Kind::Forgotten, owed.since, words));
        }
        match self.place {
            Some(place) if place != self.total => {
                let words = format!("stands on step {place} of {} at the end", self.total);
                let last = self.owed.last().map_or(0, |owed| owed.since);
                Err((Kind::Stranded, last, words))
            }
            _ => Ok(()),
        }
    }

    /// How many messages were shown again at least.
    pub fn again(&self) -> usize {
        self.shown.last_key_value().map_or(0, |(_, again)| *again)
    }

    /// The first owed message that has not come, by the reading that leaves the fewest.
    fn missing(&self) -> Option<usize> {
        let missing = |shown: &Shown| shown.late.len() + self.owed.len() - shown.done;
        let fewest = self.shown.keys().min_by_key(|shown| missing(shown));
        let shown = fewest.cloned().unwrap_or_default();
        let next = (shown.done < self.owed.len()).then_some(shown.done);
        shown.late.first().copied().or(next)
    }

    /// Which step a button leads on from, by its data: `next:course:step`, as every other button of a step ends.
    fn learn(&mut self, text: &str, buttons: &[(String, String)]) {
        let next = buttons.iter().find(|(label, _)| label == "Next ›");
        if let (Some(step), Some((_, data))) = (step_line(text), next) {
            self.numbers.insert(id(data).to_owned(), step.number);
        }
    }

    fn press(&mut self, label: &str, data: &str, below: &str, seq: u64) {
        let step = step_line(below);
        match (label, step) {
            ("Next ›" | "Finish ✓", Some(step)) => {
                self.total = step.total;
                if self.place == Some(step.number) {
                    self.place = Some(step.number + 1);
                    self.moves += 1;
                    self.ends += usize::from(step.number + 1 == step.total);
                    self.owe_place(seq);
                } else {
                    self.owe_offer(step.number, seq);
                }
            }
            ("Start", None) if self.place.is_none() => self.begin(seq),
            ("Start", None) | ("Continue", _) => self.owe_place(seq),
            // The card has a button of the same name, which only asks.
            ("Start again", None) if below.starts_with("Start “") => {
                // Nothing leads on from the last step.
                let from = self.numbers.get(id(data)).copied().unwrap_or(self.total);
                if self.place == Some(from) || self.place == Some(1) {
                    self.begin(seq);
                } else {
                    self.owe_offer(from, seq);
                }
            }
            _ => {}
        }
    }

    /// The learner has pressed a button that was drawn for another step than the one they stand on.
    fn owe_offer(&mut self, pressed: usize, seq: u64) {
        // Right below the pressed step a passing note is enough.
        if let Some(place) = self.place.filter(|place| *place != pressed + 1) {
            self.owe(Show::Offer(place), seq);
        }
    }

    fn begin(&mut self, seq: u64) {
        self.place = Some(1);
        self.owe(Show::Step(1), seq);
    }

    fn owe_place(&mut self, seq: u64) {
        let Some(place) = self.place else { return };
        self.owe(Show::Step(place), seq);
        if place == self.total {
            self.owe(Show::End, seq);
        }
    }

    fn owe(&mut self, show: Show, since: u64) {
        self.owed.push(Owed { show, since });
    }

    /// What a message says of the learner's place, if anything.
    fn read(&mut self, text: &str) -> Option<Show> {
        if let Some(step) = step_line(text) {
            self.total = step.total;
            return Some(Show::Step(step.number));
        }
        if text.starts_with("Well done, ") {
            return Some(Show::End);
        }
        let offer = text.strip_prefix("That button belongs to ")?;
        let (_, place) = offer.split_once("You are at step ")?;
        let number = place.split(' ').next()?.parse().ok()?;
        Some(Show::Offer(number))
    }

    fn see(&mut self, show: Show, unheard: bool) -> Result<(), (Kind, String)> {
        if self.shown.is_empty() {
            self.shown.insert(Shown::default(), 0);
        }
        let back = if self.restarted { AGAIN } else { 0 };
        let is_it = |at: &usize| self.owed.get(*at).is_some_and(|owed| owed.show == show);
        let mut fits = Fits::default();
        for (shown, again) in &self.shown {
            let done = shown.done;
            for at in (done.saturating_sub(back)..=done).filter(is_it) {
                fits.may_be(shown.up_to(at), again + done - at);
                if unheard {
                    fits.may_be(shown.turn(at), again + done - at + 1);
                }
            }
            if self.late {
                self.see_late(shown, *again, unheard, is_it, &mut fits);
            }
        }
        if fits.0.is_empty() {
            return Err(self.difference(show));
        }
        self.shown = fits.0;
        self.restarted = false;
        Ok(())
    }

    /// What a dead process has left comes whenever it is found: nothing has to follow it once more, and what is newer
    /// may come before it.
    fn see_late(
        &self,
        shown: &Shown,
        again: usize,
        unheard: bool,
        is_it: impl Fn(&usize) -> bool,
        fits: &mut Fits,
    ) {
        let newer = (shown.done + 1..self.owed.len()).take_while(|at| *at <= self.left);
        let mut came = (0..shown.done).any(|at| is_it(&at));
        for at in newer.filter(&is_it) {
            fits.may_be(shown.past(at), again);
            came |= unheard;
        }
        for at in shown.late.iter().copied().filter(&is_it) {
            fits.may_be(shown.made_up(at), again);
        }
        if came {
            fits.may_be(shown.clone(), again + 1);
        }
    }

    fn difference(&self, show: Show) -> (Kind, String) {
        let done = self.shown.keys().next_back().map_or(0, |shown| shown.done);
        let place = self.place.unwrap_or(0);
        let next = self.owed.get(done);
        let before = done.checked_sub(1).map(|before| self.owed[before].show);
        let kind = match (show, next.map(|next| next.show)) {
            (Show::Step(step), Some(owed @ Show::Step(place)))
                if step > place && before != Some(owed) =>
            {
                Kind::Skipped
            }
            (Show::Step(step) | Show::Offer(step), _) if step < place => Kind::Forgotten,
            (_, Some(_)) if self.owed[done..].iter().any(|owed| owed.show == show) => {
                Kind::Forgotten
            }
            _ => Kind::Doubled,
        };
        let owed = match next {
            Some(next) => format!("{:?} is owed since #{}", next.show, next.since),
            None => format!("nothing is owed; the place is step {place}"),
        };
        (kind, format!("was shown {show:?}, but {owed}"))
    }
}

/// The step's id in the data of a button.
fn id(data: &str) -> &str {
    data.rsplit(':').next().unwrap_or_default()
}
