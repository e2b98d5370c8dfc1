//! Whose turn it is among the messages that a learner is owed: every way to read what was shown.

use std::collections::{BTreeMap, BTreeSet};

/// One way to read what was shown.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// So many of the owed messages have had their turn.
    pub done: usize,
    /// Those of them that have not come yet, which they must.
    pub late: BTreeSet<usize>,
}

impl Shown {
    /// Back to the turn of the owed message `done`, or on to it.
    pub fn turn(&self, done: usize) -> Shown {
        let late = self.late.iter().copied().filter(|late| *late < done);
        Shown {
            done,
            late: late.collect(),
        }
    }

    /// The owed message `at` has come in its turn, or once more.
    pub fn up_to(&self, at: usize) -> Shown {
        Shown {
            done: at + 1,
            ..self.turn(at)
        }
    }

    /// The owed message `at` has come before those of its turn.
    pub fn past(&self, at: usize) -> Shown {
        Shown {
            done: at + 1,
            late: self.late.iter().copied().chain(self.done..at).collect(),
        }
    }

    /// The owed message `at` has come after its turn.
    pub fn made_up(&self, at: usize) -> Shown {
        let mut shown = self.clone();
        shown.late.remove(&at);
        shown
    }
}

/// What fits, with how many were shown again at least.
#[derive(Default)]
pub struct Fits(pub BTreeMap<Shown, usize>);

impl Fits {
    /// This may be what was shown.
    pub fn may_be(&mut self, shown: Shown, again: usize) {
        let least = self.0.entry(shown).or_insert(again);
        *least = again.min(*least);
    }
}
