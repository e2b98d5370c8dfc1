//! What a chat is waiting for: the state of a half-finished dialogue. Holds ids and what was already answered;
//! stored as JSON in the transaction of the update, so it survives a restart. `/cancel` leads out of each.

use coursefile::Question;
use entity::{CourseId, DraftStepId};
use serde::{Deserialize, Serialize};

/// What the next message is the answer to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Awaiting {
    /// To nothing.
    #[default]
    Nothing,
    /// The title of a new course.
    CourseTitle,
    /// Its description; nothing is stored before it is there.
    CourseDescription { title: String },
    /// The title of a step to be added.
    StepTitle { course: CourseId },
    /// Its text or picture; nothing is stored before it is there.
    StepContent { course: CourseId, title: String },
    /// Another title for a course; `version` is that of the draft's head when it was asked for, so that nobody's work is
    /// overwritten unseen. Questions asked before there were versions have none.
    NewCourseTitle {
        course: CourseId,
        #[serde(default)]
        version: Option<i64>,
    },
    /// Another description.
    NewDescription {
        course: CourseId,
        #[serde(default)]
        version: Option<i64>,
    },
    /// Another title for a step; `version` is the step's.
    NewStepTitle {
        step: DraftStepId,
        #[serde(default)]
        version: Option<i64>,
    },
    /// Another text or picture.
    NewStepContent {
        step: DraftStepId,
        #[serde(default)]
        version: Option<i64>,
    },
    /// A question to be added to a step, which was in this version.
    NewQuestion { step: DraftStepId, version: i64 },
    /// Another question in the place of the one with this name.
    ChangedQuestion {
        step: DraftStepId,
        version: i64,
        slug: String,
    },
    /// The right option of a quiz that was sent: for a new question, or in the place of the one with this name. It is kept here
    /// because Telegram shows it only once.
    RightOption {
        step: DraftStepId,
        version: i64,
        slug: Option<String>,
        question: Box<Question>,
    },
    /// A file with a course.
    CourseFile,
    /// The code of a course to be joined.
    JoinCode,
    /// The person who shall make courses.
    AuthorToAdd,
    /// The person who shall no longer make courses.
    AuthorToRemove,
}

impl Awaiting {
    /// Whether the answer is for the author's routes.
    pub fn is_for_authors(&self) -> bool {
        !matches!(
            self,
            Awaiting::Nothing
                | Awaiting::JoinCode
                | Awaiting::AuthorToAdd
                | Awaiting::AuthorToRemove
        )
    }

    /// Whether the answer is for the owner's routes.
    pub fn is_for_owners(&self) -> bool {
        matches!(self, Awaiting::AuthorToAdd | Awaiting::AuthorToRemove)
    }
}
