//! Which format it is.

use super::attach::attach;
use super::{Kind, Opened};
use crate::bundle::{Bundle, is_json, is_markdown};
use crate::formats::{coob, folder, mdbook, questions};
use crate::problem::Weight;
use crate::read::Reading;
use crate::told::{Notes, Place, number, short};

/// Opens the bundle as what it looks like.
pub(super) fn open(bundle: Bundle, reading: Option<Reading>, mut notes: Notes) -> Opened {
    if let Some(summary) = mdbook::summary_of(&bundle) {
        return mdbook::open(bundle, notes, &summary);
    }
    let named = |is: fn(&str) -> bool| -> Vec<String> {
        let files = bundle.files.keys().filter(|path| is(path));
        files.cloned().collect()
    };
    let texts = named(is_markdown);
    if let [file] = texts.as_slice() {
        let reading = reading.unwrap_or_else(|| read(file, &bundle, &mut notes));
        return course_file(file, reading, bundle, notes);
    }
    if let (true, [file]) = (texts.is_empty(), named(is_json).as_slice()) {
        return coob::open(bundle, notes, file);
    }
    if texts.is_empty() {
        let known = |path: &String| Some((path.clone(), questions::kind(&bundle, path)?));
        let files: Vec<_> = bundle.files.keys().filter_map(known).collect();
        if let [(file, kind)] = files.as_slice() {
            return questions::open(bundle, notes, file, *kind);
        }
    }
    let numbered = folder::files_of(&bundle);
    if numbered.len() > 1 {
        return folder::open(bundle, notes, &numbered);
    }
    let courses: Vec<&String> = texts
        .iter()
        .filter(|path| is_course(&bundle, path))
        .collect();
    if let [file] = courses.as_slice() {
        let file = (*file).clone();
        let reading = read(&file, &bundle, &mut notes);
        return course_file(&file, reading, bundle, notes);
    }
    let (code, words) = match texts.len() {
        0 => ("no-course", vec![]),
        count => ("several-courses", vec![("count", number(count))]),
    };
    notes.tell(&Place::default(), Weight::Error, code, words);
    Opened {
        problems: notes.into_problems(),
        ..Opened::default()
    }
}

/// The course file of this project with the pictures around it.
fn course_file(file: &str, mut reading: Reading, mut bundle: Bundle, mut notes: Notes) -> Opened {
    notes.extend(std::mem::take(&mut reading.problems));
    let media = attach(&mut reading, file, &mut bundle, &mut notes);
    let mut problems = notes.into_problems();
    if bundle.is_folder {
        let inside = problems.0.iter_mut().filter(|problem| problem.line > 0);
        for problem in inside {
            problem.file.get_or_insert_with(|| short(file));
        }
    }
    Opened {
        kind: Kind::Markdown,
        id_is_proposed: reading.id_is_proposed,
        course: reading.course,
        media,
        problems,
    }
}

/// Reads the course file; one that is no text is empty.
fn read(file: &str, bundle: &Bundle, notes: &mut Notes) -> Reading {
    match bundle.text(file) {
        Some(Ok(text)) => crate::read(text),
        Some(Err(problem)) => {
            notes.push(problem);
            Reading::default()
        }
        None => Reading::default(),
    }
}

/// Whether it begins with front matter and has steps.
fn is_course(bundle: &Bundle, path: &str) -> bool {
    let text = bundle.text(path).and_then(Result::ok).unwrap_or_default();
    text.starts_with("---") && text.contains("\n## ")
}
