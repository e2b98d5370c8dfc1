//! What the buttons of announcements do: those of who writes them, and those of who gets them.

use entity::{BroadcastId, CohortId, CourseId, StepId};

use super::Press;
use super::cohort_press::cohort;
use super::press::{Number, choice, codec, course, page, step};

/// A pressed button of who writes to many.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BroadcastPress {
    /// The courses to choose from, a page from 0.
    Which { page: u16 },
    /// For whom it can be in this course.
    Course { course: CourseId },
    /// For everybody in it.
    Everyone { course: CourseId },
    /// For those who have not begun.
    NotStarted { course: CourseId },
    /// For those who have finished.
    Finished { course: CourseId },
    /// At which step those stand for whom it is: a page of steps from 0.
    Steps { course: CourseId, page: u16 },
    /// For how many days they have stood at this one.
    Days { course: CourseId, step: StepId },
    /// For those who have stood at this step for so many days.
    Stuck {
        course: CourseId,
        step: StepId,
        days: u16,
    },
    /// For which cohort it is: a page of cohorts from 0.
    Cohorts { course: CourseId, page: u16 },
    /// For those of this cohort.
    Cohort { course: CourseId, cohort: CohortId },
    /// Send it off.
    Send { broadcast: BroadcastId },
    /// Ask for other words.
    Change { broadcast: BroadcastId },
    /// Forget it.
    Cancel { broadcast: BroadcastId },
    /// See how far it has come.
    Show { broadcast: BroadcastId },
    /// Hold it up.
    Pause { broadcast: BroadcastId },
    /// Go on with it.
    Resume { broadcast: BroadcastId },
    /// Hold it up, and ask whether to end it.
    Stop { broadcast: BroadcastId },
    /// End it for good.
    StopNow { broadcast: BroadcastId },
}

/// A pressed button of who gets announcements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnnouncementPress {
    /// No more of them; pressed below one.
    Off,
    /// They may come again; pressed below one.
    On,
    /// They may come (1) or not (0); pressed where that is set.
    Set { choice: u8 },
}

impl Number for BroadcastId {
    fn number(self) -> i64 {
        self.0
    }
}

fn broadcast(number: i64) -> Option<BroadcastId> {
    (number > 0).then_some(BroadcastId(number))
}

codec!(BroadcastPress; {
    "b" => Which { page: page },
    "b.c" => Course { course: course },
    "b.e" => Everyone { course: course },
    "b.n" => NotStarted { course: course },
    "b.f" => Finished { course: course },
    "b.k" => Steps { course: course, page: page },
    "b.d" => Days { course: course, step: step },
    "b.s" => Stuck { course: course, step: step, days: page },
    "b.h" => Cohorts { course: course, page: page },
    "b.hc" => Cohort { course: course, cohort: cohort },
    "b.go" => Send { broadcast: broadcast },
    "b.w" => Change { broadcast: broadcast },
    "b.no" => Cancel { broadcast: broadcast },
    "b.v" => Show { broadcast: broadcast },
    "b.p" => Pause { broadcast: broadcast },
    "b.r" => Resume { broadcast: broadcast },
    "b.x" => Stop { broadcast: broadcast },
    "b.x!" => StopNow { broadcast: broadcast },
});

codec!(AnnouncementPress; {
    "b.off" => Off,
    "b.on" => On,
    "b.set" => Set { choice: choice },
});

impl From<BroadcastPress> for Press {
    fn from(press: BroadcastPress) -> Press {
        Press::Broadcast(press)
    }
}

impl From<AnnouncementPress> for Press {
    fn from(press: AnnouncementPress) -> Press {
        Press::Announcement(press)
    }
}
