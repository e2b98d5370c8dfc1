//! What is wrong with a file, as data.

use serde::Serialize;

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

/// All problems of a file, in the order of their lines.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Problems(pub Vec<Problem>);

impl Problems {
    /// Whether nothing can be imported.
    pub fn is_fatal(&self) -> bool {
        self.0.iter().any(|problem| problem.weight == Weight::Error)
    }
}
