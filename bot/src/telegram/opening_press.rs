//! The buttons with which an author says when steps open.

use entity::{CourseId, DraftStepId};

use super::Press;
use super::author_press::draft_step;
use super::press::{Number, choice, codec, course};

/// A pressed button about when something opens. A choice is a place in `views::opening::COMMON`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpeningPress {
    /// Ask when a step opens.
    Step { step: DraftStepId },
    /// It opens so.
    SetStep { step: DraftStepId, choice: u8 },
    /// It opens as the course says.
    ClearStep { step: DraftStepId },
    /// Ask for other words.
    TypeStep { step: DraftStepId },
    /// Ask when the steps of a course open that say nothing else.
    Course { course: CourseId },
    /// They open so.
    SetCourse { course: CourseId, choice: u8 },
    /// Ask for other words.
    TypeCourse { course: CourseId },
}

codec!(OpeningPress; {
    "h" => Step { step: draft_step },
    "h=" => SetStep { step: draft_step, choice: choice },
    "h0" => ClearStep { step: draft_step },
    "h?" => TypeStep { step: draft_step },
    "hc" => Course { course: course },
    "hc=" => SetCourse { course: course, choice: choice },
    "hc?" => TypeCourse { course: course },
});

impl From<OpeningPress> for Press {
    fn from(press: OpeningPress) -> Press {
        Press::Opening(press)
    }
}
