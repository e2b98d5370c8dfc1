//! Putting a whole course in at once: all of it, or nothing.

use entity::{UserId, course, step};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set};

use super::steps::GAP;
use crate::clock::Dice;

/// A course as a whole.
#[derive(Clone, Debug)]
pub struct Seed {
    /// The stable public name.
    pub slug: String,
    /// The title.
    pub title: String,
    /// What it is about.
    pub description: Option<String>,
    /// The steps in order.
    pub steps: Vec<StepSeed>,
}

/// A step of a whole course.
#[derive(Clone, Debug)]
pub struct StepSeed {
    /// The stable name within the course.
    pub slug: String,
    /// The title.
    pub title: String,
    /// Telegram's HTML.
    pub html: Option<String>,
    /// As in `steps.image_url`.
    pub picture: Option<String>,
    /// Whether it ends the course.
    pub is_end: bool,
}

/// Puts an open course in, unless one of that slug is there: twice equals once.
///
/// # Errors
/// What the database says; the caller's transaction decides that nothing is half-saved.
pub async fn plant(
    db: &impl ConnectionTrait,
    dice: &Dice,
    author: Option<UserId>,
    seed: Seed,
) -> Result<bool, DbErr> {
    let there = course::Entity::find()
        .filter(course::COLUMN.slug.eq(seed.slug.clone()))
        .one(db)
        .await?;
    if there.is_some() {
        return Ok(false);
    }
    let row = course::ActiveModel {
        slug: Set(seed.slug),
        title: Set(seed.title),
        description: Set(seed.description),
        is_active: Set(true),
        author_id: Set(author),
        revision: Set(dice.revision()),
        ..Default::default()
    };
    let course = course::Entity::insert(row)
        .exec_with_returning(db)
        .await?
        .id;
    let steps = seed
        .steps
        .into_iter()
        .zip(1..)
        .map(|(seed, number)| step::ActiveModel {
            course_id: Set(course),
            slug: Set(seed.slug),
            position: Set(number * GAP),
            title: Set(seed.title),
            text_content: Set(seed.html),
            image_url: Set(seed.picture),
            is_end: Set(seed.is_end),
            ..Default::default()
        });
    step::Entity::insert_many(steps)
        .exec_without_returning(db)
        .await?;
    Ok(true)
}
