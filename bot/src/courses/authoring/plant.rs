//! Putting a whole course in at once, open and published: all of it, or nothing.

use coursefile::Course;
use entity::course;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter};

use super::{Author, Outcome};
use crate::courses::refusal::{Failure, Fault};

/// Puts an open course in, as the draft and as revision 1, unless one of that slug is there: twice equals once.
///
/// # Errors
/// What the rules refuse, and what the database says; the caller's transaction decides that nothing is half-saved.
pub async fn plant(
    db: &impl ConnectionTrait,
    author: Author<'_>,
    seed: &Course,
) -> Result<bool, Failure> {
    let there = course::Entity::find()
        .filter(course::COLUMN.slug.eq(seed.slug.clone()))
        .one(db)
        .await?;
    if there.is_some() {
        return Ok(false);
    }
    let course = author.create_from(db, seed).await?;
    let publication = author.publication(db, course).await?;
    match author.publish(db, course, publication.stamp).await? {
        Outcome::Published { .. } => Ok(true),
        Outcome::Already { .. } | Outcome::Restored { .. } | Outcome::Anew(_) => {
            Err(Fault::Broken("a course changed while it was planted").into())
        }
    }
}
