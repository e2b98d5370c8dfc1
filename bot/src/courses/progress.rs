//! A learner's way through a course: enrol, advance, look back, restart, leave.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use entity::{CourseId, StepId, UserId, course, step, user_course_progress as progress};
use sea_orm::sea_query::{Expr, Func, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder,
    UpdateMany,
};

use super::outline::{Outline, Place, Shelf};
use super::refusal::{Failure, Refusal};

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
    /// Joins the course and stands on its first step; who is inside already stays where they are.
    /// Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::Closed`], [`Refusal::NothingToShow`].
    pub async fn enrol(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Standing, Failure> {
        if let Some(row) = self.row(db, course).await? {
            return self.resume(db, row).await;
        }
        let course = course::Entity::find_by_id(course)
            .one(db)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        if !course.is_active {
            return Err(Refusal::Closed {
                title: course.title,
            }
            .into());
        }
        let outline = self.shelf.outline(db, &course).await?;
        let first = outline.first().ok_or(Refusal::NothingToShow)?;
        let row = progress::ActiveModel {
            user_id: Set(self.user),
            course_id: Set(course.id),
            current_step_id: Set(Some(first.id)),
            finished_at: Set(first.is_end.then_some(self.now)),
            visited_at: Set(self.now),
            ..Default::default()
        };
        let joined = progress::Entity::insert(row)
            .on_conflict(
                OnConflict::columns([progress::Column::UserId, progress::Column::CourseId])
                    .do_nothing()
                    .to_owned(),
            )
            .exec_without_returning(db)
            .await?;
        if joined == 0 {
            // The same button reached another process first.
            let row = self
                .row(db, course.id)
                .await?
                .ok_or(Refusal::UnknownCourse)?;
            return self.resume(db, row).await;
        }
        let first = first.id;
        let finished = outline.step(first).is_some_and(|step| step.is_end);
        Ok(Standing {
            outline,
            step: first,
            current: first,
            finished,
            arrived: finished,
        })
    }

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
    /// [`Refusal::NotEnrolled`]; [`Refusal::MovedOn`] when the learner stands elsewhere, with where.
    pub async fn advance(
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
        let next = outline.after(here.position).unwrap_or(here);
        let arrived = next.is_end || next.id == from;
        let moved = self
            .update(course.id)
            .filter(progress::COLUMN.current_step_id.eq(from))
            .col_expr(progress::Column::CurrentStepId, Expr::value(next.id));
        let moved = if arrived { self.finish(moved) } else { moved };
        if moved.exec(db).await?.rows_affected == 0 {
            let row = self
                .row(db, course.id)
                .await?
                .ok_or(Refusal::NotEnrolled { course: course.id })?;
            return Err(self.moved_on(db, row, from).await?);
        }
        let step = next.id;
        let finished = arrived || row.finished_at.is_some();
        Ok(Standing {
            outline,
            step,
            current: step,
            finished,
            arrived,
        })
    }

    /// Looks at a step already reached, without moving.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::UnknownStep`], [`Refusal::NotReached`].
    pub async fn look(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        step: StepId,
    ) -> Result<Standing, Failure> {
        let mut standing = self.at(db, course).await?;
        let wanted = standing.outline.step(step).ok_or(Refusal::UnknownStep)?;
        if !standing.reached(wanted) {
            return Err(Refusal::NotReached.into());
        }
        standing.step = step;
        Ok(standing)
    }

    /// Looks at the nearest reached step before `shown`, or stays at the first.
    ///
    /// # Errors
    /// As [`Walk::look`].
    pub async fn look_before(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        shown: StepId,
    ) -> Result<Standing, Failure> {
        let mut standing = self.look(db, course, shown).await?;
        if let Some(before) = standing.outline.before(standing.shown().position) {
            standing.step = before.id;
        }
        Ok(standing)
    }

    /// Looks at the nearest reached step after `shown`; at the current one there is nothing further to see.
    ///
    /// # Errors
    /// As [`Walk::look`].
    pub async fn look_after(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        shown: StepId,
    ) -> Result<Standing, Failure> {
        let mut standing = self.look(db, course, shown).await?;
        if let Some(after) = standing.outline.after(standing.shown().position)
            && standing.reached(after)
        {
            standing.step = after.id;
        }
        Ok(standing)
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

    /// Back to the first step; what was finished stays finished.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NothingToShow`].
    pub async fn restart(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Standing, Failure> {
        let (row, course) = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        let outline = self.shelf.outline(db, &course).await?;
        let first = outline.first().ok_or(Refusal::NothingToShow)?;
        let (step, arrived) = (first.id, first.is_end);
        let moved = self
            .update(course.id)
            .col_expr(progress::Column::CurrentStepId, Expr::value(step));
        let moved = if arrived { self.finish(moved) } else { moved };
        moved.exec(db).await?;
        let finished = arrived || row.finished_at.is_some();
        Ok(Standing {
            outline,
            step,
            current: step,
            finished,
            arrived,
        })
    }

    /// Takes the learner out of the course and gives back its title. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`].
    pub async fn leave(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<String, Failure> {
        let (_, course) = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        progress::Entity::delete_by_id((self.user, course.id))
            .exec(db)
            .await?;
        Ok(course.title)
    }

    /// The course the learner was in last.
    ///
    /// # Errors
    /// [`Refusal::NoCourseYet`].
    pub async fn last_visited(&self, db: &impl ConnectionTrait) -> Result<CourseId, Failure> {
        let last = progress::Entity::find()
            .filter(progress::COLUMN.user_id.eq(self.user))
            .order_by_desc(progress::Column::VisitedAt)
            .order_by_desc(progress::Column::CourseId)
            .one(db)
            .await?;
        last.map(|row| row.course_id)
            .ok_or_else(|| Refusal::NoCourseYet.into())
    }

    /// The learner's row and the course as it is now, in one statement.
    async fn row(
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
    async fn resume(
        &self,
        db: &impl ConnectionTrait,
        (row, course): (progress::Model, course::Model),
    ) -> Result<Standing, Failure> {
        let mut standing = self.place(db, &row, &course).await?;
        let arrived = standing.shown().is_end && row.finished_at.is_none();
        let seen = self.update(course.id).col_expr(
            progress::Column::CurrentStepId,
            Expr::value(standing.current),
        );
        let seen = match row.current_step_id {
            Some(step) => seen.filter(progress::COLUMN.current_step_id.eq(step)),
            None => seen.filter(progress::COLUMN.current_step_id.is_null()),
        };
        let seen = if arrived { self.finish(seen) } else { seen };
        seen.exec(db).await?;
        standing.arrived = arrived;
        standing.finished |= arrived;
        Ok(standing)
    }

    async fn place(
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
        let finished = row.finished_at.is_some();
        Ok(Standing {
            outline,
            step,
            current: step,
            finished,
            arrived: false,
        })
    }

    async fn moved_on(
        &self,
        db: &impl ConnectionTrait,
        (row, course): (progress::Model, course::Model),
        pressed: StepId,
    ) -> Result<Failure, Failure> {
        let standing = Box::new(self.place(db, &row, &course).await?);
        Ok(Refusal::MovedOn { standing, pressed }.into())
    }

    fn update(&self, course: CourseId) -> UpdateMany<progress::Entity> {
        progress::Entity::update_many()
            .col_expr(progress::Column::VisitedAt, Expr::value(self.now))
            .filter(progress::COLUMN.user_id.eq(self.user))
            .filter(progress::COLUMN.course_id.eq(course))
    }

    /// Sets `finished_at` unless it is set already.
    fn finish(&self, update: UpdateMany<progress::Entity>) -> UpdateMany<progress::Entity> {
        let first_time = Func::coalesce([
            Expr::col(progress::Column::FinishedAt),
            Expr::value(self.now),
        ]);
        update.col_expr(progress::Column::FinishedAt, first_time.into())
    }
}

impl Standing {
    /// Whether the learner may look at `step`: it lies at or before the current one, or the course was
    /// finished once and the step belongs to the walk.
    pub fn reached(&self, step: &step::Model) -> bool {
        let current = self
            .outline
            .step(self.current)
            .map_or(i32::MIN, |step| step.position);
        let walked = self.finished
            && self
                .outline
                .walk()
                .iter()
                .any(|walked| walked.id == step.id);
        (step.position <= current || walked) && (step.is_active || step.id == self.current)
    }
}
