//! The tables as they are **today**: one file per table, the enums kept in columns, facts about a single row.
//!
//! How they came to be is told by the `migration` crate; what is true across rows is told by `stepwise::courses`.

mod ids;

pub mod attachment;
pub mod author;
pub mod chat;
pub mod course;
pub mod dialogue;
pub mod draft;
pub mod draft_step;
pub mod import;
pub mod inbox;
pub mod job;
pub mod media;
pub mod outbox;
pub mod revision;
pub mod step;
pub mod user;
pub mod user_course_progress;

pub use ids::{CourseId, DraftStepId, ImportId, StepId, UserId};
