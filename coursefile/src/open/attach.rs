//! The pictures that a course file names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::Media;
use super::picture::{Verdict, is_local, is_nowhere, verdict};
use crate::bundle::{self, Bundle, Limits, folder_of, lookup};
use crate::course::Course;
use crate::problem::{Problems, Weight};
use crate::read::Reading;
use crate::render::Picture;
use crate::told::{Notes, Place, megabytes, number, word};

/// Gives a course file's steps their pictures, and tells what is wrong with any of them.
pub(super) fn attach(
    reading: &mut Reading,
    file: &str,
    bundle: &mut Bundle,
    notes: &mut Notes,
) -> BTreeMap<String, Media> {
    for picture in reading
        .pictures
        .iter()
        .filter(|picture| is_nowhere(&picture.path))
    {
        let place = Place {
            file: None,
            line: picture.line,
        };
        // As a second picture it was told already.
        if notes.has_at("picture-second-dropped", picture.line) {
            continue;
        }
        let address = vec![("address", word(&picture.path))];
        notes.tell(&place, Weight::Warning, "picture-nowhere", address);
    }
    let mut paths = BTreeMap::new();
    let mut told = BTreeSet::new();
    for Picture {
        path: written,
        line,
        ..
    } in locals(reading)
    {
        let path = resolved(bundle, file, written);
        let found = verdict(bundle, &path);
        if told.insert(written.clone()) {
            let place = Place {
                file: None,
                line: *line,
            };
            tell(notes, &place, written, found);
        }
        paths.insert(written.clone(), path);
    }
    let media = taken(&mut reading.course, &paths, bundle);
    let used: BTreeSet<String> = paths.into_values().collect();
    tell_unused(bundle, "", &used, notes);
    media
}

/// Moves the pictures of the steps out of the bundle.
fn taken(
    course: &mut Course,
    paths: &BTreeMap<String, String>,
    bundle: &mut Bundle,
) -> BTreeMap<String, Media> {
    let mut media: BTreeMap<String, Media> = BTreeMap::new();
    for step in &mut course.steps {
        step.picture = step.picture.take().filter(|written| !is_nowhere(written));
        let Some(written) = step.picture.clone().filter(|written| is_local(written)) else {
            continue;
        };
        if media.contains_key(&written) {
            continue;
        }
        let path = paths.get(&written).unwrap_or(&written);
        let is_shared = paths.values().filter(|other| *other == path).count() > 1;
        let Verdict::Good(content_type) = verdict(bundle, path) else {
            step.picture = None;
            continue;
        };
        let bytes = if is_shared {
            bundle.files.get(path).cloned()
        } else {
            bundle.files.remove(path)
        };
        let bytes = bytes.unwrap_or_default();
        media.insert(
            written,
            Media {
                content_type,
                bytes,
            },
        );
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

/// Tells what is wrong with a picture, where it is named.
pub(crate) fn tell(notes: &mut Notes, place: &Place, written: &str, verdict: Verdict) {
    let path = ("path", word(written));
    let (weight, code, arguments) = match verdict {
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
    for picture in locals(&reading) {
        let read = |path: &str| bundle::beside(folder, path, bundle::PICTURE).ok();
        let mut found = None;
        let known = lookup("", &picture.path, |path| {
            found = None;
            bundle.files.contains_key(path) || {
                found = read(path);
                found.is_some()
            }
        });
        if let (Some(path), Some(bytes)) = (known, found) {
            room = room.saturating_sub(bytes.len());
            if room == 0 || bytes.len() > bundle::PICTURE {
                bundle.oversize.insert(path);
            } else {
                bundle.files.insert(path, bytes);
            }
        }
    }
    Ok((bundle, Some(reading)))
}

/// The pictures that are files beside the text.
fn locals(reading: &Reading) -> impl Iterator<Item = &Picture> {
    let pictures = reading.pictures.iter();
    pictures.filter(|picture| is_local(&picture.path))
}
