//! The playground from outside: through its Bot API, its user side and its page.

#[cfg(test)]
mod common;
mod editing;
mod faults;
mod files;
mod people;
mod persistence;
mod polling;
mod webhook;
