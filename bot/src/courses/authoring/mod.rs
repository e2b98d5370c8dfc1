//! Making and changing courses.
//!
//! Every verb checks that the person may touch the course (its author, or an owner), checks all lengths before
//! the database is asked, and gives the course a new revision, so that no cached outline outlives the edit.

use entity::{CourseId, StepId, UserId, course, step};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};

use super::outline::{self, Outline};
use super::people::Role;
use super::refusal::{Failure, Field, Refusal};
use crate::clock::Dice;

mod plant;
mod publish;
mod slug;
mod steps;
mod text;

pub use plant::{Seed, StepSeed, plant};

pub use steps::{Content, Direction};

/// How long each kind of text may be, in Unicode scalar values.
pub mod limits {
    /// The title of a course.
    pub const COURSE_TITLE: usize = 64;
    /// The description of a course.
    pub const COURSE_DESCRIPTION: usize = 300;
    /// The title of a step.
    pub const STEP_TITLE: usize = 64;
    /// The text of a step: about eight messages. More than that is more than one step.
    pub const STEP_TEXT: usize = 32_000;
    /// How many steps a course may have.
    pub const STEPS: usize = 500;
}

/// Somebody at work on courses.
#[derive(Clone, Copy, Debug)]
pub struct Author<'a> {
    /// Who.
    pub user: UserId,
    /// What they may do.
    pub role: Role,
    /// Where revisions come from.
    pub dice: &'a Dice,
}

impl Author<'_> {
    /// The courses this person may change, newest first: their own; an owner's are all.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`].
    pub async fn courses(&self, db: &impl ConnectionTrait) -> Result<Vec<course::Model>, Failure> {
        self.may_write()?;
        let mut courses = course::Entity::find().order_by_desc(course::Column::Id);
        if self.role < Role::Owner {
            courses = courses.filter(course::COLUMN.author_id.eq(self.user));
        }
        Ok(courses.all(db).await?)
    }

    /// Whether a course with this title could be made: asked before the description is written.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`].
    pub async fn check_course_title(
        &self,
        db: &impl ConnectionTrait,
        title: &str,
    ) -> Result<String, Failure> {
        self.may_write()?;
        self.free_course_title(db, title, None).await
    }

    /// Makes an empty course, closed until it is published.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`].
    pub async fn create(
        &self,
        db: &impl ConnectionTrait,
        title: &str,
        description: Option<&str>,
    ) -> Result<course::Model, Failure> {
        self.may_write()?;
        let title = self.free_course_title(db, title, None).await?;
        let description = description.map(text::description).transpose()?;
        let slug = slug::for_course(db, &title).await?;
        let row = course::ActiveModel {
            slug: sea_orm::Set(slug),
            title: sea_orm::Set(title),
            description: sea_orm::Set(description),
            is_active: sea_orm::Set(false),
            author_id: sea_orm::Set(Some(self.user)),
            revision: sea_orm::Set(self.dice.revision()),
            ..Default::default()
        };
        Ok(course::Entity::insert(row).exec_with_returning(db).await?)
    }

    /// Gives the course another title; its slug, and with it its link, stays.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`].
    pub async fn rename(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        title: &str,
    ) -> Result<Outline, Failure> {
        self.open(db, course).await?;
        let title = self.free_course_title(db, title, Some(course)).await?;
        course::Entity::update_many()
            .col_expr(course::Column::Title, Expr::value(title))
            .filter(course::COLUMN.id.eq(course))
            .exec(db)
            .await?;
        self.revise(db, course).await
    }

    /// Gives the course another description.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::TooLong`].
    pub async fn describe(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        description: &str,
    ) -> Result<Outline, Failure> {
        self.open(db, course).await?;
        let description = text::description(description)?;
        course::Entity::update_many()
            .col_expr(course::Column::Description, Expr::value(description))
            .filter(course::COLUMN.id.eq(course))
            .exec(db)
            .await?;
        self.revise(db, course).await
    }

    /// Deletes a course that nobody is in, with its steps.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::SomebodyInside`].
    pub async fn delete(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<course::Model, Failure> {
        // Nobody may join between the counting and the end.
        course::Entity::find_by_id(course)
            .lock_exclusive()
            .one(db)
            .await?;
        let outline = self.open(db, course).await?;
        let learners = self.learners(db, course).await?;
        if learners > 0 {
            return Err(Refusal::SomebodyInside { learners }.into());
        }
        course::Entity::delete_by_id(course).exec(db).await?;
        Ok(outline.course)
    }

    /// The course with its steps as they are now, for somebody who may change it. To anybody else there is no
    /// such course.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`].
    pub async fn open(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Outline, Failure> {
        self.may_write()?;
        let outline = outline::fresh(db, course)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        if self.role < Role::Owner && outline.course.author_id != Some(self.user) {
            return Err(Refusal::UnknownCourse.into());
        }
        Ok(outline)
    }

    /// The same by one of its steps.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownStep`].
    pub async fn open_step(
        &self,
        db: &impl ConnectionTrait,
        step: StepId,
    ) -> Result<(Outline, step::Model), Failure> {
        self.may_write()?;
        let step = step::Entity::find_by_id(step)
            .one(db)
            .await?
            .ok_or(Refusal::UnknownStep)?;
        match self.open(db, step.course_id).await {
            Ok(outline) => Ok((outline, step)),
            Err(Failure::Refused(_)) => Err(Refusal::UnknownStep.into()),
            Err(fault) => Err(fault),
        }
    }

    /// How many people are in the course.
    pub async fn learners(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<u64, DbErr> {
        entity::user_course_progress::Entity::find()
            .filter(entity::user_course_progress::COLUMN.course_id.eq(course))
            .count(db)
            .await
    }

    /// A new revision for the course, and the course as it is after the edit. A course that is open has to
    /// stay walkable.
    async fn revise(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Outline, Failure> {
        course::Entity::update_many()
            .col_expr(course::Column::Revision, Expr::value(self.dice.revision()))
            .filter(course::COLUMN.id.eq(course))
            .exec(db)
            .await?;
        let outline = self.open(db, course).await?;
        match outline.unwalkable() {
            Some(why) if outline.course.is_active => Err(Refusal::Unwalkable(why).into()),
            _ => Ok(outline),
        }
    }

    fn may_write(&self) -> Result<(), Refusal> {
        if self.role < Role::Author {
            Err(Refusal::NotAnAuthor)
        } else {
            Ok(())
        }
    }

    async fn free_course_title(
        &self,
        db: &impl ConnectionTrait,
        wanted: &str,
        except: Option<CourseId>,
    ) -> Result<String, Failure> {
        let title = text::title(wanted, Field::CourseTitle, limits::COURSE_TITLE)?;
        let taken = course::Entity::find()
            .filter(course::COLUMN.title.eq(title.clone()))
            .one(db)
            .await?
            .is_some_and(|other| Some(other.id) != except);
        if taken {
            return Err(Refusal::Taken {
                field: Field::CourseTitle,
                title,
            }
            .into());
        }
        Ok(title)
    }
}
