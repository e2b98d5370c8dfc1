//! A course at rest: nothing of it comes by itself until its learner goes on.

use entity::{CourseId, UserId, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// Lets a course rest after its last reminder. `false`: they have been in it since it was read.
pub(super) async fn rest_after(
    db: &impl ConnectionTrait,
    place: &progress::Model,
) -> Result<bool, DbErr> {
    let rested = progress::Entity::update_many()
        .col_expr(progress::Column::IsPaused, Expr::value(true))
        .filter(progress::COLUMN.user_id.eq(place.user_id))
        .filter(progress::COLUMN.course_id.eq(place.course_id))
        .filter(progress::COLUMN.visited_at.lte(place.visited_at))
        .exec(db)
        .await?;
    Ok(rested.rows_affected > 0)
}

/// Whether anything of a course comes by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rest {
    /// It does.
    None,
    /// Its last reminder has come.
    Silent,
    /// The learner has stopped it.
    Stopped,
}

impl Rest {
    pub(super) fn of(place: &progress::Model) -> Rest {
        match (place.is_stopped, place.is_paused) {
            (true, _) => Rest::Stopped,
            (false, true) => Rest::Silent,
            (false, false) => Rest::None,
        }
    }
}

/// Lets a course rest, or not. Twice equals once. `false`: they are not in it.
pub(super) async fn rest(
    db: &impl ConnectionTrait,
    user: UserId,
    course: CourseId,
    how: Rest,
) -> Result<bool, DbErr> {
    let rested = progress::Entity::update_many()
        .col_expr(progress::Column::IsPaused, Expr::value(how != Rest::None))
        .col_expr(
            progress::Column::IsStopped,
            Expr::value(how == Rest::Stopped),
        )
        .filter(progress::COLUMN.user_id.eq(user))
        .filter(progress::COLUMN.course_id.eq(course))
        .exec(db)
        .await?;
    Ok(rested.rows_affected > 0)
}
