//! Every way the rules can say no, and the difference between that and something broken.

use chrono::{DateTime, Utc};
use coursefile::Gate;
use entity::{CourseId, StepId, submission, user};
use sea_orm::{DbErr, RuntimeErr};

use super::progress::Standing;

/// The rules say no. Carries what a view needs to word it; whatever the move had begun is undone.
#[derive(Clone, Debug, PartialEq)]
pub enum Refusal {
    /// There is no such course, or it is not for this person to know of.
    UnknownCourse,
    /// There is no such step, or it is not for this person to know of.
    UnknownStep,
    /// The course takes no newcomers now.
    Closed,
    /// The person is not in this course.
    NotEnrolled { course: CourseId },
    /// The button was drawn on a step that the learner has left.
    MovedOn {
        standing: Box<Standing>,
        pressed: StepId,
    },
    /// The step lies ahead of the learner.
    NotReached,
    /// The step asks something that has to be answered before the learner may move on.
    Unanswered {
        /// Whether any answer will do.
        gate: Gate,
    },
    /// The author has changed what is asked since the button was drawn.
    QuestionChanged { standing: Box<Standing> },
    /// An answer to the question has come since the button was drawn.
    AnsweredAlready,
    /// Something has to be picked before it can be handed in.
    NothingPicked,
    /// There is nothing more to answer at the step before it may be tried again.
    NoAttemptsLeft,
    /// It may be tried again, but not yet: in how many minutes, rounded up.
    NotYet { minutes: u32 },
    /// There is nothing here to walk through.
    NothingToShow,
    /// The course has no end yet, and this is its last step.
    NoMoreYet,
    /// The person is in no course yet.
    NoCourseYet,
    /// Only people with a part in the making may do this.
    NotAnAuthor,
    /// The person has a part in this course, and not the one it takes.
    NotYourPart,
    /// A text of this kind may not be blank.
    Blank(Field),
    /// Too long: both figures in characters.
    TooLong {
        field: Field,
        length: usize,
        limit: usize,
    },
    /// Another course or step of the course has this title already.
    Taken { field: Field, title: String },
    /// A step has to say or show something.
    EmptyStep,
    /// An album holds no more.
    AlbumFull { limit: usize },
    /// What came cannot stand in one album with what is there.
    AlbumMixed,
    /// The step does not show what was to be described.
    UnknownMedium,
    /// A button cannot lead there.
    BadAddress { address: String },
    /// More buttons than a step, or more in a row than Telegram shows.
    TooManyButtons { limit: usize, in_row: usize },
    /// A course has as many steps as it can have.
    TooManySteps { limit: usize },
    /// There is no such question at the step.
    UnknownQuestion,
    /// A step asks as much as it can ask.
    TooManyQuestions { limit: usize },
    /// The course cannot be walked, so it cannot be open.
    Unwalkable(Unwalkable),
    /// Nobody is known by this username or number.
    UnknownPerson,
    /// The owners stand in the settings; the chat cannot change them.
    OwnerStays,
    /// Somebody is inside, so this can no longer be taken back in one go.
    SomebodyInside { learners: u64 },
    /// What was to be changed has been changed since it was shown; nothing is overwritten.
    ChangedMeanwhile {
        /// Who did; `None`: not by chat, or by somebody who is gone.
        by: Option<Box<user::Model>>,
        /// When.
        at: DateTime<Utc>,
    },
    /// There is no such revision of the course.
    UnknownRevision,
    /// What was read from a file was applied, cancelled or forgotten meanwhile, or is somebody else's.
    UnknownImport,
    /// There is no such part, or it is not for this person to decide on.
    UnknownMember,
    /// There is no such invitation, or it is not for this person to decide on.
    UnknownInvitation,
    /// There is no such code, or it is not for this person to decide on.
    UnknownCode,
    /// The invitation is worth nothing, for whatever reason.
    InvitationGone,
    /// So many invitations to one place stand open already.
    TooManyInvitations { limit: u64 },
    /// The person has that role already.
    HeldAlready,
    /// The person has accepted this very invitation before.
    AcceptedAlready,
    /// The course is opened by a code only.
    NeedsCode,
    /// Too many wrong codes of late; how many minutes until the next may be tried.
    TooManyTries { minutes: u64 },
    /// There is no such submission, or it is not for this person to look at.
    UnknownSubmission,
    /// Somebody else has the submission in hand.
    ClaimedBy {
        by: Box<user::Model>,
        at: DateTime<Utc>,
    },
    /// The submission was decided already, or taken back by its learner.
    DecidedAlready {
        /// What has become of it.
        state: submission::State,
        /// Who has decided; `None`: the learner, or somebody who is gone.
        by: Option<Box<user::Model>>,
    },
    /// Somebody has the learner's work in hand: it cannot be taken back or changed.
    InHand,
    /// There is no such cohort, or it is not for this person to decide on.
    UnknownCohort,
    /// The link of the cohort lets nobody in any more.
    CohortClosed,
    /// A cohort cannot end before it starts.
    BadDays,
    /// A course has as many cohorts as it can have.
    TooManyCohorts { limit: u64 },
    /// So many questions of the learner wait for an answer.
    TooManyAsked { limit: u64 },
    /// There is no such announcement, or it is not for this person to decide on.
    UnknownBroadcast,
    /// Nobody would get the announcement.
    NobodyToTell,
}

impl Refusal {
    /// The kind of refusal, for the log: nothing of what somebody has written.
    pub fn name(&self) -> &'static str {
        match self {
            Refusal::UnknownCourse => "UnknownCourse",
            Refusal::UnknownStep => "UnknownStep",
            Refusal::Closed => "Closed",
            Refusal::NotEnrolled { .. } => "NotEnrolled",
            Refusal::MovedOn { .. } => "MovedOn",
            Refusal::NotReached => "NotReached",
            Refusal::Unanswered { .. } => "Unanswered",
            Refusal::QuestionChanged { .. } => "QuestionChanged",
            Refusal::AnsweredAlready => "AnsweredAlready",
            Refusal::NothingPicked => "NothingPicked",
            Refusal::NoAttemptsLeft => "NoAttemptsLeft",
            Refusal::NotYet { .. } => "NotYet",
            Refusal::NothingToShow => "NothingToShow",
            Refusal::NoMoreYet => "NoMoreYet",
            Refusal::NoCourseYet => "NoCourseYet",
            Refusal::NotAnAuthor => "NotAnAuthor",
            Refusal::NotYourPart => "NotYourPart",
            Refusal::Blank(_) => "Blank",
            Refusal::TooLong { .. } => "TooLong",
            Refusal::Taken { .. } => "Taken",
            Refusal::EmptyStep => "EmptyStep",
            Refusal::AlbumFull { .. } => "AlbumFull",
            Refusal::AlbumMixed => "AlbumMixed",
            Refusal::UnknownMedium => "UnknownMedium",
            Refusal::BadAddress { .. } => "BadAddress",
            Refusal::TooManyButtons { .. } => "TooManyButtons",
            Refusal::TooManySteps { .. } => "TooManySteps",
            Refusal::UnknownQuestion => "UnknownQuestion",
            Refusal::TooManyQuestions { .. } => "TooManyQuestions",
            Refusal::Unwalkable(_) => "Unwalkable",
            Refusal::UnknownPerson => "UnknownPerson",
            Refusal::OwnerStays => "OwnerStays",
            Refusal::SomebodyInside { .. } => "SomebodyInside",
            Refusal::ChangedMeanwhile { .. } => "ChangedMeanwhile",
            Refusal::UnknownRevision => "UnknownRevision",
            Refusal::UnknownImport => "UnknownImport",
            Refusal::UnknownMember => "UnknownMember",
            Refusal::UnknownInvitation => "UnknownInvitation",
            Refusal::UnknownCode => "UnknownCode",
            Refusal::InvitationGone => "InvitationGone",
            Refusal::TooManyInvitations { .. } => "TooManyInvitations",
            Refusal::HeldAlready => "HeldAlready",
            Refusal::AcceptedAlready => "AcceptedAlready",
            Refusal::NeedsCode => "NeedsCode",
            Refusal::TooManyTries { .. } => "TooManyTries",
            Refusal::UnknownSubmission => "UnknownSubmission",
            Refusal::ClaimedBy { .. } => "ClaimedBy",
            Refusal::DecidedAlready { .. } => "DecidedAlready",
            Refusal::InHand => "InHand",
            Refusal::UnknownCohort => "UnknownCohort",
            Refusal::CohortClosed => "CohortClosed",
            Refusal::BadDays => "BadDays",
            Refusal::TooManyCohorts { .. } => "TooManyCohorts",
            Refusal::TooManyAsked { .. } => "TooManyAsked",
            Refusal::UnknownBroadcast => "UnknownBroadcast",
            Refusal::NobodyToTell => "NobodyToTell",
        }
    }
}

/// What an author is asked to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// The title of a course.
    CourseTitle,
    /// The description of a course.
    CourseDescription,
    /// The title of a step.
    StepTitle,
    /// The text of a step.
    StepText,
    /// Words that are handed in, asked, or said to them.
    Submission,
    /// One message to many.
    Announcement,
    /// The description of a medium.
    Alt,
    /// What is written on a button that opens an address.
    ButtonLabel,
    /// The name of a cohort.
    CohortName,
}

/// Why a course cannot be walked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unwalkable {
    /// No step is switched on.
    NoSteps,
    /// No step that is switched on ends the course.
    NoEnd,
}

/// Something broke: nobody's doing, worth another try and a line in the log.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database.
    #[error("database: {0}")]
    Database(#[from] DbErr),
    /// The work was done but could not be made durable, so nothing of it stands.
    #[error("commit: {0}")]
    NotCommitted(String),
    /// What was stored does not read as it was written.
    #[error("stored data: {0}")]
    Stored(#[from] serde_json::Error),
    /// A promise between two parts of the program was broken.
    #[error("{0}")]
    Broken(&'static str),
    /// It is in another's hand by now, so nothing of it may be stored.
    #[error("taken over")]
    TakenOver,
}

impl Fault {
    /// Whether it is the database that is in trouble rather than what was asked of it.
    pub fn is_passing(&self) -> bool {
        match self {
            Fault::NotCommitted(_)
            | Fault::Database(DbErr::ConnectionAcquire(_) | DbErr::Conn(_)) => true,
            Fault::Database(DbErr::Exec(error) | DbErr::Query(error)) => is_in_the_way(error),
            Fault::Database(_) | Fault::Stored(_) | Fault::Broken(_) | Fault::TakenOver => false,
        }
    }
}

/// Whether two transactions were in each other's way and this one had to give in. The codes are PostgreSQL's, appendix A,
/// class 40, read 2026-11-21: `serialization_failure` and `deadlock_detected`. SQLite has one writer.
fn is_in_the_way(error: &RuntimeErr) -> bool {
    let RuntimeErr::SqlxError(error) = error else {
        return false;
    };
    let Some(error) = error.as_database_error() else {
        return false;
    };
    matches!(error.code().as_deref(), Some("40001" | "40P01"))
}

/// Why a move was not made.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// The rules say no.
    #[error("refused: {}", .0.name())]
    Refused(Box<Refusal>),
    /// Something broke.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// The same, with every no of the rules turned into one that does not tell what may not be told apart from what is not
/// there.
///
/// # Errors
/// `instead`, or the fault.
pub fn hidden<T>(passed: Result<T, Failure>, instead: Refusal) -> Result<T, Failure> {
    passed.map_err(|failure| match failure {
        Failure::Refused(_) => instead.into(),
        Failure::Fault(_) => failure,
    })
}

impl From<Refusal> for Failure {
    fn from(refusal: Refusal) -> Failure {
        Failure::Refused(Box::new(refusal))
    }
}

impl From<DbErr> for Failure {
    fn from(error: DbErr) -> Failure {
        Failure::Fault(error.into())
    }
}
