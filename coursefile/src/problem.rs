//! What is wrong with a file, as data.

use std::cmp::Reverse;

use serde::Serialize;

/// The longest word of a file that goes into a sentence, in Unicode scalar values.
const WORD: usize = 80;

/// How bad it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Weight {
    /// The course can be imported; something will look otherwise than written.
    Warning,
    /// Nothing can be imported until this is mended.
    Error,
}

/// A figure or a word that a problem's sentence needs.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Argument {
    /// A figure.
    Number(u64),
    /// A word from the file, cut to a length that fits a sentence.
    Word(String),
}

impl From<usize> for Argument {
    fn from(figure: usize) -> Self {
        Self::Number(figure as u64)
    }
}

impl From<&str> for Argument {
    fn from(word: &str) -> Self {
        let flat = |c: char| if c.is_control() { ' ' } else { c };
        let mut line: String = word.chars().take(WORD + 1).map(flat).collect();
        if let Some((end, _)) = line.char_indices().nth(WORD) {
            line.truncate(end);
            line.pop();
            line.push('…');
        }
        Self::Word(line)
    }
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The file it is in, when there are several.
    pub file: Option<String>,
    /// The line, counted from 1; 0: the file as a whole.
    pub line: usize,
    /// How bad it is.
    pub weight: Weight,
    /// The name of its sentence: `problem-<code>` in the message files says what is wrong and what to write instead.
    pub code: &'static str,
    /// What the sentence needs.
    pub arguments: Vec<(&'static str, Argument)>,
}

impl Problem {
    /// Something that has to be mended. `code` and the names of the arguments are listed in [`CODES`].
    pub fn error<const N: usize>(
        line: usize,
        code: &'static str,
        arguments: [(&'static str, Argument); N],
    ) -> Self {
        Self::new(Weight::Error, line, code, arguments.into())
    }

    /// Something that will look otherwise. `code` and the names of the arguments are listed in [`CODES`].
    pub fn warning<const N: usize>(
        line: usize,
        code: &'static str,
        arguments: [(&'static str, Argument); N],
    ) -> Self {
        Self::new(Weight::Warning, line, code, arguments.into())
    }

    fn new(
        weight: Weight,
        line: usize,
        code: &'static str,
        arguments: Vec<(&'static str, Argument)>,
    ) -> Self {
        debug_assert!(
            CODES.iter().any(|(known, names)| *known == code
                && names.iter().eq(arguments.iter().map(|(name, _)| name))),
            "{code} with {arguments:?} is not listed"
        );
        Self {
            file: None,
            line,
            weight,
            code,
            arguments,
        }
    }
}

/// All problems of a file, in the order of their lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// At most so many of them, in the order of their lines. Errors are the last to be left out, and then there is still
    /// one; what is left out is counted.
    pub(crate) fn few(mut problems: Vec<Problem>, most: usize) -> Self {
        let mut left_out = 0;
        problems.retain(|problem| {
            let more = problem.arguments.first().filter(|_| problem.code == "more");
            if let Some((_, Argument::Number(count))) = more {
                left_out += usize::try_from(*count).unwrap_or(usize::MAX);
            }
            more.is_none()
        });
        if problems.len() > most {
            left_out += problems.len() - most;
            problems.sort_by_key(|problem| (Reverse(problem.weight), problem.line));
            problems.truncate(most);
        }
        problems.sort_by_key(|problem| (problem.line, problem.code));
        if left_out > 0 {
            problems.push(Problem::warning(0, "more", [("count", left_out.into())]));
        }
        Self(problems)
    }

    /// Whether nothing can be imported.
    pub fn is_fatal(&self) -> bool {
        self.0.iter().any(|problem| problem.weight == Weight::Error)
    }
}

/// Every problem that one Markdown file can have, with the arguments of its sentence in their order.
pub const CODES: &[(&str, &[&str])] = &[
    // The file as a whole.
    ("more", &["count"]),
    ("file-too-large", &["size", "limit"]),
    ("no-steps", &[]),
    ("no-steps-but-headings", &["count"]),
    ("too-many-steps", &["count", "limit"]),
    // The front matter.
    ("front-matter-open", &[]),
    ("front-matter-too-large", &["size", "limit"]),
    ("front-matter-unreadable", &["text"]),
    ("front-matter-no-keys", &[]),
    ("key-unknown", &["key"]),
    ("key-repeated", &["key"]),
    ("default-unknown", &["key"]),
    ("key-not-text", &["key"]),
    ("defaults-not-keys", &[]),
    ("neither-true-nor-false", &["key", "value"]),
    ("pass-mark-bad", &["value"]),
    ("reminders-bad", &["value", "most", "longest"]),
    ("language-unknown", &["value"]),
    ("no-title", &[]),
    ("title-too-long", &["length", "limit"]),
    ("description-too-long", &["length", "limit"]),
    ("course-id-proposed", &["id"]),
    ("course-id-bad", &["id", "proposal"]),
    // Between the front matter and the first step.
    ("title-twice", &["title"]),
    ("text-before-steps", &["length", "limit"]),
    // Steps.
    ("step-ids-proposed", &["count", "id"]),
    ("step-id-bad", &["id", "proposal"]),
    ("step-id-repeated", &["id", "line", "proposal"]),
    ("step-flag-unknown", &["flag"]),
    ("step-no-title", &[]),
    ("step-title-too-long", &["length", "limit"]),
    ("step-title-repeated", &["title", "line"]),
    ("step-underlined", &["title"]),
    ("step-empty", &["title"]),
    ("picture-in-title", &[]),
    ("end-added", &["title"]),
    ("end-unreachable", &["title", "count"]),
    ("all-off", &[]),
    ("step-too-large", &["limit"]),
    ("block-open", &["count"]),
    ("block-closed", &[]),
    ("heading-without-space", &["text"]),
    // The flags of a step with questions.
    ("step-flag-idle", &["flag"]),
    ("step-draw-bad", &["value"]),
    ("step-draw-many", &["draw", "count"]),
    ("step-spent-bad", &["value"]),
    ("step-spent-nowhere", &["id"]),
    ("step-spent-behind", &["id"]),
    // When a step opens.
    ("release-unknown", &["value"]),
    ("release-number", &["value", "low", "high"]),
    ("release-time", &["value"]),
    ("release-date", &["value"]),
    ("release-zone", &["value", "near"]),
    ("release-open", &[]),
    ("release-first", &[]),
    ("release-backwards", &["title"]),
    // Questions.
    ("questions-many", &["count", "limit"]),
    ("question-unreadable", &["text"]),
    ("question-no-keys", &[]),
    ("question-key-unknown", &["key", "near"]),
    ("question-key-unfit", &["key"]),
    ("question-kind-unknown", &["kind"]),
    ("question-kind-unfit", &["kind"]),
    ("question-inside", &[]),
    ("question-nothing", &[]),
    ("question-not-asked", &[]),
    ("question-none-right", &[]),
    ("question-none-typed", &[]),
    ("question-several-right", &[]),
    ("question-poll-ticked", &[]),
    ("question-box-missing", &[]),
    ("question-items-few", &[]),
    ("question-items-many", &["count", "limit"]),
    ("question-item-empty", &[]),
    ("question-item-twice", &["words"]),
    ("question-item-long", &["length", "limit"]),
    ("question-item-more", &[]),
    ("question-item-styled", &[]),
    ("question-picture", &[]),
    ("question-text-long", &["key", "length", "limit"]),
    ("question-figure-bad", &["key", "value", "low", "high"]),
    ("question-measures-unknown", &["value"]),
    ("question-id-bad", &["id", "proposal"]),
    ("question-id-repeated", &["id", "line", "proposal"]),
    ("question-answer-empty", &[]),
    ("question-answers-many", &["count", "limit"]),
    ("question-answers-mixed", &[]),
    ("question-number-bad", &["value"]),
    ("question-tolerance-bad", &["value"]),
    ("question-pattern-bad", &["pattern"]),
    ("question-pattern-long", &["length", "limit"]),
    ("question-match-columns", &["columns"]),
    ("question-show-unknown", &["value"]),
    ("question-show-unfit", &[]),
    ("question-show-unasked", &[]),
    ("question-show-styled", &[]),
    ("question-show-long", &["key", "length", "limit"]),
    ("question-show-lines", &["count", "limit"]),
    // One question in a message.
    ("question-none-here", &[]),
    ("question-several-here", &["count"]),
    ("question-text-besides", &[]),
    ("question-signs-mixed", &[]),
    ("question-line-loose", &["text"]),
    ("question-work-unknown", &["value"]),
    // Below a heading.
    ("heading-too-high", &["title"]),
    ("too-deep", &["limit"]),
    ("text-too-long", &["length", "limit"]),
    ("caption-too-long", &["length", "limit"]),
    ("picture-nowhere", &["address"]),
    ("picture-blank", &["path", "instead"]),
    ("picture-linked", &["address"]),
    ("album-large", &["count", "limit"]),
    ("album-mixed", &[]),
    ("alt-long", &["length", "limit"]),
    ("button-address", &["address"]),
    ("button-label", &["length", "limit"]),
    ("button-inside", &["words"]),
    ("buttons-row", &["count", "limit"]),
    ("buttons-many", &["count", "limit"]),
    ("link-dropped", &["address"]),
    ("link-mail", &["address"]),
    ("table-too-wide", &["columns", "limit"]),
    ("spoiler-open", &[]),
    ("reference-missing", &["name"]),
    ("footnote-missing", &["name"]),
    ("footnote-unused", &["name"]),
    ("tag-dropped", &["tag"]),
    ("tag-shown", &["tag"]),
    ("tag-open", &["tag"]),
    ("tag-not-opened", &["tag"]),
];
