//! Questions that a publication takes away from those who have answered them.

use std::collections::HashMap;

use coursefile::{Course, Question};
use entity::{CourseId, StepId, answer};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use crate::courses::outline::Outline;

/// A question that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gone {
    /// What it asks, in the stored form; none when the text of its step asks it.
    pub ask: Option<String>,
    /// The title of its step.
    pub step: String,
    /// How many have answered it.
    pub learners: u64,
}

/// The questions that are gone from steps that stay, and were answered.
///
/// # Errors
/// What the database says.
pub(super) async fn gone_questions(
    db: &impl ConnectionTrait,
    seen: &Outline,
    old: &Course,
    new: &Course,
) -> Result<Vec<Gone>, DbErr> {
    let mut going: Vec<(StepId, &str, &Question)> = Vec::new();
    for (row, step) in seen.steps.iter().zip(&old.steps) {
        let mut after = new.steps.iter();
        let Some(after) = after.find(|other| other.slug == step.slug) else {
            continue;
        };
        let is_gone = |question: &&Question| {
            let stays = after.quiz.iter().flat_map(|quiz| &quiz.questions);
            !stays.into_iter().any(|other| other.slug == question.slug)
        };
        let questions = step.quiz.iter().flat_map(|quiz| &quiz.questions);
        let gone = questions.filter(is_gone);
        going.extend(gone.map(|question| (row.id, step.title.as_str(), question)));
    }
    if going.is_empty() {
        return Ok(Vec::new());
    }
    let counts = answered(db, seen.course.id).await?;
    let gone = going.into_iter().filter_map(|(id, step, question)| {
        let learners = *counts.get(&(id, question.slug.clone()))?;
        Some(Gone {
            ask: question.ask.clone(),
            step: step.to_owned(),
            learners,
        })
    });
    Ok(gone.collect())
}

/// How many have answered each question of a course.
async fn answered(
    db: &impl ConnectionTrait,
    course: CourseId,
) -> Result<HashMap<(StepId, String), u64>, DbErr> {
    let counted: Vec<(StepId, String, i64)> = answer::Entity::find()
        .select_only()
        .column(answer::Column::StepId)
        .column(answer::Column::Question)
        .column_as(answer::Column::UserId.count(), "learners")
        .filter(answer::COLUMN.course_id.eq(course))
        .filter(answer::COLUMN.answered_at.is_not_null())
        .group_by(answer::Column::StepId)
        .group_by(answer::Column::Question)
        .into_tuple()
        .all(db)
        .await?;
    let counted = counted.into_iter();
    Ok(counted
        .map(|(step, slug, learners)| ((step, slug), u64::try_from(learners).unwrap_or(0)))
        .collect())
}
