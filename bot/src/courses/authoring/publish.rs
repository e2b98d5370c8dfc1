//! Opening a course to everybody, and closing its door again.

use entity::{CourseId, course, user, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::Author;
use crate::courses::outline::Outline;
use crate::courses::refusal::{Failure, Refusal};

/// A course that has just been opened, or was open already.
#[derive(Clone, Debug, PartialEq)]
pub struct Published {
    /// The course as learners see it.
    pub outline: Outline,
}

/// A course whose door has just been closed, and who is inside.
#[derive(Clone, Debug, PartialEq)]
pub struct Closed {
    /// The course.
    pub outline: Outline,
    /// How many are inside.
    pub learners: u64,
    /// Those inside whom the bot can reach. Empty when the door was
    /// closed already: nobody is told twice.
    pub inside: Vec<user::Model>,
}

impl Author<'_> {
    /// Opens the course. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`]; [`Refusal::Unwalkable`] with the reason.
    pub async fn publish(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Published, Failure> {
        let outline = self.open(db, course).await?;
        if let Some(why) = outline.unwalkable() {
            return Err(Refusal::Unwalkable(why).into());
        }
        self.set_open(db, course, true).await?;
        Ok(Published {
            outline: self.revise(db, course).await?,
        })
    }

    /// Closes the course to newcomers; those inside keep their place. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`].
    pub async fn unpublish(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Closed, Failure> {
        let was_open = self.open(db, course).await?.course.is_active;
        self.set_open(db, course, false).await?;
        let outline = self.revise(db, course).await?;
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
        let learners = self.learners(db, course).await?;
        Ok(Closed {
            outline,
            learners,
            inside,
        })
    }

    async fn set_open(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        open: bool,
    ) -> Result<(), Failure> {
        course::Entity::update_many()
            .col_expr(course::Column::IsActive, Expr::value(open))
            .filter(course::COLUMN.id.eq(course))
            .exec(db)
            .await?;
        Ok(())
    }
}
