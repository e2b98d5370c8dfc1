//! What the presses take that are not an author's own: those about a team, about how learners come in, and about what a step
//! shows.

use super::Need;
use crate::courses::{Action, Actions};
use crate::telegram::{DoorPress, HoldingPress, TeamPress};

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
