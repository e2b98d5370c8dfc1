//! What a step asks, as data: the questions with their right answers, and what follows from the answers.
//!
//! Words are in the stored form (Telegram's subset of HTML) where that is said, otherwise they are plain. How an answer is
//! judged and who has given which is decided elsewhere.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Everything that a step asks.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiz {
    /// The questions, in the order in which they are asked: at least one.
    pub questions: Vec<Question>,
    /// What has to be done before the learner may move on.
    #[serde(default)]
    pub gate: Gate,
    /// How many of the questions each learner is asked, drawn by chance. None: all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub draw: Option<u16>,
    /// What happens to a learner who has to pass and has no attempts left.
    #[serde(default)]
    pub spent: Spent,
}

/// When a learner may move on from a step.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gate {
    /// At any time.
    #[default]
    Free,
    /// When every question is answered, right or wrong.
    Answer,
    /// When every question is answered right.
    Pass,
}

/// What follows when the attempts have run out at a [`Gate::Pass`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Spent {
    /// The answer is shown, and the learner may move on.
    #[default]
    Show,
    /// The learner is led to the step with this slug, and has all attempts again.
    Step(String),
    /// The learner has all attempts again after so many minutes.
    Wait(u32),
}

/// One question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Question {
    /// The identity of the question through edits: unique within its step.
    pub slug: String,
    /// What is asked, in the stored form. None: the text of the step has said it.
    pub ask: Option<String>,
    /// How it is answered, and what is right.
    pub form: Form,
    /// What helps a learner who asks for it, in the stored form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// What is said when the question is decided, whatever was answered, in the stored form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub explanation: Option<String>,
    /// How many answers a learner may give. None: as many as it takes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub attempts: Option<u8>,
    /// What a right answer is worth.
    pub points: u8,
    /// Whether options stand in another order for each learner.
    #[serde(default)]
    pub shuffle: bool,
    /// Whether the question measures what was known before the course or is known after it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub measures: Option<Measures>,
    /// Whether learners get it as a poll of Telegram instead of with buttons, wherever that can be.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub as_poll: bool,
}

/// What the gain of a course is computed from: the same slug, asked before and after.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Measures {
    /// What is known before.
    Pretest,
    /// What is known after.
    Posttest,
}

/// How a question is answered, and what is right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// One option is right.
    Single(Vec<Choice>),
    /// All right options together are right.
    Multiple(Vec<Choice>),
    /// There is no right answer: whatever is chosen is thanked for.
    Poll(Vec<Choice>),
    /// Words that the learner types.
    Typed {
        /// What is looked for, in this order.
        variants: Vec<Variant>,
        /// Whether one wrong, missing, superfluous or swapped letter is forgiven.
        #[serde(default)]
        typo: bool,
    },
    /// A number that the learner types.
    Number {
        /// What is looked for, in this order.
        spans: Vec<Span>,
        /// The unit, which may be typed behind the number.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        unit: Option<String>,
    },
    /// The items, plain, in their right order.
    Order(Vec<String>),
    /// What belongs together.
    Match {
        /// The pairs.
        pairs: Vec<Pair>,
        /// Right sides to which nothing belongs, plain.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        extra: Vec<String>,
    },
}

/// An option.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What it says, plain, in one line.
    pub words: String,
    /// Whether it is right; in a poll never.
    #[serde(default)]
    pub is_right: bool,
    /// What is said to who chooses it, in the stored form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

/// Words that are looked for in what was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Variant {
    /// The words, plain; or the pattern, a regular expression that has to fit everything that was typed.
    pub words: String,
    /// Whether `words` is a pattern.
    #[serde(default)]
    pub is_pattern: bool,
    /// Whether it is right. A wrong one is there for its feedback.
    pub is_right: bool,
    /// What is said to who types it, in the stored form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

/// Numbers that are looked for in what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The smallest.
    #[serde(with = "rust_decimal::serde::str")]
    pub low: Decimal,
    /// The largest.
    #[serde(with = "rust_decimal::serde::str")]
    pub high: Decimal,
    /// Whether it is right. A wrong one is there for its feedback.
    pub is_right: bool,
    /// What is said to who types such a number, in the stored form.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub feedback: Option<String>,
}

/// Two things that belong together, plain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pair {
    /// What is asked for.
    pub left: String,
    /// What belongs to it.
    pub right: String,
}

impl Form {
    /// The options, if it has some.
    pub fn options(&self) -> &[Choice] {
        match self {
            Form::Single(options) | Form::Multiple(options) | Form::Poll(options) => options,
            Form::Typed { .. } | Form::Number { .. } | Form::Order(_) | Form::Match { .. } => &[],
        }
    }
}
