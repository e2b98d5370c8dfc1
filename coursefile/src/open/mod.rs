//! Whatever an author sends → a course with its media, and everything there is to say about it. The format is found
//! out from what is there; see [`Kind`].

pub(crate) mod attach;
mod detect;
pub(crate) mod picture;

pub use picture::{ASPECT, SIDES, is_address};

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use crate::bundle::{Bundle, Limits};
use crate::course::Course;
use crate::problem::Problems;
use crate::read::Reading;
use crate::told::Notes;

/// What was recognised.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The course file of this project, alone or with its pictures.
    #[default]
    Markdown,
    /// A book with a `SUMMARY.md`.
    MdBook,
    /// A folder of numbered Markdown files.
    Folder,
    /// A course of Coob, JSON.
    Coob,
    /// Questions in GIFT.
    Gift,
    /// Questions in Aiken.
    Aiken,
    /// Questions in a table, CSV.
    Table,
}

/// A medium, as bytes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Media {
    /// Such as `image/png`: of a picture by what the bytes are, otherwise by its name.
    pub content_type: String,
    /// The file as it was.
    pub bytes: Vec<u8>,
}

/// What came of it. When a problem is fatal, the course is as much as could be understood, for counting only.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// What it was taken for.
    pub kind: Kind,
    /// The course. A medium that cannot be carried is not in `media`, though the Markdown still names it.
    pub course: Course,
    /// Nothing in it names the id of the course; it follows from the title.
    pub id_is_proposed: bool,
    /// The media that are files, by what is written in [`crate::Medium::source`].
    pub media: BTreeMap<String, Media>,
    /// Everything there is to say.
    pub problems: Problems,
}

/// Opens what was read into memory.
pub fn open(bundle: Bundle) -> Opened {
    opened(bundle, None)
}

/// Opens a file that somebody sent by chat, by its bytes; the name tells Markdown from JSON.
pub fn open_file(name: &str, bytes: &[u8]) -> Opened {
    Bundle::from_file(name, bytes, Limits::CHAT).map_or_else(refused, open)
}

/// Opens a folder, or a file with the pictures beside it; for the command line.
pub fn open_path(path: &Path) -> Opened {
    if path.is_dir() {
        return Bundle::from_folder(path, Limits::DISK).map_or_else(refused, open);
    }
    attach::read_beside(path).map_or_else(refused, |(bundle, reading)| opened(bundle, reading))
}

/// `reading` is the course file in the bundle, if it has been read before.
fn opened(mut bundle: Bundle, reading: Option<Reading>) -> Opened {
    let mut notes = Notes::default();
    for problem in std::mem::take(&mut bundle.problems).0 {
        notes.few(problem);
    }
    detect::open(bundle, reading, notes)
}

fn refused(problems: Problems) -> Opened {
    Opened {
        problems,
        ..Opened::default()
    }
}
