//! What a chat is waiting for: the state of a half-finished dialogue. Holds ids and what was already answered;
//! stored as JSON in the transaction of the update, so it survives a restart. `/cancel` leads out of each.

use chrono::{DateTime, Utc};
use coursefile::Question;
use entity::{BroadcastId, CohortId, CourseId, DraftStepId, StepId, SubmissionId};
use serde::{Deserialize, Serialize};

use crate::courses::broadcasts::Segment;

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
    /// The description of a medium of a step, by its place.
    NewAlt {
        step: DraftStepId,
        place: u8,
        version: Option<i64>,
    },
    /// Buttons that open an address.
    NewLinks {
        step: DraftStepId,
        version: Option<i64>,
    },
    /// When a step opens.
    StepRelease { step: DraftStepId },
    /// When the steps of a course open that say nothing else.
    CourseRelease { course: CourseId },
    /// When those who fell silent in a course are reminded.
    CourseLadder { course: CourseId },
    /// The name of a new cohort.
    CohortName { course: CourseId },
    /// Its first day, and perhaps its last; nothing is stored before it is there.
    CohortDays { course: CourseId, name: String },
    /// Another name for a cohort.
    NewCohortName { cohort: CohortId },
    /// Other days for it.
    NewCohortDays { cohort: CohortId },
    /// To nothing, but what comes in the same album belongs to the step that its first has become.
    MoreOfAlbum { step: DraftStepId, group: String },
    /// What is written to many: new, or in the place of what was not sent yet.
    Announcement {
        course: CourseId,
        segment: Segment,
        change: Option<BroadcastId>,
    },
    /// A file with a course.
    CourseFile,
    /// The code of a course to be joined.
    JoinCode,
    /// The work that a question of a step asks for.
    Work {
        course: CourseId,
        step: StepId,
        question: String,
    },
    /// A question to the author of the course the learner was in last.
    Question,
    /// What is said to work that is good.
    AcceptComment { submission: SubmissionId },
    /// What is said to work that is not good yet.
    ReturnComment { submission: SubmissionId },
    /// The answer to a learner's question.
    AnswerToQuestion { submission: SubmissionId },
    /// What a learner says of when they are written to. Who has gone on with a course since `asked_at` (UTC) is not answering
    /// it any more.
    Rhythm {
        about: RhythmQuestion,
        asked_at: DateTime<Utc>,
    },
    /// To nothing, but the button with this key has them forgotten, for a while since `asked_at` (UTC).
    Forgetting { key: i64, asked_at: DateTime<Utc> },
    /// The person who shall make courses.
    AuthorToAdd,
    /// The person who shall no longer make courses.
    AuthorToRemove,
}

/// What a learner is asked of when they are written to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum RhythmQuestion {
    /// Where they live.
    Zone,
    /// The time of day at which they want to be written to.
    PreferredTime,
    /// The hours in which nothing comes by itself.
    QuietHours,
    /// The day until which nothing does.
    PauseUntil,
}

impl Awaiting {
    /// Whether the answer is for the author's routes.
    pub fn is_for_authors(&self) -> bool {
        !matches!(
            self,
            Awaiting::Nothing
                | Awaiting::JoinCode
                | Awaiting::Work { .. }
                | Awaiting::Question
                | Awaiting::Forgetting { .. }
                | Awaiting::AcceptComment { .. }
                | Awaiting::ReturnComment { .. }
                | Awaiting::AnswerToQuestion { .. }
                | Awaiting::AuthorToAdd
                | Awaiting::AuthorToRemove
        ) && !self.is_about_rhythm()
    }

    /// Whether it is about when a learner is written to.
    pub fn is_about_rhythm(&self) -> bool {
        matches!(self, Awaiting::Rhythm { .. })
    }

    /// Whether the answer is for the routes of those who look at what learners hand in.
    pub fn is_for_reviewers(&self) -> bool {
        matches!(
            self,
            Awaiting::AcceptComment { .. }
                | Awaiting::ReturnComment { .. }
                | Awaiting::AnswerToQuestion { .. }
        )
    }

    /// Whether it is about a course or a step whose screen has been left for another one.
    pub fn is_about_another_screen(&self) -> bool {
        self.is_for_authors() && !matches!(self, Awaiting::MoreOfAlbum { .. })
    }

    /// Whether nobody was asked anything.
    pub fn is_nothing(&self) -> bool {
        matches!(self, Awaiting::Nothing | Awaiting::MoreOfAlbum { .. })
    }

    /// Whether a message can be the answer; `group` is the album it came in.
    pub fn takes(&self, group: Option<&str>) -> bool {
        match self {
            Awaiting::MoreOfAlbum { group: own, .. } => group == Some(own),
            _ => true,
        }
    }

    /// Whether a file that came in an album is meant for a step.
    pub fn takes_albums(&self) -> bool {
        matches!(
            self,
            Awaiting::StepContent { .. }
                | Awaiting::NewStepContent { .. }
                | Awaiting::MoreOfAlbum { .. }
        )
    }

    /// Whether the answer is for the owner's routes.
    pub fn is_for_owners(&self) -> bool {
        matches!(self, Awaiting::AuthorToAdd | Awaiting::AuthorToRemove)
    }
}
