//! The media that a course file names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Media;
use super::picture::{Verdict, is_local, is_nowhere, is_photo, verdict_as};
use crate::MediumKind;
use crate::bundle::{self, Bundle, Limits, folder_of, lookup};
use crate::course::Course;
use crate::problem::{Problems, Weight};
use crate::read::Reading;
use crate::render::Mention;
use crate::told::{Notes, Place, megabytes, number, word};

/// Gives a course file's steps their media, and tells what is wrong with any of them.
pub(super) fn attach(
    reading: &mut Reading,
    file: &str,
    bundle: &mut Bundle,
    notes: &mut Notes,
) -> BTreeMap<String, Media> {
    tell_nowhere(reading, notes);
    let mut paths = BTreeMap::new();
    let mut told = BTreeSet::new();
    for Mention {
        path: written,
        kind,
        line,
        ..
    } in locals(reading)
    {
        let path = resolved(bundle, file, written);
        let found = verdict_as(*kind, bundle, &path);
        if told.insert((written.clone(), *kind)) {
            let place = Place {
                file: None,
                line: *line,
            };
            tell(notes, &place, (*kind, written), found);
        }
        notes.forget("bundle-nested", &path);
        paths.insert(written.clone(), path);
    }
    let media = taken(&mut reading.course, &paths, bundle);
    let used: BTreeSet<String> = paths.into_values().collect();
    tell_unused(bundle, "", &used, notes);
    media
}

/// Tells what is neither a file nor an address.
fn tell_nowhere(reading: &Reading, notes: &mut Notes) {
    let nowhere = reading
        .media
        .iter()
        .filter(|medium| is_nowhere(&medium.path));
    for medium in nowhere {
        let place = Place {
            file: None,
            line: medium.line,
        };
        let address = vec![("address", word(&medium.path))];
        notes.tell(&place, Weight::Warning, "picture-nowhere", address);
    }
}

/// Moves the media of the steps out of the bundle.
fn taken(
    course: &mut Course,
    paths: &BTreeMap<String, String>,
    bundle: &mut Bundle,
) -> BTreeMap<String, Media> {
    let mut uses: BTreeMap<&String, usize> = BTreeMap::new();
    for path in paths.values() {
        *uses.entry(path).or_default() += 1;
    }
    let mut media: BTreeMap<String, Media> = BTreeMap::new();
    for step in &mut course.steps {
        step.media.retain(|medium| {
            let written = &medium.source;
            if !is_local(written) {
                return !is_nowhere(written);
            }
            if media.contains_key(written) {
                return true;
            }
            let path = paths.get(written).unwrap_or(written);
            let Verdict::Good(content_type) = verdict_as(medium.kind, bundle, path) else {
                return false;
            };
            let is_shared = uses.get(path).is_some_and(|uses| *uses > 1);
            let bytes = if is_shared {
                bundle.bytes(path).cloned()
            } else {
                bundle.take(path)
            };
            let found = Media {
                content_type: content_type.to_owned(),
                bytes: bytes.unwrap_or_default(),
            };
            media.insert(written.clone(), found);
            true
        });
    }
    media
}

/// The path in the bundle; as written when there is none.
pub(crate) fn resolved(bundle: &Bundle, file: &str, written: &str) -> String {
    lookup(folder_of(file), written, |path| has(bundle, path)).unwrap_or_else(|| written.to_owned())
}

fn has(bundle: &Bundle, path: &str) -> bool {
    bundle.files.contains_key(path) || bundle.named.contains(path) || bundle.oversize.contains(path)
}

/// Tells what is wrong with a medium, where it is named.
pub(crate) fn tell(
    notes: &mut Notes,
    place: &Place,
    (kind, written): (MediumKind, &str),
    verdict: Verdict,
) {
    let path = ("path", word(written));
    let is_photo = is_photo(kind, written);
    let (weight, code, arguments) = match verdict {
        Verdict::Missing if !is_photo => (Weight::Warning, "medium-missing", vec![path]),
        Verdict::Empty => (Weight::Error, "medium-empty", vec![path]),
        Verdict::TooLarge if !is_photo => {
            let limit = ("limit", megabytes(bundle::MEDIUM));
            (Weight::Error, "medium-large", vec![path, limit])
        }
        Verdict::Good("image/webp") => (Weight::Warning, "picture-webp", vec![path]),
        Verdict::Good(_) => return,
        Verdict::Missing => (Weight::Warning, "picture-missing", vec![path]),
        Verdict::NotShown => (Weight::Warning, "picture-kind", vec![path]),
        Verdict::NotAPicture => (Weight::Error, "picture-none", vec![path]),
        Verdict::TooLarge => {
            let limit = ("limit", megabytes(bundle::PICTURE));
            (Weight::Error, "picture-large", vec![path, limit])
        }
        Verdict::Sides(width, height) => {
            let sides = [("width", number(width)), ("height", number(height))];
            let arguments = std::iter::once(path).chain(sides).collect();
            (Weight::Error, "picture-sides", arguments)
        }
    };
    notes.tell(place, weight, code, arguments);
}

/// Pictures below a folder that nothing names.
pub(crate) fn tell_unused(
    bundle: &Bundle,
    below: &str,
    used: &BTreeSet<String>,
    notes: &mut Notes,
) {
    let named = bundle.files.keys().chain(&bundle.oversize);
    for path in named.filter(|path| bundle::is_picture(path) && path.starts_with(below)) {
        if !used.contains(path) {
            let place = Place {
                file: Some(path.clone()),
                line: 0,
            };
            notes.tell(&place, Weight::Warning, "picture-unused", vec![]);
        }
    }
}

/// A Markdown file from the disk with the pictures that it names, if they are inside its folder. Anything else is read
/// as it is.
pub(super) fn read_beside(path: &Path) -> Result<(Bundle, Option<Reading>), Problems> {
    let name = path
        .file_name()
        .map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let folder = match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    let is_zip = path
        .extension()
        .is_some_and(|ending| ending.eq_ignore_ascii_case("zip"));
    let limits = if is_zip { Limits::DISK } else { Limits::CHAT };
    let bytes = bundle::beside(folder, &name, limits.archive)?;
    let mut bundle = Bundle::from_file(&name, &bytes, limits)?;
    drop(bytes);
    let reading = match bundle.text(&name) {
        Some(Ok(text)) if bundle::is_markdown(&name) => crate::read(text),
        _ => return Ok((bundle, None)),
    };
    let mut room = Limits::DISK.unpacked;
    for medium in locals(&reading) {
        let limit = if is_photo(medium.kind, &medium.path) {
            bundle::PICTURE
        } else {
            bundle::MEDIUM
        };
        let read = |path: &str| bundle::beside(folder, path, limit).ok();
        let mut found = None;
        let known = lookup("", &medium.path, |path| {
            found = None;
            bundle.bytes(path).is_some() || {
                found = read(path);
                found.is_some()
            }
        });
        if let (Some(path), Some(bytes)) = (known, found) {
            room = room.saturating_sub(bytes.len());
            if room == 0 || bytes.len() > limit {
                bundle.oversize.insert(path);
            } else {
                bundle.files.insert(path, bytes);
            }
        }
    }
    Ok((bundle, Some(reading)))
}

/// The media that are files beside the text.
fn locals(reading: &Reading) -> impl Iterator<Item = &Mention> {
    let media = reading.media.iter();
    media.filter(|medium| is_local(&medium.path))
}
