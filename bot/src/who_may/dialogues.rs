//! What the dialogues take, and one of each.

use chrono::DateTime;
use entity::{BroadcastId, CohortId, CourseId, DraftStepId, StepId, SubmissionId};

use super::Need;
use super::needs::question;
use crate::courses::broadcasts::Segment;
use crate::courses::{Action, Actions};
use crate::handlers::{Awaiting, RhythmQuestion};

pub(super) fn need_of_dialogue(awaiting: &Awaiting) -> Need {
    match awaiting {
        // What comes alone is in no album.
        Awaiting::Nothing
        | Awaiting::JoinCode
        | Awaiting::Work { .. }
        | Awaiting::Question
        | Awaiting::Rhythm { .. }
        | Awaiting::Forgetting { .. }
        | Awaiting::MoreOfAlbum { .. } => Need::Nothing,
        Awaiting::AcceptComment { .. }
        | Awaiting::ReturnComment { .. }
        | Awaiting::AnswerToQuestion { .. } => Need::Hidden(Action::Assess),
        Awaiting::NewCohortName { .. } | Awaiting::NewCohortDays { .. } => {
            Need::Hidden(Action::InviteLearners)
        }
        Awaiting::CohortName { .. } | Awaiting::CohortDays { .. } => {
            Need::Course(Action::InviteLearners)
        }
        Awaiting::Announcement { change: None, .. } => Need::Course(Action::Announce),
        Awaiting::Announcement {
            change: Some(_), ..
        } => Need::Hidden(Action::Announce),
        Awaiting::CourseFile => Need::Somewhere(Actions::ALL),
        Awaiting::CourseTitle | Awaiting::CourseDescription { .. } => {
            Need::Instance(Action::MakeCourses)
        }
        Awaiting::StepTitle { .. }
        | Awaiting::StepContent { .. }
        | Awaiting::NewCourseTitle { .. }
        | Awaiting::NewDescription { .. }
        | Awaiting::NewStepTitle { .. }
        | Awaiting::NewStepContent { .. }
        | Awaiting::NewQuestion { .. }
        | Awaiting::ChangedQuestion { .. }
        | Awaiting::RightOption { .. }
        | Awaiting::NewAlt { .. }
        | Awaiting::NewLinks { .. }
        | Awaiting::StepRelease { .. }
        | Awaiting::CourseRelease { .. }
        | Awaiting::CourseLadder { .. } => Need::Course(Action::Edit),
        Awaiting::AuthorToAdd | Awaiting::AuthorToRemove => Need::Instance(Action::ManageAuthors),
    }
}

fn rhythm(about: RhythmQuestion) -> Awaiting {
    let asked_at = DateTime::from_timestamp(4_000_000_000, 0).unwrap_or_default();
    Awaiting::Rhythm { about, asked_at }
}

/// One of each, about the first course and its first step.
pub(super) fn dialogues() -> [Awaiting; 38] {
    let (course, step, version) = (CourseId(1), DraftStepId(1), None);
    let submission = SubmissionId(1);
    let title = "Another".to_owned();
    [
        Awaiting::Nothing,
        Awaiting::JoinCode,
        Awaiting::Work {
            course,
            step: StepId(1),
            question: "q".to_owned(),
        },
        Awaiting::Question,
        Awaiting::Forgetting {
            key: 1,
            asked_at: DateTime::from_timestamp(4_000_000_000, 0).unwrap_or_default(),
        },
        rhythm(RhythmQuestion::Zone),
        rhythm(RhythmQuestion::PreferredTime),
        rhythm(RhythmQuestion::QuietHours),
        rhythm(RhythmQuestion::PauseUntil),
        Awaiting::AcceptComment { submission },
        Awaiting::ReturnComment { submission },
        Awaiting::AnswerToQuestion {
            submission: SubmissionId(2),
        },
        Awaiting::CourseTitle,
        Awaiting::CourseDescription {
            title: title.clone(),
        },
        Awaiting::StepTitle { course },
        Awaiting::StepContent { course, title },
        Awaiting::NewCourseTitle { course, version },
        Awaiting::NewDescription { course, version },
        Awaiting::NewStepTitle { step, version },
        Awaiting::NewStepContent { step, version },
        Awaiting::NewQuestion { step, version: 1 },
        Awaiting::ChangedQuestion {
            step,
            version: 1,
            slug: "one".to_owned(),
        },
        Awaiting::RightOption {
            step,
            version: 1,
            slug: None,
            question: Box::new(question()),
        },
        Awaiting::AuthorToAdd,
        Awaiting::AuthorToRemove,
        Awaiting::CourseFile,
        Awaiting::Announcement {
            course,
            segment: Segment::Everyone,
            change: None,
        },
        Awaiting::Announcement {
            course,
            segment: Segment::Everyone,
            change: Some(BroadcastId(1)),
        },
        Awaiting::NewAlt {
            step,
            place: 0,
            version,
        },
        Awaiting::NewLinks { step, version },
        Awaiting::StepRelease { step },
        Awaiting::CourseRelease { course },
        Awaiting::CourseLadder { course },
        Awaiting::CohortName { course },
        Awaiting::CohortDays {
            course,
            name: "Spring".to_owned(),
        },
        Awaiting::NewCohortName {
            cohort: CohortId(1),
        },
        Awaiting::NewCohortDays {
            cohort: CohortId(1),
        },
        Awaiting::MoreOfAlbum {
            step,
            group: "1".to_owned(),
        },
    ]
}
