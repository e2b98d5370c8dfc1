//! A course's rows as the data that files and revisions are made of, and back.

use coursefile::{Course, Quiz, Step};
use entity::{course, step};
use sea_orm::DbErr;

use super::Outline;

/// A course as data.
pub fn published(outline: &Outline) -> Course {
    let course = &outline.course;
    Course {
        slug: course.slug.clone(),
        title: course.title.clone(),
        description: course.description.clone(),
        language: course.language.clone(),
        pass_mark: course.pass_mark.and_then(|mark| u8::try_from(mark).ok()),
        steps: outline.steps.iter().map(|row| step(outline, row)).collect(),
    }
}

fn step(outline: &Outline, row: &step::Model) -> Step {
    let quiz = outline.quiz(row.id).cloned();
    let (html, picture) = (row.text_content.as_deref(), row.image_url.as_deref());
    Step {
        slug: row.slug.clone(),
        title: row.title.clone(),
        markdown: markdown(row.source.as_deref(), html, picture, quiz.as_ref()),
        length: html.map_or(0, length),
        html: row.text_content.clone(),
        picture: row.image_url.clone(),
        quiz,
        is_active: row.is_active,
        is_end: row.is_end,
    }
}

/// Whether two courses say the same. What is stored alike says the same; only where it is not, is the Markdown compared.
pub fn same(one: &Outline, other: &Outline) -> bool {
    fn head(course: &course::Model) -> (&str, Option<&str>, Option<&str>, Option<i16>) {
        let (description, language) = (course.description.as_deref(), course.language.as_deref());
        (&course.title, description, language, course.pass_mark)
    }
    fn stored(step: &step::Model) -> (&str, &str, [Option<&str>; 4], bool, bool) {
        let says = [
            step.text_content.as_deref(),
            step.source.as_deref(),
            step.image_url.as_deref(),
            step.quiz.as_deref(),
        ];
        (&step.slug, &step.title, says, step.is_active, step.is_end)
    }
    let alike = head(&one.course) == head(&other.course)
        && one
            .steps
            .iter()
            .map(stored)
            .eq(other.steps.iter().map(stored));
    alike || coursefile::compare(&published(one), &published(other)).is_empty()
}

/// What a step says, as its author would write it: the only place that says what two steps are compared by.
fn markdown(
    source: Option<&str>,
    html: Option<&str>,
    picture: Option<&str>,
    quiz: Option<&Quiz>,
) -> String {
    let printed = || coursefile::markdown_of(html, picture, quiz);
    source.map_or_else(printed, str::to_owned)
}

/// What `quiz` of a step's row becomes.
pub fn stored_quiz(step: &Step) -> Option<String> {
    step.quiz.as_ref().map(stored)
}

/// What a quiz becomes in a row.
pub fn stored(quiz: &Quiz) -> String {
    serde_json::to_string(quiz).expect("a quiz holds nothing that JSON cannot say")
}

/// What a row's `quiz` says.
///
/// # Errors
/// The JSON that was stored is none of ours.
pub fn quiz(stored: Option<&str>) -> Result<Option<Quiz>, DbErr> {
    let Some(stored) = stored else {
        return Ok(None);
    };
    let quiz = serde_json::from_str(stored);
    quiz.map(Some)
        .map_err(|error| DbErr::Json(format!("quiz: {error}")))
}

/// What `source` of a step's row becomes: nothing when the Markdown follows from what else is stored.
pub fn source(step: &Step) -> Option<String> {
    let (html, picture) = (step.html.as_deref(), step.picture.as_deref());
    let follows = markdown(None, html, picture, step.quiz.as_ref());
    (step.markdown != follows).then(|| step.markdown.clone())
}

/// The length of a stored text without its markup, in Unicode scalar values.
pub fn length(html: &str) -> usize {
    let (mut count, mut rest) = (0, html);
    while let Some(c) = rest.chars().next() {
        let (counts, skip) = match c {
            '<' => (0, rest.find('>').map_or(rest.len(), |end| end + 1)),
            '&' => (1, rest.find(';').map_or(1, |end| end + 1)),
            c => (1, c.len_utf8()),
        };
        count += counts;
        rest = &rest[skip..];
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_has_no_length() {
        assert_eq!(length("Call <b>112</b> &amp; wait"), 15);
        assert_eq!(length("жук"), 3);
        assert_eq!(length(""), 0);
    }
}
