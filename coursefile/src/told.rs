//! Telling problems: short words, and the same thing once with a count instead of a thousand times.

use crate::problem::{Argument, Problem, Problems, Weight};

/// The longest word of a file that goes into a sentence, in Unicode scalar values.
const WORD: usize = 80;
/// More problems than anybody mends in one sitting are not told.
const MANY: usize = 500;

/// Cut to a length that fits a sentence, in one line.
pub(crate) fn short(text: &str) -> String {
    let line: String = text
        .chars()
        .take(WORD + 1)
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    if line.chars().count() <= WORD {
        return line;
    }
    let mut cut: String = line.chars().take(WORD - 1).collect();
    cut.push('…');
    cut
}

pub(crate) fn word(text: &str) -> Argument {
    Argument::Word(short(text))
}

pub(crate) fn number(figure: usize) -> Argument {
    Argument::Number(figure as u64)
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
}

impl Notes {
    /// Tells it.
    pub(crate) fn push(&mut self, problem: Problem) {
        if self.told.len() < MANY || problem.weight == Weight::Error && self.told.len() < 2 * MANY {
            self.told.push(problem);
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

    /// Everything, by file and line in the order of the files' first mention.
    pub(crate) fn into_problems(self) -> Problems {
        Problems(self.told)
    }
}
