//! A course's rows as the data that files and revisions are made of, and back.

use coursefile::{Course, Step};
use entity::{course, step};

use super::Outline;

/// A course as data.
pub fn published(course: &course::Model, steps: &[step::Model]) -> Course {
    Course {
        slug: course.slug.clone(),
        title: course.title.clone(),
        description: course.description.clone(),
        language: course.language.clone(),
        steps: steps
            .iter()
            .map(|step| Step {
                slug: step.slug.clone(),
                title: step.title.clone(),
                markdown: markdown(
                    step.source.as_deref(),
                    step.text_content.as_deref(),
                    step.image_url.as_deref(),
                ),
                length: step.text_content.as_deref().map_or(0, length),
                html: step.text_content.clone(),
                picture: step.image_url.clone(),
                is_active: step.is_active,
                is_end: step.is_end,
            })
            .collect(),
    }
}

/// Whether two courses say the same. What is stored alike says the same; only where it is not, is the Markdown compared.
pub fn same(one: &Outline, other: &Outline) -> bool {
    fn head(course: &course::Model) -> (&str, Option<&str>, Option<&str>) {
        let (description, language) = (course.description.as_deref(), course.language.as_deref());
        (&course.title, description, language)
    }
    fn stored(step: &step::Model) -> (&str, &str, [Option<&str>; 3], bool, bool) {
        let says = [
            step.text_content.as_deref(),
            step.source.as_deref(),
            step.image_url.as_deref(),
        ];
        (&step.slug, &step.title, says, step.is_active, step.is_end)
    }
    let alike = head(&one.course) == head(&other.course)
        && one
            .steps
            .iter()
            .map(stored)
            .eq(other.steps.iter().map(stored));
    let data = |outline: &Outline| published(&outline.course, &outline.steps);
    alike || coursefile::compare(&data(one), &data(other)).is_empty()
}

/// What a step says, as its author would write it: the only place that says what two steps are compared by.
fn markdown(source: Option<&str>, html: Option<&str>, picture: Option<&str>) -> String {
    let printed = || coursefile::markdown_of(html, picture);
    source.map_or_else(printed, str::to_owned)
}

/// What `source` of a step's row becomes: nothing when the Markdown follows from the stored text.
pub fn source(step: &Step) -> Option<String> {
    let follows = markdown(None, step.html.as_deref(), step.picture.as_deref());
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
