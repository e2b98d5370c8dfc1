//! Telling problems: the same thing once with a count instead of a thousand times.

use std::collections::BTreeMap;

use crate::problem::{Argument, Problem, Problems, Weight};

/// More problems than anybody mends in one sitting are not told.
const MANY: usize = 300;

/// Every problem that comes from several files together or from another format, with the arguments of its sentence in
/// their order. What one Markdown file can have is in [`crate::problem::CODES`].
pub const IMPORT_CODES: &[(&str, &[&str])] = &[
    // A zip or a folder.
    ("bundle-bomb", &[]),
    ("bundle-damaged", &[]),
    ("bundle-encrypted", &[]),
    ("bundle-entries", &["limit"]),
    ("bundle-large", &["limit"]),
    ("bundle-method", &[]),
    ("bundle-name-twice", &[]),
    ("bundle-name-utf8", &[]),
    ("bundle-nested", &[]),
    ("bundle-overlap", &[]),
    ("bundle-path-long", &[]),
    ("bundle-path-outside", &[]),
    ("bundle-symlink", &[]),
    ("bundle-text", &["limit"]),
    ("bundle-unpacked", &["limit"]),
    ("bundle-unreadable", &[]),
    ("file-not-utf8", &[]),
    ("no-course", &[]),
    ("several-courses", &["count"]),
    // Pictures.
    ("picture-missing", &["path"]),
    ("picture-kind", &["path"]),
    ("picture-none", &["path"]),
    ("picture-large", &["path", "limit"]),
    ("picture-sides", &["path", "width", "height"]),
    ("picture-unused", &[]),
    // Other formats.
    ("anchor-missing", &["path", "anchor"]),
    ("book-settings", &["text"]),
    ("chapter-draft", &["title"]),
    ("chapter-large", &["limit"]),
    ("chapter-missing", &["path"]),
    ("chapter-split", &["title", "count"]),
    ("chapter-twice", &["path"]),
    ("component-dropped", &["kind", "title"]),
    ("field-unknown", &["field"]),
    ("helper-unknown", &["helper"]),
    ("include-missing", &["path"]),
    ("include-too-much", &["limit"]),
    ("json-unreadable", &["text"]),
    ("links-plain", &["count"]),
    ("more-alike", &["count"]),
    ("part-in-text", &["title"]),
    ("preprocessor-unknown", &["name"]),
    ("settings-large", &["limit"]),
    ("title-changed", &["title", "now"]),
];

/// As it goes into a sentence.
pub(crate) fn short(text: &str) -> String {
    match Argument::from(text) {
        Argument::Word(word) => word,
        Argument::Number(number) => number.to_string(),
    }
}

pub(crate) fn word(text: &str) -> Argument {
    text.into()
}

pub(crate) fn number(figure: usize) -> Argument {
    figure.into()
}

/// Where something is: a file and a line in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: Option<String>,
    pub(crate) line: usize,
}

/// What is told at the end.
#[derive(Debug, Default)]
pub(crate) struct Notes {
    told: Vec<Problem>,
    /// How often something of a kind was told.
    alike: BTreeMap<(&'static str, String), usize>,
    untold: usize,
}

impl Notes {
    /// Tells it, unless far too much has been told already.
    pub(crate) fn push(&mut self, problem: Problem) {
        let has_room = self.told.len() < MANY;
        let is_urgent = problem.weight == Weight::Error && self.told.len() < 2 * MANY;
        if has_room || is_urgent {
            self.told.push(problem);
        } else {
            self.untold += 1;
        }
    }

    pub(crate) fn extend(&mut self, problems: Problems) {
        problems
            .0
            .into_iter()
            .for_each(|problem| self.push(problem));
    }

    /// Tells it where it is.
    pub(crate) fn tell(
        &mut self,
        place: &Place,
        weight: Weight,
        code: &'static str,
        arguments: Vec<(&'static str, Argument)>,
    ) {
        self.push(Problem {
            file: place.file.as_deref().map(short),
            line: place.line,
            weight,
            code,
            arguments,
        });
    }

    /// Tells it at its first place only when a whole book may have it a thousand times: the same code with the same words.
    pub(crate) fn once(&mut self, problem: Problem) {
        let words = problem
            .arguments
            .iter()
            .map(|(_, argument)| match argument {
                Argument::Word(word) => word.as_str(),
                Argument::Number(_) => "",
            });
        let words = words.collect::<Vec<_>>().join("\n");
        if self.alike.len() > 10 * MANY {
            self.untold += 1;
            return;
        }
        let count = self.alike.entry((problem.code, words)).or_default();
        *count += 1;
        if *count == 1 {
            self.push(problem);
        } else {
            self.untold += 1;
        }
    }

    /// Everything, and how much more of the same there is.
    pub(crate) fn into_problems(mut self) -> Problems {
        if self.untold > 0 {
            self.told.push(Problem {
                file: None,
                line: 0,
                weight: Weight::Warning,
                code: "more-alike",
                arguments: vec![("count", number(self.untold))],
            });
        }
        Problems(self.told)
    }
}
