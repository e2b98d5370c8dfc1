//! Join, restart, leave.

use entity::{CohortId, CourseId, Door, StepId, course, user, user_course_progress as progress};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, EntityTrait, QueryFilter,
};

use super::progress::{Standing, Walk, standing_on};
use super::quiz;
use super::refusal::{Failure, Refusal};
use super::release::Inside;
use super::{secret, wakes};

/// How somebody comes to the door of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// From the catalogue.
    Catalogue,
    /// By its link; the number follows from the link.
    Link(i64),
    /// By a code that was spent for them.
    Code,
    /// By the link of a cohort of that course, which lets in.
    Cohort(CohortId),
}

impl Way {
    /// With whom they come.
    fn cohort(self) -> Option<CohortId> {
        match self {
            Way::Cohort(cohort) => Some(cohort),
            Way::Catalogue | Way::Link(_) | Way::Code => None,
        }
    }

    /// Whether the door opens for who comes this way.
    fn opens(self, course: &course::Model) -> bool {
        match (course.door, self) {
            (Door::Public, _) | (_, Way::Code | Way::Cohort(_)) => true,
            (Door::Unlisted, Way::Link(key)) => {
                let token = course.link_token.as_deref();
                token.is_some_and(|token| key == secret::link_key(token))
            }
            (Door::Unlisted, Way::Catalogue) | (Door::Invitation, _) => false,
        }
    }
}

impl Walk<'_> {
    /// Joins the course and stands on its first step; who is inside already stays where they are.
    /// Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], also when its door does not open this way; [`Refusal::Closed`],
    /// [`Refusal::NothingToShow`].
    pub async fn enrol(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        way: Way,
    ) -> Result<Standing, Failure> {
        if let Some(row) = self.row(db, course).await? {
            return self.resume(db, row).await;
        }
        let course = course::Entity::find_by_id(course)
            .one(db)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        if !way.opens(&course) {
            return Err(Refusal::UnknownCourse.into());
        }
        if !course.is_active {
            return Err(Refusal::Closed.into());
        }
        let outline = self.shelf.outline(db, &course).await?;
        let first = outline.first().ok_or(Refusal::NothingToShow)?;
        let inside = Inside {
            joined_at: self.now,
            cohort: way.cohort(),
            is_finished: false,
        };
        let waits = self.closed(db, inside, &outline, first.id, self.now);
        let waits = waits.await?;
        // Nothing can have been answered yet: what is asked is open.
        let is_done = first.is_end && outline.quiz(first.id).is_none() && waits.is_none();
        let row = progress::ActiveModel {
            user_id: Set(self.user),
            course_id: Set(course.id),
            current_step_id: Set(Some(first.id).filter(|_| waits.is_none())),
            cohort_id: Set(way.cohort()),
            asked_at: Set(waits.is_some().then_some(self.now)),
            finished_at: Set(is_done.then_some(self.now)),
            visited_at: Set(self.now),
            stood_since: Set(Some(self.now)),
            seen_revision: Set(course.published_revision),
            // The days of the course are counted from here, by the clock that everything else goes by.
            created_at: Set(self.now),
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
        wakes::wake(db, self.user, self.now).await?;
        let first = first.id;
        let standing = Standing {
            outline,
            step: first,
            current: first,
            finished: is_done,
            arrived: is_done,
            passed: Vec::new(),
            paper: None,
            waits,
        };
        self.with_paper(db, standing).await
    }

    /// The course's title and the step the learner stands on, if any: what a question whether to start again or to leave
    /// is drawn for.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`].
    pub async fn bookmark(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<(String, Option<StepId>), Failure> {
        let (row, course) = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        Ok((course.title, row.current_step_id))
    }

    /// Back to the first step, for who still stands on `from`; what was finished stays finished, and what was earned stays
    /// earned, but every question may be answered anew. A first step that is not open yet is waited for. Twice equals once: a confirmation that comes again later moves
    /// nobody.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NothingToShow`]; [`Refusal::MovedOn`] when the learner stands elsewhere.
    pub async fn restart(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        from: Option<StepId>,
    ) -> Result<Standing, Failure> {
        let (row, course) = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        let outline = self.shelf.outline(db, &course).await?;
        let first = outline.first().ok_or(Refusal::NothingToShow)?;
        let step = first.id;
        // Who has not begun waits since they joined.
        let asked_at = row.asked_at.filter(|_| row.current_step_id.is_none());
        let asked_at = asked_at.unwrap_or(self.now);
        let waits = self.closed(db, Inside::from(&row), &outline, step, asked_at);
        let waits = waits.await?;
        let arrived = first.is_end && outline.quiz(step).is_none() && waits.is_none();
        let to = Some(step).filter(|_| waits.is_none());
        let asked_at = Some(asked_at).filter(|_| waits.is_some());
        let moved = self
            .update(&course)
            .filter(
                Condition::any()
                    .add(standing_on(from))
                    // Started again already: the same press has come twice.
                    .add(standing_on(to)),
            )
            .col_expr(progress::Column::CurrentStepId, Expr::value(to))
            .col_expr(progress::Column::StoodSince, Expr::value(self.now))
            .col_expr(progress::Column::AskedAt, Expr::value(asked_at));
        let moved = if arrived { self.finish(moved) } else { moved };
        if moved.exec(db).await?.rows_affected == 0 {
            return Err(self
                .moved_on(db, (row, course), from.unwrap_or(step))
                .await?);
        }
        if row.current_step_id == from && !outline.quizzes.is_empty() {
            quiz::ask_all_anew(db, self.user, course.id).await?;
        }
        wakes::wake(db, self.user, self.now).await?;
        let finished = arrived || row.finished_at.is_some();
        let standing = Standing {
            outline,
            step,
            current: step,
            finished,
            arrived,
            passed: Vec::new(),
            paper: None,
            waits,
        };
        self.with_paper(db, standing).await
    }

    /// Takes the learner out of the course, if they still stand on `from`, and gives it back; that they were active now is kept. A confirmation that
    /// comes again later takes nobody out.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`]; [`Refusal::MovedOn`] when the learner stands elsewhere.
    pub async fn leave(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        from: Option<StepId>,
    ) -> Result<course::Model, Failure> {
        let (row, course) = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        let left = progress::Entity::delete_many()
            .filter(progress::COLUMN.user_id.eq(self.user))
            .filter(progress::COLUMN.course_id.eq(course.id))
            .filter(standing_on(from))
            .exec(db)
            .await?;
        if left.rows_affected == 0 {
            let pressed = from.or(row.current_step_id).ok_or(Refusal::NothingToShow)?;
            return Err(self.moved_on(db, (row, course), pressed).await?);
        }
        user::Entity::update_many()
            .col_expr(user::Column::LeftAt, Expr::value(self.now))
            .filter(user::COLUMN.id.eq(self.user))
            .exec(db)
            .await?;
        Ok(course)
    }
}
