//! Which courses somebody works on, and which one they mean.

use std::collections::HashMap;

use entity::draft as draft_row;
use entity::{CourseId, UserId, course};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::Author;
use crate::courses::policy::Action;
use crate::courses::refusal::{Failure, Refusal};

/// Who made the course with this slug. None: there is no such course, or they are gone.
///
/// # Errors
/// What the database says.
pub async fn maker(db: &impl ConnectionTrait, slug: &str) -> Result<Option<UserId>, DbErr> {
    let found = course::Entity::find().filter(course::COLUMN.slug.eq(slug));
    let found = found.one(db).await?;
    Ok(found.and_then(|course| course.author_id))
}

impl Author<'_> {
    /// The courses to which this person may do something, newest first, called as their drafts are where this person may
    /// read those.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`] for who may do nothing anywhere.
    pub async fn courses(
        &self,
        db: &impl ConnectionTrait,
        action: Action,
    ) -> Result<Vec<course::Model>, Failure> {
        self.pass_anybody()?;
        let mut courses = course::Entity::find().order_by_desc(course::Column::Id);
        if let Some(own) = self.rights.courses(action) {
            courses = courses.filter(course::Column::Id.in_subquery(own));
        }
        let mut courses = courses.all(db).await?;
        let ids = courses.iter().map(|course| course.id);
        let mut heads = draft_row::Entity::find().filter(draft_row::COLUMN.course_id.is_in(ids));
        if let Some(read) = self.rights.courses(Action::Review) {
            heads = heads.filter(draft_row::Column::CourseId.in_subquery(read));
        }
        let heads = heads.all(db).await?.into_iter();
        let mut titles: HashMap<CourseId, String> =
            heads.map(|head| (head.course_id, head.title)).collect();
        for course in &mut courses {
            if let Some(title) = titles.remove(&course.id) {
                course.title = title;
            }
        }
        Ok(courses)
    }

    /// The course that is named by its slug or its title, in small or capital letters, among those to which this person may
    /// do this. A slug goes before a title.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`].
    pub async fn named(
        &self,
        db: &impl ConnectionTrait,
        action: Action,
        name: &str,
    ) -> Result<course::Model, Failure> {
        let courses = self.courses(db, action).await?;
        let wanted = name.trim().to_lowercase();
        let by_slug = courses.iter().find(|course| course.slug == wanted);
        let by_title = || {
            let mut courses = courses.iter();
            courses.find(|course| course.title.to_lowercase() == wanted)
        };
        let found = by_slug.or_else(by_title).cloned();
        Ok(found.ok_or(Refusal::UnknownCourse)?)
    }
}
