//! Answering: each answer counts once, whatever comes twice.
//!
//! A button carries how many answers had been given when it was drawn. An answer is written only if that is still so, in
//! one statement that compares and sets.

use coursefile::Form;
use entity::{CourseId, StepId, answer, course, user_course_progress as progress};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, UpdateMany};

use super::judge::{Given, Verdict, judge};
use super::paper::{Asked, Paper, stored};
use super::write::{ANSWERED, write};
use crate::courses::offers;
use crate::courses::progress::{Standing, Walk};
use crate::courses::refusal::{Failure, Refusal};
use crate::courses::review;

/// A question as it stood when a button was drawn for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The course.
    pub course: CourseId,
    /// The step.
    pub step: StepId,
    /// The place of the question in the step.
    pub place: usize,
    /// [`super::paper::State::turn`] of the question.
    pub turn: u8,
    /// [`Asked::stamp`] of the question.
    pub stamp: u32,
}

/// What became of an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Answered {
    /// Where the learner is, with the questions as they are now.
    pub standing: Standing,
    /// The place of the question.
    pub place: usize,
    /// What was given.
    pub given: Given,
    /// What became of it.
    pub verdict: Verdict,
}

impl Answered {
    /// The question as it is now.
    pub fn asked(&self) -> Option<&Asked> {
        let paper = self.standing.paper.as_ref();
        paper.and_then(|paper| paper.at(self.place))
    }
}

/// A question that a button or a message is about.
pub(in crate::courses) struct Found {
    pub(in crate::courses) standing: Standing,
    pub(super) row: progress::Model,
    pub(super) course: course::Model,
    pub(in crate::courses) asked: Asked,
}

impl Walk<'_> {
    /// Chooses an option: the answer to a question with one right option, or to a poll. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NotReached`], [`Refusal::UnknownStep`]; [`Refusal::QuestionChanged`] when the
    /// author has changed what is asked; [`Refusal::AnsweredAlready`] when an answer has come since the button was drawn.
    pub async fn choose(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        option: usize,
    ) -> Result<Answered, Failure> {
        let found = self.found(db, drawn).await?;
        let options = found.asked.question.form.options();
        let Some(option) = options.get(option) else {
            return Err(changed(&found.standing));
        };
        let given = vec![option.words.clone()];
        self.hand_in(db, found, given).await
    }

    /// Hands in what was picked. Twice equals once.
    ///
    /// # Errors
    /// As [`Walk::choose`], and [`Refusal::NothingPicked`] when something is still missing.
    pub async fn check(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
    ) -> Result<Answered, Failure> {
        let found = self.found(db, drawn).await?;
        let picked = found.asked.state.picked.clone();
        if picked.len() < wanted(&found.asked.question.form) {
            return Err(Refusal::NothingPicked.into());
        }
        self.hand_in(db, found, picked).await
    }

    /// A question as a button shows it, for what needs no answer: a hint.
    ///
    /// # Errors
    /// As [`Walk::choose`].
    pub async fn question(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
    ) -> Result<Asked, Failure> {
        Ok(self.found(db, drawn).await?.asked)
    }

    /// What the learner is asked now, where they were last: at the step they look at, or else where they stand. What words
    /// that they type are the answer to. Nothing is written.
    ///
    /// # Errors
    /// [`Refusal::NoAttemptsLeft`] where the step has to be passed and nothing can be answered.
    pub async fn asked_now(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<(Drawn, Asked)>, Failure> {
        let Some((row, course)) = self.latest(db).await? else {
            return Ok(None);
        };
        let outline = self.shelf.outline(db, &course).await?;
        let asks = |id: &StepId| outline.quiz(*id).is_some();
        let (here, looking) = (
            row.current_step_id.filter(asks),
            row.looking_at.filter(asks),
        );
        if here.is_none() && looking.is_none() {
            return Ok(None);
        }
        let mut standing = self.place(db, &row, &course).await?;
        if let Some(step) = looking.and_then(|id| standing.outline.step(id).cloned())
            && standing.reached(&step)
        {
            standing.step = step.id;
            let looked = self.with_paper(db, standing.clone()).await?;
            let asked = looked.paper.as_ref().and_then(Paper::answerable);
            if let Some(asked) = asked {
                let drawn = asked.drawn(course.id, step.id);
                return Ok(Some((drawn, asked.clone())));
            }
            standing.step = standing.current;
        }
        if here.is_none() {
            return Ok(None);
        }
        let standing = self.with_paper(db, standing).await?;
        let paper = standing.paper.as_ref();
        let Some(asked) = paper.and_then(Paper::answerable) else {
            // Who has no attempts left and writes all the same is told why nobody listens.
            let is_stuck = paper.is_some_and(Paper::is_stuck_anywhere);
            return if is_stuck {
                Err(Refusal::NoAttemptsLeft.into())
            } else {
                Ok(None)
            };
        };
        let drawn = asked.drawn(course.id, standing.step);
        Ok(Some((drawn, asked.clone())))
    }

    /// Hands in what was typed: words, a number, or options by their letters, already understood. Twice equals once.
    ///
    /// # Errors
    /// As [`Walk::choose`].
    pub async fn give(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        given: Given,
    ) -> Result<Answered, Failure> {
        let found = self.found(db, drawn).await?;
        self.hand_in(db, found, given).await
    }

    pub(in crate::courses) async fn found(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
    ) -> Result<Found, Failure> {
        let (row, course) = self
            .row(db, drawn.course)
            .await?
            .ok_or(Refusal::NotEnrolled {
                course: drawn.course,
            })?;
        let mut standing = self.place(db, &row, &course).await?;
        let step = standing.outline.step(drawn.step);
        let step = step.ok_or(Refusal::UnknownStep)?;
        if !standing.reached(step) {
            return Err(Refusal::NotReached.into());
        }
        standing.step = drawn.step;
        let standing = self.with_paper(db, standing).await?;
        let paper = standing.paper.as_ref();
        let asked = paper.and_then(|paper| paper.at(drawn.place)).cloned();
        let Some(asked) = asked.filter(|asked| asked.stamp() == drawn.stamp) else {
            return Err(changed(&standing));
        };
        if asked.is_closed() || asked.state.turn() != drawn.turn {
            return Err(Refusal::AnsweredAlready.into());
        }
        Ok(Found {
            standing,
            row,
            course,
            asked,
        })
    }

    pub(super) async fn hand_in(
        &self,
        db: &impl ConnectionTrait,
        found: Found,
        given: Given,
    ) -> Result<Answered, Failure> {
        let given = in_order(&found.asked.question.form, given);
        let patterns = &found.standing.outline.patterns;
        let verdict = judge(&found.asked.question, &given, patterns);
        let before = found.asked.state.attempts;
        let row = self.row_of(&found, |row| {
            row.attempts = before.saturating_add(1);
            row.picked = None;
            row.given = Some(stored(&given));
            row.is_right = verdict.is_right == Some(true);
            row.is_decided =
                verdict.is_right != Some(false) || found.asked.left().is_some_and(|left| left <= 1);
            row.is_skipped = false;
            row.answered_at = Some(self.now);
            row.first_given.clone_from(&row.given);
            row.first_right = verdict.is_right;
            if row.is_right {
                row.points = std::cmp::max(row.points, found.asked.question.points.into());
            }
        });
        let Found {
            mut standing,
            row: place_before,
            course,
            asked,
        } = found;
        let place = asked.place;
        if let Some(asked) = standing
            .paper
            .as_mut()
            .and_then(|paper| paper.at_mut(place))
        {
            asked.state.attempts = row.attempts;
            asked.state.picked.clear();
            asked.state.given.clone_from(&given);
            asked.state.is_right = row.is_right;
            asked.state.is_decided = row.is_decided;
            asked.state.is_skipped = false;
            asked.state.answered_at = row.answered_at;
            asked.state.points = row.points;
        }
        let question = asked.question;
        review::learnt(db, &place_before, &question, &row).await?;
        if !write(db, row, ANSWERED, before).await? {
            return Err(Refusal::AnsweredAlready.into());
        }
        self.finish_if_done(db, &mut standing, (&place_before, &course))
            .await?;
        self.remember_look(db, &standing).await?;
        Ok(Answered {
            standing,
            place,
            given,
            verdict,
        })
    }

    /// An end step that asks is done when its questions are: then the learner has arrived, for the first time or again. As
    /// with every move, what has come behind them is offered.
    pub(super) async fn finish_if_done(
        &self,
        db: &impl ConnectionTrait,
        standing: &mut Standing,
        (row, course): (&progress::Model, &course::Model),
    ) -> Result<(), Failure> {
        self.finish_by(db, standing, (row, course), self.update(course))
            .await
    }

    /// The same with what else changes in the learner's row.
    pub(super) async fn finish_by(
        &self,
        db: &impl ConnectionTrait,
        standing: &mut Standing,
        (row, course): (&progress::Model, &course::Model),
        update: UpdateMany<progress::Entity>,
    ) -> Result<(), Failure> {
        let is_over = standing.paper.as_ref().is_none_or(Paper::is_over);
        if !standing.shown().is_end || standing.looking_back() || !is_over {
            return Ok(());
        }
        if standing.finished {
            standing.arrived = true;
            return Ok(());
        }
        let position = standing.shown().position;
        let passed = offers::behind(db, row, &standing.outline, position).await?;
        let here = update.filter(progress::COLUMN.current_step_id.eq(standing.step));
        let done = self.finish(here).exec(db).await?.rows_affected > 0;
        if done && !passed.is_empty() {
            offers::told(db, self.user, course).await?;
        }
        standing.finished = done;
        standing.arrived = done;
        standing.passed = passed;
        Ok(())
    }

    /// The row of a question as it was, changed.
    pub(super) fn row_of(
        &self,
        found: &Found,
        change: impl FnOnce(&mut answer::Model),
    ) -> answer::Model {
        let state = &found.asked.state;
        let written = |given: &Given| (!given.is_empty()).then(|| stored(given));
        let mut row = answer::Model {
            user_id: self.user,
            course_id: found.course.id,
            step_id: found.standing.step,
            question: found.asked.question.slug.clone(),
            attempts: state.attempts,
            attempts_before: state.attempts_before,
            picked: written(&state.picked),
            given: written(&state.given),
            is_right: state.is_right,
            is_decided: state.is_decided,
            is_skipped: state.is_skipped,
            answered_at: state.answered_at,
            points: state.points,
            first_given: None,
            first_right: None,
            submission_id: state.waiting,
            created_at: self.now,
            updated_at: self.now,
        };
        change(&mut row);
        row
    }
}

/// How much has to be picked before it can be handed in.
pub fn wanted(form: &Form) -> usize {
    match form {
        Form::Order(items) => items.len(),
        Form::Match { pairs, .. } => pairs.len(),
        _ => 1,
    }
}

/// Options in the author's order, however they were ticked: the same answer is always written in the same way.
pub fn in_order(form: &Form, given: Given) -> Given {
    let Form::Multiple(options) = form else {
        return given;
    };
    let chosen = options
        .iter()
        .filter(|option| given.contains(&option.words));
    chosen.map(|option| option.words.clone()).collect()
}

pub(super) fn changed(standing: &Standing) -> Failure {
    let standing = Box::new(standing.clone());
    Refusal::QuestionChanged { standing }.into()
}
