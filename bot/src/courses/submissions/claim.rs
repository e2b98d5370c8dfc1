//! Looking at a submission, taking it in hand, giving it back to the queue.

use chrono::{DateTime, TimeDelta, Utc};
use entity::submission::{self, Kind, State};
use entity::{SubmissionId, UserId, course, user};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::hand_in::value;
use crate::courses::Shelf;
use crate::courses::outline::Outline;
use crate::courses::policy::{Action, Rights};
use crate::courses::refusal::{Failure, Refusal, hidden};

/// How long a claim keeps others away. Who has forgotten it keeps nobody waiting.
pub const CLAIM: TimeDelta = TimeDelta::hours(24);
/// How many earlier tries are shown with a work.
const EARLIER: u64 = 3;

/// Somebody who looks at what learners hand in.
#[derive(Clone, Copy, Debug)]
pub struct Assessor<'a> {
    /// What they may do.
    pub rights: Rights,
    /// The courses read so far.
    pub shelf: &'a Shelf,
    /// The instant.
    pub now: DateTime<Utc>,
}

/// A submission with what is needed to look at it.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// What was handed in or asked.
    pub submission: submission::Model,
    /// Whose it is.
    pub learner: user::Model,
    /// The course as it is now.
    pub outline: std::sync::Arc<Outline>,
    /// Who has it in hand, had it last, or has decided.
    pub holder: Option<user::Model>,
    /// What the learner handed in before for the same question and got back, the latest first.
    pub earlier: Vec<submission::Model>,
}

impl Looked {
    /// Whether it waits, and something has become of it since it was handed in: it was edited, or given back.
    pub fn is_touched(&self) -> bool {
        let submission = &self.submission;
        submission.state == State::Waiting && submission.updated_at != submission.created_at
    }

    /// The title of the step; `None`: it is gone.
    pub fn step(&self) -> Option<&str> {
        let step = self.outline.step(self.submission.step_id?)?;
        Some(&step.title)
    }

    /// What asks for the work; `None`: it is no longer asked.
    pub fn question(&self) -> Option<&coursefile::Question> {
        let quiz = self.outline.quiz(self.submission.step_id?)?;
        let slug = self.submission.question.as_deref()?;
        quiz.questions.iter().find(|question| question.slug == slug)
    }

    /// Who has it in hand at this instant.
    pub fn in_hand_of(&self, now: DateTime<Utc>) -> Option<&user::Model> {
        let claimed = self.submission.state == State::Claimed && !has_lapsed(&self.submission, now);
        self.holder.as_ref().filter(|_| claimed)
    }
}

/// Whether a claim has been forgotten.
fn has_lapsed(submission: &submission::Model, now: DateTime<Utc>) -> bool {
    submission.claimed_at.is_none_or(|at| at + CLAIM <= now)
}

impl Assessor<'_> {
    /// A submission with what is needed to look at it.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`] for who may do nothing at all; [`Refusal::UnknownSubmission`].
    pub async fn look(
        &self,
        db: &impl ConnectionTrait,
        id: SubmissionId,
    ) -> Result<Looked, Failure> {
        if !self.rights.is_anybody() {
            return Err(Refusal::NotAnAuthor.into());
        }
        let found = submission::Entity::find_by_id(id)
            .find_also_related(user::Entity)
            .one(db)
            .await?;
        let Some((submission, Some(learner))) = found else {
            return Err(Refusal::UnknownSubmission.into());
        };
        let passed = self
            .rights
            .pass_on(db, Action::Assess, submission.course_id);
        hidden(passed.await, Refusal::UnknownSubmission)?;
        looked(db, self.shelf, submission, learner).await
    }

    /// Takes a submission in hand, for a day. Twice equals once; of two who try at once, one has it.
    ///
    /// # Errors
    /// As [`Assessor::look`]; [`Refusal::ClaimedBy`], [`Refusal::DecidedAlready`].
    pub async fn claim(
        &self,
        db: &impl ConnectionTrait,
        id: SubmissionId,
    ) -> Result<Looked, Failure> {
        self.look(db, id).await?;
        let me = self.rights.user;
        let done = submission::Entity::update_many()
            .col_expr(submission::Column::State, value(State::Claimed))
            .col_expr(submission::Column::ClaimedBy, Expr::value(me))
            .col_expr(submission::Column::ClaimedAt, Expr::value(self.now))
            .filter(submission::COLUMN.id.eq(id))
            .filter(self.within_reach())
            .exec(db)
            .await?;
        let looked = self.look(db, id).await?;
        if done.rows_affected == 0 {
            return Err(lost(&looked).into());
        }
        Ok(looked)
    }

    /// Gives it back to the queue, at the place it had. Twice equals once.
    ///
    /// # Errors
    /// As [`Assessor::claim`].
    pub async fn release(
        &self,
        db: &impl ConnectionTrait,
        id: SubmissionId,
    ) -> Result<Looked, Failure> {
        self.look(db, id).await?;
        let done = submission::Entity::update_many()
            .col_expr(submission::Column::State, value(State::Waiting))
            .filter(submission::COLUMN.id.eq(id))
            .filter(self.within_reach())
            .exec(db)
            .await?;
        let looked = self.look(db, id).await?;
        if done.rows_affected == 0 {
            return Err(lost(&looked).into());
        }
        Ok(looked)
    }

    /// The condition that nobody else has it in hand, and nobody has decided.
    pub(super) fn within_reach(&self) -> Condition {
        let lapsed = submission::COLUMN.claimed_at.lte(self.now - CLAIM);
        let mine = submission::COLUMN.claimed_by.eq(self.rights.user);
        let forgotten = submission::Column::ClaimedBy.is_null();
        let claimed = Condition::all()
            .add(submission::COLUMN.state.eq(State::Claimed))
            .add(Condition::any().add(mine).add(lapsed).add(forgotten));
        Condition::any()
            .add(submission::COLUMN.state.eq(State::Waiting))
            .add(claimed)
    }
}

/// Gives back to the queue what somebody has in hand, who has lost a part in a course: what they may still look at, they can
/// take again. Twice equals once.
pub async fn let_go(db: &impl ConnectionTrait, user: UserId) -> Result<(), DbErr> {
    submission::Entity::update_many()
        .col_expr(submission::Column::State, value(State::Waiting))
        .filter(submission::COLUMN.state.eq(State::Claimed))
        .filter(submission::COLUMN.claimed_by.eq(user))
        .exec(db)
        .await?;
    Ok(())
}

/// Everything that belongs to a submission. The number of statements is fixed.
///
/// # Errors
/// [`Refusal::UnknownSubmission`] when the course is gone.
pub async fn looked(
    db: &impl ConnectionTrait,
    shelf: &Shelf,
    submission: submission::Model,
    learner: user::Model,
) -> Result<Looked, Failure> {
    let course = course::Entity::find_by_id(submission.course_id)
        .one(db)
        .await?
        .ok_or(Refusal::UnknownSubmission)?;
    let outline = shelf.outline(db, &course).await?;
    let holder: Option<UserId> = match submission.state {
        State::Waiting | State::Withdrawn => None,
        State::Claimed => submission.claimed_by,
        State::Accepted | State::Returned | State::Answered => submission.decided_by,
    };
    let holder = match holder {
        Some(id) => user::Entity::find_by_id(id).one(db).await?,
        None => None,
    };
    let earlier = match (&submission.question, submission.step_id) {
        (Some(question), Some(step)) if submission.number > 1 => {
            submission::Entity::find()
                .filter(submission::COLUMN.user_id.eq(submission.user_id))
                .filter(submission::COLUMN.step_id.eq(step))
                .filter(submission::COLUMN.question.eq(question.as_str()))
                .filter(submission::COLUMN.kind.eq(Kind::Work))
                .filter(submission::COLUMN.state.eq(State::Returned))
                .filter(submission::COLUMN.id.lt(submission.id))
                .order_by_desc(submission::Column::Id)
                .limit(EARLIER)
                .all(db)
                .await?
        }
        _ => Vec::new(),
    };
    Ok(Looked {
        submission,
        learner,
        outline,
        holder,
        earlier,
    })
}

/// Why it is not for this person to decide.
pub(super) fn lost(looked: &Looked) -> Refusal {
    let submission = &looked.submission;
    let by = looked.holder.clone().map(Box::new);
    match (submission.state, by, submission.claimed_at) {
        (State::Claimed, Some(by), Some(at)) => Refusal::ClaimedBy { by, at },
        (state, by, _) => Refusal::DecidedAlready { state, by },
    }
}
