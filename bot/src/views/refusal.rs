//! Every no of the rules, in a sentence that says what to do instead.

use chrono::{DateTime, Utc};
use coursefile::Gate;
use entity::submission::State;
use entity::user;

use crate::courses::{Field, Refusal, Unwalkable};
use crate::texts::Texts;

/// The sentence for a refusal.
pub fn refusal(texts: &Texts, refusal: &Refusal) -> String {
    match refusal {
        Refusal::UnknownCourse => texts.say("refusal-unknown-course"),
        Refusal::UnknownStep => texts.say("refusal-unknown-step"),
        Refusal::Closed => texts.say("refusal-closed"),
        Refusal::NotEnrolled { .. } => texts.say("refusal-not-enrolled"),
        Refusal::MovedOn { standing, .. } => {
            let place = standing.place();
            texts.with(
                "moved-on",
                [
                    ("number", place.number.into()),
                    ("total", place.total.into()),
                ],
            )
        }
        Refusal::NotReached => texts.say("refusal-not-reached"),
        Refusal::Unanswered { gate } => texts.say(match gate {
            Gate::Pass => "refusal-not-passed",
            Gate::Free | Gate::Answer => "refusal-unanswered",
        }),
        Refusal::QuestionChanged { .. } => texts.say("quiz-changed"),
        Refusal::AnsweredAlready => texts.say("refusal-answered-already"),
        Refusal::NothingPicked => texts.say("refusal-nothing-picked"),
        Refusal::NoAttemptsLeft => texts.say("refusal-no-attempts-left"),
        Refusal::NotYet { minutes } => {
            let wait = super::quiz::duration(texts, *minutes);
            texts.with("refusal-not-yet", [("wait", (&wait).into())])
        }
        Refusal::NothingToShow => texts.say("refusal-nothing-to-show"),
        Refusal::NoMoreYet => texts.say("refusal-no-more-yet"),
        Refusal::NoCourseYet => texts.say("refusal-no-course-yet"),
        // Owners' commands are refused in the same words: nothing is given away.
        Refusal::NotAnAuthor => texts.say("refusal-not-an-author"),
        Refusal::NotYourPart => texts.say("refusal-not-your-part"),
        Refusal::Blank(field) => {
            texts.with("refusal-blank", [("what", (&what(texts, *field)).into())])
        }
        Refusal::TooLong {
            field,
            length,
            limit,
        } => texts.with(
            "refusal-too-long",
            [
                ("what", (&what(texts, *field)).into()),
                ("length", (*length).into()),
                ("limit", (*limit).into()),
            ],
        ),
        Refusal::Taken { field, title } => taken(texts, *field, title),
        Refusal::UnknownCohort
        | Refusal::CohortClosed
        | Refusal::BadDays
        | Refusal::TooManyCohorts { .. } => of_a_cohort(texts, refusal),
        Refusal::UnknownQuestion => texts.say("refusal-unknown-question"),
        Refusal::TooManyQuestions { limit } => {
            texts.with("refusal-too-many-questions", [("limit", (*limit).into())])
        }
        Refusal::AlbumFull { .. }
        | Refusal::AlbumMixed
        | Refusal::UnknownMedium
        | Refusal::BadAddress { .. }
        | Refusal::TooManyButtons { .. }
        | Refusal::TooManySteps { .. }
        | Refusal::EmptyStep => of_a_step(texts, refusal),
        Refusal::Unwalkable(Unwalkable::NoSteps) => texts.say("refusal-no-steps"),
        Refusal::Unwalkable(Unwalkable::NoEnd) => texts.say("refusal-no-end"),
        Refusal::UnknownImport => texts.say("refusal-unknown-import"),
        Refusal::UnknownPerson => texts.say("refusal-unknown-person"),
        Refusal::OwnerStays => texts.say("refusal-owner-stays"),
        Refusal::ChangedMeanwhile { by, at } => meanwhile(texts, by.as_deref(), *at),
        Refusal::UnknownRevision => texts.say("refusal-unknown-revision"),
        Refusal::SomebodyInside { learners } => texts.with(
            "refusal-somebody-inside",
            [("learners", (*learners).into())],
        ),
        Refusal::UnknownMember => texts.say("refusal-unknown-member"),
        Refusal::UnknownInvitation => texts.say("refusal-unknown-invitation"),
        Refusal::UnknownCode => texts.say("refusal-unknown-code"),
        Refusal::InvitationGone => texts.say("refusal-invitation-gone"),
        Refusal::TooManyInvitations { limit } => {
            texts.with("refusal-too-many-invitations", [("limit", (*limit).into())])
        }
        Refusal::HeldAlready => texts.say("refusal-held-already"),
        Refusal::AcceptedAlready => texts.say("refusal-accepted-already"),
        Refusal::NeedsCode => texts.say("refusal-needs-code"),
        Refusal::UnknownSubmission
        | Refusal::ClaimedBy { .. }
        | Refusal::DecidedAlready { .. }
        | Refusal::InHand
        | Refusal::TooManyAsked { .. } => of_work(texts, refusal),
        Refusal::UnknownBroadcast => texts.say("refusal-unknown-broadcast"),
        Refusal::NobodyToTell => texts.say("refusal-nobody-to-tell"),
        Refusal::TooManyTries { minutes } => {
            texts.with("refusal-too-many-tries", [("minutes", (*minutes).into())])
        }
    }
}

/// Something else is called so.
fn taken(texts: &Texts, field: Field, title: &String) -> String {
    match field {
        Field::StepTitle => texts.with("refusal-taken-step", [("title", title.into())]),
        Field::CohortName => texts.with("refusal-taken-cohort", [("name", title.into())]),
        _ => texts.with("refusal-taken-course", [("title", title.into())]),
    }
}

/// Who begins together.
fn of_a_cohort(texts: &Texts, refusal: &Refusal) -> String {
    match refusal {
        Refusal::CohortClosed => texts.say("refusal-cohort-closed"),
        Refusal::BadDays => texts.say("refusal-bad-days"),
        Refusal::TooManyCohorts { limit } => {
            texts.with("refusal-too-many-cohorts", [("limit", (*limit).into())])
        }
        _ => texts.say("refusal-unknown-cohort"),
    }
}

/// What was to be changed was changed by somebody else.
fn meanwhile(texts: &Texts, by: Option<&user::Model>, at: DateTime<Utc>) -> String {
    let when = super::publishing::instant(texts, at);
    let Some(by) = by else {
        return texts.with("refusal-changed-by-nobody", [("when", (&when).into())]);
    };
    let name = super::owner::full_name(by);
    let args = [("name", (&name).into()), ("when", (&when).into())];
    texts.with("refusal-changed-meanwhile", args)
}

/// What is handed in and asked.
fn of_work(texts: &Texts, refusal: &Refusal) -> String {
    match refusal {
        Refusal::ClaimedBy { by, at } => {
            let name = super::owner::full_name(by);
            let when = super::publishing::instant(texts, *at);
            let args = [("name", (&name).into()), ("when", (&when).into())];
            texts.with("refusal-claimed-by", args)
        }
        Refusal::DecidedAlready { state, by } => {
            let name = by.as_deref().map(super::owner::full_name);
            let key = match (state, &name) {
                (State::Withdrawn, _) => "refusal-withdrawn",
                (State::Accepted, Some(_)) => "refusal-accepted-work",
                (State::Returned, Some(_)) => "refusal-returned-work",
                (State::Answered, Some(_)) => "refusal-answered-question",
                _ => "refusal-decided",
            };
            texts.with(key, [("name", (&name.unwrap_or_default()).into())])
        }
        Refusal::InHand => texts.say("refusal-in-hand"),
        Refusal::TooManyAsked { limit } => {
            texts.with("refusal-too-many-asked", [("limit", (*limit).into())])
        }
        _ => texts.say("refusal-unknown-submission"),
    }
}

/// What a step cannot be, or cannot show.
fn of_a_step(texts: &Texts, refusal: &Refusal) -> String {
    match refusal {
        Refusal::AlbumFull { limit } => {
            texts.with("refusal-album-full", [("limit", (*limit).into())])
        }
        Refusal::UnknownMedium => texts.say("refusal-unknown-medium"),
        Refusal::BadAddress { address } => {
            texts.with("refusal-bad-address", [("address", address.into())])
        }
        Refusal::TooManyButtons { limit, in_row } => texts.with(
            "refusal-too-many-buttons",
            [("limit", (*limit).into()), ("row", (*in_row).into())],
        ),
        Refusal::TooManySteps { limit } => {
            texts.with("refusal-too-many-steps", [("limit", (*limit).into())])
        }
        Refusal::EmptyStep => texts.say("refusal-empty-step"),
        _ => texts.say("refusal-album-mixed"),
    }
}

fn what(texts: &Texts, field: Field) -> String {
    texts.say(match field {
        Field::CourseTitle => "what-course-title",
        Field::CourseDescription => "what-course-description",
        Field::StepTitle => "what-step-title",
        Field::StepText => "what-step-text",
        Field::Submission => "what-submission",
        Field::Alt => "what-alt",
        Field::Announcement => "what-announcement",
        Field::ButtonLabel => "what-button-label",
        Field::CohortName => "what-cohort-name",
    })
}
