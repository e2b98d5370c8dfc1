//! A course → one Markdown file.

use crate::Course;

/// The file of a course: reading it gives the course again.
pub fn print(course: &Course) -> String {
    course.title.clone()
}

/// The Markdown of a step that was typed in the chat, from the stored form of its text and from where its picture is:
/// rendering it gives both again.
pub fn markdown_of(html: Option<&str>, picture: Option<&str>) -> String {
    [picture, html].into_iter().flatten().collect()
}
