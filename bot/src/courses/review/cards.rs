//! Making cards: of what was answered wrong in a course whose learner wants it back.

use coursefile::{Form, Measures, Question};
use entity::{StepId, answer, review, user_course_progress as progress};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::Review;
use super::schedule::{Scheduled, learnt_wrong};
use crate::courses::outline::Outline;
use crate::courses::quiz::{Earned, asked};
use crate::courses::refusal::{Failure, Fault};

/// Whether a question may come back: it has a right answer that nobody has to look at, and it is not there to measure what was
/// known before.
pub(super) fn comes_back(question: &Question) -> bool {
    !matches!(question.form, Form::Poll(_) | Form::Work { .. })
        && question.measures != Some(Measures::Pretest)
}

/// An answer of the course has decided a question, after so many tries in this round: if it was not right at once, and the
/// learner wants it, it comes back. Twice equals once.
pub(in crate::courses) async fn learnt(
    db: &impl ConnectionTrait,
    place: &progress::Model,
    question: &Question,
    row: &answer::Model,
) -> Result<(), Failure> {
    let tries = row.attempts - row.attempts_before;
    let was_wrong = row.is_decided && (tries > 1 || !row.is_right);
    if place.wants_review == Some(true) && was_wrong && comes_back(question) {
        let at = row.answered_at.unwrap_or(row.updated_at);
        make(db, vec![card(row, learnt_wrong(at)?, at)]).await?;
    }
    Ok(())
}

fn card(
    row: &answer::Model,
    made: Scheduled,
    at: chrono::DateTime<chrono::Utc>,
) -> review::ActiveModel {
    review::ActiveModel {
        user_id: Set(row.user_id),
        course_id: Set(row.course_id),
        step_id: Set(row.step_id),
        question: Set(row.question.clone()),
        stability: Set(made.memory.stability),
        difficulty: Set(made.memory.difficulty),
        last_at: Set(at),
        due_at: Set(made.due_at),
        ..Default::default()
    }
}

/// Puts cards in; one that is there stays as it is.
async fn make(db: &impl ConnectionTrait, cards: Vec<review::ActiveModel>) -> Result<(), Fault> {
    let once = OnConflict::columns([
        review::Column::UserId,
        review::Column::StepId,
        review::Column::Question,
    ])
    .do_nothing()
    .to_owned();
    let mut cards = cards.into_iter().peekable();
    while cards.peek().is_some() {
        // SQLite takes 32,766 parameters in a statement; eight columns a row.
        let part = cards.by_ref().take(1000);
        review::Entity::insert_many(part)
            .on_conflict(once.clone())
            .exec_without_returning(db)
            .await?;
    }
    Ok(())
}

impl Review<'_> {
    /// The answers of a course whose questions would come back: wrong at the first try, and decided. What can be tried again is not
    /// yet known to be wrong. One statement.
    pub(super) async fn wrong(
        &self,
        db: &impl ConnectionTrait,
        outline: &Outline,
    ) -> Result<Vec<answer::Model>, DbErr> {
        let mut rows = answer::Entity::find()
            .filter(answer::COLUMN.user_id.eq(self.walk.user))
            .filter(answer::COLUMN.course_id.eq(outline.course.id))
            .all(db)
            .await?;
        let earned: Vec<Earned> = rows.iter().map(Earned::from).collect();
        let wrong: Vec<(StepId, &str)> = asked(outline, self.walk.user, &earned)
            .filter(|(_, question, row)| is_wrong(question, *row))
            .map(|(step, question, _)| (step, question.slug.as_str()))
            .collect();
        rows.retain(|row| row.is_decided && wrong.contains(&(row.step_id, row.question.as_str())));
        Ok(rows)
    }

    /// Makes a card of everything in the course that was wrong at the first try. Twice equals once.
    pub(super) async fn make_all(
        &self,
        db: &impl ConnectionTrait,
        outline: &Outline,
    ) -> Result<(), Failure> {
        let mut cards = Vec::new();
        for row in self.wrong(db, outline).await? {
            // Never later than now: a clock may have been put back.
            let at = row.answered_at.unwrap_or(self.walk.now).min(self.walk.now);
            cards.push(card(&row, learnt_wrong(at)?, at));
        }
        Ok(make(db, cards).await?)
    }
}

fn is_wrong(question: &Question, given: Option<&Earned>) -> bool {
    comes_back(question) && given.is_some_and(|row| row.first_right == Some(false))
}
