//! Looking at what was reached already. Nothing here moves anybody.

use entity::{CourseId, StepId, step};
use sea_orm::ConnectionTrait;

use super::progress::{Standing, Walk};
use super::refusal::{Failure, Refusal};

impl Walk<'_> {
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
        self.with_paper(db, standing).await
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
        self.with_paper(db, standing).await
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
        self.with_paper(db, standing).await
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
