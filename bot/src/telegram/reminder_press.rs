//! What a button below a reminder does.

use entity::CourseId;

use super::Press;
use super::press::{Number, codec, course, natural};

/// A pressed button below a reminder. `told`: when it was said, in seconds since 1970.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ReminderPress {
    /// Say it again some hours later.
    LaterToday { course: CourseId, told: i64 },
    /// Say it again tomorrow.
    Tomorrow { course: CourseId, told: i64 },
    /// Nothing by itself for a week.
    Pause { course: CourseId, told: i64 },
    /// Nothing of this course by itself any more.
    Stop { course: CourseId, told: i64 },
}

codec!(ReminderPress; {
    "z" => LaterToday { course: course, told: natural },
    "z1" => Tomorrow { course: course, told: natural },
    "z7" => Pause { course: course, told: natural },
    "zx" => Stop { course: course, told: natural },
});

impl From<ReminderPress> for Press {
    fn from(press: ReminderPress) -> Press {
        Press::Reminder(press)
    }
}
