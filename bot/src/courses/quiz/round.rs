//! A question again: what was put off, and a new round when the attempts have run out or the course is begun anew.

use entity::{CourseId, StepId, UserId, answer};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, UpdateMany};

use crate::courses::progress::{Standing, Walk};
use crate::courses::refusal::{Failure, Refusal};

impl Walk<'_> {
    /// Comes back to what was put off. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NotReached`], [`Refusal::UnknownStep`].
    pub async fn ask_again(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        step: StepId,
    ) -> Result<Standing, Failure> {
        let standing = self.look(db, course, step).await?;
        answer::Entity::update_many()
            .col_expr(answer::Column::IsSkipped, Expr::value(false))
            .filter(answer::COLUMN.user_id.eq(self.user))
            .filter(answer::COLUMN.step_id.eq(step))
            .exec(db)
            .await?;
        let standing = self.with_paper(db, standing).await?;
        self.remember_look(db, &standing).await?;
        Ok(standing)
    }

    /// Gives all attempts again at a step where they had run out, when the author lets it: at once for who is led to
    /// another step first, which is then shown; after a while for who has to wait. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NotReached`], [`Refusal::UnknownStep`]; [`Refusal::NotYet`] with what is left to wait.
    pub async fn retry(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        step: StepId,
    ) -> Result<Standing, Failure> {
        let standing = self.look(db, course, step).await?;
        let Some(paper) = standing.paper.as_ref() else {
            return Ok(standing);
        };
        if let Some(at) = paper.again_at().filter(|at| *at > self.now) {
            let left = (at - self.now).num_milliseconds();
            let minutes = u32::try_from((left + 59_999) / 60_000).unwrap_or(u32::MAX);
            return Err(Refusal::NotYet { minutes }.into());
        }
        let stuck = paper.asked.iter().filter(|asked| paper.is_stuck(asked));
        let stuck: Vec<String> = stuck.map(|asked| asked.question.slug.clone()).collect();
        if stuck.is_empty() {
            return Ok(standing);
        }
        anew()
            .filter(answer::COLUMN.user_id.eq(self.user))
            .filter(answer::COLUMN.step_id.eq(step))
            .filter(answer::COLUMN.question.is_in(stuck))
            .exec(db)
            .await?;
        let remedy = standing.remedy().map(|step| step.id);
        if let Some(remedy) = remedy {
            return self.look(db, course, remedy).await;
        }
        let standing = self.with_paper(db, standing).await?;
        self.remember_look(db, &standing).await?;
        Ok(standing)
    }
}

/// Begins a new round of every question of a course for a learner: what was earned, and the very first answers, stay.
pub async fn ask_all_anew(
    db: &impl ConnectionTrait,
    user: UserId,
    course: CourseId,
) -> Result<(), DbErr> {
    anew()
        .filter(answer::COLUMN.user_id.eq(user))
        .filter(answer::COLUMN.course_id.eq(course))
        .exec(db)
        .await?;
    Ok(())
}

/// A new round.
fn anew() -> UpdateMany<answer::Entity> {
    answer::Entity::update_many()
        .col_expr(
            answer::Column::AttemptsBefore,
            Expr::col(answer::Column::Attempts),
        )
        .col_expr(answer::Column::IsRight, Expr::value(false))
        .col_expr(answer::Column::IsDecided, Expr::value(false))
        .col_expr(answer::Column::IsSkipped, Expr::value(false))
        .col_expr(answer::Column::Picked, Expr::value(None::<String>))
        .col_expr(answer::Column::Given, Expr::value(None::<String>))
}
