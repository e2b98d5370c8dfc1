//! The buttons with which an author says when those who fell silent are reminded.

use entity::CourseId;

use super::Press;
use super::press::{Number, choice, codec, course};

/// A pressed button about the reminders of a course. A choice is a place in `views::ladder::COMMON`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LadderPress {
    /// Ask when they come.
    Ask { course: CourseId },
    /// They come so.
    Set { course: CourseId, choice: u8 },
    /// Ask for other days.
    Type { course: CourseId },
}

codec!(LadderPress; {
    "zc" => Ask { course: course },
    "zc=" => Set { course: course, choice: choice },
    "zc?" => Type { course: course },
});

impl From<LadderPress> for Press {
    fn from(press: LadderPress) -> Press {
        Press::Ladder(press)
    }
}
