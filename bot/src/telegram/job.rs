//! Work that follows an update, as data: what takes a download or a large file, and therefore does not belong into the
//! update's transaction.

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
}

impl Job {
    /// The name of its kind. Jobs of one kind in one chat are done one after another.
    pub fn kind(&self) -> &'static str {
        match self {
            Job::KeepPicture { .. } => "keep-picture",
        }
    }

    /// Whether somebody waits for what comes of it.
    pub fn is_awaited(&self) -> bool {
        match self {
            Job::KeepPicture { .. } => false,
        }
    }
}
