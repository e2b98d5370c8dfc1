//! The course that the learner is silent in, and their rhythm.

use coursefile::{Course, Ladder, Step};
use entity::user;
use sea_orm::{ActiveModelTrait, ActiveValue::Set, ConnectionTrait, EntityTrait};

use crate::courses::rhythm::{Rhythm, Zone};
use crate::properties::lookout::LEARNER;
use crate::properties::school::{Found, said};

/// A course with two steps.
pub fn course(ladder: &str) -> Course {
    let step = |slug: &str, is_end| Step {
        slug: slug.to_owned(),
        title: slug.to_owned(),
        markdown: "Text".to_owned(),
        html: Some("Text".to_owned()),
        length: 4,
        is_active: true,
        is_end,
        ..Step::default()
    };
    Course {
        slug: "silent".to_owned(),
        title: "Silent".to_owned(),
        reminders: Ladder::parse(ladder),
        steps: vec![step("one", false), step("two", true)],
        ..Course::default()
    }
}

/// The learner's rhythm with this zone and these settings.
pub async fn settled(
    db: &impl ConnectionTrait,
    zone: Zone,
    settings: entity::rhythm::ActiveModel,
) -> Found<Rhythm> {
    let person = user::ActiveModel {
        id: Set(LEARNER),
        time_zone: Set(Some(zone.name())),
        ..Default::default()
    };
    person.update(db).await.map_err(said)?;
    let row = entity::rhythm::ActiveModel {
        user_id: Set(LEARNER),
        ..settings
    };
    let row = entity::rhythm::Entity::insert(row);
    let row = row.exec_with_returning(db).await.map_err(said)?;
    Ok(Rhythm::of(&row, zone))
}
