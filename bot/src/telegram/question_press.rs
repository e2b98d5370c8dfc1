//! The buttons with which authors work on questions.

use coursefile::{Gate, QuestionFormat};
use entity::{CourseId, DraftStepId};

use super::author_press::draft_step;
use super::press::{Number, choice, codec, course, natural, page};

/// A pressed button of an author who works on questions. A question is known by its place in the version of the step that was
/// shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QuestionPress {
    /// Get the whole course as a file.
    CourseFile { course: CourseId },
    /// Get its questions in another format.
    QuestionFile {
        course: CourseId,
        format: QuestionFormat,
    },
    /// What a step asks, a page from 0.
    List { step: DraftStepId, page: u16 },
    /// One of its questions, by its place from 0.
    One {
        step: DraftStepId,
        version: i64,
        place: u8,
    },
    /// Ask for one more.
    Add { step: DraftStepId },
    /// Ask for another one in its place.
    Change {
        step: DraftStepId,
        version: i64,
        place: u8,
    },
    /// One place earlier.
    Up {
        step: DraftStepId,
        version: i64,
        place: u8,
    },
    /// One place later.
    Down {
        step: DraftStepId,
        version: i64,
        place: u8,
    },
    /// Ask whether to take it out.
    Delete {
        step: DraftStepId,
        version: i64,
        place: u8,
    },
    /// Take it out, if the step is still in this version.
    DeleteNow {
        step: DraftStepId,
        version: i64,
        place: u8,
    },
    /// When learners may move on.
    Gate { step: DraftStepId },
    /// They may move on then.
    SetGate { step: DraftStepId, gate: Gate },
    /// Who has no attempts left has all of them again after so many minutes; 0: is shown the answer.
    SetSpent { step: DraftStepId, minutes: i64 },
    /// Who has no attempts left goes back to that step.
    SpentStep { step: DraftStepId, to: DraftStepId },
    /// This option of the quiz that was sent is right, from 0.
    Right { step: DraftStepId, option: u8 },
}

const FORMATS: [QuestionFormat; 2] = [QuestionFormat::Gift, QuestionFormat::Csv];
const GATES: [Gate; 3] = [Gate::Free, Gate::Answer, Gate::Pass];

impl Number for QuestionFormat {
    fn number(self) -> i64 {
        self as i64
    }
}

impl Number for Gate {
    fn number(self) -> i64 {
        self as i64
    }
}

fn format(number: i64) -> Option<QuestionFormat> {
    let place = usize::try_from(number).ok()?;
    FORMATS.get(place).copied()
}

fn gate(number: i64) -> Option<Gate> {
    let place = usize::try_from(number).ok()?;
    GATES.get(place).copied()
}

codec!(QuestionPress; {
    "p.f" => CourseFile { course: course },
    "p.q" => QuestionFile { course: course, format: format },
    "p.l" => List { step: draft_step, page: page },
    "p.o" => One { step: draft_step, version: natural, place: choice },
    "p.a" => Add { step: draft_step },
    "p.c" => Change { step: draft_step, version: natural, place: choice },
    "p.u" => Up { step: draft_step, version: natural, place: choice },
    "p.d" => Down { step: draft_step, version: natural, place: choice },
    "p.x" => Delete { step: draft_step, version: natural, place: choice },
    "p.x!" => DeleteNow { step: draft_step, version: natural, place: choice },
    "p.g" => Gate { step: draft_step },
    "p.g!" => SetGate { step: draft_step, gate: gate },
    "p.s!" => SetSpent { step: draft_step, minutes: natural },
    "p.st" => SpentStep { step: draft_step, to: draft_step },
    "p.r" => Right { step: draft_step, option: choice },
});
