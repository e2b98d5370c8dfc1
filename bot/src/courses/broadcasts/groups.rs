//! What the learners of a course can be chosen by, and what those are called for whom an announcement is.

use entity::{CohortId, CourseId, cohort, step};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::Segment;

/// The steps that learners of a course walk, in order.
///
/// # Errors
/// What the database says.
pub async fn steps_in(
    db: &impl ConnectionTrait,
    course: CourseId,
) -> Result<Vec<step::Model>, DbErr> {
    step::Entity::find()
        .filter(step::COLUMN.course_id.eq(course))
        .filter(step::COLUMN.is_active.eq(true))
        .order_by_asc(step::Column::Position)
        .all(db)
        .await
}

/// A cohort of this course; `None`: of another one, or none.
///
/// # Errors
/// What the database says.
pub async fn cohort_in(
    db: &impl ConnectionTrait,
    course: CourseId,
    id: CohortId,
) -> Result<Option<cohort::Model>, DbErr> {
    cohort::Entity::find_by_id(id)
        .filter(cohort::COLUMN.course_id.eq(course))
        .one(db)
        .await
}

/// The title of the step, or the name of the cohort, that says who they are. `None`: nothing of this course says it.
///
/// # Errors
/// What the database says.
pub async fn name(
    db: &impl ConnectionTrait,
    course: CourseId,
    segment: Segment,
) -> Result<Option<String>, DbErr> {
    match segment {
        Segment::Everyone | Segment::NotStarted | Segment::Finished => Ok(None),
        Segment::Stuck { step, .. } => {
            let found = step::Entity::find_by_id(step)
                .filter(step::COLUMN.course_id.eq(course))
                .one(db)
                .await?;
            Ok(found.map(|step| step.title))
        }
        Segment::Cohort { cohort } => {
            let found = cohort_in(db, course, cohort).await?;
            Ok(found.map(|cohort| cohort.name))
        }
    }
}
