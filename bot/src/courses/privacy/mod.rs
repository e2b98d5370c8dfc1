//! What is held about a person: the list of it, giving it to them, and forgetting it.
//!
//! The list ([`TABLES`]) names every table and every column that refers to somebody; a test walks the schema of both
//! databases and fails for what nobody listed. Giving and forgetting go by the list, so that a new table is in both as soon as it
//! is there.

mod before;
mod erase;
mod gather;
mod list;

pub use erase::{erase, shown_elsewhere};
pub use gather::{about, files, may_ask};
pub use list::{Fate, Mention, TABLES, Table, Telling};
