//! Work that follows an update, as data: what takes a download or a large file, and therefore does not belong into the
//! update's transaction.

use coursefile::{MediumKind, QuestionFormat};
use entity::CourseId;
use serde::{Deserialize, Serialize};

/// One job. Stored as JSON; a form once released keeps its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Job {
    /// Fetch a medium that was sent in a chat and keep it. The name is older than the other kinds.
    KeepPicture {
        /// What Telegram calls it.
        file_id: String,
        /// As what it was sent.
        #[serde(default)]
        kind: MediumKind,
        /// What the file is called.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        name: Option<String>,
    },
    /// Read a course from a file that was sent in a chat.
    ReadFile(SentFile),
    /// Write a course into a file and send it.
    WriteFile {
        /// The course.
        course: CourseId,
    },
    /// Look how learners have done in a course, and tell it.
    TellResults {
        /// The course.
        course: CourseId,
        /// In which form.
        form: ResultsForm,
    },
    /// Write the questions of a course into a file and send it.
    WriteQuestions {
        /// The course.
        course: CourseId,
        /// In this format.
        format: QuestionFormat,
    },
    /// Open a topic for the work of a course, in the group that has asked.
    OpenTopic {
        /// The course.
        course: CourseId,
    },
    /// Put together everything that is held about who asks, and send it to them.
    TellOwnData,
    /// Somebody was forgotten: see to the last traces when the goodbye has left.
    FinishForgetting,
}

/// The form in which results are told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ResultsForm {
    /// Question by question, as a message.
    Message,
    /// Learner by learner, as CSV.
    Csv,
    /// Learner by learner, for Excel and its kin.
    Xlsx,
}

/// A file that somebody has sent.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentFile {
    /// What Telegram calls it.
    pub file_id: String,
    /// What the sender calls it.
    pub name: String,
}

impl Job {
    /// The kind that follows when somebody was forgotten.
    pub const FORGETTING: &str = "finish-forgetting";

    /// The name of its kind. Jobs of one kind in one chat are done one after another.
    pub fn kind(&self) -> &'static str {
        match self {
            Job::KeepPicture { .. } => "keep-picture",
            Job::ReadFile(_) => "read-file",
            Job::WriteFile { .. } => "write-file",
            Job::TellResults { .. } => "tell-results",
            Job::WriteQuestions { .. } => "write-questions",
            Job::OpenTopic { .. } => "open-topic",
            Job::TellOwnData => "tell-own-data",
            Job::FinishForgetting => Job::FORGETTING,
        }
    }

    /// Whether somebody waits for what comes of it.
    pub fn is_awaited(&self) -> bool {
        !matches!(self, Job::KeepPicture { .. } | Job::FinishForgetting)
    }
}
