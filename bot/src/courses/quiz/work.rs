//! Work as the answer to a question: handed in, taken back, accepted, returned. Who looks at it, and when, is told in
//! `submissions`.

use coursefile::{Form, Gate, Question};
use entity::{
    CourseId, StepId, SubmissionId, UserId, answer, submission, user_course_progress as progress,
};
use sea_orm::sea_query::{Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, UpdateMany};

use super::answer::{Drawn, Found};
use super::paper::{Asked, Paper, stored};
use super::write::{ANSWERED, write};
use crate::courses::progress::{Standing, Walk};
use crate::courses::refusal::{Failure, Refusal};

impl Walk<'_> {
    /// Writes that work was handed in: the question is answered, and nothing is decided. The answer to the last question of
    /// an end step finishes the course.
    pub(in crate::courses) async fn handed_in(
        &self,
        db: &impl ConnectionTrait,
        found: Found,
        (submission, what): (SubmissionId, &str),
    ) -> Result<Standing, Failure> {
        let before = found.asked.state.attempts;
        let given = vec![what.to_owned()];
        let row = self.row_of(&found, |row| {
            row.attempts = before.saturating_add(1);
            row.picked = None;
            row.given = Some(stored(&given));
            row.is_right = false;
            row.is_skipped = false;
            row.answered_at = Some(self.now);
            row.first_given.clone_from(&row.given);
            row.submission_id = Some(submission);
        });
        let Found {
            mut standing,
            row: place_before,
            course,
            asked,
        } = found;
        if let Some(asked) = (standing.paper.as_mut()).and_then(|paper| paper.at_mut(asked.place)) {
            asked.state.attempts = row.attempts;
            asked.state.given = given;
            asked.state.is_skipped = false;
            asked.state.waiting = Some(submission);
        }
        if !write(db, row, ANSWERED, before).await? {
            return Err(Refusal::AnsweredAlready.into());
        }
        self.finish_if_done(db, &mut standing, (&place_before, &course))
            .await?;
        Ok(standing)
    }

    /// The work that a question of a step asks for, as it can be handed in now; `None`: it is no longer asked, or nothing
    /// can be done about it now.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NotReached`], [`Refusal::UnknownStep`].
    pub async fn work_at(
        &self,
        db: &impl ConnectionTrait,
        (course, step): (CourseId, StepId),
        is_it: impl Fn(&Asked) -> bool,
    ) -> Result<Option<(Drawn, Asked)>, Failure> {
        let standing = self.look(db, course, step).await?;
        let asked = standing.paper.as_ref().map(|paper| &paper.asked);
        let wanted = |asked: &&Asked| {
            let is_work = matches!(asked.question.form, Form::Work { .. });
            is_work && is_it(asked) && !asked.is_closed()
        };
        let found = asked.and_then(|asked| asked.iter().find(wanted));
        Ok(found.map(|asked| (asked.drawn(course, step), asked.clone())))
    }

    /// Whether the learner stands at a step of a course, or looks at it.
    ///
    /// # Errors
    /// The database.
    pub async fn is_at(
        &self,
        db: &impl ConnectionTrait,
        (course, step): (CourseId, StepId),
    ) -> Result<bool, Failure> {
        let row = self.row(db, course).await?;
        Ok(row.is_some_and(|(row, _)| {
            row.current_step_id == Some(step) || row.looking_at == Some(step)
        }))
    }

    /// The works that somebody has yet to look at, at the step where the learner was last.
    ///
    /// # Errors
    /// The database.
    pub async fn waits_here(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<SubmissionId>, Failure> {
        let Some((row, course)) = self.latest(db).await? else {
            return Ok(None);
        };
        let outline = self.shelf.outline(db, &course).await?;
        let Some(step) = row.current_step_id.filter(|id| outline.quiz(*id).is_some()) else {
            return Ok(None);
        };
        let paper = self.paper(db, &outline, step).await?;
        Ok(paper.and_then(|paper| paper.waiting().next()))
    }

    /// Where the learner is after a decision on a step's work. If that was what held them at the end, they have arrived.
    /// `None`: they have left the course.
    pub(in crate::courses) async fn after_decision(
        &self,
        db: &impl ConnectionTrait,
        submission: &submission::Model,
    ) -> Result<Option<Standing>, Failure> {
        let Some((row, course)) = self.row(db, submission.course_id).await? else {
            return Ok(None);
        };
        let standing = self.place(db, &row, &course).await?;
        let mut standing = self.with_paper(db, standing).await?;
        let held = |paper: &Paper| paper.gate == Gate::Pass;
        let was_held = standing.paper.as_ref().is_some_and(held);
        let is_accepted = submission.state == submission::State::Accepted;
        if submission.step_id == Some(standing.current) && was_held && is_accepted {
            // Somebody else has decided: what the learner is doing meanwhile, perhaps elsewhere, goes on.
            let own = progress::Entity::update_many()
                .filter(progress::COLUMN.user_id.eq(self.user))
                .filter(progress::COLUMN.course_id.eq(course.id));
            self.finish_by(db, &mut standing, (&row, &course), own)
                .await?;
        }
        Ok(Some(standing))
    }
}

impl Asked {
    /// As a button would be drawn for it now.
    pub fn drawn(&self, course: CourseId, step: StepId) -> Drawn {
        Drawn {
            course,
            step,
            place: self.place,
            turn: self.state.turn(),
            stamp: self.stamp(),
        }
    }
}

/// Of the learner's answers, the one that waits with this work.
fn waiting(user: UserId, submission: SubmissionId) -> UpdateMany<answer::Entity> {
    answer::Entity::update_many()
        .col_expr(
            answer::Column::SubmissionId,
            Expr::value(None::<SubmissionId>),
        )
        .filter(answer::COLUMN.user_id.eq(user))
        .filter(answer::COLUMN.submission_id.eq(submission))
}

/// The learner has taken it back: it has not counted as an attempt.
pub(in crate::courses) async fn taken_back(
    db: &impl ConnectionTrait,
    submission: &submission::Model,
) -> Result<(), DbErr> {
    let attempts = || Expr::col(answer::Column::Attempts).sub(1);
    // Handed in before a restart, it was one of those before this round.
    let known = || Expr::col(answer::Column::AttemptsBefore);
    let before = Expr::case(known().gt(attempts()), attempts()).finally(known());
    // Without a decision yet there is no first answer any more.
    let is_undecided = answer::Column::FirstRight.is_null();
    let first = Expr::case(is_undecided, Expr::value(None::<String>))
        .finally(Expr::col(answer::Column::FirstGiven));
    waiting(submission.user_id, submission.id)
        .col_expr(answer::Column::Attempts, attempts())
        .col_expr(answer::Column::AttemptsBefore, before.into())
        .col_expr(answer::Column::Given, Expr::value(None::<String>))
        .col_expr(answer::Column::FirstGiven, first.into())
        .exec(db)
        .await?;
    Ok(())
}

/// It is right, and worth this. What was earned never becomes less.
pub(in crate::courses) async fn accepted(
    db: &impl ConnectionTrait,
    submission: &submission::Model,
    points: u8,
) -> Result<(), DbErr> {
    let points = i16::from(points);
    let own = || Expr::col(answer::Column::Points);
    let most = Expr::case(own().lt(points), Expr::value(points)).finally(own());
    waiting(submission.user_id, submission.id)
        .col_expr(answer::Column::IsRight, Expr::value(true))
        .col_expr(answer::Column::IsDecided, Expr::value(true))
        .col_expr(answer::Column::Points, most.into())
        .col_expr(answer::Column::FirstRight, first_right(true))
        .exec(db)
        .await?;
    Ok(())
}

/// It is not right yet. When the attempts that the question allows have run out, it is decided.
pub(in crate::courses) async fn returned(
    db: &impl ConnectionTrait,
    submission: &submission::Model,
    question: Option<&Question>,
) -> Result<(), DbErr> {
    let mut update = waiting(submission.user_id, submission.id)
        .col_expr(answer::Column::IsRight, Expr::value(false))
        .col_expr(answer::Column::FirstRight, first_right(false));
    if let Some(most) = question.and_then(|question| question.attempts) {
        let tries =
            Expr::col(answer::Column::Attempts).sub(Expr::col(answer::Column::AttemptsBefore));
        let is_last = tries.gte(i16::from(most));
        update = update.col_expr(answer::Column::IsDecided, is_last);
    }
    update.exec(db).await?;
    Ok(())
}

fn first_right(is_right: bool) -> Expr {
    let known = Expr::col(answer::Column::FirstRight);
    Func::coalesce([known, Expr::value(is_right)]).into()
}
