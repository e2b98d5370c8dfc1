//! Questions in the Markdown of a step: where they stand, what their settings say, and what is wrong with them.

mod asked;
mod find;
mod forms;
mod items;
mod make;
mod names;
mod numbers;
mod pattern;
mod settings;
mod show;
mod step;
mod typed;
mod yaml;

pub(crate) use asked::{Asked, Item};
pub(crate) use find::{Body, Found, find};
pub(crate) use make::make;
pub(crate) use names::proposal;
pub(crate) use numbers::decimal;
pub(crate) use step::{is_ours, quiz, spent_words};

#[cfg(test)]
pub(crate) mod strategy;
#[cfg(test)]
mod tests;
