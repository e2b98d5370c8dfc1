//! One newtype per key, so that a course can never be looked up by a step's number.

use sea_orm::entity::prelude::*;
use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DeriveValueType,
        )]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }
    };
}

id!(
    /// A person, by their Telegram user id, which can exceed 32 bits (Bot API, User.id, read 2026-11-21).
    UserId
);
id!(
    /// A course.
    CourseId
);
id!(
    /// A step of a course.
    StepId
);
id!(
    /// A step of a draft: what authors work on. Learners walk steps with a [`StepId`].
    DraftStepId
);
id!(
    /// A course that was read from a file and waits to be applied.
    ImportId
);
id!(
    /// A role that somebody holds.
    UserRoleId
);
id!(
    /// An invitation to a part in the making.
    InvitationId
);
id!(
    /// A code that opens a course.
    CodeId
);
id!(
    /// Learners who begin a course together.
    CohortId
);
id!(
    /// One message to many.
    BroadcastId
);
id!(
    /// Something that was handed in, or asked.
    SubmissionId
);
