//! What lies behind a learner and was never met: what has come there with a publication, and what has moved there from
//! ahead of them. It is offered once, with their next move.

use std::collections::{HashMap, HashSet};

use entity::{CourseId, StepId, UserId, course, offer, user_course_progress as progress};
use sea_orm::sea_query::{Alias, Expr, ExprTrait, OnConflict, Query};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::outline::Outline;

/// How many steps on which somebody stands go into one statement: the limit of parameters is far above it.
const AT_ONCE: usize = 500;

/// What is to be offered to a learner who stands at this position. One statement that reads, none for who has moved in the
/// revision that is walked now.
pub(super) async fn behind(
    db: &impl ConnectionTrait,
    row: &progress::Model,
    outline: &Outline,
    position: i32,
) -> Result<Vec<StepId>, DbErr> {
    if row.seen_revision >= outline.course.published_revision {
        return Ok(Vec::new());
    }
    let moved: Vec<StepId> = offer::Entity::find()
        .select_only()
        .column(offer::Column::StepId)
        .filter(offer::COLUMN.user_id.eq(row.user_id))
        .filter(offer::COLUMN.course_id.eq(row.course_id))
        .filter(offer::COLUMN.revision.gt(row.seen_revision))
        .into_tuple()
        .all(db)
        .await?;
    let mut unmet: HashSet<StepId> = moved.into_iter().collect();
    unmet.extend(outline.new_before(row.seen_revision, position));
    let walked = outline.walked().filter(|step| step.position < position);
    let ids = walked.map(|step| step.id);
    Ok(ids.filter(|id| unmet.contains(id)).collect())
}

/// Forgets what was offered to a learner who has moved.
pub(super) async fn told(
    db: &impl ConnectionTrait,
    user: UserId,
    course: &course::Model,
) -> Result<(), DbErr> {
    offer::Entity::delete_many()
        .filter(offer::COLUMN.user_id.eq(user))
        .filter(offer::COLUMN.course_id.eq(course.id))
        .exec(db)
        .await?;
    Ok(())
}

/// Writes down what has moved behind everybody who stands on these steps: for each step to be offered, those on which
/// somebody stands who has not met it. The number of statements depends on the number of steps only.
pub(super) async fn record(
    db: &impl ConnectionTrait,
    course: CourseId,
    revision: i32,
    overtaken: &HashMap<StepId, Vec<StepId>>,
) -> Result<(), DbErr> {
    for (step, standing) in overtaken {
        for standing in standing.chunks(AT_ONCE) {
            let those = Query::select()
                .column(progress::Column::UserId)
                .column(progress::Column::CourseId)
                .expr(Expr::value(*step).cast_as(Alias::new("BIGINT")))
                .expr(Expr::value(revision).cast_as(Alias::new("INTEGER")))
                .from(progress::Entity)
                .and_where(Expr::col(progress::Column::CourseId).eq(course))
                .and_where(
                    Expr::col(progress::Column::CurrentStepId).is_in(standing.iter().copied()),
                )
                .to_owned();
            let mut insert = Query::insert();
            insert.into_table(offer::Entity).columns([
                offer::Column::UserId,
                offer::Column::CourseId,
                offer::Column::StepId,
                offer::Column::Revision,
            ]);
            insert
                .select_from(those)
                .map_err(|error| DbErr::Custom(error.to_string()))?;
            insert.on_conflict(
                OnConflict::columns([
                    offer::Column::UserId,
                    offer::Column::CourseId,
                    offer::Column::StepId,
                ])
                .update_column(offer::Column::Revision)
                .to_owned(),
            );
            db.execute(&insert).await?;
        }
    }
    Ok(())
}
