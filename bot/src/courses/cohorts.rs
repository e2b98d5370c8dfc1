//! Cohorts: learners who begin a course together, on a day; each cohort has a link of its own.
//!
//! What a cohort moves are the days of the course: *day 3* is the third of the cohort, by each learner's own calendar. Who opens the
//! link comes in, whatever the course's door says, as long as the cohort is open and its last day is not over.

use chrono::NaiveDate;
use entity::{CohortId, CourseId, cohort, course, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::authoring::{Author, Draft};
use super::enrolment::Way;
use super::policy::Action;
use super::progress::{Standing, Walk};
use super::refusal::{Failure, Field, Refusal, hidden};
use super::secret::Token;
use super::wakes;

/// How long a name may be, in Unicode scalar values.
pub const NAME: usize = 64;
/// How many cohorts a course may have.
const MOST: u64 = 200;

/// The days of a cohort: the first, and the last on which its link lets in, if there is one.
pub type Days = (NaiveDate, Option<NaiveDate>);

/// A cohort as its author sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    /// The cohort.
    pub cohort: cohort::Model,
    /// How many are in it.
    pub learners: u64,
}

/// What somebody finds who opens the link of a cohort.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// The cohort.
    pub cohort: cohort::Model,
    /// Its course.
    pub course: course::Model,
    /// Whether they are in the course already.
    pub is_inside: bool,
    /// Whether they are in this very cohort.
    pub is_member: bool,
    /// Whether the link lets in.
    pub lets_in: bool,
}

impl Author<'_> {
    /// The cohorts of a course, the last to start first.
    ///
    /// # Errors
    /// As [`Author::may`].
    pub async fn cohorts(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<(Draft, Vec<Seen>), Failure> {
        let draft = self.open_to(db, Action::InviteLearners, course).await?;
        let found = cohorts_in(db, course).await?;
        let counts: Vec<(CohortId, i64)> = progress::Entity::find()
            .select_only()
            .column(progress::Column::CohortId)
            .column_as(progress::Column::UserId.count(), "learners")
            .filter(progress::COLUMN.course_id.eq(course))
            .filter(progress::COLUMN.cohort_id.is_not_null())
            .group_by(progress::Column::CohortId)
            .into_tuple()
            .all(db)
            .await?;
        let count = |id: CohortId| {
            let found = counts.iter().find(|(cohort, _)| *cohort == id);
            found.map_or(0, |(_, count)| u64::try_from(*count).unwrap_or(0))
        };
        let seen = found.into_iter().map(|cohort| Seen {
            learners: count(cohort.id),
            cohort,
        });
        Ok((draft, seen.collect()))
    }

    /// A name fit for a new cohort of the course, or for this one.
    ///
    /// # Errors
    /// As [`Author::may`]; [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`].
    pub async fn check_cohort_name(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        name: &str,
        except: Option<CohortId>,
    ) -> Result<String, Failure> {
        self.may(db, Action::InviteLearners, course).await?;
        let name = coursefile::line(name);
        if coursefile::is_blank(&name) {
            return Err(Refusal::Blank(Field::CohortName).into());
        }
        let length = name.chars().count();
        if length > NAME {
            let (field, limit) = (Field::CohortName, NAME);
            return Err(Refusal::TooLong {
                field,
                length,
                limit,
            }
            .into());
        }
        let taken = cohort::Entity::find()
            .filter(cohort::COLUMN.course_id.eq(course))
            .filter(cohort::COLUMN.name.eq(name.clone()))
            .filter(cohort::COLUMN.id.ne(except.unwrap_or(CohortId(0))))
            .count(db)
            .await?;
        if taken > 0 {
            let (field, title) = (Field::CohortName, name);
            return Err(Refusal::Taken { field, title }.into());
        }
        Ok(name)
    }

    /// Makes a cohort, with a link of its own.
    ///
    /// # Errors
    /// As [`Author::check_cohort_name`]; [`Refusal::BadDays`], [`Refusal::TooManyCohorts`].
    pub async fn make_cohort(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        name: &str,
        days: Days,
    ) -> Result<CohortId, Failure> {
        let name = self.check_cohort_name(db, course, name, None).await?;
        let (starts_on, ends_on) = fit(days)?;
        let there = cohort::Entity::find()
            .filter(cohort::COLUMN.course_id.eq(course))
            .count(db)
            .await?;
        if there >= MOST {
            return Err(Refusal::TooManyCohorts { limit: MOST }.into());
        }
        let row = cohort::ActiveModel {
            course_id: Set(course),
            name: Set(name),
            token: Set(Token::roll(self.dice).text()),
            starts_on: Set(starts_on),
            ends_on: Set(ends_on),
            ..Default::default()
        };
        let made = cohort::Entity::insert(row).exec_with_returning(db).await?;
        Ok(made.id)
    }

    /// A cohort of a course that this person may change.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`]; [`Refusal::UnknownCohort`] for who may not, whether it is there or not.
    pub async fn cohort(
        &self,
        db: &impl ConnectionTrait,
        id: CohortId,
    ) -> Result<(Draft, Seen), Failure> {
        if !self.rights.is_anybody() {
            return Err(Refusal::NotAnAuthor.into());
        }
        let found = cohort::Entity::find_by_id(id).one(db).await?;
        let cohort = found.ok_or(Refusal::UnknownCohort)?;
        let draft = self
            .open_to(db, Action::InviteLearners, cohort.course_id)
            .await;
        let draft = hidden(draft, Refusal::UnknownCohort)?;
        let learners = progress::Entity::find()
            .filter(progress::COLUMN.cohort_id.eq(id))
            .count(db)
            .await?;
        Ok((draft, Seen { cohort, learners }))
    }

    /// Gives a cohort another name. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::cohort`] and [`Author::check_cohort_name`].
    pub async fn rename_cohort(
        &self,
        db: &impl ConnectionTrait,
        id: CohortId,
        name: &str,
    ) -> Result<(), Failure> {
        let (_, seen) = self.cohort(db, id).await?;
        let course = seen.cohort.course_id;
        let name = self.check_cohort_name(db, course, name, Some(id)).await?;
        change(db, id, (cohort::Column::Name, Expr::value(name))).await
    }

    /// Moves the days of a cohort; those in it are looked at anew. What they have reached stays open. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::cohort`]; [`Refusal::BadDays`].
    pub async fn move_cohort(
        &self,
        db: &impl ConnectionTrait,
        id: CohortId,
        days: Days,
    ) -> Result<(), Failure> {
        let (_, seen) = self.cohort(db, id).await?;
        let (starts_on, ends_on) = fit(days)?;
        // Together: no row may end before it starts, not even for a moment.
        cohort::Entity::update_many()
            .col_expr(cohort::Column::StartsOn, Expr::value(starts_on))
            .col_expr(cohort::Column::EndsOn, Expr::value(ends_on))
            .filter(cohort::COLUMN.id.eq(id))
            .exec(db)
            .await?;
        wakes::wake_course(db, seen.cohort.course_id, self.now).await?;
        Ok(())
    }

    /// Says whether the link lets in; those inside stay. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::cohort`].
    pub async fn open_cohort(
        &self,
        db: &impl ConnectionTrait,
        id: CohortId,
        is_open: bool,
    ) -> Result<(), Failure> {
        self.cohort(db, id).await?;
        change(db, id, (cohort::Column::IsOpen, Expr::value(is_open))).await
    }

    /// Deletes a cohort that nobody is in.
    ///
    /// # Errors
    /// As [`Author::cohort`]; [`Refusal::SomebodyInside`].
    pub async fn delete_cohort(
        &self,
        db: &impl ConnectionTrait,
        id: CohortId,
    ) -> Result<CourseId, Failure> {
        let (_, seen) = self.cohort(db, id).await?;
        if seen.learners > 0 {
            let learners = seen.learners;
            return Err(Refusal::SomebodyInside { learners }.into());
        }
        cohort::Entity::delete_by_id(id).exec(db).await?;
        Ok(seen.cohort.course_id)
    }
}

async fn change(
    db: &impl ConnectionTrait,
    id: CohortId,
    (column, value): (cohort::Column, Expr),
) -> Result<(), Failure> {
    cohort::Entity::update_many()
        .col_expr(column, value)
        .filter(cohort::COLUMN.id.eq(id))
        .exec(db)
        .await?;
    Ok(())
}

/// Days of which the last does not lie before the first.
fn fit((starts_on, ends_on): Days) -> Result<Days, Refusal> {
    match ends_on {
        Some(end) if end < starts_on => Err(Refusal::BadDays),
        _ => Ok((starts_on, ends_on)),
    }
}

/// The cohorts of a course, the last to start first.
///
/// # Errors
/// What the database says.
pub async fn cohorts_in(
    db: &impl ConnectionTrait,
    course: CourseId,
) -> Result<Vec<cohort::Model>, DbErr> {
    cohort::Entity::find()
        .filter(cohort::COLUMN.course_id.eq(course))
        .order_by_desc(cohort::Column::StartsOn)
        .order_by_desc(cohort::Column::Id)
        .all(db)
        .await
}

/// Whether learners come to this course with cohorts.
///
/// # Errors
/// What the database says.
pub async fn has_cohorts(db: &impl ConnectionTrait, course: CourseId) -> Result<bool, DbErr> {
    let found = cohort::Entity::find().filter(cohort::COLUMN.course_id.eq(course));
    Ok(found.count(db).await? > 0)
}

impl Walk<'_> {
    /// What the link of a cohort leads to; `None`: to nothing, and the try is counted.
    ///
    /// # Errors
    /// [`Refusal::TooManyTries`].
    pub async fn cohort_by_link(
        &self,
        db: &impl ConnectionTrait,
        token: &str,
    ) -> Result<Option<Found>, Failure> {
        let found = match Token::read(token) {
            Some(token) => {
                cohort::Entity::find()
                    .filter(cohort::COLUMN.token.eq(token.text()))
                    .find_also_related(course::Entity)
                    .one(db)
                    .await?
            }
            None => None,
        };
        let Some((cohort, Some(course))) = found else {
            self.pass_tries(db).await?;
            self.remember_try(db).await?;
            return Ok(None);
        };
        let (_, rhythm) = self.rhythm(db).await?;
        let today = rhythm.zone.local(self.now).date();
        let row = self.row(db, course.id).await?;
        let is_over = cohort.ends_on.is_some_and(|end| end < today);
        Ok(Some(Found {
            is_inside: row.is_some(),
            is_member: row.is_some_and(|(row, _)| row.cohort_id == Some(cohort.id)),
            lets_in: cohort.is_open && !is_over && course.is_active,
            cohort,
            course,
        }))
    }

    /// Joins a cohort: comes into its course with it, or keeps the place there and counts its days from now on. Twice equals once;
    /// of several cohorts of a course the last one counts.
    ///
    /// # Errors
    /// [`Refusal::UnknownCohort`], [`Refusal::CohortClosed`]; as [`Walk::enrol`].
    pub async fn join_cohort(
        &self,
        db: &impl ConnectionTrait,
        token: &str,
    ) -> Result<Standing, Failure> {
        let found = self.cohort_by_link(db, token).await?;
        let found = found.ok_or(Refusal::UnknownCohort)?;
        let course = found.course.id;
        if found.is_member {
            return self.standing(db, course).await;
        }
        if !found.lets_in {
            return Err(Refusal::CohortClosed.into());
        }
        if !found.is_inside {
            let standing = self.enrol(db, course, Way::Cohort(found.cohort.id)).await?;
            return Ok(standing);
        }
        progress::Entity::update_many()
            .col_expr(progress::Column::CohortId, Expr::value(found.cohort.id))
            .filter(progress::COLUMN.user_id.eq(self.user))
            .filter(progress::COLUMN.course_id.eq(course))
            .exec(db)
            .await?;
        wakes::wake(db, self.user, self.now).await?;
        self.standing(db, course).await
    }
}
