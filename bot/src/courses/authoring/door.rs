//! Closing a course's door to newcomers. Publishing opens it.

use entity::{CourseId, course, user, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{Author, Draft};
use crate::courses::policy::Action;
use crate::courses::refusal::Failure;

/// A course whose door has just been closed, and who is inside.
#[derive(Clone, Debug, PartialEq)]
pub struct Closed {
    /// The course.
    pub draft: Draft,
    /// How many are inside.
    pub learners: u64,
    /// Those inside whom the bot can reach. Empty when the door was
    /// closed already: nobody is told twice.
    pub inside: Vec<user::Model>,
}

impl Author<'_> {
    /// Closes the course to newcomers; those inside keep their place. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`](crate::courses::Refusal::UnknownCourse).
    pub async fn unpublish(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Closed, Failure> {
        let before = self.take_up_to(db, Action::Close, course).await?;
        let was_open = before.course.is_active;
        course::Entity::update_many()
            .col_expr(course::Column::IsActive, Expr::value(false))
            .col_expr(course::Column::Revision, Expr::value(self.dice.revision()))
            .filter(course::COLUMN.id.eq(course))
            .exec(db)
            .await?;
        let mut inside = Vec::new();
        if was_open {
            let rows = progress::Entity::find()
                .filter(progress::COLUMN.course_id.eq(course))
                .find_also_related(user::Entity)
                .all(db)
                .await?;
            inside = rows
                .into_iter()
                .filter_map(|(_, user)| user)
                .filter(|user| user.is_active && user.id != self.user)
                .collect();
        }
        Ok(Closed {
            draft: self.open_to(db, Action::Close, course).await?,
            learners: self.learners(db, course).await?,
            inside,
        })
    }
}
