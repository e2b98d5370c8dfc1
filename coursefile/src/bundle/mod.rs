//! Several files that came together: a zip, a folder, or one file alone. All of it is in memory and bounded; nothing is ever
//! written to disk, and no name in a zip leads anywhere but to a key of a map.
//!
//! What the files mean is found out in [`crate::open()`].

mod archive;
mod build;
mod folder;
mod kind;
mod pack;
mod path;

pub(crate) use kind::ending;
pub use pack::pack;
pub use path::{folded, place};
pub(crate) use path::{folder_of, lookup};

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::problem::{Argument, Problem, Problems, Weight};

/// How much may come in at once, by the way on which it comes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// A zip as it arrives, in bytes.
    pub archive: usize,
    /// Everything unpacked, in bytes, counted while unpacking.
    pub unpacked: usize,
}

impl Limits {
    /// By chat: what a bot can fetch (Bot API, getFile, read 2026-11-21), and twice as much.
    pub const CHAT: Limits = Limits {
        archive: ARCHIVE,
        unpacked: UNPACKED,
    };
    /// From the disk: whatever an export can write.
    pub const DISK: Limits = Limits {
        archive: EXPORT + TEXT + 4 * 1024 * 1024,
        unpacked: EXPORT + TEXT + 4 * 1024 * 1024,
    };
}

/// All pictures together that a course may take along when it is written to the disk, in bytes.
pub const EXPORT: usize = 256 * 1024 * 1024;
/// A zip that comes by chat, in bytes.
pub const ARCHIVE: usize = 20 * 1024 * 1024;
/// How many entries a zip or a folder may have, folders in it included. A large book with its listings has 2,700.
pub const ENTRIES: usize = 4_000;
/// Everything in it unpacked, in bytes.
pub const UNPACKED: usize = 40 * 1024 * 1024;
/// All texts together, in bytes: as much as one course file may have.
pub const TEXT: usize = crate::limits::FILE;
/// One picture, in bytes (Bot API, sendPhoto, read 2026-11-21).
pub const PICTURE: usize = 10 * 1024 * 1024;
/// A film, a sound or a document, in bytes (Bot API, sending files, read 2026-11-21).
pub const MEDIUM: usize = 50 * 1000 * 1000;
/// How many times larger than packed a file may become once it is over [`RATIO_FROM`]. Text reaches 20, a bomb 1,000.
pub const RATIO: usize = 200;
/// Below this many bytes the ratio does not matter.
pub const RATIO_FROM: usize = 1024 * 1024;
/// The length of a path, in bytes.
pub const PATH: usize = 300;
/// How many folders may lie within each other.
pub const DEPTH: usize = 16;

/// The files, by their paths with forward slashes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bundle {
    /// What was read.
    pub files: BTreeMap<String, Vec<u8>>,
    /// Files that are there and neither text nor a picture, such as a film or a font: their names.
    pub named: BTreeSet<String>,
    /// Those of them that there was room for.
    pub others: BTreeMap<String, Vec<u8>>,
    /// Files over [`PICTURE`] or [`MEDIUM`], or without room, unread.
    pub oversize: BTreeSet<String>,
    /// What it is called, without an ending: the folder or the file. A title for a course that has none.
    pub name: Option<String>,
    /// Whether it is a folder or a zip: then a problem says which file it is in.
    pub is_folder: bool,
    /// Warnings from reading, such as zips within the zip.
    pub problems: Problems,
}

impl Bundle {
    /// From the bytes of a zip.
    ///
    /// # Errors
    /// What is wrong with it; then nothing of it is kept.
    pub fn from_zip(name: &str, bytes: &[u8], limits: Limits) -> Result<Self, Problems> {
        let mut bundle = archive::unpack(bytes, limits)?;
        let top = bundle.strip_top();
        bundle.name = top.or_else(|| stem(name));
        bundle.is_folder = true;
        Ok(bundle)
    }

    /// From a folder; for the command line only.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn from_folder(folder: &Path, limits: Limits) -> Result<Self, Problems> {
        let mut bundle = folder::walk(folder, limits)?;
        bundle.is_folder = true;
        let absolute = folder.canonicalize().unwrap_or_default();
        bundle.name = absolute
            .file_name()
            .and_then(|name| stem(&name.to_string_lossy()));
        Ok(bundle)
    }

    /// From one file: a zip by its first bytes, anything else as a file alone.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn from_file(name: &str, bytes: &[u8], limits: Limits) -> Result<Self, Problems> {
        if kind::is_archive(bytes) || kind::ending(name) == "zip" {
            return Self::from_zip(name, bytes, limits);
        }
        if bytes.len() > TEXT {
            return Err(alone(too_much_text(None)));
        }
        let files = BTreeMap::from([(last_part(name).to_owned(), bytes.to_vec())]);
        Ok(Self {
            files,
            name: stem(name),
            ..Self::default()
        })
    }

    /// The text of a file. The line of the first wrong byte is told when it is not UTF-8. None: there is no such file.
    pub(crate) fn text(&self, path: &str) -> Option<Result<&str, Problem>> {
        let bytes = self.files.get(path)?;
        let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
        Some(std::str::from_utf8(bytes).map_err(|wrong| {
            let line = bytes[..wrong.valid_up_to()]
                .split(|byte| *byte == b'\n')
                .count();
            Problem {
                line,
                ..refusal("file-not-utf8", self.is_folder.then_some(path), vec![])
            }
        }))
    }

    /// The bytes of a file, whatever it is.
    pub(crate) fn bytes(&self, path: &str) -> Option<&Vec<u8>> {
        self.files.get(path).or_else(|| self.others.get(path))
    }

    /// Takes a file out.
    pub(crate) fn take(&mut self, path: &str) -> Option<Vec<u8>> {
        self.files.remove(path).or_else(|| self.others.remove(path))
    }

    /// One folder around everything is not part of the paths. Its name.
    fn strip_top(&mut self) -> Option<String> {
        let mut names = self.files.keys().chain(&self.named).chain(&self.oversize);
        let top = names.next()?.split_once('/')?.0.to_owned();
        let inside = |path: &String| {
            path.strip_prefix(&top)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        if !names.all(inside) {
            return None;
        }
        let cut = |path: String| path[top.len() + 1..].to_owned();
        let files = std::mem::take(&mut self.files);
        self.files = files
            .into_iter()
            .map(|(path, bytes)| (cut(path), bytes))
            .collect();
        let others = std::mem::take(&mut self.others);
        self.others = others
            .into_iter()
            .map(|(path, bytes)| (cut(path), bytes))
            .collect();
        self.named = std::mem::take(&mut self.named)
            .into_iter()
            .map(cut)
            .collect();
        self.oversize = std::mem::take(&mut self.oversize)
            .into_iter()
            .map(cut)
            .collect();
        Some(top)
    }
}

/// A file as it was read, counted against the limits.
enum Sort {
    /// Kept.
    Text,
    /// Kept.
    Picture,
    /// Kept if there is room.
    Named,
    /// Kept if there is room, and it is told.
    Archive,
}

fn sort(path: &str) -> Sort {
    match kind::of(path) {
        kind::Kind::Text => Sort::Text,
        kind::Kind::Picture => Sort::Picture,
        kind::Kind::Other => Sort::Named,
        kind::Kind::Archive => Sort::Archive,
    }
}

/// A reason not to take the bundle.
fn refusal(
    code: &'static str,
    file: Option<&str>,
    arguments: Vec<(&'static str, Argument)>,
) -> Problem {
    Problem {
        file: file.map(crate::told::short),
        line: 0,
        weight: Weight::Error,
        code,
        arguments,
    }
}

/// With this file the texts are over [`TEXT`].
fn too_much_text(path: Option<&str>) -> Problem {
    let limit = vec![("limit", crate::told::megabytes(TEXT))];
    refusal("bundle-text", path, limit)
}

fn nested(path: &str) -> Problem {
    Problem {
        weight: Weight::Warning,
        ..refusal("bundle-nested", Some(path), vec![])
    }
}

fn alone(problem: Problem) -> Problems {
    Problems(vec![problem])
}

/// An ordinary file on the disk, without following links; one byte more than the limit when it is over it.
///
/// # Errors
/// It cannot be read.
pub(crate) fn beside(folder: &Path, relative: &str, limit: usize) -> Result<Vec<u8>, Problems> {
    folder::beside(folder, relative, limit)
        .ok_or_else(|| alone(refusal("bundle-unreadable", Some(relative), vec![])))
}

/// Whether it is called like a picture that Telegram shows.
pub(crate) fn is_picture(path: &str) -> bool {
    kind::of(path) == kind::Kind::Picture
}

/// Whether it is Markdown, by its ending.
pub(crate) fn is_markdown(path: &str) -> bool {
    ["md", "markdown"].contains(&kind::ending(path).as_str())
}

/// Whether it is JSON, by its ending.
pub(crate) fn is_json(path: &str) -> bool {
    kind::ending(path) == "json"
}

/// The name of a file without the folders before it.
pub(crate) fn last_part(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// The name of a file without its folders and its ending.
pub(crate) fn stem(path: &str) -> Option<String> {
    let name = last_part(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    (!stem.is_empty()).then(|| stem.to_owned())
}
