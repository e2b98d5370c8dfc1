//! Whether a learner wants review: asked at the end of a course, said in one tap, taken back in one.

use entity::{CourseId, answer, course, review, review_call, user_course_progress as progress};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};

use super::Review;
use crate::courses::outline::Outline;
use crate::courses::refusal::{Failure, Refusal};
use crate::courses::wakes;

/// How many courses are offered at once.
const OFFERED: usize = 8;

/// Review has begun in a course.
#[derive(Clone, Debug, PartialEq)]
pub struct Begun {
    /// The course.
    pub course: course::Model,
    /// How many questions of it come back.
    pub cards: u64,
    /// How many of them wait already.
    pub due: u64,
}

impl Review<'_> {
    /// How many questions of a course would come back, for who has not said yet whether they want it; `None`: they
    /// have. Two statements, none for a course that asks nothing.
    ///
    /// # Errors
    /// What the database says.
    pub async fn would_come_back(
        &self,
        db: &impl ConnectionTrait,
        outline: &Outline,
    ) -> Result<Option<usize>, DbErr> {
        if outline.quizzes.is_empty() {
            return Ok(None);
        }
        let course = outline.course.id;
        let place = progress::Entity::find_by_id((self.walk.user, course)).one(db);
        if place.await?.is_none_or(|row| row.wants_review.is_some()) {
            return Ok(None);
        }
        Ok(Some(self.wrong(db, outline).await?.len()))
    }

    /// From now on, what was wrong in this course comes back, and what will be. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`].
    pub async fn opt_in(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Begun, Failure> {
        let (_, course) = self
            .walk
            .row(db, course)
            .await?
            .ok_or(Refusal::NotEnrolled { course })?;
        self.set(db, Some(course.id), true).await?;
        let outline = self.walk.shelf.outline(db, &course).await?;
        self.make_all(db, &outline).await?;
        let call = review_call::ActiveModel {
            user_id: Set(self.walk.user),
            next_at: Set(self.zone.day_after(self.walk.now)),
            ..Default::default()
        };
        let once = OnConflict::column(review_call::Column::UserId)
            .do_nothing()
            .to_owned();
        review_call::Entity::insert(call)
            .on_conflict(once)
            .exec_without_returning(db)
            .await?;
        wakes::wake(db, self.walk.user, self.walk.now).await?;
        let cards = review::Entity::find()
            .filter(review::COLUMN.user_id.eq(self.walk.user))
            .filter(review::COLUMN.course_id.eq(course.id));
        let due = cards
            .clone()
            .filter(review::COLUMN.due_at.lte(self.walk.now));
        Ok(Begun {
            cards: cards.count(db).await?,
            due: due.count(db).await?,
            course,
        })
    }

    /// From now on nothing of this course comes back, or of any. What was learnt is kept for the day it is wanted again.
    /// Twice equals once.
    ///
    /// # Errors
    /// What the database says.
    pub async fn opt_out(
        &self,
        db: &impl ConnectionTrait,
        course: Option<CourseId>,
    ) -> Result<(), Failure> {
        self.set(db, course, false).await?;
        let mine = review::COLUMN.user_id.eq(self.walk.user);
        let mut put_away = review::Entity::update_many()
            .col_expr(
                review::Column::ShownAt,
                Expr::value(None::<chrono::DateTime<chrono::Utc>>),
            )
            .filter(mine)
            .filter(review::COLUMN.shown_at.is_not_null());
        if let Some(course) = course {
            put_away = put_away.filter(review::COLUMN.course_id.eq(course));
        }
        put_away.exec(db).await?;
        Ok(())
    }

    async fn set(
        &self,
        db: &impl ConnectionTrait,
        course: Option<CourseId>,
        wants: bool,
    ) -> Result<(), DbErr> {
        let mut mine = progress::Entity::update_many()
            .col_expr(progress::Column::WantsReview, Expr::value(wants))
            .filter(progress::COLUMN.user_id.eq(self.walk.user));
        mine = match course {
            Some(course) => mine.filter(progress::COLUMN.course_id.eq(course)),
            // Who was never asked is still to be asked.
            None => mine.filter(progress::COLUMN.wants_review.eq(true)),
        };
        mine.exec(db).await?;
        Ok(())
    }

    /// The learner's places in the courses in which they want review.
    pub(super) async fn wanted(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Vec<(progress::Model, course::Model)>, DbErr> {
        let rows = progress::Entity::find()
            .filter(progress::COLUMN.user_id.eq(self.walk.user))
            .filter(progress::COLUMN.wants_review.eq(true))
            .find_also_related(course::Entity)
            .all(db)
            .await?;
        Ok(rows
            .into_iter()
            .filter_map(|(row, course)| Some((row, course?)))
            .collect())
    }

    /// Courses of which something would come back if they wanted it: those used last, so that they can be offered. One statement, and
    /// one or two for each of those courses.
    pub(super) async fn offers(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Vec<course::Model>, DbErr> {
        let wrong = answer::Entity::find()
            .select_only()
            .column(answer::Column::CourseId)
            .filter(answer::COLUMN.user_id.eq(self.walk.user))
            .filter(answer::COLUMN.first_right.eq(false))
            .filter(answer::COLUMN.is_decided.eq(true));
        let rows = progress::Entity::find()
            .filter(progress::COLUMN.user_id.eq(self.walk.user))
            .filter(
                progress::COLUMN
                    .wants_review
                    .is_null()
                    .or(progress::COLUMN.wants_review.eq(false)),
            )
            .filter(progress::Column::CourseId.in_subquery(wrong.into_query()))
            .order_by_desc(progress::Column::VisitedAt)
            .order_by_desc(progress::Column::CourseId)
            .find_also_related(course::Entity)
            .all(db)
            .await?;
        let mut offers = Vec::new();
        for course in rows.into_iter().filter_map(|(_, course)| course) {
            let outline = self.walk.shelf.outline(db, &course).await?;
            if !self.wrong(db, &outline).await?.is_empty() {
                offers.push(course);
            }
            if offers.len() == OFFERED {
                break;
            }
        }
        Ok(offers)
    }
}
