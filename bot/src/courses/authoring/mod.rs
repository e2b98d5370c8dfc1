//! Making and changing courses.
//!
//! Every verb asks `policy` whether the person may do this to the course, checks all lengths before the database is
//! asked, and works on the course's draft, which gets a new version with every edit. Learners see
//! nothing of it before it is published; then the course gets a new revision, so that no cached outline outlives it.

use chrono::{DateTime, Utc};
use entity::draft as draft_row;
use entity::{CourseId, Role, UserId, course, user, user_role};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    QueryTrait, Set,
};

use super::policy::{Action, Rights};
use super::refusal::{Failure, Field, Refusal};
use super::team;
use crate::clock::Dice;

mod apply;
mod choosing;
mod door;
mod draft;
mod gone;
mod holding;
mod impact;
mod ladder;
mod opening;
mod plant;
mod publish;
mod questions;
mod replace;
mod shown;
mod slug;
mod steps;
mod text;

pub use choosing::maker;
pub use draft::{Draft, Workbench};
pub use gone::Gone;
pub use impact::Impact;
pub use plant::plant;
pub use publish::{Outcome, Publication};
pub use questions::Asking;
pub use shown::seen;
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
    /// How many questions a step may have.
    pub const QUESTIONS: usize = coursefile::limits::QUESTIONS;
}

/// Somebody at work on courses.
#[derive(Clone, Copy, Debug)]
pub struct Author<'a> {
    /// Who.
    pub user: UserId,
    /// What they may do.
    pub rights: Rights,
    /// The instant of the edit.
    pub now: DateTime<Utc>,
    /// Where versions and revisions come from.
    pub dice: &'a Dice,
}

/// A course that is gone.
#[derive(Clone, Debug, PartialEq)]
pub struct Deleted {
    /// What its draft was called.
    pub title: String,
    /// Who worked on it, and no longer may do anything to it.
    pub team: Vec<user::Model>,
}

impl Author<'_> {
    /// Whether a course with this title could be made: asked before the description is written.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`].
    pub async fn check_course_title(
        &self,
        db: &impl ConnectionTrait,
        title: &str,
    ) -> Result<String, Failure> {
        self.rights.pass(Action::MakeCourses)?;
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
        self.rights.pass(Action::MakeCourses)?;
        let title = self.free_course_title(db, title, None).await?;
        let description = description.map(text::description).transpose()?;
        let slug = slug::for_course(db, &title).await?;
        self.found(db, &slug, &title, description).await
    }

    /// An empty course with an empty draft, and its maker its author.
    async fn found(
        &self,
        db: &impl ConnectionTrait,
        slug: &str,
        title: &str,
        description: Option<String>,
    ) -> Result<course::Model, Failure> {
        let row = course::ActiveModel {
            slug: Set(slug.to_owned()),
            title: Set(title.to_owned()),
            description: Set(description.clone()),
            is_active: Set(false),
            author_id: Set(Some(self.user)),
            revision: Set(self.dice.revision()),
            ..Default::default()
        };
        let course = course::Entity::insert(row).exec_with_returning(db).await?;
        let version = self.dice.revision();
        let head = draft_row::ActiveModel {
            course_id: Set(course.id),
            title: Set(title.to_owned()),
            description: Set(description),
            version: Set(version),
            edited_by: Set(Some(self.user)),
            edited_at: Set(self.now),
            head_version: Set(version),
            head_edited_by: Set(Some(self.user)),
            head_edited_at: Set(self.now),
            ..Default::default()
        };
        draft_row::Entity::insert(head)
            .exec_without_returning(db)
            .await?;
        team::grant(db, self.user, Role::Author, Some(course.id), self.user).await?;
        Ok(course)
    }

    /// Gives the course another title; its slug, and with it its link, stays. `shown` is the version of the head that
    /// was there when the question was asked.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`],
    /// [`Refusal::ChangedMeanwhile`].
    pub async fn rename(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        shown: Option<i64>,
        title: &str,
    ) -> Result<Draft, Failure> {
        let draft = self.take_up(db, course).await?;
        let title = self.free_course_title(db, title, Some(course)).await?;
        self.change_head(
            db,
            &draft,
            shown,
            (draft_row::Column::Title, Expr::value(title)),
        )
        .await
    }

    /// Gives the course another description; `shown` as with [`Author::rename`].
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::TooLong`], [`Refusal::ChangedMeanwhile`].
    pub async fn describe(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        shown: Option<i64>,
        description: &str,
    ) -> Result<Draft, Failure> {
        let draft = self.take_up(db, course).await?;
        let description = text::description(description)?;
        let column = (draft_row::Column::Description, Expr::value(description));
        self.change_head(db, &draft, shown, column).await
    }

    async fn change_head(
        &self,
        db: &impl ConnectionTrait,
        draft: &Draft,
        shown: Option<i64>,
        (column, value): (draft_row::Column, Expr),
    ) -> Result<Draft, Failure> {
        let (head, course) = (&draft.head, draft.course.id);
        let found = (head.head_version, head.head_edited_by, head.head_edited_at);
        self.unchanged(db, shown, found).await?;
        draft_row::Entity::update_many()
            .col_expr(column, value)
            .col_expr(
                draft_row::Column::HeadVersion,
                Expr::value(self.dice.revision()),
            )
            .col_expr(draft_row::Column::HeadEditedBy, Expr::value(self.user))
            .col_expr(draft_row::Column::HeadEditedAt, Expr::value(self.now))
            .filter(draft_row::COLUMN.course_id.eq(course))
            .exec(db)
            .await?;
        self.revise(db, course).await
    }

    /// Deletes a course that nobody is in, with its draft and all its revisions, if its draft is still in the version that
    /// was shown.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::ChangedMeanwhile`], [`Refusal::SomebodyInside`].
    pub async fn delete(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        shown: i64,
    ) -> Result<Deleted, Failure> {
        let draft = self.take_up_to(db, Action::Delete, course).await?;
        // Nobody may join between the counting and the end.
        course::Entity::find_by_id(course)
            .lock_exclusive()
            .one(db)
            .await?;
        let head = &draft.head;
        let found = (head.version, head.edited_by, head.edited_at);
        self.unchanged(db, Some(shown), found).await?;
        let learners = self.learners(db, course).await?;
        if learners > 0 {
            return Err(Refusal::SomebodyInside { learners }.into());
        }
        let team = user_role::Entity::find()
            .filter(user_role::COLUMN.course_id.eq(course))
            .select_only()
            .column(user_role::Column::UserId)
            .into_query();
        let team = user::Entity::find()
            .filter(user::Column::Id.in_subquery(team))
            .all(db)
            .await?;
        course::Entity::delete_by_id(course).exec(db).await?;
        Ok(Deleted {
            title: draft.head.title,
            team,
        })
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

    /// Passes who may do something somewhere.
    fn pass_anybody(&self) -> Result<(), Refusal> {
        if self.rights.is_anybody() {
            Ok(())
        } else {
            Err(Refusal::NotAnAuthor)
        }
    }

    async fn free_course_title(
        &self,
        db: &impl ConnectionTrait,
        wanted: &str,
        except: Option<CourseId>,
    ) -> Result<String, Failure> {
        let title = text::title(wanted, Field::CourseTitle, limits::COURSE_TITLE)?;
        if title_is_taken(db, &title, except).await? {
            return Err(Refusal::Taken {
                field: Field::CourseTitle,
                title,
            }
            .into());
        }
        Ok(title)
    }
}

/// Whether another course is called so, or will be once its draft is published.
async fn title_is_taken(
    db: &impl ConnectionTrait,
    title: &str,
    except: Option<CourseId>,
) -> Result<bool, DbErr> {
    let except = except.unwrap_or(CourseId(0));
    let open = course::Entity::find()
        .filter(course::COLUMN.title.eq(title))
        .filter(course::COLUMN.id.ne(except))
        .count(db)
        .await?;
    let drafted = draft_row::Entity::find()
        .filter(draft_row::COLUMN.title.eq(title))
        .filter(draft_row::COLUMN.course_id.ne(except))
        .count(db)
        .await?;
    Ok(open + drafted > 0)
}
