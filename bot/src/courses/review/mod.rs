//! Review: questions that a learner got wrong come back, each when it is about to be forgotten.
//!
//! A learner says in each course whether they want it. What comes back gives no points and touches neither their answers nor
//! their place. A card is rated once for each time it is shown: its button carries how often it was answered, and an answer
//! is written only if that is still so. Days are those of the learner's own clock.

mod answer;
mod call;
mod cards;
mod choice;
mod next;
mod schedule;

pub use answer::Reviewed;
pub use call::{Call, call};
pub(super) use cards::learnt;
pub use choice::Begun;
pub use next::{Card, Next, Open};

use super::progress::Walk;
use super::rhythm::Zone;

/// How many cards come by themselves on a day; who wants more asks for them.
pub const A_DAY: u64 = 5;

/// A learner at review.
#[derive(Clone, Copy, Debug)]
pub struct Review<'a> {
    /// The learner.
    pub walk: Walk<'a>,
    /// Where their clock stands.
    pub zone: Zone,
}
