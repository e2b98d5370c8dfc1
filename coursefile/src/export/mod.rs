//! The questions of a course in the formats of other systems, and what those have no word for.

mod gift;
mod table;

use serde::{Deserialize, Serialize};

use crate::problem::{Problem, Weight};
use crate::told::Notes;
use crate::{Course, Problems, Question, Quiz, Spent, Step};

use gift::gift;
use table::csv;

/// A format in which questions go out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuestionFormat {
    /// GIFT, as Moodle and others read it.
    Gift,
    /// A table, as spreadsheets read it.
    Csv,
}

impl QuestionFormat {
    /// The questions of a course in this format.
    pub fn write(self, course: &Course) -> Exported {
        match self {
            QuestionFormat::Gift => gift(course),
            QuestionFormat::Csv => csv(course),
        }
    }

    /// How the name of such a file ends, without the dot.
    pub fn ending(self) -> &'static str {
        match self {
            QuestionFormat::Gift => "gift",
            QuestionFormat::Csv => "csv",
        }
    }

    /// What it is to those who pass files on.
    pub fn content_type(self) -> &'static str {
        match self {
            QuestionFormat::Gift => "text/plain",
            QuestionFormat::Csv => "text/csv",
        }
    }
}

/// A file of questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// What the file says.
    pub text: String,
    /// What it cannot say: each kind of thing at a few places and counted. In the place of a file stands what it is about: the title
    /// of the step, and the name of the question. Steps without questions are not mentioned.
    pub problems: Problems,
}

/// The steps that ask.
fn asking(course: &Course) -> impl Iterator<Item = (&Step, &Quiz)> {
    let steps = course.steps.iter();
    steps.filter_map(|step| Some((step, step.quiz.as_ref()?)))
}

/// What is left out.
#[derive(Default)]
struct Unsaid {
    notes: Notes,
    /// What is being written.
    at: String,
}

impl Unsaid {
    /// From here on it is about this step, or about this question of it.
    fn at(&mut self, step: &Step, question: Option<&Question>) {
        self.at.clone_from(&step.title);
        if let Some(question) = question {
            self.at.push_str(" › ");
            self.at.push_str(&question.slug);
        }
    }

    /// Something that the format has no word for.
    fn tell(&mut self, key: &str) {
        self.notes.few(Problem {
            file: Some(self.at.clone()),
            line: 0,
            weight: Weight::Warning,
            code: "question-unsaid",
            arguments: vec![("key", key.into())],
        });
    }

    fn tell_if(&mut self, is_lost: bool, key: &str) {
        if is_lost {
            self.tell(key);
        }
    }

    /// What no format has a word for.
    fn common(&mut self, question: &Question) {
        self.tell_if(question.attempts.is_some(), "attempts");
        self.tell_if(question.shuffle, "shuffle");
        self.tell_if(question.measures.is_some(), "measures");
        self.tell_if(question.as_poll, "show");
    }

    fn flags(&mut self, quiz: &Quiz) {
        self.tell_if(quiz.gate == crate::Gate::Answer, ".must-answer");
        self.tell_if(quiz.gate == crate::Gate::Pass, ".must-pass");
        self.tell_if(quiz.draw.is_some(), "draw");
        self.tell_if(quiz.spent != Spent::Show, "spent");
    }

    fn finish(self, text: String) -> Exported {
        Exported {
            text,
            problems: self.notes.into_problems(),
        }
    }
}
