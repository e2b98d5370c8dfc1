//! Where a learner is in a course, and the way on: one step after another until one that ends it.
//!
//! Joining, restarting and leaving are in `enrolment`, looking back is in `looking`.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use coursefile::Spent;
use entity::{CourseId, StepId, UserId, course, step, user_course_progress as progress};
use sea_orm::sea_query::{Expr, Func};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, UpdateMany,
};

use super::offers;
use super::outline::{Outline, Place, Shelf};
use super::quiz::{Asked, Paper};
use super::refusal::{Failure, Refusal};
use super::release::{Inside, Waiting};
use super::wakes;

/// Where a learner is in a course now, with what is needed to show it.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    /// The course.
    pub outline: Arc<Outline>,
    /// The step to show.
    pub step: StepId,
    /// The step the learner stands on; another than `step` while they look back.
    pub current: StepId,
    /// The course has been finished, now or before.
    pub finished: bool,
    /// This move made the learner arrive at the end.
    pub arrived: bool,
    /// Steps that have come since the learner passed their place: to be offered, once.
    pub passed: Vec<StepId>,
    /// What the shown step asks this learner, and what they have answered; `None`: it asks nothing.
    pub paper: Option<Paper>,
    /// The step they have asked for, as long as it is not open.
    pub waits: Option<Waiting>,
}

impl Standing {
    /// The step to show.
    pub fn shown(&self) -> &step::Model {
        self.outline
            .step(self.step)
            .expect("a standing is made from a step of its outline")
    }

    /// Where the shown step stands among those to walk.
    pub fn place(&self) -> Place {
        self.outline.place(self.shown())
    }

    /// What is asked of the learner now.
    pub fn open(&self) -> Option<&Asked> {
        self.paper.as_ref().and_then(Paper::open)
    }

    /// Whether nothing holds the learner at the shown step. One that was switched off holds nobody.
    pub fn lets_on(&self) -> bool {
        !self.shown().is_active || self.paper.as_ref().is_none_or(Paper::lets_on)
    }

    /// Where the author sends who has no attempts left, if that step can be looked at.
    pub fn remedy(&self) -> Option<&step::Model> {
        let Spent::Step(slug) = &self.paper.as_ref()?.spent else {
            return None;
        };
        let step = self.outline.by_slug(slug)?;
        (self.reached(step) && step.id != self.step).then_some(step)
    }

    /// Whether the course has not begun for them: the step that stands here is the first, and it is not open yet.
    pub fn is_before_start(&self) -> bool {
        let waits = self.waits.as_ref();
        waits.is_some_and(|waits| waits.step == self.current)
    }

    /// Whether an earlier step than the current one is shown.
    pub fn looking_back(&self) -> bool {
        self.step != self.current
    }
}

/// What every move needs: who, in which course, when.
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
    /// The courses read so far.
    pub shelf: &'a Shelf,
    /// The learner.
    pub user: UserId,
    /// The instant of the move.
    pub now: DateTime<Utc>,
}

impl Walk<'_> {
    /// Where the learner is. Showing it counts as a visit, and an end step that is shown is done.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NothingToShow`].
    pub async fn standing(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Standing, Failure> {
        let row = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        self.resume(db, row).await
    }

    /// Done with the step `from`: moves to the active step with the next larger position, in one statement
    /// that compares and sets. Twice equals once, whatever came twice.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`]; [`Refusal::MovedOn`] when the learner stands elsewhere, with where;
    /// [`Refusal::NoMoreYet`] at the last step of a course that has no end; [`Refusal::Unanswered`] when the step asks
    /// something that has to be answered first.
    ///
    /// A step that is not open yet is not gone to: that they have asked for it is written down, and the bot wakes for it.
    pub async fn advance(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        from: StepId,
    ) -> Result<Standing, Failure> {
        let standing = self.go_on(db, course, from).await?;
        self.wake_for(db, &standing).await?;
        Ok(standing)
    }

    /// The same without waking anybody.
    pub(super) async fn go_on(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        from: StepId,
    ) -> Result<Standing, Failure> {
        let (row, course) = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        let from = match row.current_step_id {
            #[cfg(feature = "sabotage")]
            Some(current) if crate::sabotage::advance_without_comparing() => current,
            _ => from,
        };
        if row.current_step_id != Some(from) {
            return Err(self.moved_on(db, (row, course), from).await?);
        }
        let outline = self.shelf.outline(db, &course).await?;
        let here = outline.step(from).ok_or(Refusal::NothingToShow)?;
        self.pass(db, &outline, from).await?;
        // Behind an end that is switched on there is nothing to walk to, wherever it was set.
        let next = if outline.ends_by(here.position) && here.is_end {
            here
        } else {
            match outline.after(here.position) {
                Some(next) => next,
                None if outline.ends_by(here.position) => here,
                None => return Err(Refusal::NoMoreYet.into()),
            }
        };
        if next.id != from {
            let done_at = row.asked_at.unwrap_or(self.now);
            let inside = Inside::from(&row);
            let waits = self.closed(db, inside, &outline, next.id, done_at);
            if let Some(mut waits) = waits.await? {
                waits.is_known = row.asked_at.is_some();
                return self.ask_for(db, (&row, &outline), from, waits).await;
            }
        }
        let paper = if next.id == from {
            None
        } else {
            self.paper(db, &outline, next.id).await?
        };
        let is_done = paper.as_ref().is_none_or(Paper::is_over);
        let arrived = (next.is_end && is_done) || next.id == from;
        let passed = offers::behind(db, &row, &outline, here.position).await?;
        let moved = self
            .update(&course)
            .filter(progress::COLUMN.current_step_id.eq(from))
            .col_expr(progress::Column::CurrentStepId, Expr::value(next.id))
            .col_expr(progress::Column::StoodSince, Expr::value(self.now))
            .col_expr(progress::Column::AskedAt, unasked());
        let moved = if arrived { self.finish(moved) } else { moved };
        if moved.exec(db).await?.rows_affected == 0 {
            let row = self
                .row(db, course.id)
                .await?
                .ok_or(Refusal::NotEnrolled { course: course.id })?;
            return Err(self.moved_on(db, row, from).await?);
        }
        if !passed.is_empty() {
            offers::told(db, self.user, &course).await?;
        }
        self.rested(db, &row).await?;
        let step = next.id;
        let finished = arrived || row.finished_at.is_some();
        Ok(Standing {
            outline,
            step,
            current: step,
            finished,
            arrived,
            passed,
            paper,
            waits: None,
        })
    }

    /// Where the learner is, without a visit and without anything being written.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NothingToShow`].
    pub async fn at(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Standing, Failure> {
        let (row, course) = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        self.place(db, &row, &course).await
    }

    /// The course the learner was in last.
    ///
    /// # Errors
    /// [`Refusal::NoCourseYet`].
    pub async fn last_visited(&self, db: &impl ConnectionTrait) -> Result<CourseId, Failure> {
        let last = self.latest(db).await?;
        last.map(|(row, _)| row.course_id)
            .ok_or_else(|| Refusal::NoCourseYet.into())
    }

    /// The learner's row in the course they were in last, with the course, in one statement.
    pub(super) async fn latest(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<(progress::Model, course::Model)>, DbErr> {
        let last = progress::Entity::find()
            .filter(progress::COLUMN.user_id.eq(self.user))
            .order_by_desc(progress::Column::VisitedAt)
            .order_by_desc(progress::Column::CourseId)
            .find_also_related(course::Entity)
            .one(db)
            .await?;
        Ok(last.and_then(|(row, course)| Some((row, course?))))
    }

    /// The learner's row and the course as it is now, in one statement.
    pub(super) async fn row(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Option<(progress::Model, course::Model)>, DbErr> {
        let found = progress::Entity::find_by_id((self.user, course))
            .find_also_related(course::Entity)
            .one(db)
            .await?;
        Ok(found.and_then(|(row, course)| Some((row, course?))))
    }

    /// Shows where the learner is, puts them on a step if they have none, and finishes an end step.
    pub(super) async fn resume(
        &self,
        db: &impl ConnectionTrait,
        (row, course): (progress::Model, course::Model),
    ) -> Result<Standing, Failure> {
        let standing = self.place(db, &row, &course).await?;
        if let Some(standing) = self.resume_waiting(db, &row, &standing).await? {
            return Ok(standing);
        }
        let mut standing = self.with_paper(db, standing).await?;
        let is_done = standing.paper.as_ref().is_none_or(Paper::is_over);
        let arrived = standing.shown().is_end && row.finished_at.is_none() && is_done;
        let position = standing.shown().position;
        let passed = offers::behind(db, &row, &standing.outline, position).await?;
        let seen = self.update(&course).col_expr(
            progress::Column::CurrentStepId,
            Expr::value(standing.current),
        );
        let seen = seen.col_expr(progress::Column::AskedAt, unasked());
        let seen = seen.filter(standing_on(row.current_step_id));
        let seen = if row.current_step_id == Some(standing.current) {
            seen
        } else {
            seen.col_expr(progress::Column::StoodSince, Expr::value(self.now))
        };
        let seen = if arrived { self.finish(seen) } else { seen };
        if seen.exec(db).await?.rows_affected > 0 {
            self.rested(db, &row).await?;
            if !passed.is_empty() {
                offers::told(db, self.user, &course).await?;
            }
            standing.passed = passed;
        }
        standing.arrived = arrived;
        standing.finished |= arrived;
        Ok(standing)
    }

    pub(super) async fn place(
        &self,
        db: &impl ConnectionTrait,
        row: &progress::Model,
        course: &course::Model,
    ) -> Result<Standing, Failure> {
        let outline = self.shelf.outline(db, course).await?;
        let step = match row.current_step_id.and_then(|id| outline.step(id)) {
            Some(step) => step.id,
            None => outline.first().ok_or(Refusal::NothingToShow)?.id,
        };
        let waits = self.waits(db, row, &outline).await?;
        let finished = row.finished_at.is_some();
        Ok(Standing {
            outline,
            step,
            current: step,
            finished,
            arrived: false,
            passed: Vec::new(),
            paper: None,
            waits,
        })
    }

    pub(super) async fn moved_on(
        &self,
        db: &impl ConnectionTrait,
        (row, course): (progress::Model, course::Model),
        pressed: StepId,
    ) -> Result<Failure, Failure> {
        let standing = Box::new(self.place(db, &row, &course).await?);
        Ok(Refusal::MovedOn { standing, pressed }.into())
    }

    /// A move in a course, which ends its rest. What came with the revision that is walked now has been offered with it.
    pub(super) fn update(&self, course: &course::Model) -> UpdateMany<progress::Entity> {
        let seen = Expr::value(course.published_revision);
        progress::Entity::update_many()
            .col_expr(progress::Column::VisitedAt, Expr::value(self.now))
            .col_expr(progress::Column::ActiveAt, unasked())
            .col_expr(progress::Column::SeenRevision, seen)
            .col_expr(progress::Column::LookingAt, Expr::value(None::<StepId>))
            .col_expr(progress::Column::IsPaused, Expr::value(false))
            .col_expr(progress::Column::IsStopped, Expr::value(false))
            .filter(progress::COLUMN.user_id.eq(self.user))
            .filter(progress::COLUMN.course_id.eq(course.id))
    }

    /// Who comes back to a course at rest is looked at again. No statement for all others.
    pub(super) async fn rested(
        &self,
        db: &impl ConnectionTrait,
        was: &progress::Model,
    ) -> Result<(), DbErr> {
        if was.is_paused {
            wakes::wake(db, self.user, self.now).await?;
        }
        Ok(())
    }

    /// Sets `finished_at` unless it is set already.
    pub(super) fn finish(
        &self,
        update: UpdateMany<progress::Entity>,
    ) -> UpdateMany<progress::Entity> {
        let first_time = Func::coalesce([
            Expr::col(progress::Column::FinishedAt),
            Expr::value(self.now),
        ]);
        update.col_expr(progress::Column::FinishedAt, first_time.into())
    }
}

/// They have asked for nothing that is not open.
pub(super) fn unasked() -> Expr {
    Expr::value(None::<DateTime<Utc>>)
}

/// The condition that somebody still stands where they stood.
pub(super) fn standing_on(step: Option<StepId>) -> Expr {
    match step {
        Some(step) => progress::COLUMN.current_step_id.eq(step),
        None => progress::COLUMN.current_step_id.is_null(),
    }
}
