//! What is said to a learner by itself, in their language.

use super::{House, learner};
use crate::courses::wakes::Say;
use crate::telegram::Act;

/// The messages that say it.
pub fn said(house: &House, say: &Say) -> Vec<Act> {
    match say {
        Say::Review(call) => vec![learner::call(house, call)],
        Say::Reminder(reminder) => vec![learner::remind(house, reminder)],
    }
}
