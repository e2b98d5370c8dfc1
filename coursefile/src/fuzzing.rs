//! What holds for every file whatever, as functions that panic when it does not: for the fuzz targets, and for the test that
//! goes through their corpus.

use crate::bundle::Bundle;
use crate::limits::{COURSE_TITLE, QUESTIONS, STEP_TEXT, STEP_TITLE, STEPS};
use crate::{Course, Opened, Said, Step};

/// Any bytes as a course file.
///
/// # Panics
/// What was read is printed and read back as something else, or is over a limit.
pub fn read_course(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let reading = crate::read(text);
    if !reading.problems.is_fatal() {
        check(&reading.course);
        let again = crate::read(&crate::print(&reading.course));
        assert_eq!(again.course, reading.course, "printed and read back");
    }
}

/// Any bytes as a zip, and as several files: each begins with a line `=== path`.
///
/// # Panics
/// What was opened is packed and opened again as something else, or is over a limit.
pub fn open_bundle(bytes: &[u8]) {
    if bytes.starts_with(b"PK") {
        check_opened(crate::open_file("bundle.zip", bytes));
        return;
    }
    let text = String::from_utf8_lossy(bytes);
    let files = format!("\n{text}");
    let files = files.split("\n=== ").skip(1).filter_map(|file| {
        let (path, text) = file.split_once('\n')?;
        Some((path.to_owned(), text.as_bytes().to_vec()))
    });
    check_opened(crate::open(Bundle {
        files: files.collect(),
        name: Some("bundle".to_owned()),
        ..Bundle::default()
    }));
}

fn check_opened(opened: Opened) {
    if opened.problems.is_fatal() {
        return;
    }
    check(&opened.course);
    for path in opened.media.keys() {
        let is_wanted = |step: &Step| step.media.iter().any(|medium| medium.source == *path);
        assert!(opened.course.steps.iter().any(is_wanted), "{path:?}");
    }
    let zip = crate::pack(&opened.course, &opened.media);
    let again = crate::open_file("bundle.zip", &zip);
    assert_eq!(again.course, opened.course, "packed and opened again");
    assert_eq!(again.media, opened.media, "packed and opened again");
}

/// What is asked can be printed from what was understood of it, and is read back the same.
fn check_quiz(step: &Step) {
    let Some(quiz) = &step.quiz else {
        return;
    };
    assert!((1..=QUESTIONS).contains(&quiz.questions.len()));
    let markdown = crate::markdown_of(Said::of(step.html.as_deref(), Some(quiz)));
    let rendered = crate::render(&markdown, 1);
    assert_eq!(rendered.questions, quiz.questions, "{markdown}");
    assert_eq!(rendered.html, step.html, "{markdown}");
}

fn check(course: &Course) {
    assert!(course.title.chars().count() <= COURSE_TITLE);
    assert!((1..=STEPS).contains(&course.steps.len()));
    let is_walkable = course.steps.iter().any(|step| step.is_active);
    assert!(!is_walkable || course.steps.iter().any(|step| step.is_end));
    for step in &course.steps {
        assert!((1..=STEP_TITLE).contains(&step.title.chars().count()));
        assert!(step.length <= STEP_TEXT, "{}", step.title);
        assert!(crate::slug::is_slug(&step.slug), "{}", step.slug);
        check_quiz(step);
    }
}
