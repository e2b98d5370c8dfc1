//! A course as data: what a course file says, and what a draft, a revision and a file are compared by.

use serde::de::Deserializer;
use serde::{Deserialize, Serialize};

use crate::medium::{self, LinkButton, Medium};
use crate::{Ladder, Quiz, Release, render};

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
    /// When those who fell silent are reminded; `None`: not said, so [`Ladder::usual`] holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reminders: Option<Ladder>,
    /// When every step after the first opens that says nothing else of its own; none: at once.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// The steps in order.
    #[serde(deserialize_with = "steps")]
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
    /// What is shown above the text: one medium, or an album of up to [`crate::limits::ALBUM`] that fit together.
    #[serde(
        default,
        alias = "picture",
        deserialize_with = "medium::stored",
        skip_serializing_if = "Vec::is_empty"
    )]
    pub media: Vec<Medium>,
    /// Rows of buttons below the text that open an address.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Vec<LinkButton>>,
    /// Telegram lets nobody forward or save it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_protected: bool,
    /// What the step asks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub quiz: Option<Quiz>,
    /// When it opens; none: as the course says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub release: Option<Release>,
    /// False: skipped by those who come.
    pub is_active: bool,
    /// The final step.
    pub is_end: bool,
}

/// The steps as they are stored. Before there were several kinds of media, a picture's description stood in the Markdown alone.
fn steps<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<Step>, D::Error> {
    let mut steps = Vec::<Step>::deserialize(deserializer)?;
    for step in &mut steps {
        step.describe();
    }
    Ok(steps)
}

impl Step {
    /// Whether there is nothing to see, to hear, to press or to answer.
    pub fn is_empty(&self) -> bool {
        self.html.is_none() && self.media.is_empty() && self.links.is_empty() && self.quiz.is_none()
    }

    /// Gives an only picture the kind and the description that the Markdown says, if it has none: what was stored before a
    /// step could hold anything else says no more than where its picture is.
    pub fn describe(&mut self) {
        let [only] = self.media.as_mut_slice() else {
            return;
        };
        let is_bare = *only == Medium::picture(only.source.as_str());
        if !is_bare || !self.markdown.contains("![") {
            return;
        }
        // Of several that are named, nobody knows which one is here.
        if let [named] = render(&self.markdown, 1).media.as_slice() {
            (only.kind, only.alt) = (named.kind, named.alt.clone());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_picture_gets_its_description_from_the_markdown() {
        let json = r#"{"slug": "a", "title": "A", "markdown": "![A cup](a.png)", "html": null, "length": 0,
            "picture": "media:1", "is_active": true, "is_end": true}"#;
        let course = format!(
            r#"{{"slug": "x", "title": "X", "description": null, "language": null, "steps": [{json}]}}"#
        );
        let course: Course = serde_json::from_str(&course).expect("a course");
        let cup = Medium {
            alt: Some("A cup".to_owned()),
            ..Medium::picture("media:1")
        };
        assert_eq!(course.steps[0].media, [cup]);
    }
}
