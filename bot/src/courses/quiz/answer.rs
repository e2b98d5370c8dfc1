//! Answering: each answer counts once, whatever comes twice.
//!
//! A button carries how many answers had been given when it was drawn. An answer is written only if that is still so, in
//! one statement that compares and sets.

use coursefile::{Form, Spent};
use entity::{CourseId, StepId, UserId, answer, course, user_course_progress as progress};
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
    UpdateMany,
};

use super::judge::{Given, Verdict, judge};
use super::paper::{Asked, Paper, stored};
use crate::courses::progress::{Standing, Walk};
use crate::courses::refusal::{Failure, Refusal};

/// A question as it stood when a button was drawn for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Drawn {
    /// The course.
    pub course: CourseId,
    /// The step.
    pub step: StepId,
    /// The place of the question in the step.
    pub place: usize,
    /// [`State::turn`] of the question.
    pub turn: u8,
    /// [`Asked::stamp`] of the question.
    pub stamp: u32,
}

/// What a learner does with the options of a question before they hand it in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pick {
    /// Ticks an option.
    On(usize),
    /// Takes the tick away.
    Off(usize),
    /// Puts this item at this place, from 0, if everything before it is put and it is not.
    Put {
        /// The item, as a place in what the author wrote.
        item: usize,
        /// Where it goes.
        at: usize,
    },
    /// Takes everything back.
    Clear,
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
struct Found {
    standing: Standing,
    course: course::Model,
    asked: Asked,
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

    /// Ticks, orders or matches before handing in. Twice equals once: what is picked already stays picked.
    ///
    /// # Errors
    /// As [`Walk::choose`].
    pub async fn pick(
        &self,
        db: &impl ConnectionTrait,
        drawn: Drawn,
        pick: Pick,
    ) -> Result<Standing, Failure> {
        let mut found = self.found(db, drawn).await?;
        let picked = picked(&found.asked, pick).ok_or_else(|| changed(&found.standing))?;
        if picked != found.asked.state.picked {
            let row = self.row_of(&found, |row| row.picked = Some(stored(&picked)));
            if !write(
                db,
                row,
                [answer::Column::Picked],
                found.asked.state.attempts,
            )
            .await?
            {
                return Err(Refusal::AnsweredAlready.into());
            }
        }
        let paper = found.standing.paper.as_mut();
        if let Some(asked) = paper.and_then(|paper| paper.at_mut(drawn.place)) {
            asked.state.picked = picked;
        }
        Ok(found.standing)
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
        let wanted = match &found.asked.question.form {
            Form::Order(items) => items.len(),
            Form::Match { pairs, .. } => pairs.len(),
            _ => 1,
        };
        if picked.len() < wanted {
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

    /// Puts a question off. Twice equals once.
    ///
    /// # Errors
    /// As [`Walk::choose`].
    pub async fn skip(&self, db: &impl ConnectionTrait, drawn: Drawn) -> Result<Standing, Failure> {
        let mut found = self.found(db, drawn).await?;
        if found.asked.state.is_skipped {
            return Ok(found.standing);
        }
        let row = self.row_of(&found, |row| row.is_skipped = true);
        let attempts = found.asked.state.attempts;
        if !write(db, row, [answer::Column::IsSkipped], attempts).await? {
            return Err(Refusal::AnsweredAlready.into());
        }
        let paper = found.standing.paper.as_mut();
        if let Some(asked) = paper.and_then(|paper| paper.at_mut(drawn.place)) {
            asked.state.is_skipped = true;
        }
        Ok(found.standing)
    }

    /// Comes back to what was put off. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NotReached`], [`Refusal::UnknownStep`].
    pub async fn ask_again(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        step: StepId,
    ) -> Result<Standing, Failure> {
        let standing = self.look(db, course, step).await?;
        answer::Entity::update_many()
            .col_expr(answer::Column::IsSkipped, Expr::value(false))
            .filter(answer::COLUMN.user_id.eq(self.user))
            .filter(answer::COLUMN.step_id.eq(step))
            .exec(db)
            .await?;
        self.with_paper(db, standing).await
    }

    /// Gives all attempts again at a step where they had run out, when the author lets it: at once for who is led to
    /// another step first, which is then shown; after a while for who has to wait. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`], [`Refusal::NotReached`], [`Refusal::UnknownStep`]; [`Refusal::NotYet`] with what is left to wait.
    pub async fn retry(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        step: StepId,
    ) -> Result<Standing, Failure> {
        let standing = self.look(db, course, step).await?;
        let Some(paper) = standing.paper.as_ref() else {
            return Ok(standing);
        };
        if let Some(at) = paper.again_at().filter(|at| *at > self.now) {
            let left = (at - self.now).num_milliseconds();
            let minutes = u32::try_from((left + 59_999) / 60_000).unwrap_or(u32::MAX);
            return Err(Refusal::NotYet { minutes }.into());
        }
        let remedy = match &paper.spent {
            Spent::Step(slug) => standing.outline.by_slug(slug).map(|step| step.id),
            Spent::Show | Spent::Wait(_) => None,
        };
        if paper.spent != Spent::Show {
            anew()
                .filter(answer::COLUMN.user_id.eq(self.user))
                .filter(answer::COLUMN.step_id.eq(step))
                .filter(answer::COLUMN.is_decided.eq(true))
                .filter(answer::COLUMN.is_right.eq(false))
                .exec(db)
                .await?;
        }
        match remedy {
            Some(remedy) => self.look(db, course, remedy).await,
            None => self.with_paper(db, standing).await,
        }
    }

    /// What the learner is asked now, where they were last: what words that they type are the answer to. Nothing is
    /// written.
    ///
    /// # Errors
    /// [`Refusal::NoAttemptsLeft`] where the step has to be passed and nothing can be answered.
    pub async fn asked_now(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Option<(Drawn, Asked)>, Failure> {
        let last = progress::Entity::find()
            .filter(progress::COLUMN.user_id.eq(self.user))
            .order_by_desc(progress::Column::VisitedAt)
            .order_by_desc(progress::Column::CourseId)
            .find_also_related(course::Entity)
            .one(db)
            .await?;
        let Some((row, Some(course))) = last else {
            return Ok(None);
        };
        let outline = self.shelf.outline(db, &course).await?;
        let here = row.current_step_id.filter(|id| outline.quiz(*id).is_some());
        let Some(step) = here else {
            return Ok(None);
        };
        let standing = self.place(db, &row, &course).await?;
        let standing = self.with_paper(db, standing).await?;
        let paper = standing.paper.as_ref();
        let Some(asked) = paper.and_then(Paper::answerable) else {
            // Who has no attempts left and writes all the same is told why nobody listens.
            return if standing.lets_on() {
                Ok(None)
            } else {
                Err(Refusal::NoAttemptsLeft.into())
            };
        };
        let drawn = Drawn {
            course: course.id,
            step,
            place: asked.place,
            turn: asked.state.turn(),
            stamp: asked.stamp(),
        };
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

    async fn found(&self, db: &impl ConnectionTrait, drawn: Drawn) -> Result<Found, Failure> {
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
        if asked.state.is_decided || asked.state.turn() != drawn.turn {
            return Err(Refusal::AnsweredAlready.into());
        }
        Ok(Found {
            standing,
            course,
            asked,
        })
    }

    async fn hand_in(
        &self,
        db: &impl ConnectionTrait,
        found: Found,
        given: Given,
    ) -> Result<Answered, Failure> {
        let verdict = judge(&found.asked.question, &given);
        let before = found.asked.state.attempts;
        let row = self.row_of(&found, |row| {
            row.attempts = before.saturating_add(1);
            row.picked = None;
            row.given = Some(stored(&given));
            row.is_right = verdict.is_right == Some(true);
            row.is_decided = verdict.is_right != Some(false) || found.asked.left() == Some(1);
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
        if !write(db, row, ANSWERED, before).await? {
            return Err(Refusal::AnsweredAlready.into());
        }
        self.finish_if_done(db, &mut standing, &course).await?;
        Ok(Answered {
            standing,
            place,
            given,
            verdict,
        })
    }

    /// An end step that asks is done when its questions are.
    async fn finish_if_done(
        &self,
        db: &impl ConnectionTrait,
        standing: &mut Standing,
        course: &course::Model,
    ) -> Result<(), Failure> {
        let is_done = standing.paper.as_ref().is_none_or(Paper::is_done);
        let is_end = standing.shown().is_end && !standing.looking_back();
        if standing.finished || !is_end || !is_done {
            return Ok(());
        }
        let here = self
            .update(course)
            .filter(progress::COLUMN.current_step_id.eq(standing.step));
        let done = self.finish(here).exec(db).await?.rows_affected > 0;
        standing.finished = done;
        standing.arrived = done;
        Ok(())
    }

    /// The row of a question as it was, changed.
    fn row_of(&self, found: &Found, change: impl FnOnce(&mut answer::Model)) -> answer::Model {
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
            created_at: self.now,
            updated_at: self.now,
        };
        change(&mut row);
        row
    }
}

/// Begins a new round of every question of a course for a learner: what was earned, and the very first answers, stay.
pub async fn ask_all_anew(
    db: &impl ConnectionTrait,
    user: UserId,
    course: CourseId,
) -> Result<(), DbErr> {
    anew()
        .filter(answer::COLUMN.user_id.eq(user))
        .filter(answer::COLUMN.course_id.eq(course))
        .exec(db)
        .await?;
    Ok(())
}

/// A new round.
fn anew() -> UpdateMany<answer::Entity> {
    answer::Entity::update_many()
        .col_expr(
            answer::Column::AttemptsBefore,
            Expr::col(answer::Column::Attempts),
        )
        .col_expr(answer::Column::IsRight, Expr::value(false))
        .col_expr(answer::Column::IsDecided, Expr::value(false))
        .col_expr(answer::Column::IsSkipped, Expr::value(false))
        .col_expr(answer::Column::Picked, Expr::value(None::<String>))
        .col_expr(answer::Column::Given, Expr::value(None::<String>))
}

/// What an answer changes.
const ANSWERED: [answer::Column; 7] = [
    answer::Column::Attempts,
    answer::Column::Picked,
    answer::Column::Given,
    answer::Column::IsRight,
    answer::Column::IsDecided,
    answer::Column::IsSkipped,
    answer::Column::AnsweredAt,
];

/// Writes a row, or these columns of one that is there, if so many answers had been given and nothing is decided. Tells
/// whether it did. What was earned never becomes less, and the very first answer stays.
async fn write(
    db: &impl ConnectionTrait,
    row: answer::Model,
    columns: impl IntoIterator<Item = answer::Column>,
    attempts: i16,
) -> Result<bool, DbErr> {
    let own = |column| Expr::col((answer::Entity, column));
    let new = |column| Expr::col(("excluded", column));
    let mut conflict = OnConflict::columns([
        answer::Column::UserId,
        answer::Column::StepId,
        answer::Column::Question,
    ]);
    let is_more = new(answer::Column::Points).gt(own(answer::Column::Points));
    let most =
        Expr::case(is_more, new(answer::Column::Points)).finally(own(answer::Column::Points));
    let first = |column| sea_orm::sea_query::Func::coalesce([own(column), new(column)]);
    conflict
        .update_columns(columns)
        .value(answer::Column::Points, most)
        .value(
            answer::Column::FirstGiven,
            first(answer::Column::FirstGiven),
        )
        .value(
            answer::Column::FirstRight,
            first(answer::Column::FirstRight),
        )
        .action_and_where(own(answer::Column::Attempts).eq(attempts))
        .action_and_where(own(answer::Column::IsDecided).eq(false));
    let mut row = row.into_active_model();
    row.created_at = sea_orm::ActiveValue::NotSet;
    row.updated_at = sea_orm::ActiveValue::NotSet;
    let written = answer::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(written > 0)
}

fn changed(standing: &Standing) -> Failure {
    let standing = Box::new(standing.clone());
    Refusal::QuestionChanged { standing }.into()
}

/// What is picked after a move; `None`: there is no such thing to pick.
fn picked(asked: &Asked, pick: Pick) -> Option<Given> {
    let mut picked = asked.state.picked.clone();
    let words = super::draw::to_choose(&asked.question);
    match pick {
        Pick::Clear => picked.clear(),
        Pick::Off(option) => {
            let words = *words.get(option)?;
            picked.retain(|it| it != words);
        }
        Pick::On(option) => {
            let words = *words.get(option)?;
            if !picked.iter().any(|it| it == words) {
                picked.push(words.to_owned());
            }
        }
        Pick::Put { item, at } => {
            let words = *words.get(item)?;
            let places = match &asked.question.form {
                Form::Order(items) => items.len(),
                Form::Match { pairs, .. } => pairs.len(),
                _ => 0,
            };
            let is_taken = matches!(asked.question.form, Form::Order(_))
                && picked.iter().any(|it| it == words);
            if picked.len() == at && at < places && !is_taken {
                picked.push(words.to_owned());
            }
        }
    }
    Some(picked)
}
