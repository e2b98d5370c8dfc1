//! Reading a folder, for the command line: the same limits as for a zip, and no link is followed.

use std::collections::BTreeSet;
use std::fs::{self, DirEntry, File};
use std::io::Read;
use std::path::{Path, PathBuf};

use super::path::{Named, checked, is_litter};
use super::{
    Bundle, ENTRIES, Limits, MEDIUM, PICTURE, Sort, TEXT, alone, build, kind, nested, refusal,
    sort, too_much_text,
};
use crate::problem::Problems;
use crate::told::{megabytes, number};

/// What the folder holds.
///
/// # Errors
/// The first thing that cannot be taken.
pub(super) fn walk(folder: &Path, limits: Limits) -> Result<Bundle, Problems> {
    let mut walk = Walk {
        limits,
        bundle: Bundle::default(),
        entries: 0,
        unpacked: 0,
        text: 0,
        built: BTreeSet::new(),
        waiting: Vec::new(),
    };
    let mut waiting = vec![(folder.to_owned(), String::new())];
    while let Some((folder, prefix)) = waiting.pop() {
        walk.note_build(&folder, &prefix);
        let entries = fs::read_dir(&folder).map_err(|_| unreadable(&folder))?;
        for entry in entries {
            let entry = entry.map_err(|_| unreadable(&folder))?;
            if let Some(found) = walk.entry(&entry, &prefix)? {
                waiting.push(found);
            }
        }
    }
    walk.others();
    Ok(walk.bundle)
}

/// One file beside others, if it is an ordinary one.
pub(super) fn beside(folder: &Path, relative: &str, limit: usize) -> Option<Vec<u8>> {
    let mut path = folder.to_owned();
    for part in relative.split('/') {
        path.push(part);
        if fs::symlink_metadata(&path).ok()?.is_symlink() {
            return None;
        }
    }
    let file = File::open(&path).ok()?;
    if !file.metadata().ok()?.is_file() {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(limit as u64 + 1).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

struct Walk {
    limits: Limits,
    bundle: Bundle,
    entries: usize,
    unpacked: usize,
    text: usize,
    /// Folders that books are built into.
    built: BTreeSet<String>,
    /// What is neither text nor a picture: taken when everything else has found room.
    waiting: Vec<(PathBuf, String)>,
}

impl Walk {
    /// Finds out where the book in this folder is built.
    fn note_build(&mut self, folder: &Path, prefix: &str) {
        if let Some(settings) = beside(folder, build::SETTINGS, build::LARGE) {
            let built = build::folder(prefix.trim_end_matches('/'), &settings);
            self.built.extend(built);
        }
    }

    /// Whether a book was built into this folder.
    fn is_built(&self, at: &Path, path: &str) -> bool {
        self.built.contains(path) && !at.join("SUMMARY.md").exists()
    }

    /// Takes an entry; a folder is given back to be walked.
    fn entry(
        &mut self,
        entry: &DirEntry,
        prefix: &str,
    ) -> Result<Option<(PathBuf, String)>, Problems> {
        let name = entry.file_name();
        let Some(name) = name.to_str() else {
            let shown = name.to_string_lossy();
            return Err(alone(refusal("bundle-name-utf8", Some(&shown), vec![])));
        };
        if is_litter(name) {
            return Ok(None);
        }
        self.entries += 1;
        if self.entries > ENTRIES {
            let limit = vec![("limit", number(ENTRIES))];
            return Err(alone(refusal("bundle-entries", None, limit)));
        }
        let path = format!("{prefix}{name}");
        let kind = entry.file_type().map_err(|_| unreadable(&entry.path()))?;
        if !kind.is_dir() && !kind.is_file() {
            return Err(alone(refusal("bundle-symlink", Some(&path), vec![])));
        }
        match checked(path.as_bytes()) {
            Err(code) => Err(alone(refusal(code, Some(&path), vec![]))),
            Ok(Named::Litter) => Ok(None),
            Ok(Named::Inside(_)) if kind.is_dir() && self.is_built(&entry.path(), &path) => {
                Ok(None)
            }
            Ok(Named::Inside(_)) if kind.is_dir() => Ok(Some((entry.path(), format!("{path}/")))),
            Ok(Named::Inside(path)) => self.file(&entry.path(), path).map(|()| None),
        }
    }

    /// Films, sounds and documents, small ones first.
    fn others(&mut self) {
        let mut waiting = std::mem::take(&mut self.waiting);
        let size = |at: &PathBuf| fs::metadata(at).map_or(u64::MAX, |known| known.len());
        waiting.sort_by_cached_key(|(at, _)| size(at));
        for (at, path) in waiting {
            let room = self.limits.unpacked.saturating_sub(self.unpacked);
            match read(&at, MEDIUM.min(room), |_| true) {
                Ok(Some(bytes)) if bytes.len() <= MEDIUM.min(room) => {
                    self.unpacked += bytes.len();
                    self.bundle.others.insert(path.clone(), bytes);
                }
                Ok(_) => {
                    self.bundle.oversize.insert(path.clone());
                }
                Err(_) => {}
            }
            self.bundle.named.insert(path);
        }
    }

    fn file(&mut self, at: &Path, path: String) -> Result<(), Problems> {
        let limit = match sort(&path) {
            Sort::Archive => {
                self.bundle.problems.0.push(nested(&path));
                self.waiting.push((at.to_owned(), path));
                return Ok(());
            }
            Sort::Named => {
                self.waiting.push((at.to_owned(), path));
                return Ok(());
            }
            Sort::Text => TEXT - self.text,
            Sort::Picture => PICTURE,
        };
        let is_text = matches!(sort(&path), Sort::Text);
        let Some(bytes) = read(at, limit, |head| !is_text || kind::is_text(&path, head))? else {
            self.waiting.push((at.to_owned(), path));
            return Ok(());
        };
        self.unpacked += bytes.len();
        if self.unpacked > self.limits.unpacked {
            let limit = vec![("limit", megabytes(self.limits.unpacked))];
            return Err(alone(refusal("bundle-unpacked", None, limit)));
        }
        if bytes.len() <= limit {
            self.text += if is_text { bytes.len() } else { 0 };
            self.bundle.files.insert(path, bytes);
        } else if is_text {
            return Err(alone(too_much_text(Some(&path))));
        } else {
            self.bundle.oversize.insert(path);
        }
        Ok(())
    }
}

/// A file up to its limit and one byte; None when its beginning says that it is not wanted.
fn read(
    at: &Path,
    limit: usize,
    is_wanted: impl Fn(&[u8]) -> bool,
) -> Result<Option<Vec<u8>>, Problems> {
    let mut file = File::open(at).map_err(|_| unreadable(at))?;
    let mut bytes = Vec::new();
    let mut more = |count: usize, bytes: &mut Vec<u8>| {
        let read = file.by_ref().take(count as u64).read_to_end(bytes);
        read.map_err(|_| unreadable(at))
    };
    more(kind::HEAD.min(limit + 1), &mut bytes)?;
    if !is_wanted(&bytes) {
        return Ok(None);
    }
    more(limit + 1 - bytes.len(), &mut bytes)?;
    Ok(Some(bytes))
}

fn unreadable(path: &Path) -> Problems {
    let shown = path.to_string_lossy();
    alone(refusal("bundle-unreadable", Some(&shown), vec![]))
}
