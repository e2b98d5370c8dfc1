//! Reading a zip that somebody sent: every byte is counted as it comes out, and no figure in a header is believed.

use std::collections::BTreeSet;
use std::io::{Cursor, Read};

use zip::result::ZipError;
use zip::{CompressionMethod, ZipArchive};

use super::path::{Named, checked, folded};
use super::{
    Bundle, ENTRIES, Limits, MEDIUM, PICTURE, RATIO, RATIO_FROM, Sort, TEXT, alone, build,
    folder_of, kind, last_part, nested, refusal, sort, too_much_text,
};
use crate::problem::{Problem, Problems};
use crate::told::{megabytes, number};

/// How a header of the list at the end of a zip begins.
const LISTED: &[u8; 4] = b"PK\x01\x02";
/// How much is taken at once.
const PIECE: u64 = 64 * 1024;

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

/// What the zip holds.
///
/// # Errors
/// Every entry that cannot be taken; or the one reason that made going on pointless.
pub(super) fn unpack(bytes: &[u8], limits: Limits) -> Result<Bundle, Problems> {
    let mut archive = opened(bytes, limits).map_err(alone)?;
    let names = names(&mut archive)?;
    let mut taken = Taken::within(limits);
    let built = built(&mut archive, &names);
    let is_built = |path: &str| {
        let mut folders = built.iter();
        folders.any(|built| {
            path.strip_prefix(built.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
        })
    };
    for (index, path) in names {
        if is_built(&path) {
            continue;
        }
        taken.entry(&mut archive, index, path).map_err(alone)?;
    }
    taken.others(&mut archive);
    Ok(taken.bundle)
}

/// The list is read only when it cannot be a long one: whatever the figures say, there are no more entries than headers.
fn opened(bytes: &[u8], limits: Limits) -> Result<Archive<'_>, Problem> {
    if bytes.len() > limits.archive {
        let limit = vec![("limit", megabytes(limits.archive))];
        return Err(refusal("bundle-large", None, limit));
    }
    let listed = bytes.windows(4).filter(|window| window == LISTED).count();
    if listed > ENTRIES {
        let limit = vec![("limit", number(ENTRIES))];
        return Err(refusal("bundle-entries", None, limit));
    }
    let damaged = |_: ZipError| refusal("bundle-damaged", None, vec![]);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(damaged)?;
    if archive.has_duplicate_names() {
        return Err(refusal("bundle-name-twice", None, vec![]));
    }
    if archive.has_overlapping_entries().map_err(damaged)? {
        return Err(refusal("bundle-overlap", None, vec![]));
    }
    Ok(archive)
}

/// The entries worth reading, after every name has been looked at.
fn names(archive: &mut Archive<'_>) -> Result<Vec<(usize, String)>, Problems> {
    let mut names = Vec::new();
    let mut wrong = Vec::new();
    let mut known = BTreeSet::new();
    for index in 0..archive.len() {
        let Ok(entry) = archive.by_index_raw(index) else {
            wrong.push(refusal("bundle-damaged", None, vec![]));
            continue;
        };
        let shown = String::from_utf8_lossy(entry.name_raw()).into_owned();
        let code = match checked(entry.name_raw()) {
            Err(code) => Some(code),
            Ok(Named::Litter) => None,
            Ok(Named::Inside(path)) => {
                let code = code_of(&entry, !known.insert(folded(path.trim_end_matches('/'))));
                if code.is_none() && !entry.is_dir() {
                    names.push((index, path));
                }
                code
            }
        };
        wrong.extend(code.map(|code| refusal(code, Some(&shown), vec![])));
    }
    if wrong.is_empty() {
        Ok(names)
    } else {
        wrong.truncate(20);
        Err(Problems(wrong))
    }
}

/// The folders that books in the zip are built into.
fn built(archive: &mut Archive<'_>, names: &[(usize, String)]) -> Vec<String> {
    const MANY: usize = 20;
    let settings = names
        .iter()
        .filter(|(_, path)| last_part(path) == build::SETTINGS);
    let mut built = Vec::new();
    for (index, path) in settings.take(MANY) {
        let settings = head(archive, *index, build::LARGE).unwrap_or_default();
        let folder = build::folder(folder_of(path), &settings);
        let is_source = |folder: &String| {
            let summary = format!("{folder}/SUMMARY.md");
            names.iter().any(|(_, path)| *path == summary)
        };
        built.extend(folder.filter(|folder| !is_source(folder)));
    }
    built
}

/// The beginning of an entry.
fn head(archive: &mut Archive<'_>, index: usize, length: usize) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let entry = archive.by_index(index).ok()?;
    entry.take(length as u64).read_to_end(&mut bytes).ok()?;
    Some(bytes)
}

/// Why an entry with a good name is refused all the same.
fn code_of<R: Read>(entry: &zip::read::ZipFile<'_, R>, twice: bool) -> Option<&'static str> {
    /// The part of a Unix mode that says what kind of file it is, and the two kinds that are taken.
    const KIND: u32 = 0o170_000;
    const FOLDER: u32 = 0o040_000;
    const FILE: u32 = 0o100_000;
    let mode = entry.unix_mode().map_or(0, |mode| mode & KIND);
    let known = [CompressionMethod::Stored, CompressionMethod::Deflated];
    if twice {
        Some("bundle-name-twice")
    } else if entry.is_symlink() || ![0, FOLDER, FILE].contains(&mode) {
        Some("bundle-symlink")
    } else if entry.encrypted() {
        Some("bundle-encrypted")
    } else if !known.contains(&entry.compression()) {
        Some("bundle-method")
    } else {
        None
    }
}

/// What has been taken so far.
struct Taken {
    limits: Limits,
    bundle: Bundle,
    /// Every byte that came out, kept or not.
    unpacked: usize,
    text: usize,
    /// What is neither text nor a picture: taken when everything else has found room.
    waiting: Vec<(usize, String)>,
}

impl Taken {
    fn within(limits: Limits) -> Self {
        Self {
            limits,
            bundle: Bundle::default(),
            unpacked: 0,
            text: 0,
            waiting: Vec::new(),
        }
    }

    fn entry(
        &mut self,
        archive: &mut Archive<'_>,
        index: usize,
        path: String,
    ) -> Result<(), Problem> {
        let limit = match sort(&path) {
            Sort::Archive => {
                self.bundle.problems.0.push(nested(&path));
                self.waiting.push((index, path));
                return Ok(());
            }
            Sort::Named => {
                self.waiting.push((index, path));
                return Ok(());
            }
            Sort::Text => TEXT - self.text,
            Sort::Picture => PICTURE,
        };
        let path = path.as_str();
        let is_foreign = |head: &Vec<u8>| !kind::is_text(path, head) && !kind::is_archive(head);
        if matches!(sort(path), Sort::Text)
            && head(archive, index, kind::HEAD).is_some_and(|head| is_foreign(&head))
        {
            self.waiting.push((index, path.to_owned()));
            return Ok(());
        }
        let inflated = archive
            .by_index(index)
            .map_err(|_| refusal("bundle-damaged", Some(path), vec![]))
            .and_then(|entry| {
                let packed = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
                let room = self.limits.unpacked - self.unpacked;
                inflate(entry, packed, limit, room).map_err(|why| self.refused(why, path))
            });
        let bytes = inflated?;
        self.unpacked += bytes.as_ref().map_or(limit, Vec::len);
        self.keep(path, bytes)
    }

    /// Films, sounds and documents, small ones first: whatever is wrong with one of them matters only to who names it.
    fn others(&mut self, archive: &mut Archive<'_>) {
        let mut waiting = std::mem::take(&mut self.waiting);
        // Only the order follows from a figure in a header.
        waiting.sort_by_cached_key(|(index, _)| {
            archive
                .by_index_raw(*index)
                .map_or(u64::MAX, |entry| entry.size())
        });
        for (index, path) in waiting {
            let room = self.limits.unpacked.saturating_sub(self.unpacked);
            let inflated = match archive.by_index(index) {
                Ok(entry) => {
                    let packed = usize::try_from(entry.compressed_size()).unwrap_or(usize::MAX);
                    inflate(entry, packed, MEDIUM, room)
                }
                Err(_) => Err(Wrong::Damaged),
            };
            match inflated {
                Ok(Some(bytes)) => {
                    self.unpacked += bytes.len();
                    self.bundle.others.insert(path.clone(), bytes);
                }
                Err(Wrong::Damaged) => self.unpacked += RATIO_FROM.min(room),
                Ok(None) | Err(Wrong::TooMuch) => {
                    self.unpacked += MEDIUM.min(room);
                    self.bundle.oversize.insert(path.clone());
                }
                Err(Wrong::Bomb) => {
                    self.unpacked += RATIO_FROM.min(room);
                    self.bundle.oversize.insert(path.clone());
                }
            }
            self.bundle.named.insert(path);
        }
    }

    fn refused(&self, why: Wrong, path: &str) -> Problem {
        match why {
            Wrong::Damaged => refusal("bundle-damaged", Some(path), vec![]),
            Wrong::Bomb => refusal("bundle-bomb", Some(path), vec![]),
            Wrong::TooMuch => {
                let limit = vec![("limit", megabytes(self.limits.unpacked))];
                refusal("bundle-unpacked", None, limit)
            }
        }
    }

    fn keep(&mut self, path: &str, bytes: Option<Vec<u8>>) -> Result<(), Problem> {
        match (bytes, sort(path)) {
            (Some(bytes), _) if kind::is_archive(&bytes) => {
                self.bundle.problems.0.push(nested(path));
            }
            (Some(bytes), sort) => {
                if matches!(sort, Sort::Text) {
                    self.text += bytes.len();
                }
                self.bundle.files.insert(path.to_owned(), bytes);
            }
            (None, Sort::Picture) => {
                self.bundle.oversize.insert(path.to_owned());
            }
            (None, _) => return Err(too_much_text(Some(path))),
        }
        Ok(())
    }
}

/// Why an entry is not taken.
enum Wrong {
    Damaged,
    Bomb,
    TooMuch,
}

/// What comes out of an entry; None when it is more than `limit`.
///
/// # Errors
/// It does not stop growing, or it is damaged.
fn inflate(
    mut entry: impl Read,
    packed: usize,
    limit: usize,
    room: usize,
) -> Result<Option<Vec<u8>>, Wrong> {
    let mut bytes = Vec::new();
    loop {
        let more = entry.by_ref().take(PIECE).read_to_end(&mut bytes);
        let more = more.map_err(|_| Wrong::Damaged)?;
        if bytes.len() > RATIO_FROM && bytes.len() / RATIO > packed {
            return Err(Wrong::Bomb);
        }
        if bytes.len() > room {
            return Err(Wrong::TooMuch);
        }
        if bytes.len() > limit {
            return Ok(None);
        }
        if more == 0 {
            bytes.shrink_to_fit();
            return Ok(Some(bytes));
        }
    }
}
