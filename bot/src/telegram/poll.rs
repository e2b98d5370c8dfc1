//! A poll of Telegram in the place of a message's words.

use super::{About, Rich};

/// A poll that everybody's vote is told of. Its limits are those of `coursefile::limits`: what it was made of keeps them.
#[derive(Clone, Debug, PartialEq)]
pub struct NativePoll {
    /// What it asks, plain.
    pub question: String,
    /// The options in the order in which they are shown, plain.
    pub options: Vec<String>,
    /// The right ones by their places, rising; none: nothing is right or wrong.
    pub right: Option<Vec<usize>>,
    /// Whether several may be chosen.
    pub multiple: bool,
    /// What Telegram shows with the right answer.
    pub explanation: Rich,
    /// How many rows of the screen's keyboard only answer it: the poll goes without them.
    pub rows: usize,
    /// By what a vote is known to belong to it.
    pub about: About,
}
