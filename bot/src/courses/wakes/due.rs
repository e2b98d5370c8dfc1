//! What a source of messages answers when a learner is looked at.

use chrono::{DateTime, Utc};

/// What is to be said now, and when the source wants to be asked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Due<T> {
    /// To be said now.
    pub now: Option<T>,
    /// UTC; when to ask again at the latest, later than now. `None`: not before somebody wakes the learner.
    pub next: Option<DateTime<Utc>>,
}

impl<T> Due<T> {
    /// Nothing, now or later.
    pub const NOTHING: Due<T> = Due {
        now: None,
        next: None,
    };

    /// Nothing before `at`.
    pub fn later(at: DateTime<Utc>) -> Due<T> {
        Due {
            now: None,
            next: Some(at),
        }
    }
}

/// The earlier of two instants that may not come at all.
pub fn sooner(one: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    one.into_iter().chain(other).min()
}
