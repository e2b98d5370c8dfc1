//! Questions to the author of a course.

use entity::submission::{self, Kind, State};
use entity::{SubmissionId, course};
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter};

use super::hand_in::Sent;
use super::queue::place_in_queue;
use crate::courses::progress::Walk;
use crate::courses::refusal::{Failure, Refusal};

/// How many questions of a learner may wait for an answer at once, in all courses together.
pub const OPEN_QUESTIONS: u64 = 3;

/// A question that was asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Question {
    /// What waits now.
    pub submission: submission::Model,
    /// The course that it is about.
    pub course: course::Model,
    /// Its place in the queue, from 1.
    pub place: u64,
}

impl Walk<'_> {
    /// The course that a question would be about: the one the learner was in last.
    ///
    /// # Errors
    /// [`Refusal::NoCourseYet`]; [`Refusal::TooManyAsked`] when so many wait already.
    pub async fn may_ask(&self, db: &impl ConnectionTrait) -> Result<course::Model, Failure> {
        let (_, course) = self.latest(db).await?.ok_or(Refusal::NoCourseYet)?;
        let open = submission::Entity::find()
            .filter(submission::COLUMN.user_id.eq(self.user))
            .filter(submission::COLUMN.kind.eq(Kind::Question))
            .filter(submission::COLUMN.state.is_in(State::OPEN))
            .count(db)
            .await?;
        if open >= OPEN_QUESTIONS {
            let limit = OPEN_QUESTIONS;
            return Err(Refusal::TooManyAsked { limit }.into());
        }
        Ok(course)
    }

    /// Asks about the course that the learner was in last.
    ///
    /// # Errors
    /// As [`Walk::may_ask`], and [`Refusal::TooLong`].
    pub async fn ask(&self, db: &impl ConnectionTrait, sent: &Sent) -> Result<Question, Failure> {
        sent.check()?;
        self.may_ask(db).await?;
        let (row, course) = self.latest(db).await?.ok_or(Refusal::NoCourseYet)?;
        let submission = self.put_question(db, &row, sent).await?;
        let place = place_in_queue(db, &submission).await?;
        Ok(Question {
            submission,
            course,
            place,
        })
    }

    /// Where something of the learner's own stands in the queue, from 1; `None`: it is in nobody's queue any more.
    ///
    /// # Errors
    /// [`Refusal::UnknownSubmission`].
    pub async fn place_of(
        &self,
        db: &impl ConnectionTrait,
        id: SubmissionId,
    ) -> Result<(submission::Model, Option<u64>), Failure> {
        let submission = self.own(db, id).await?;
        let place = if submission.state.is_open() {
            Some(place_in_queue(db, &submission).await?)
        } else {
            None
        };
        Ok((submission, place))
    }
}
