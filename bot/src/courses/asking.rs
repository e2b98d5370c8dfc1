//! What a step asks of who walks, and whether it lets them on.

use coursefile::Gate;
use entity::StepId;
use sea_orm::{ConnectionTrait, DbErr};

use super::outline::Outline;
use super::progress::{Standing, Walk};
use super::quiz::{self, Paper};
use super::refusal::{Failure, Refusal};

impl Walk<'_> {
    /// Refuses to let go who has something to answer first.
    pub(super) async fn pass(
        &self,
        db: &impl ConnectionTrait,
        outline: &Outline,
        step: StepId,
    ) -> Result<(), Failure> {
        let is_off = outline.step(step).is_some_and(|step| !step.is_active);
        if is_off
            || outline
                .quiz(step)
                .is_none_or(|quiz| quiz.gate == Gate::Free)
        {
            return Ok(());
        }
        match self.paper(db, outline, step).await? {
            Some(paper) if !paper.lets_on() => Err(Refusal::Unanswered { gate: paper.gate }.into()),
            _ => Ok(()),
        }
    }

    /// What a step asks this learner. One statement, none for a step that asks nothing.
    pub(super) async fn paper(
        &self,
        db: &impl ConnectionTrait,
        outline: &Outline,
        step: StepId,
    ) -> Result<Option<Paper>, DbErr> {
        match outline.quiz(step) {
            Some(quiz) => Ok(Some(quiz::paper(db, self.user, step, quiz).await?)),
            None => Ok(None),
        }
    }

    /// The same standing with what the shown step asks.
    pub async fn with_paper(
        &self,
        db: &impl ConnectionTrait,
        mut standing: Standing,
    ) -> Result<Standing, Failure> {
        if standing.is_before_start() {
            return Ok(standing);
        }
        standing.paper = self.paper(db, &standing.outline, standing.step).await?;
        Ok(standing)
    }
}
