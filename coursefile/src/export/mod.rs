//! The questions of a course in the formats of other systems, and what those have no word for.

mod gift;
mod table;

use crate::problem::{Problem, Weight};
use crate::told::Notes;
use crate::{Course, Problems, Question, Quiz, Spent, Step};

pub use gift::gift;
pub use table::csv;

/// A file of questions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exported {
    /// What the file says.
    pub text: String,
    /// What it cannot say: each kind of thing at a few places and counted. Steps without questions are not mentioned.
    pub problems: Problems,
}

/// The steps that ask.
fn asking(course: &Course) -> impl Iterator<Item = (&Step, &Quiz)> {
    let steps = course.steps.iter();
    steps.filter_map(|step| Some((step, step.quiz.as_ref()?)))
}

/// What is left out.
#[derive(Default)]
struct Unsaid(Notes);

impl Unsaid {
    /// Something that the format has no word for.
    fn tell(&mut self, key: &str) {
        self.0.few(Problem {
            file: None,
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
            problems: self.0.into_problems(),
        }
    }
}
