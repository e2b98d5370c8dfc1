//! What the presses take that are not an author's own: those about a team, about how learners come in, about questions, about
//! what a step shows, and about what learners hand in.

use super::Need;
use crate::courses::{Action, Actions};
use crate::telegram::{
    BroadcastPress, CohortPress, DoorPress, HoldingPress, QuestionPress, TeamPress, WorkPress,
};

pub(super) fn need_of_team(press: TeamPress) -> Need {
    use TeamPress as P;
    match press {
        P::Which { .. } => {
            Need::Somewhere(Actions::of(&[Action::ManageTeam, Action::ManageAuthors]))
        }
        P::Leaving { .. } => Need::Instance(Action::ManageAuthors),
        P::Team { place, .. }
        | P::Invite { place }
        | P::InviteTo { place, .. }
        | P::Invitations { place, .. } => match place {
            Some(_) => Need::Course(Action::ManageTeam),
            None => Need::Instance(Action::ManageAuthors),
        },
        P::Member { .. }
        | P::Change { .. }
        | P::ChangeKnowing { .. }
        | P::Remove { .. }
        | P::RemoveConfirmed { .. }
        | P::RemoveKnowing { .. }
        | P::Revoke { .. } => Need::Hidden(Action::ManageTeam),
        // A token that was never rolled is worth nothing to anybody.
        P::Accept { .. } => Need::Impossible,
    }
}

pub(super) fn need_of_door(press: DoorPress) -> Need {
    use DoorPress as P;
    match press {
        P::Which { .. } => Need::Somewhere(Actions::of(&[Action::InviteLearners])),
        P::Ask { .. } | P::Set { .. } => Need::Course(Action::Publish),
        P::Link { .. }
        | P::NewLink { .. }
        | P::Codes { .. }
        | P::NewCode { .. }
        | P::CodeUses { .. }
        | P::MakeCode { .. } => Need::Course(Action::InviteLearners),
        P::RevokeCode { .. } => Need::Hidden(Action::InviteLearners),
    }
}

pub(super) fn need_of_question(press: QuestionPress) -> Need {
    use QuestionPress as P;
    match press {
        P::CourseFile { .. } | P::QuestionFile { .. } => Need::Course(Action::Export),
        P::List { .. }
        | P::One { .. }
        | P::Add { .. }
        | P::Change { .. }
        | P::Up { .. }
        | P::Down { .. }
        | P::Delete { .. }
        | P::DeleteNow { .. }
        | P::Gate { .. }
        | P::SetGate { .. }
        | P::SetSpent { .. }
        | P::SpentStep { .. }
        | P::Right { .. } => Need::Course(Action::Edit),
    }
}

/// A question that waits for its right option.
pub(super) fn question() -> coursefile::Question {
    let read = coursefile::read_question("Which?\n+ a\n- b", false);
    read.expect("it reads").question
}

pub(super) fn need_of_work(press: WorkPress) -> Need {
    use WorkPress as P;
    match press {
        // Works in groups only.
        P::Here { .. } => Need::Nothing,
        P::Inbox { .. } => Need::Somewhere(Actions::of(&[Action::Assess])),
        P::Open { .. }
        | P::Claim { .. }
        | P::Release { .. }
        | P::Accept { .. }
        | P::AcceptSaying { .. }
        | P::Return { .. }
        | P::Answer { .. } => Need::Hidden(Action::Assess),
        P::HandIn { .. } | P::TakeBack { .. } | P::Place { .. } => {
            unreachable!("{press:?} is everybody's")
        }
    }
}

pub(super) fn need_of_holding(press: HoldingPress) -> Need {
    use HoldingPress as P;
    match press {
        P::Protect { .. }
        | P::Unprotect { .. }
        | P::AskLinks { .. }
        | P::RemoveLinks { .. }
        | P::WhichMedium { .. }
        | P::AskAlt { .. }
        | P::RemoveMedia { .. } => Need::Course(Action::Edit),
    }
}

pub(super) fn need_of_broadcast(press: BroadcastPress) -> Need {
    use BroadcastPress as P;
    match press {
        P::Which { .. } => Need::Somewhere(Actions::of(&[Action::Announce])),
        P::Course { .. }
        | P::Everyone { .. }
        | P::NotStarted { .. }
        | P::Finished { .. }
        | P::Steps { .. }
        | P::Days { .. }
        | P::Stuck { .. }
        | P::Cohorts { .. }
        | P::Cohort { .. } => Need::Course(Action::Announce),
        P::Send { .. }
        | P::Change { .. }
        | P::Cancel { .. }
        | P::Show { .. }
        | P::Pause { .. }
        | P::Resume { .. }
        | P::Stop { .. }
        | P::StopNow { .. } => Need::Hidden(Action::Announce),
    }
}

pub(super) fn need_of_cohort(press: CohortPress) -> Need {
    use CohortPress as P;
    match press {
        P::Which { .. } => Need::Somewhere(Actions::of(&[Action::InviteLearners])),
        P::List { .. } | P::New { .. } => Need::Course(Action::InviteLearners),
        P::One { .. }
        | P::Link { .. }
        | P::Rename { .. }
        | P::Days { .. }
        | P::Close { .. }
        | P::Open { .. }
        | P::Delete { .. }
        | P::DeleteConfirmed { .. } => Need::Hidden(Action::InviteLearners),
        // A token that was never rolled is worth nothing to anybody.
        P::Join { .. } => Need::Impossible,
    }
}
