//! Telling problems: the same thing once with a count instead of a thousand times.

use std::collections::{BTreeMap, BTreeSet};

use crate::problem::{Argument, Problem, Problems, Weight};

/// More problems than anybody mends in one sitting are not told.
const MANY: usize = 300;
/// At so many places the same thing is told.
const PLACES: usize = 3;

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
    ("picture-embedded", &[]),
    ("picture-missing", &["path"]),
    ("picture-kind", &["path"]),
    ("picture-none", &["path"]),
    ("picture-large", &["path", "limit"]),
    ("picture-sides", &["path", "width", "height"]),
    ("picture-second-linked", &["address"]),
    ("picture-second-dropped", &["address"]),
    ("picture-unused", &[]),
    ("picture-webp", &["path"]),
    // Films, sounds and files.
    ("medium-missing", &["path"]),
    ("medium-empty", &["path"]),
    ("medium-large", &["path", "limit"]),
    // Other formats.
    ("anchor-missing", &["path", "anchor"]),
    ("book-alone", &[]),
    ("book-other", &["path"]),
    ("book-settings", &["text"]),
    ("chapter-draft", &["title"]),
    ("chapter-large", &["limit"]),
    ("chapter-missing", &["path"]),
    ("chapter-split", &["title", "count"]),
    ("chapter-split-pictures", &["title", "count"]),
    ("chapter-twice", &["path"]),
    ("component-dropped", &["kind", "title"]),
    ("description-cut", &["limit"]),
    ("field-dropped", &["field"]),
    ("field-unknown", &["field"]),
    ("field-unread", &["field"]),
    ("file-unnumbered", &[]),
    ("helper-unknown", &["helper"]),
    ("id-taken", &["id", "now"]),
    ("include-missing", &["path"]),
    ("include-too-much", &["limit"]),
    ("json-large", &["limit"]),
    ("json-unreadable", &[]),
    ("links-plain", &["count"]),
    ("more-alike", &["count"]),
    ("part-in-text", &["title"]),
    ("preprocessor-unknown", &["name"]),
    ("settings-large", &["limit"]),
    ("summary-large", &["limit"]),
    ("title-changed", &["title", "now"]),
    ("title-cut", &["title", "now", "limit"]),
    ("title-none", &["now"]),
    // Questions from elsewhere.
    ("bank-too-many", &["limit"]),
    ("no-questions", &[]),
    ("question-answers-cut", &[]),
    ("question-essay", &[]),
    ("question-feedback-dropped", &[]),
    ("question-item-plain", &[]),
    ("question-made-poll", &[]),
    ("question-options-cut", &[]),
    ("question-picture-dropped", &[]),
    ("question-right-unknown", &["text"]),
    ("question-text-cut", &[]),
    ("question-unfit", &[]),
    ("question-unread", &["text"]),
    ("question-unsaid", &["key"]),
    ("question-weights", &[]),
    ("table-no-question", &[]),
    ("table-row-unasked", &[]),
    ("title-helper", &["title"]),
    ("title-of-file", &["now"]),
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

/// A size in bytes as whole megabytes.
pub(crate) fn megabytes(bytes: usize) -> Argument {
    bytes.div_ceil(1 << 20).into()
}

/// A size in bytes as whole kilobytes.
pub(crate) fn kilobytes(bytes: usize) -> Argument {
    bytes.div_ceil(1 << 10).into()
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
    /// What may come a thousand times: the same code with the same words.
    alike: BTreeMap<(&'static str, String), Alike>,
    untold: usize,
    /// The places in `told` of what has turned out to be no problem.
    forgotten: BTreeSet<usize>,
}

/// The same thing at several places.
#[derive(Debug, Default)]
struct Alike {
    count: usize,
    /// Where the last of them that is told stands.
    last: usize,
}

impl Notes {
    /// Tells it, unless far too much has been told already; an error has been told then.
    pub(crate) fn push(&mut self, problem: Problem) {
        let errors = self.told.iter().filter(|told| told.weight == Weight::Error);
        let has_room = match problem.weight {
            Weight::Error => self.told.len() < MANY || errors.count() < MANY,
            Weight::Warning => self.told.len() < MANY,
        };
        if has_room {
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

    /// Tells a warning at its first places only when a whole book may have it a thousand times. Every error is told: all of
    /// them have to be mended.
    pub(crate) fn few(&mut self, problem: Problem) {
        if problem.weight == Weight::Error {
            return self.push(problem);
        }
        let words = problem
            .arguments
            .iter()
            .map(|(_, argument)| match argument {
                Argument::Word(word) => word.as_str(),
                Argument::Number(_) => "",
            });
        let kind = (problem.code, words.collect::<Vec<_>>().join("\n"));
        if self.alike.len() > 10 * MANY && !self.alike.contains_key(&kind) {
            self.untold += 1;
            return;
        }
        let alike = self.alike.entry(kind).or_default();
        alike.count += 1;
        if alike.count <= PLACES {
            alike.last = self.told.len();
            self.push(problem);
        }
    }

    /// What was told of a file is no problem after all.
    pub(crate) fn forget(&mut self, code: &str, file: &str) {
        let file = short(file);
        let told = self.told.iter().enumerate();
        let meant = told
            .filter(|(_, problem)| problem.code == code && problem.file.as_ref() == Some(&file));
        self.forgotten.extend(meant.map(|(place, _)| place));
    }

    /// Whether something of this kind is told.
    pub(crate) fn has(&self, code: &str) -> bool {
        self.told.iter().any(|problem| problem.code == code)
    }

    /// Everything, what stands together of one file in the order of its lines, with how much more of each kind there is.
    pub(crate) fn into_problems(self) -> Problems {
        let mut more: BTreeMap<usize, usize> = BTreeMap::new();
        let mut untold = self.untold;
        for alike in self.alike.values().filter(|alike| alike.count > PLACES) {
            if alike.last < self.told.len() {
                more.insert(alike.last, alike.count - PLACES);
            } else {
                untold += alike.count - PLACES;
            }
        }
        let (mut run, mut before) = (0, None);
        let mut placed = Vec::with_capacity(self.told.len() + more.len());
        for (at, problem) in self.told.into_iter().enumerate() {
            let file = problem.file.clone();
            // What is about a file as a whole stays where it was told.
            let here = (file.clone(), problem.line == 0);
            run += usize::from(problem.line == 0 || before.as_ref() != Some(&here));
            let place = (run, problem.line);
            if !self.forgotten.contains(&at) {
                placed.push((place, problem));
            }
            if let Some(count) = more.get(&at) {
                placed.push((place, counted("more-alike", file.clone(), *count)));
            }
            before = Some(here);
        }
        placed.sort_by_key(|(place, _)| *place);
        let mut problems: Vec<Problem> = placed.into_iter().map(|(_, problem)| problem).collect();
        if untold > 0 {
            problems.push(counted("more", None, untold));
        }
        Problems(problems)
    }
}

fn counted(code: &'static str, file: Option<String>, count: usize) -> Problem {
    Problem {
        file,
        line: 0,
        weight: Weight::Warning,
        code,
        arguments: vec![("count", number(count))],
    }
}
