//! Which format it is.

use super::attach::attach;
use super::{Kind, Opened};
use crate::bundle::{Bundle, is_markdown};
use crate::problem::Weight;
use crate::told::{Notes, Place};

/// Opens the bundle as what it looks like.
pub(super) fn open(bundle: Bundle, mut notes: Notes) -> Opened {
    let texts: Vec<String> = bundle
        .files
        .keys()
        .filter(|path| is_markdown(path))
        .cloned()
        .collect();
    if let [file] = texts.as_slice() {
        return course_file(file, bundle, notes);
    }
    let code = "no-course";
    notes.tell(&Place::default(), Weight::Error, code, vec![]);
    Opened {
        problems: notes.into_problems(),
        ..Opened::default()
    }
}

/// The course file of this project with the pictures around it.
fn course_file(file: &str, mut bundle: Bundle, mut notes: Notes) -> Opened {
    let reading = match bundle.text(file) {
        Some(Ok(text)) => crate::read(text),
        Some(Err(problem)) => {
            notes.push(problem);
            crate::Reading::default()
        }
        None => crate::Reading::default(),
    };
    notes.extend(reading.problems);
    let mut course = reading.course;
    let media = attach(&mut course, file, &mut bundle, &mut notes);
    Opened {
        kind: Kind::Markdown,
        course,
        media,
        problems: notes.into_problems(),
    }
}
