//! Stepwise: courses delivered step by step inside Telegram.
//!
//! The map of the house is in `ARCHITECTURE.md`. What is public here is what the binary, the tests and the load bench
//! start from; everything else is a room of its own.

pub mod app;
pub mod clock;
pub mod complaint;
pub mod database;
pub mod desk;
pub mod play;
pub mod settings;
pub mod telemetry;

/// What is held about people: the list by which it is given to them and forgotten.
pub mod held {
    pub use crate::courses::privacy::{Fate, Mention, TABLES, Table, Telling};
}

mod courses;
mod handlers;
mod jobs;
#[cfg(test)]
mod properties;
#[cfg(feature = "sabotage")]
mod sabotage;
mod telegram;
mod texts;
mod transport;
mod views;
mod web;
#[cfg(test)]
mod who_may;
