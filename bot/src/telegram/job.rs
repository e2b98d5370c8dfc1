//! Work that follows an update, as data: what takes a download or a large file, and therefore does not belong into the
//! update's transaction.

use entity::CourseId;
use serde::{Deserialize, Serialize};

/// One job. Stored as JSON; a form once released keeps its meaning.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Job {
    /// Fetch a picture that was sent in a chat and keep it.
    KeepPicture {
        /// What Telegram calls it.
        file_id: String,
    },
    /// Read a course from a file that was sent in a chat.
    ReadFile(SentFile),
    /// Write a course into a file and send it.
    WriteFile {
        /// The course.
        course: CourseId,
    },
    /// Open a topic for the work of a course, in the group that has asked.
    OpenTopic {
        /// The course.
        course: CourseId,
    },
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
    /// The name of its kind. Jobs of one kind in one chat are done one after another.
    pub fn kind(&self) -> &'static str {
        match self {
            Job::KeepPicture { .. } => "keep-picture",
            Job::ReadFile(_) => "read-file",
            Job::WriteFile { .. } => "write-file",
            Job::OpenTopic { .. } => "open-topic",
        }
    }

    /// Whether somebody waits for what comes of it.
    pub fn is_awaited(&self) -> bool {
        !matches!(self, Job::KeepPicture { .. })
    }
}
