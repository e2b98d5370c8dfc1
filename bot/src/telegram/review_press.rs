//! What a button of a card does, and those around it: the questions that come back.

use entity::{CourseId, StepId};

use super::Press;
use super::press::{Number, codec, course, step};
use super::quiz_press::{Put, QuizPress, Spot, option, put, spot};

/// A pressed button in review. The numbers of options are their places in what the author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReviewPress {
    /// This is the answer.
    Choose {
        course: CourseId,
        step: StepId,
        spot: Spot,
        option: u8,
    },
    /// Tick an option.
    Tick {
        course: CourseId,
        step: StepId,
        spot: Spot,
        option: u8,
    },
    /// Take the tick away.
    Untick {
        course: CourseId,
        step: StepId,
        spot: Spot,
        option: u8,
    },
    /// Put an item at a place.
    Put {
        course: CourseId,
        step: StepId,
        spot: Spot,
        put: Put,
    },
    /// Take everything back that was put.
    Clear {
        course: CourseId,
        step: StepId,
        spot: Spot,
    },
    /// Hand in what was picked.
    Check {
        course: CourseId,
        step: StepId,
        spot: Spot,
    },
    /// Show the hint.
    Hint {
        course: CourseId,
        step: StepId,
        spot: Spot,
    },
    /// Show the next card.
    Next,
    /// What was wrong in this course shall come back.
    OptIn { course: CourseId },
    /// Nothing of this course shall come back any more.
    OptOut { course: CourseId },
    /// Nothing of any course shall.
    OptOutOfAll,
}

codec!(ReviewPress; {
    "v" => Choose { course: course, step: step, spot: spot, option: option },
    "v+" => Tick { course: course, step: step, spot: spot, option: option },
    "v-" => Untick { course: course, step: step, spot: spot, option: option },
    "v." => Put { course: course, step: step, spot: spot, put: put },
    "v0" => Clear { course: course, step: step, spot: spot },
    "v=" => Check { course: course, step: step, spot: spot },
    "v?" => Hint { course: course, step: step, spot: spot },
    "v>" => Next,
    "v1" => OptIn { course: course },
    "vx" => OptOut { course: course },
    "vxx" => OptOutOfAll,
});

impl ReviewPress {
    /// What the button of a question does when the question is a card; `None`: there is no such button on a card.
    pub fn of(press: QuizPress) -> Option<ReviewPress> {
        use QuizPress as Q;
        Some(match press {
            Q::Choose {
                course,
                step,
                spot,
                option,
            } => Self::Choose {
                course,
                step,
                spot,
                option,
            },
            Q::Tick {
                course,
                step,
                spot,
                option,
            } => Self::Tick {
                course,
                step,
                spot,
                option,
            },
            Q::Untick {
                course,
                step,
                spot,
                option,
            } => Self::Untick {
                course,
                step,
                spot,
                option,
            },
            Q::Put {
                course,
                step,
                spot,
                put,
            } => Self::Put {
                course,
                step,
                spot,
                put,
            },
            Q::Clear { course, step, spot } => Self::Clear { course, step, spot },
            Q::Check { course, step, spot } => Self::Check { course, step, spot },
            Q::Hint { course, step, spot } => Self::Hint { course, step, spot },
            Q::Skip { .. } | Q::AskAgain { .. } | Q::Retry { .. } => return None,
        })
    }
}

impl From<ReviewPress> for Press {
    fn from(press: ReviewPress) -> Press {
        Press::Review(press)
    }
}
