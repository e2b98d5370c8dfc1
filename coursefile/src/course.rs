//! A course as data: what a course file says, and what a draft, a revision and a file are compared by.

use serde::{Deserialize, Serialize};

use crate::Quiz;

/// A whole course.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Course {
    /// The stable public name, `id` in the file.
    pub slug: String,
    /// The title, in one line.
    pub title: String,
    /// What the course is about.
    pub description: Option<String>,
    /// The language it is written in, such as `en`.
    pub language: Option<String>,
    /// The share of all points that passes the course, in percent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pass_mark: Option<u8>,
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// A step of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// The identity of the step through edits, moves, export and import: unique within the course.
    pub slug: String,
    /// The title, in one line.
    pub title: String,
    /// What stands below the heading, in Markdown, as the author wrote it and without blank lines around it, the questions
    /// included. Two steps say the same when this is the same.
    pub markdown: String,
    /// The same as Telegram shows it, without the questions: the stored form, Telegram's subset of HTML. None: there is no
    /// text.
    pub html: Option<String>,
    /// The length of that text without its markup, in Unicode scalar values.
    pub length: usize,
    /// Where the picture is: in a file that was just read as the file writes it, an address or a path beside the file;
    /// otherwise as in `steps.image_url`.
    pub picture: Option<String>,
    /// What the step asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiz: Option<Quiz>,
    /// False: skipped by those who come.
    pub is_active: bool,
    /// The final step.
    pub is_end: bool,
}
