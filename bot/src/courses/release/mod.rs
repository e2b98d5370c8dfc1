//! Release: when steps open. The rule is the author's (`coursefile::Release`); the instant follows from the learner's own clock, from
//! what they have done and from the cohort they are in.
//!
//! Who presses *Next* below a step whose next one is not open has *done* that step: when, is kept (`asked_at`), and the step is
//! brought by itself once it is open and the learner's rhythm allows. Nobody who has not asked is moved. Nothing is planned
//! ahead: whenever a learner is looked at, what is due follows from these facts, so that an edit of the rules needs no more than a
//! look.

mod ahead;
mod asking;
mod due;
mod rule;
mod waiting;

pub use ahead::Ahead;
pub use due::{News, Told, due};
pub use rule::{Facts, opens_at};
pub(in crate::courses) use waiting::Inside;
pub use waiting::{Waiting, brings_at};
