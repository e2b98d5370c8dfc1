//! The tables as they are **today**: one file per table, the enums kept in columns, facts about a single row.
//!
//! How they came to be is told by the `migration` crate; what is true across rows is told by `stepwise::courses`.

mod ids;

pub mod answer;
pub mod attachment;
pub mod broadcast;
pub mod broadcast_recipient;
pub mod chat;
pub mod code;
pub mod code_use;
pub mod cohort;
pub mod course;
pub mod dialogue;
pub mod draft;
pub mod draft_step;
pub mod import;
pub mod inbox;
pub mod invitation;
pub mod job;
pub mod media;
pub mod offer;
pub mod outbox;
pub mod past_answer;
pub mod past_learner;
pub mod permission;
pub mod post;
pub mod reminder;
pub mod review;
pub mod review_call;
pub mod review_room;
pub mod revision;
pub mod rhythm;
pub mod role;
pub mod role_permission;
pub mod step;
pub mod study_day;
pub mod study_pause;
pub mod submission;
pub mod user;
pub mod user_course_progress;
pub mod user_role;
pub mod wake;
pub mod wrong_code;

pub use course::Door;
pub use ids::{
    BroadcastId, CodeId, CohortId, CourseId, DraftStepId, ImportId, InvitationId, StepId,
    SubmissionId, UserId, UserRoleId,
};
pub use role::Role;
