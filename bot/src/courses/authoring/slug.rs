//! Stable public names, made once from a title.

use coursefile::slug::{free, from_title, is_slug, stem};
use entity::course;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::Draft;

/// A slug for a new course that no other course has.
pub async fn for_course(db: &impl ConnectionTrait, title: &str) -> Result<String, DbErr> {
    free_like(db, from_title(title, "course")).await
}

/// The slug that a new course wishes for, or one like it when another course has it.
pub async fn for_wish(db: &impl ConnectionTrait, wish: &str) -> Result<String, DbErr> {
    if is_slug(wish) {
        free_like(db, wish.to_owned()).await
    } else {
        for_course(db, wish).await
    }
}

async fn free_like(db: &impl ConnectionTrait, base: String) -> Result<String, DbErr> {
    let taken: Vec<String> = course::Entity::find()
        .filter(course::COLUMN.slug.starts_with(stem(&base)))
        .all(db)
        .await?
        .into_iter()
        .map(|course| course.slug)
        .collect();
    Ok(free(&base, |slug| taken.iter().any(|other| other == slug)))
}

/// A slug for a new step that no other step of the course has.
pub fn for_step(draft: &Draft, title: &str) -> String {
    let base = from_title(title, "step");
    free(&base, |slug| {
        draft.steps.iter().any(|step| step.slug == slug)
    })
}
