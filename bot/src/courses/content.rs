//! A course's rows as the data that files and revisions are made of, and back.

use coursefile::{Course, Ladder, Quiz, Release, Said, Step};
use entity::{course, step};
use sea_orm::DbErr;

use super::Outline;
use super::holding::{Columns, Holding};

/// A course as data.
pub fn published(outline: &Outline) -> Course {
    let course = &outline.course;
    Course {
        slug: course.slug.clone(),
        title: course.title.clone(),
        description: course.description.clone(),
        language: course.language.clone(),
        pass_mark: course.pass_mark.and_then(|mark| u8::try_from(mark).ok()),
        reminders: course.reminders.as_deref().and_then(Ladder::parse),
        release: outline.release.clone(),
        steps: outline.steps.iter().map(|row| step(outline, row)).collect(),
    }
}

fn step(outline: &Outline, row: &step::Model) -> Step {
    let quiz = outline.quiz(row.id).cloned();
    let html = row.text_content.as_deref();
    let holding = outline.holding(row.id).clone();
    Step {
        slug: row.slug.clone(),
        title: row.title.clone(),
        markdown: markdown(row.source.as_deref(), html, &holding, quiz.as_ref()),
        length: html.map_or(0, length),
        html: row.text_content.clone(),
        media: holding.media,
        links: holding.links,
        is_protected: row.is_protected,
        quiz,
        release: outline.releases.get(&row.id).cloned(),
        is_active: row.is_active,
        is_end: row.is_end,
    }
}

/// Whether two courses say the same. What is stored alike says the same; only where it is not, is the Markdown compared.
pub fn same(one: &Outline, other: &Outline) -> bool {
    fn head(course: &course::Model) -> (&str, [Option<&str>; 4], Option<i16>) {
        let says = [
            course.description.as_deref(),
            course.language.as_deref(),
            course.reminders.as_deref(),
            course.release.as_deref(),
        ];
        (&course.title, says, course.pass_mark)
    }
    fn stored(step: &step::Model) -> (&str, &str, [Option<&str>; 7], [bool; 3]) {
        let says = [
            step.text_content.as_deref(),
            step.source.as_deref(),
            step.image_url.as_deref(),
            step.quiz.as_deref(),
            step.media.as_deref(),
            step.links.as_deref(),
            step.release.as_deref(),
        ];
        let flags = [step.is_active, step.is_end, step.is_protected];
        (&step.slug, &step.title, says, flags)
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
    holding: &Holding,
    quiz: Option<&Quiz>,
) -> String {
    let printed = || {
        coursefile::markdown_of(Said {
            html,
            media: &holding.media,
            links: &holding.links,
            quiz,
        })
    };
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

/// What `release` of a row says.
///
/// # Errors
/// The words that were stored are no rule.
pub fn release(stored: Option<&str>) -> Result<Option<Release>, DbErr> {
    let rule = stored.map(Release::read).transpose();
    rule.map_err(|fault| DbErr::Custom(format!("release: {fault:?}")))
}

/// What `release` of a row becomes.
pub fn stored_release(rule: Option<&Release>) -> Option<String> {
    rule.map(ToString::to_string)
}

/// What a step's row says of its media and buttons.
///
/// # Errors
/// The JSON that was stored is none of ours.
pub fn holding(row: &step::Model) -> Result<Holding, DbErr> {
    let columns = Columns {
        image_url: row.image_url.clone(),
        media: row.media.clone(),
        links: row.links.clone(),
    };
    Holding::read(&columns, row.source.as_deref())
}

/// What `source` of a step's row becomes: nothing when the Markdown follows from what else is stored.
pub fn source(step: &Step) -> Option<String> {
    let (html, holding) = (step.html.as_deref(), Holding::from(step));
    let follows = markdown(None, html, &holding, step.quiz.as_ref());
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
