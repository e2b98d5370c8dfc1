//! The buttons about cohorts: those of authors, and the one with which a learner joins.

use entity::{CohortId, CourseId};

use super::Press;
use super::press::{Number, codec, course, natural, page};

/// A pressed button about a cohort.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CohortPress {
    /// A page (from 0) of the courses whose cohorts can be seen.
    Which { page: u16 },
    /// A page (from 0) of the cohorts of a course.
    List { course: CourseId, page: u16 },
    /// Ask for the name of a new one.
    New { course: CourseId },
    /// Show one.
    One { cohort: CohortId },
    /// Show its link.
    Link { cohort: CohortId },
    /// Ask for another name.
    Rename { cohort: CohortId },
    /// Ask for other days.
    Days { cohort: CohortId },
    /// Its link lets nobody in any more.
    Close { cohort: CohortId },
    /// Its link lets in again.
    Open { cohort: CohortId },
    /// Ask whether to delete it.
    Delete { cohort: CohortId },
    /// Delete it, if nobody is in it.
    DeleteConfirmed { cohort: CohortId },
    /// Join the cohort with this token.
    Join { a: i64, b: i64, c: i64 },
}

impl Number for CohortId {
    fn number(self) -> i64 {
        self.0
    }
}

pub(super) fn cohort(number: i64) -> Option<CohortId> {
    (number > 0).then_some(CohortId(number))
}

codec!(CohortPress; {
    "hgw" => Which { page: page },
    "hg" => List { course: course, page: page },
    "hgn" => New { course: course },
    "hgo" => One { cohort: cohort },
    "hgl" => Link { cohort: cohort },
    "hgr" => Rename { cohort: cohort },
    "hgd" => Days { cohort: cohort },
    "hg-" => Close { cohort: cohort },
    "hg+" => Open { cohort: cohort },
    "hgx" => Delete { cohort: cohort },
    "hgy" => DeleteConfirmed { cohort: cohort },
    "hgj" => Join { a: natural, b: natural, c: natural },
});

impl From<CohortPress> for Press {
    fn from(press: CohortPress) -> Press {
        Press::Cohort(press)
    }
}
