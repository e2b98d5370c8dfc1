//! Asking for a step that is not open, and going on when it is.

use std::sync::Arc;

use entity::{CourseId, StepId, course, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter};

use super::waiting::Waiting;
use crate::courses::outline::Outline;
use crate::courses::progress::{Standing, Walk, standing_on, unasked};
use crate::courses::refusal::{Failure, Refusal};

impl Walk<'_> {
    /// Writes down that the learner is done with `from` and asks for the next step, which is not open. Twice equals once: the first
    /// time counts.
    pub(in crate::courses) async fn ask_for(
        &self,
        db: &impl ConnectionTrait,
        (row, outline): (&progress::Model, &Arc<Outline>),
        from: StepId,
        waits: Waiting,
    ) -> Result<Standing, Failure> {
        let course = &outline.course;
        if row.asked_at.is_some() {
            self.rouse(db, row, course).await?;
        } else {
            let asked = self
                .update(course)
                .col_expr(progress::Column::AskedAt, Expr::value(self.now))
                .filter(progress::COLUMN.current_step_id.eq(from))
                .filter(progress::COLUMN.asked_at.is_null());
            let asked = asked.exec(db).await?.rows_affected > 0;
            let moved = if asked {
                None
            } else {
                self.row(db, course.id).await?
            };
            if let Some(moved) = moved.filter(|(row, _)| row.current_step_id != Some(from)) {
                return Err(self.moved_on(db, moved, from).await?);
            }
        }
        Ok(Standing {
            outline: Arc::clone(outline),
            step: from,
            current: from,
            finished: false,
            arrived: false,
            passed: Vec::new(),
            paper: None,
            waits: Some(waits),
        })
    }

    /// Who asks once more in a course that was at rest waits there again, and what they asked for is brought. No statement for all
    /// others.
    async fn rouse(
        &self,
        db: &impl ConnectionTrait,
        row: &progress::Model,
        course: &course::Model,
    ) -> Result<(), DbErr> {
        if row.is_paused {
            self.update(course).exec(db).await?;
        }
        self.rested(db, row).await
    }

    /// Puts who waits for the beginning on the first step. `None`: it has not begun yet, or they stand somewhere already; so twice
    /// equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NothingToShow`].
    pub(super) async fn begin(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Option<Standing>, Failure> {
        let inside = self.row(db, course).await?;
        let (row, course) = inside.ok_or(Refusal::NotEnrolled { course })?;
        let standing = self.place(db, &row, &course).await?;
        if row.current_step_id.is_some() || standing.waits.is_some() {
            return Ok(None);
        }
        let begun = self
            .update(&course)
            .col_expr(
                progress::Column::CurrentStepId,
                Expr::value(standing.current),
            )
            .col_expr(progress::Column::StoodSince, Expr::value(self.now))
            .col_expr(progress::Column::AskedAt, unasked())
            .filter(standing_on(None))
            .exec(db)
            .await?;
        if begun.rows_affected == 0 {
            return Ok(None);
        }
        self.standing(db, course.id).await.map(Some)
    }

    /// Shows who has asked for a step what they wait for, or goes on with them when it is open by now. `None`: they have not asked,
    /// or have something to do where they stand.
    pub(in crate::courses) async fn resume_waiting(
        &self,
        db: &impl ConnectionTrait,
        row: &progress::Model,
        standing: &Standing,
    ) -> Result<Option<Standing>, Failure> {
        if row.asked_at.is_none() {
            return Ok(None);
        }
        let course = &standing.outline.course;
        if standing.waits.is_some() {
            self.update(course).exec(db).await?;
            self.rested(db, row).await?;
            return Ok(Some(standing.clone()));
        }
        let Some(from) = row.current_step_id else {
            return Ok(None);
        };
        match self.go_on(db, course.id, from).await {
            Ok(standing) => Ok(Some(standing)),
            Err(Failure::Refused(_)) => Ok(None),
            Err(fault) => Err(fault),
        }
    }
}
