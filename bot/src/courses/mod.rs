//! The rules of learning and authoring: what is true, in the words of a teacher.
//!
//! Nothing here knows of Telegram, of wording or of the wall clock; nothing here opens a transaction. The edge
//! does, and hands in the connection, the instant and the dice.

pub mod albums;
mod asking;
pub mod authoring;
pub mod broadcasts;
pub mod catalogue;
pub mod chores;
pub mod cohorts;
pub mod content;
pub mod doors;
mod ending;
pub mod enrolment;
pub mod file_kind;
pub mod history;
pub mod holding;
pub mod invitation;
pub mod lease;
pub mod looking;
pub mod media;
mod offers;
pub mod outline;
pub mod people;
pub mod policy;
pub mod posts;
pub mod privacy;
pub mod progress;
pub mod quiz;
pub mod refusal;
pub mod release;
pub mod reminders;
pub mod results;
pub mod review;
pub mod rhythm;
pub mod secret;
pub mod study_days;
pub mod submissions;
pub mod team;
pub mod transfer;
pub mod wakes;

pub use ending::Ending;
pub use outline::{Outline, Shelf};
pub use policy::{Action, Actions, Rights};
pub use progress::{Standing, Walk};
pub use refusal::{Failure, Fault, Field, Refusal, Unwalkable};
pub use review::Review;
