//! What a step of a draft asks: adding, changing, moving and taking out its questions, and when learners may move on.

use coursefile::slug::free;
use coursefile::{Gate, Question, Quiz, Spent};
use entity::{DraftStepId, draft_step};
use sea_orm::ConnectionTrait;
use sea_orm::sea_query::Expr;

use super::{Author, Direction, Draft, limits};
use crate::courses::content;
use crate::courses::refusal::{Failure, Refusal};

/// A step of a draft with what it asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Asking {
    /// The draft it belongs to.
    pub draft: Draft,
    /// The step.
    pub step: draft_step::Model,
    /// What it asks; without a question when it asks nothing.
    pub quiz: Quiz,
}

impl Asking {
    fn of(draft: Draft, step: DraftStepId) -> Result<Self, Refusal> {
        let found = draft.step(step).ok_or(Refusal::UnknownStep)?.clone();
        let quiz = draft.quizzes.get(&step).cloned().unwrap_or_default();
        Ok(Self {
            draft,
            step: found,
            quiz,
        })
    }

    /// Whether the step says or shows something besides its questions.
    pub fn has_text(&self) -> bool {
        let html = self.step.text_content.as_deref();
        html.is_some_and(|html| !coursefile::is_blank(html))
            || !self.draft.holding(self.step.id).media.is_empty()
    }

    /// The question at a place, from 0.
    ///
    /// # Errors
    /// [`Refusal::UnknownQuestion`].
    pub fn question(&self, place: usize) -> Result<&Question, Refusal> {
        let question = self.quiz.questions.get(place);
        question.ok_or(Refusal::UnknownQuestion)
    }
}

impl Author<'_> {
    /// A step with what it asks, for somebody who may change it.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`].
    pub async fn asking(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
    ) -> Result<Asking, Failure> {
        let (draft, _) = self.open_step(db, step).await?;
        Ok(Asking::of(draft, step)?)
    }

    /// Adds a question behind the others; it gets a name that none of them has. `shown` is the version of the step that was
    /// there when it was asked for.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::ChangedMeanwhile`], [`Refusal::TooManyQuestions`].
    pub async fn add_question(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: i64,
        question: &Question,
    ) -> Result<Asking, Failure> {
        let add = |quiz: &mut Quiz| {
            if quiz.questions.len() >= limits::QUESTIONS {
                let limit = limits::QUESTIONS;
                return Err(Refusal::TooManyQuestions { limit });
            }
            let mut question = question.clone();
            let others = &quiz.questions;
            let is_taken = |name: &str| others.iter().any(|other| other.slug == name);
            question.slug = free(&question.slug, is_taken);
            quiz.questions.push(question);
            Ok(())
        };
        self.ask_otherwise(db, step, Some(shown), add).await
    }

    /// Puts another question in the place of one. It keeps the name, and with it what learners have answered; `shown` as with
    /// [`Author::add_question`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::UnknownQuestion`], [`Refusal::ChangedMeanwhile`].
    pub async fn change_question(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: i64,
        slug: &str,
        question: &Question,
    ) -> Result<Asking, Failure> {
        let change = |quiz: &mut Quiz| {
            let place = place_of(quiz, slug)?;
            quiz.questions[place] = Question {
                slug: slug.to_owned(),
                ..question.clone()
            };
            Ok(())
        };
        self.ask_otherwise(db, step, Some(shown), change).await
    }

    /// Moves the question at a place (from 0) one place; at the edge it stays. `shown` as with [`Author::add_question`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::UnknownQuestion`], [`Refusal::ChangedMeanwhile`].
    pub async fn move_question(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: i64,
        place: usize,
        direction: Direction,
    ) -> Result<Asking, Failure> {
        let shift = |quiz: &mut Quiz| {
            if place >= quiz.questions.len() {
                return Err(Refusal::UnknownQuestion);
            }
            let there = match direction {
                Direction::Up => place.checked_sub(1),
                Direction::Down => Some(place + 1),
            };
            let there = there.filter(|there| *there < quiz.questions.len());
            if let Some(there) = there {
                quiz.questions.swap(place, there);
            }
            Ok(())
        };
        self.ask_otherwise(db, step, Some(shown), shift).await
    }

    /// Takes out the question at a place, from 0. `shown` as with [`Author::add_question`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::UnknownQuestion`], [`Refusal::ChangedMeanwhile`]; [`Refusal::EmptyStep`] when
    /// nothing else is in the step.
    pub async fn remove_question(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: i64,
        place: usize,
    ) -> Result<Asking, Failure> {
        let take = |quiz: &mut Quiz| {
            if place >= quiz.questions.len() {
                return Err(Refusal::UnknownQuestion);
            }
            quiz.questions.remove(place);
            Ok(())
        };
        self.ask_otherwise(db, step, Some(shown), take).await
    }

    /// Says when learners may move on from a step that asks. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::UnknownQuestion`] at a step that asks nothing.
    pub async fn gate(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        gate: Gate,
    ) -> Result<Asking, Failure> {
        let set = |quiz: &mut Quiz| {
            if quiz.questions.is_empty() {
                return Err(Refusal::UnknownQuestion);
            }
            quiz.gate = gate;
            Ok(())
        };
        self.ask_otherwise(db, step, None, set).await
    }

    /// Says what happens to who has to pass and has no attempts left. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::gate`]; [`Refusal::UnknownStep`] too for a step to go back to that does not stand before this one.
    pub async fn when_spent(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        spent: Spent,
    ) -> Result<Asking, Failure> {
        if let Spent::Step(slug) = &spent {
            let asking = self.asking(db, step).await?;
            asking.question(0)?;
            let steps = asking.draft.steps.iter();
            let mut before = steps.take_while(|other| other.id != step);
            if !before.any(|other| other.slug == *slug) {
                return Err(Refusal::UnknownStep.into());
            }
        }
        let set = |quiz: &mut Quiz| {
            if quiz.questions.is_empty() {
                return Err(Refusal::UnknownQuestion);
            }
            quiz.spent = spent;
            Ok(())
        };
        self.ask_otherwise(db, step, None, set).await
    }

    /// Changes what a step asks; what its author wrote besides the questions stays to the letter, wherever that can be.
    async fn ask_otherwise(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: Option<i64>,
        change: impl FnOnce(&mut Quiz) -> Result<(), Refusal>,
    ) -> Result<Asking, Failure> {
        let (draft, found) = self.take_up_step(db, step).await?;
        self.step_unchanged(db, shown, &found).await?;
        let before = Asking::of(draft, step)?;
        let mut quiz = before.quiz.clone();
        change(&mut quiz)?;
        if quiz == before.quiz {
            return Ok(before);
        }
        let quiz = (!quiz.questions.is_empty()).then_some(quiz);
        if quiz.is_none() && !before.has_text() {
            return Err(Refusal::EmptyStep.into());
        }
        let source = found.source.as_deref();
        let source = source.and_then(|source| coursefile::with_questions(source, quiz.as_ref()));
        let stored = quiz.as_ref().map(content::stored);
        let columns = [
            (draft_step::Column::Quiz, Expr::value(stored)),
            (draft_step::Column::Source, Expr::value(source)),
        ];
        let draft = self.change_text(db, &found, columns).await?;
        Ok(Asking::of(draft, step)?)
    }
}

fn place_of(quiz: &Quiz, slug: &str) -> Result<usize, Refusal> {
    let mut questions = quiz.questions.iter();
    let place = questions.position(|question| question.slug == slug);
    place.ok_or(Refusal::UnknownQuestion)
}
