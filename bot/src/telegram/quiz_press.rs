//! What a button of a question does.

use entity::{CourseId, StepId};

use super::press::{Number, codec, course, step};

/// A pressed button of a question. The numbers of options are their places in what the author wrote.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuizPress {
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
    /// Put the question off.
    Skip {
        course: CourseId,
        step: StepId,
        spot: Spot,
    },
    /// Come back to what was put off.
    AskAgain { course: CourseId, step: StepId },
    /// All attempts again, after they had run out.
    Retry { course: CourseId, step: StepId },
}

/// A question as it stood when the button was drawn.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Its place in the step.
    pub place: u8,
    /// A number that changes with every answer.
    pub turn: u8,
    /// A number that changes with the question, 24 bits.
    pub stamp: u32,
}

/// An item and where it goes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Put {
    /// The item.
    pub item: u8,
    /// The place, from 0.
    pub at: u8,
}

impl Number for Spot {
    fn number(self) -> i64 {
        i64::from(self.stamp & 0xFF_FFFF) << 16 | i64::from(self.turn) << 8 | i64::from(self.place)
    }
}

impl Number for Put {
    fn number(self) -> i64 {
        i64::from(self.at) << 8 | i64::from(self.item)
    }
}

pub(super) fn spot(number: i64) -> Option<Spot> {
    let [0, 0, 0, a, b, c, turn, place] = number.to_be_bytes() else {
        return None;
    };
    Some(Spot {
        place,
        turn,
        stamp: u32::from_be_bytes([0, a, b, c]),
    })
}

pub(super) fn put(number: i64) -> Option<Put> {
    let [at, item] = u16::try_from(number).ok()?.to_be_bytes();
    Some(Put { item, at })
}

pub(super) fn option(number: i64) -> Option<u8> {
    u8::try_from(number).ok()
}

codec!(QuizPress; {
    "q" => Choose { course: course, step: step, spot: spot, option: option },
    "q+" => Tick { course: course, step: step, spot: spot, option: option },
    "q-" => Untick { course: course, step: step, spot: spot, option: option },
    "q." => Put { course: course, step: step, spot: spot, put: put },
    "q0" => Clear { course: course, step: step, spot: spot },
    "q=" => Check { course: course, step: step, spot: spot },
    "q?" => Hint { course: course, step: step, spot: spot },
    "q>" => Skip { course: course, step: step, spot: spot },
    "q<" => AskAgain { course: course, step: step },
    "q!" => Retry { course: course, step: step },
});
