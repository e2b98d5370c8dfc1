//! A school to test in: a stand-in for Telegram, a bot, a database and a clock that stands still, made afresh for each
//! test; and the reader of the stories that are played in it.

pub mod cast;
pub mod chat;
pub mod course_files;
pub mod courses;
pub mod database;
pub mod deeds;
pub mod files;
pub mod formatting;
pub mod given;
pub mod parcels;
pub mod play;
pub mod polls;
pub mod postgres;
pub mod say;
pub mod school;
pub mod stage;
pub mod story;
pub mod trouble;
pub mod words;

pub use database::Base;
pub use school::{Door, School, Setting};

/// Runs a test to its end on a runtime of its own: whatever it leaves behind goes with the runtime.
///
/// # Errors
/// What the test says, or that no runtime could be made.
pub fn run(test: impl Future<Output = anyhow::Result<()>>) -> Result<(), libtest_mimic::Failed> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime
        .block_on(test)
        .map_err(|error| format!("{error:#}").into())
}
