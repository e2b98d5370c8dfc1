//! What a button of work that is looked at by a person does, and of questions to the author.

use entity::{CourseId, StepId, SubmissionId};

use super::press::{Number, choice, codec, course, page, step};

/// A pressed button of handed-in work or of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WorkPress {
    /// Hand in the work for the question at this place of a step with the next message.
    HandIn {
        course: CourseId,
        step: StepId,
        place: u8,
    },
    /// Take back what was handed in.
    TakeBack { submission: SubmissionId },
    /// Say where it stands in the queue.
    Place { submission: SubmissionId },
    /// A page (from 0) of what waits, in the message that shows it.
    Inbox { page: u16 },
    /// Show what was handed in, with what can be done about it.
    Open { submission: SubmissionId },
    /// Take it in hand.
    Claim { submission: SubmissionId },
    /// Give it back to the queue.
    Release { submission: SubmissionId },
    /// Accept it.
    Accept { submission: SubmissionId },
    /// Accept it with a comment.
    AcceptSaying { submission: SubmissionId },
    /// Return it with a comment.
    Return { submission: SubmissionId },
    /// Answer a question.
    Answer { submission: SubmissionId },
    /// In a group: have the work of this course looked at here.
    Here { course: CourseId },
}

impl Number for SubmissionId {
    fn number(self) -> i64 {
        self.0
    }
}

fn submission(number: i64) -> Option<SubmissionId> {
    (number > 0).then_some(SubmissionId(number))
}

codec!(WorkPress; {
    "w+" => HandIn { course: course, step: step, place: choice },
    "w-" => TakeBack { submission: submission },
    "w?" => Place { submission: submission },
    "wi" => Inbox { page: page },
    "wo" => Open { submission: submission },
    "wc" => Claim { submission: submission },
    "wx" => Release { submission: submission },
    "wa" => Accept { submission: submission },
    "wa+" => AcceptSaying { submission: submission },
    "wr" => Return { submission: submission },
    "wn" => Answer { submission: submission },
    "wh" => Here { course: course },
});
