//! The group in which the work of a course is looked at.

use entity::{CourseId, review_room};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

/// The group of a course.
///
/// # Errors
/// The database.
pub async fn room_of(
    db: &impl ConnectionTrait,
    course: CourseId,
) -> Result<Option<review_room::Model>, DbErr> {
    review_room::Entity::find_by_id(course).one(db).await
}
