//! What statistics keep of those who were forgotten: every column comes back, and counts go with what they are about.

use anyhow::ensure;
use entity::{CourseId, StepId, course, past_answer, past_learner, step};
use sea_orm::EntityTrait;

use super::open;
use super::round_trip::same;
use super::rows::furnish;
use crate::harness::Base;

/// What is there of them, and until when.
pub async fn every_entity(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    let learners = past_learner::Model {
        course_id: CourseId(1),
        learners: i64::MAX,
        finished: 2,
        compared: 3,
        pairs: 4,
        right_before: 5,
        right_after: 6,
    };
    same(&db, learners).await?;
    let answers = past_answer::Model {
        step_id: StepId(2),
        question: "ж".repeat(48),
        tried: i64::MAX,
        first_right: 7,
    };
    same(&db, answers).await?;
    step::Entity::delete_by_id(StepId(2)).exec(&db).await?;
    let kept = past_answer::Entity::find().all(&db).await?;
    ensure!(kept.is_empty(), "counts outlive their step: {kept:?}");
    course::Entity::delete_by_id(CourseId(1)).exec(&db).await?;
    let kept = past_learner::Entity::find().all(&db).await?;
    ensure!(kept.is_empty(), "counts outlive their course: {kept:?}");
    lent.give_back().await
}
