//! Handing in, taking back, changing what was handed in.

use coursefile::Form as Asked;
use entity::submission::{self, Form, Kind, State};
use entity::{SubmissionId, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

use super::queue::place_in_queue;
use crate::courses::progress::{Standing, Walk};
use crate::courses::quiz::{Drawn, taken_back};
use crate::courses::refusal::{Failure, Fault, Field, Refusal};

/// The longest words that are handed in, asked, or said to them, in characters: they fit one message with what stands
/// around them.
pub const LONGEST: usize = 3000;

/// What somebody has sent: one message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// What it is.
    pub form: Form,
    /// The words, or those below the file, in the stored form.
    pub html: Option<String>,
    /// Their length without markup, in characters.
    pub length: usize,
    /// What Telegram calls the file.
    pub file_id: Option<String>,
    /// Telegram's number of the message in the learner's chat.
    pub message: i32,
}

/// What was handed in.
#[derive(Clone, Debug, PartialEq)]
pub struct HandedIn {
    /// Where the learner is.
    pub standing: Standing,
    /// What waits now.
    pub submission: submission::Model,
    /// Its place in the queue, from 1.
    pub place: u64,
}

/// What became of an edit.
#[derive(Clone, Debug, PartialEq)]
pub enum Amended {
    /// It is handed in as it reads now.
    Done(Box<submission::Model>),
    /// Somebody has it in hand, or has decided.
    TooLate,
}

impl Sent {
    /// Passes what is short enough.
    ///
    /// # Errors
    /// [`Refusal::TooLong`] with both figures.
    pub fn check(&self) -> Result<(), Refusal> {
        fits(self.length)
    }

    fn row(&self, walk: &Walk<'_>) -> submission::ActiveModel {
        submission::ActiveModel {
            user_id: Set(walk.user),
            form: Set(self.form),
            text: Set(self.html.clone()),
            file_id: Set(self.file_id.clone()),
            message_id: Set(self.message),
            state: Set(State::Waiting),
            handed_in_at: Set(walk.now),
            ..Default::default()
        }
    }
}

/// Passes words that are short enough, by their number of characters.
pub(super) fn fits(length: usize) -> Result<(), Refusal> {
    if length <= LONGEST {
        return Ok(());
    }
    Err(Refusal::TooLong {
        field: Field::Submission,
        length,
        limit: LONGEST,
    })
}

impl Walk<'_> {
    /// Hands in the work that a question asks for. Twice equals once: a question has at most one work that waits.
    ///
    /// # Errors
    /// As [`Walk::choose`], and [`Refusal::TooLong`].
    pub async fn submit(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        sent: &Sent,
    ) -> Result<HandedIn, Failure> {
        sent.check()?;
        let found = self.found(db, drawn).await?;
        let question = &found.asked.question;
        if !matches!(&question.form, Asked::Work { takes } if takes.contains(&taken(sent.form))) {
            return Err(Refusal::AnsweredAlready.into());
        }
        self.withdraw_forgotten(db, drawn, &question.slug).await?;
        let row = submission::ActiveModel {
            kind: Set(Kind::Work),
            course_id: Set(drawn.course),
            step_id: Set(Some(drawn.step)),
            question: Set(Some(question.slug.clone())),
            number: Set(found.asked.state.attempts.saturating_add(1)),
            ..sent.row(self)
        };
        let submission = submission::Entity::insert(row)
            .exec_with_returning(db)
            .await?;
        let what = taken(sent.form).name();
        let standing = self.handed_in(db, found, (submission.id, what)).await?;
        let place = place_in_queue(db, &submission).await?;
        Ok(HandedIn {
            standing,
            submission,
            place,
        })
    }

    /// Takes back what has waited since the question asked for something else under the same name: nobody else would.
    async fn withdraw_forgotten(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        question: &str,
    ) -> Result<(), DbErr> {
        submission::Entity::update_many()
            .col_expr(submission::Column::State, value(State::Withdrawn))
            .filter(submission::COLUMN.user_id.eq(self.user))
            .filter(submission::COLUMN.step_id.eq(drawn.step))
            .filter(submission::COLUMN.question.eq(question))
            .filter(submission::Column::State.is_in([State::Waiting, State::Claimed]))
            .exec(db)
            .await?;
        Ok(())
    }

    /// Asks the author of a course. What was asked stands in the same queue.
    pub(super) async fn put_question(
        &self,
        db: &impl ConnectionTrait,
        row: &progress::Model,
        sent: &Sent,
    ) -> Result<submission::Model, Failure> {
        let row = submission::ActiveModel {
            kind: Set(Kind::Question),
            course_id: Set(row.course_id),
            step_id: Set(row.current_step_id),
            ..sent.row(self)
        };
        let row = submission::Entity::insert(row);
        Ok(row.exec_with_returning(db).await?)
    }

    /// A submission of the learner's own.
    ///
    /// # Errors
    /// [`Refusal::UnknownSubmission`].
    pub async fn own(
        &self,
        db: &impl ConnectionTrait,
        id: SubmissionId,
    ) -> Result<submission::Model, Failure> {
        let found = submission::Entity::find_by_id(id)
            .filter(submission::COLUMN.user_id.eq(self.user))
            .one(db)
            .await?;
        found.ok_or_else(|| Refusal::UnknownSubmission.into())
    }

    /// Takes back what nobody has in hand; it has not counted as an attempt then. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownSubmission`], [`Refusal::InHand`]; [`Refusal::DecidedAlready`].
    pub async fn withdraw(
        &self,
        db: &impl ConnectionTrait,
        id: SubmissionId,
    ) -> Result<submission::Model, Failure> {
        let submission = self.own(db, id).await?;
        if submission.state == State::Withdrawn {
            return Ok(submission);
        }
        let done = submission::Entity::update_many()
            .col_expr(submission::Column::State, value(State::Withdrawn))
            .filter(submission::COLUMN.id.eq(id))
            .filter(submission::COLUMN.state.eq(State::Waiting))
            .exec(db)
            .await?;
        if done.rows_affected == 0 {
            return Err(no_longer(self.own(db, id).await?.state).into());
        }
        taken_back(db, &submission).await?;
        let state = State::Withdrawn;
        Ok(submission::Model {
            state,
            ..submission
        })
    }

    /// Puts what an edited message says now in the place of what it said when it was handed in; `None`: it was no
    /// submission. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::TooLong`].
    pub async fn amend(
        &self,
        db: &impl ConnectionTrait,
        sent: &Sent,
    ) -> Result<Option<Amended>, Failure> {
        let found = submission::Entity::find()
            .filter(submission::COLUMN.user_id.eq(self.user))
            .filter(submission::COLUMN.message_id.eq(sent.message))
            .order_by_desc(submission::Column::Id)
            .one(db)
            .await?;
        let Some(submission) = found.filter(|found| found.state != State::Withdrawn) else {
            return Ok(None);
        };
        sent.check()?;
        if submission.state != State::Waiting || submission.form != sent.form {
            return Ok(Some(Amended::TooLate));
        }
        let done = submission::Entity::update_many()
            .col_expr(submission::Column::Text, Expr::value(sent.html.clone()))
            .col_expr(
                submission::Column::FileId,
                Expr::value(sent.file_id.clone()),
            )
            .filter(submission::COLUMN.id.eq(submission.id))
            .filter(submission::COLUMN.state.eq(State::Waiting))
            .exec(db)
            .await?;
        if done.rows_affected == 0 {
            return Ok(Some(Amended::TooLate));
        }
        let changed = submission::Entity::find_by_id(submission.id)
            .one(db)
            .await?;
        let changed = changed.ok_or(Fault::Broken("a submission is gone"))?;
        Ok(Some(Amended::Done(Box::new(changed))))
    }
}

/// A state as a value of its column.
pub(super) fn value(state: State) -> Expr {
    Expr::value(sea_orm::ActiveEnum::to_value(&state))
}

/// Why the learner can no longer do anything about it.
fn no_longer(state: State) -> Refusal {
    match state {
        State::Waiting | State::Claimed => Refusal::InHand,
        state => Refusal::DecidedAlready { state, by: None },
    }
}

/// What was sent, in the words of the course file.
fn taken(form: Form) -> coursefile::Taken {
    match form {
        Form::Text => coursefile::Taken::Text,
        Form::Photo => coursefile::Taken::Photo,
        Form::Voice => coursefile::Taken::Voice,
        Form::Document => coursefile::Taken::Document,
        Form::Video => coursefile::Taken::Video,
    }
}
