//! Looking at what was reached already. Nothing here moves anybody; what is remembered is that they were here, and which step's
//! questions are looked at.

use chrono::{DateTime, Utc};
use entity::{CourseId, StepId, step, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
};

use super::progress::{Standing, Walk, unasked};
use super::refusal::{Failure, Refusal};

impl Walk<'_> {
    /// Whether they have done anything in a course since then (UTC). One statement that reads.
    ///
    /// # Errors
    /// What the database says.
    pub async fn has_gone_on_since(
        &self,
        db: &impl ConnectionTrait,
        then: DateTime<Utc>,
    ) -> Result<bool, DbErr> {
        let since = progress::Entity::find()
            .filter(progress::COLUMN.user_id.eq(self.user))
            .filter(progress::COLUMN.visited_at.gt(then))
            .one(db)
            .await?;
        Ok(since.is_some())
    }

    /// Notes that they look at the contents of a course, or, of none, at how far they are: they are there, so that reminders of silence
    /// begin anew. Nothing else that they do depends on it. One statement; twice equals once.
    ///
    /// # Errors
    /// What the database says.
    pub async fn looks_around(
        &self,
        db: &impl ConnectionTrait,
        course: Option<CourseId>,
    ) -> Result<(), DbErr> {
        let mine = progress::COLUMN.user_id.eq(self.user);
        let looked = progress::Entity::update_many()
            .col_expr(progress::Column::ActiveAt, Expr::value(self.now))
            .filter(mine.clone());
        let looked = match course {
            Some(course) => looked.filter(progress::COLUMN.course_id.eq(course)),
            // One stands for all of them: the one that they were in last.
            None => looked.filter(
                progress::Column::CourseId.in_subquery(
                    progress::Entity::find()
                        .select_only()
                        .column(progress::Column::CourseId)
                        .filter(mine)
                        .order_by_desc(progress::Column::VisitedAt)
                        .order_by_desc(progress::Column::CourseId)
                        .limit(1)
                        .into_query(),
                ),
            ),
        };
        looked.exec(db).await?;
        Ok(())
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
        let mut standing = self.seen(db, course, step).await?;
        standing.step = step;
        self.looking(db, standing).await
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
        let mut standing = self.seen(db, course, shown).await?;
        standing.step = shown;
        if let Some(before) = standing.outline.before(standing.shown().position) {
            standing.step = before.id;
        }
        self.looking(db, standing).await
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
        let mut standing = self.seen(db, course, shown).await?;
        standing.step = shown;
        if let Some(after) = standing.outline.after(standing.shown().position)
            && standing.reached(after)
        {
            standing.step = after.id;
        }
        self.looking(db, standing).await
    }

    /// Where the learner is, if they may look at this step.
    async fn seen(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        step: StepId,
    ) -> Result<Standing, Failure> {
        let (row, course) = self
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        let standing = self.place(db, &row, &course).await?;
        let wanted = standing.outline.step(step).ok_or(Refusal::UnknownStep)?;
        if !standing.reached(wanted) {
            return Err(Refusal::NotReached.into());
        }
        Ok(standing)
    }

    /// The standing with what the step asks. That they are here is written down, and that they look here where that can be typed to.
    async fn looking(
        &self,
        db: &impl ConnectionTrait,
        standing: Standing,
    ) -> Result<Standing, Failure> {
        let standing = self.with_paper(db, standing).await?;
        self.look_at(db, &standing, looks_at(&standing)).await?;
        Ok(standing)
    }

    /// Remembers that the learner looks at an earlier step that asks them something; nothing is written otherwise. Twice equals
    /// once.
    pub(super) async fn remember_look(
        &self,
        db: &impl ConnectionTrait,
        standing: &Standing,
    ) -> Result<(), DbErr> {
        match looks_at(standing) {
            Some(step) => self.look_at(db, standing, Some(step)).await,
            None => Ok(()),
        }
    }

    async fn look_at(
        &self,
        db: &impl ConnectionTrait,
        standing: &Standing,
        step: Option<StepId>,
    ) -> Result<(), DbErr> {
        progress::Entity::update_many()
            .col_expr(progress::Column::LookingAt, Expr::value(step))
            .col_expr(progress::Column::VisitedAt, Expr::value(self.now))
            .col_expr(progress::Column::ActiveAt, unasked())
            .filter(progress::COLUMN.user_id.eq(self.user))
            .filter(progress::COLUMN.course_id.eq(standing.outline.course.id))
            .exec(db)
            .await?;
        Ok(())
    }
}

/// The earlier step that is looked at, if something there can be answered.
fn looks_at(standing: &Standing) -> Option<StepId> {
    let paper = standing.paper.as_ref()?;
    let is_asked = standing.looking_back() && paper.answerable().is_some();
    is_asked.then_some(standing.step)
}

impl Standing {
    /// Whether the learner may look at `step`: it lies at or before the current one, or the course was
    /// finished once and the step belongs to the walk.
    pub fn reached(&self, step: &step::Model) -> bool {
        if self.is_before_start() {
            return false;
        }
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
