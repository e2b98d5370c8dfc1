//! Deciding: accepting, returning, answering.

use entity::SubmissionId;
use entity::submission::{self, Kind, State};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::claim::{Assessor, Looked, lost};
use super::hand_in::{fits, value};
use crate::courses::progress::{Standing, Walk};
use crate::courses::quiz;
use crate::courses::refusal::{Failure, Field, Refusal};

/// What is decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// The work is good: its points are earned.
    Accept,
    /// The work may be handed in again; the comment says why.
    Return,
    /// The question is answered.
    Answer,
}

impl Decision {
    fn state(self) -> State {
        match self {
            Decision::Accept => State::Accepted,
            Decision::Return => State::Returned,
            Decision::Answer => State::Answered,
        }
    }

    fn kind(self) -> Kind {
        match self {
            Decision::Accept | Decision::Return => Kind::Work,
            Decision::Answer => Kind::Question,
        }
    }
}

/// What was decided.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    /// The submission as it is now.
    pub looked: Looked,
    /// Where its learner is now; arrived, if that was what held them at the end. `None`: they have left the course.
    pub standing: Option<Standing>,
}

impl Assessor<'_> {
    /// Decides on a submission that nobody else has in hand. `comment` is in the stored form, with its length without
    /// markup; only to accept goes without one. Of two who decide at once, one does.
    ///
    /// # Errors
    /// As [`Assessor::claim`]; [`Refusal::TooLong`], [`Refusal::Blank`].
    pub async fn decide(
        &self,
        db: &impl ConnectionTrait,
        id: SubmissionId,
        (decision, comment): (Decision, Option<(String, usize)>),
    ) -> Result<Decided, Failure> {
        match &comment {
            Some((_, length)) => fits(*length)?,
            None if decision == Decision::Accept => {}
            None => return Err(Refusal::Blank(Field::Submission).into()),
        }
        let before = self.look(db, id).await?;
        if before.submission.kind != decision.kind() {
            return Err(Refusal::UnknownSubmission.into());
        }
        let comment = comment.map(|(html, _)| html);
        let done = submission::Entity::update_many()
            .col_expr(submission::Column::State, value(decision.state()))
            .col_expr(submission::Column::DecidedBy, Expr::value(self.rights.user))
            .col_expr(submission::Column::DecidedAt, Expr::value(self.now))
            .col_expr(submission::Column::Comment, Expr::value(comment))
            .filter(submission::COLUMN.id.eq(id))
            .filter(self.within_reach())
            .exec(db)
            .await?;
        let looked = self.look(db, id).await?;
        if done.rows_affected == 0 {
            return Err(lost(&looked).into());
        }
        let standing = self.follow(db, &looked).await?;
        Ok(Decided { looked, standing })
    }

    /// What follows for the learner: points, the gate of the step, the end of the course.
    async fn follow(
        &self,
        db: &impl ConnectionTrait,
        looked: &Looked,
    ) -> Result<Option<Standing>, Failure> {
        let submission = &looked.submission;
        let question = looked.question();
        match submission.state {
            State::Accepted => {
                let points = question.map_or(0, |question| question.points);
                quiz::accepted(db, submission, points).await?;
            }
            State::Returned => quiz::returned(db, submission, question).await?,
            _ => {}
        }
        let walk = Walk {
            shelf: self.shelf,
            user: submission.user_id,
            now: self.now,
        };
        walk.after_decision(db, submission).await
    }
}
