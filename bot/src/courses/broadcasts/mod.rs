//! One message to many learners of a course: for whom it is, how it is written and sent, and what becomes of it.
//!
//! Who gets it is fixed when it is sent, by one statement. From then on it is handed to the outbox in small portions
//! ([`feed`]), each in one transaction with the note of who has been handed on, so that nobody gets it twice and a pause works
//! within seconds; what has become of each is noted with the message that was sent ([`outcome`]).

use entity::{broadcast, course};

mod audience;
mod compose;
pub mod count;
pub mod feed;
mod groups;
mod keep;
pub mod media;
pub mod outcome;
mod segment;
mod send;
mod trouble;

pub use audience::Audience;
pub use compose::{Written, looked, recent};
pub use groups::{cohort_in, name, steps_in};
pub use keep::prune;
pub use media::read_media;
pub use segment::Segment;
pub use send::{author, shows_progress};
pub use trouble::{Aside, Trouble};

/// How long an announcement may be, in Unicode scalar values: one message of Telegram's.
pub const LIMIT: usize = 4096;

/// How much of that the line with the title of its course takes besides the title, at most.
pub const HEADING: usize = 8;

/// How long the words may be below the title of this course, in Unicode scalar values.
pub fn room(title: &str) -> usize {
    LIMIT.saturating_sub(HEADING + title.encode_utf16().count())
}

/// An announcement as its author sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// Its row.
    pub row: broadcast::Model,
    /// The course it is about.
    pub course: course::Model,
    /// For whom it is.
    pub segment: Segment,
    /// The title of the step, or the name of the cohort, that says for whom it is.
    pub name: Option<String>,
    /// What there is to say besides its counts, when it has ended.
    pub aside: Aside,
}
