//! Which card comes next, and the card that a button or a message is about.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CourseId, answer, course, review, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::Review;
use super::cards::comes_back;
use crate::courses::progress::Standing;
use crate::courses::quiz::{Asked, Drawn, card_of};
use crate::courses::refusal::{Failure, Refusal};

/// How many cards are looked at in one go.
const AT_ONCE: u64 = 20;

/// A card as it is shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Card {
    /// The learner at the step that asks, where this question is all there is.
    pub standing: Standing,
    /// The question as it is now.
    pub asked: Asked,
    pub(super) row: review::Model,
}

/// What comes next.
#[derive(Clone, Debug, PartialEq)]
pub enum Next {
    /// This card.
    Card(Box<Card>),
    /// Nothing yet.
    Later {
        /// When the next one comes; `None`: there is none.
        due_at: Option<DateTime<Utc>>,
        /// Courses in which review could begin.
        offers: Vec<course::Model>,
    },
    /// Review is wanted in no course.
    Unwanted {
        /// Courses in which it could begin.
        offers: Vec<course::Model>,
    },
}

/// The card that a button was drawn for.
#[derive(Clone, Debug, PartialEq)]
pub enum Open {
    /// It is as it was.
    Same(Box<Card>),
    /// The question has changed or is gone, or review is no longer wanted: what comes next is to be shown instead.
    Changed,
}

impl Review<'_> {
    /// The next card that is due, the one that waits longest first. It waits for an answer in the chat from now on, and no
    /// other does. Cards whose question is gone go as well.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next(&self, db: &impl ConnectionTrait) -> Result<Next, Failure> {
        let wanted = self.wanted(db).await?;
        if wanted.is_empty() {
            let offers = self.offers(db).await?;
            return Ok(Next::Unwanted { offers });
        }
        let due = self.due(db, &wanted).await?;
        if let Some(card) = due.into_iter().next() {
            self.show(db, &card.row).await?;
            return Ok(Next::Card(Box::new(card)));
        }
        let soonest = self.cards_in(&wanted).order_by_asc(review::Column::DueAt);
        Ok(Next::Later {
            due_at: soonest.one(db).await?.map(|row| row.due_at),
            offers: self.offers(db).await?,
        })
    }

    /// The first cards that are due, the one that waits longest first; none: nothing is. Those whose question is gone go as
    /// well.
    pub(super) async fn due(
        &self,
        db: &impl ConnectionTrait,
        wanted: &[(progress::Model, course::Model)],
    ) -> Result<Vec<Card>, Failure> {
        loop {
            let rows = self
                .cards_in(wanted)
                .filter(review::COLUMN.due_at.lte(self.walk.now))
                .order_by_asc(review::Column::DueAt)
                .order_by_asc(review::Column::StepId)
                .order_by_asc(review::Column::Question)
                .limit(AT_ONCE)
                .all(db)
                .await?;
            let is_end = rows.is_empty();
            let mut due = Vec::new();
            for row in rows {
                let place = wanted.iter().find(|(it, _)| it.course_id == row.course_id);
                let card = match place {
                    Some(place) => self.card(db, place, &row).await?,
                    None => None,
                };
                match card {
                    Some(card) => due.push(card),
                    // A step that is switched off may come back, and what is known of its cards with it.
                    None if self.is_switched_off(db, place, &row).await? => {
                        self.put_off(db, &row).await?;
                    }
                    None => forget(db, &row).await?,
                }
            }
            if is_end || !due.is_empty() {
                return Ok(due);
            }
        }
    }

    /// The card that waits for an answer in the chat, with what its button would carry. What somebody types who has gone on
    /// in a course since, or has answered something there, is not for it.
    ///
    /// # Errors
    /// What the database says.
    pub async fn open(&self, db: &impl ConnectionTrait) -> Result<Option<(Drawn, Asked)>, Failure> {
        let shown = review::Entity::find()
            .filter(review::COLUMN.user_id.eq(self.walk.user))
            .filter(review::COLUMN.shown_at.is_not_null())
            .order_by_desc(review::Column::ShownAt)
            .one(db)
            .await?;
        let Some(row) = shown else {
            return Ok(None);
        };
        let latest = self.walk.latest(db).await?;
        let visited = latest.map(|(row, _)| row.visited_at);
        let answered = answer::Entity::find()
            .filter(answer::COLUMN.user_id.eq(self.walk.user))
            .filter(answer::COLUMN.answered_at.is_not_null())
            .order_by_desc(answer::Column::AnsweredAt)
            .one(db)
            .await?;
        let since = visited.max(answered.and_then(|row| row.answered_at));
        if row.shown_at < since {
            return Ok(None);
        }
        let Some(place) = self.walk.row(db, row.course_id).await? else {
            return Ok(None);
        };
        let card = self.card(db, &place, &row).await?;
        Ok(card.map(|card| (card.drawn(), card.asked)))
    }

    /// The card that a button was drawn for.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`]; [`Refusal::AnsweredAlready`] when an answer has come since.
    pub async fn card_for(&self, db: &impl ConnectionTrait, drawn: Drawn) -> Result<Open, Failure> {
        let place = self
            .walk
            .row(db, drawn.course)
            .await?
            .ok_or(Refusal::NotEnrolled {
                course: drawn.course,
            })?;
        let outline = self.walk.shelf.outline(db, &place.1).await?;
        let question = outline
            .quiz(drawn.step)
            .and_then(|quiz| quiz.questions.get(drawn.place));
        let (Some(question), Some(true)) = (question, place.0.wants_review) else {
            return Ok(Open::Changed);
        };
        let key = (self.walk.user, drawn.step, question.slug.clone());
        let Some(row) = review::Entity::find_by_id(key).one(db).await? else {
            return Ok(Open::Changed);
        };
        let card = self.card(db, &place, &row).await?;
        let Some(card) = card.filter(|card| card.asked.stamp() == drawn.stamp) else {
            return Ok(Open::Changed);
        };
        if card.asked.state.turn() != drawn.turn || row.due_at > self.walk.now {
            return Err(Refusal::AnsweredAlready.into());
        }
        Ok(Open::Same(Box::new(card)))
    }

    /// Whether the question of a card is there, and only its step is switched off.
    async fn is_switched_off(
        &self,
        db: &impl ConnectionTrait,
        place: Option<&(progress::Model, course::Model)>,
        row: &review::Model,
    ) -> Result<bool, DbErr> {
        let Some((_, course)) = place else {
            return Ok(false);
        };
        let outline = self.walk.shelf.outline(db, course).await?;
        let is_off = outline
            .step(row.step_id)
            .is_some_and(|step| !step.is_active);
        let quiz = outline.quiz(row.step_id).filter(|_| is_off);
        let mut questions = quiz.iter().flat_map(|quiz| &quiz.questions);
        Ok(questions.any(|it| it.slug == row.question && comes_back(it)))
    }

    /// Looks at a card again tomorrow.
    async fn put_off(&self, db: &impl ConnectionTrait, row: &review::Model) -> Result<(), DbErr> {
        review::Entity::update_many()
            .col_expr(
                review::Column::DueAt,
                Expr::value(self.walk.now + TimeDelta::days(1)),
            )
            .filter(review::COLUMN.user_id.eq(row.user_id))
            .filter(review::COLUMN.step_id.eq(row.step_id))
            .filter(review::COLUMN.question.eq(row.question.clone()))
            .exec(db)
            .await?;
        Ok(())
    }

    /// The card of a row; `None`: its question is no longer asked.
    async fn card(
        &self,
        db: &impl ConnectionTrait,
        (place, course): &(progress::Model, course::Model),
        row: &review::Model,
    ) -> Result<Option<Card>, DbErr> {
        let outline = self.walk.shelf.outline(db, course).await?;
        let is_walked = outline.walked().any(|step| step.id == row.step_id);
        let quiz = outline.quiz(row.step_id).filter(|_| is_walked);
        let questions = quiz.iter().flat_map(|quiz| quiz.questions.iter().zip(0..));
        let mut asked = questions.filter(|(it, _)| it.slug == row.question && comes_back(it));
        let Some((question, number)) = asked.next() else {
            return Ok(None);
        };
        let asked = card_of(row, number, question.clone())?;
        let standing = Standing {
            step: row.step_id,
            current: row.step_id,
            finished: place.finished_at.is_some(),
            arrived: false,
            passed: Vec::new(),
            paper: Some(asked.alone(row.step_id)),
            waits: None,
            outline: Arc::clone(&outline),
        };
        Ok(Some(Card {
            standing,
            asked,
            row: row.clone(),
        }))
    }

    pub(super) fn cards_in(
        &self,
        wanted: &[(progress::Model, course::Model)],
    ) -> sea_orm::Select<review::Entity> {
        let courses = wanted.iter().map(|(row, _)| row.course_id);
        review::Entity::find()
            .filter(review::COLUMN.user_id.eq(self.walk.user))
            .filter(
                review::COLUMN
                    .course_id
                    .is_in(courses.collect::<Vec<CourseId>>()),
            )
    }

    /// Makes it the card that waits for an answer.
    async fn show(&self, db: &impl ConnectionTrait, row: &review::Model) -> Result<(), DbErr> {
        let set = |at: Option<DateTime<Utc>>| {
            review::Entity::update_many()
                .col_expr(review::Column::ShownAt, Expr::value(at))
                .filter(review::COLUMN.user_id.eq(self.walk.user))
        };
        set(None)
            .filter(review::COLUMN.shown_at.is_not_null())
            .exec(db)
            .await?;
        set(Some(self.walk.now))
            .filter(review::COLUMN.step_id.eq(row.step_id))
            .filter(review::COLUMN.question.eq(row.question.clone()))
            .exec(db)
            .await?;
        Ok(())
    }
}

impl Card {
    /// What a button for it carries.
    pub fn drawn(&self) -> Drawn {
        Drawn {
            course: self.row.course_id,
            step: self.row.step_id,
            place: self.asked.place,
            turn: self.asked.state.turn(),
            stamp: self.asked.stamp(),
        }
    }
}

async fn forget(db: &impl ConnectionTrait, row: &review::Model) -> Result<(), DbErr> {
    review::Entity::delete_by_id((row.user_id, row.step_id, row.question.clone()))
        .exec(db)
        .await?;
    Ok(())
}
