//! Adding, changing, moving and deleting steps, while people may be standing on them.

use entity::{CourseId, StepId, step, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, Set};

use super::{Author, limits, slug, text};
use crate::courses::outline::Outline;
use crate::courses::refusal::{Failure, Field, Refusal};

/// The gap left between two steps, so that one put in between moves nobody else.
pub(super) const GAP: i32 = 10;

/// What a step says and shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Content {
    /// Telegram's HTML.
    pub html: Option<String>,
    /// The length of the text without its markup, in Unicode scalar values.
    pub length: usize,
    /// Where the picture is, as in `steps.image_url`.
    pub picture: Option<String>,
}

/// Where a step is moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// One place earlier.
    Up,
    /// One place later.
    Down,
}

impl Author<'_> {
    /// Whether a step with this title could be added: asked before the content is written.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`].
    pub async fn check_step_title(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        title: &str,
    ) -> Result<String, Failure> {
        Ok(free_title(&self.open(db, course).await?, title, None)?)
    }

    /// Adds a step at the end of the course.
    ///
    /// # Errors
    /// As [`Author::check_step_title`], and [`Refusal::EmptyStep`], [`Refusal::TooManySteps`].
    pub async fn add_step(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        title: &str,
        content: &Content,
    ) -> Result<(Outline, StepId), Failure> {
        let outline = self.open(db, course).await?;
        let title = free_title(&outline, title, None)?;
        let content = checked(content)?;
        if outline.steps.len() >= limits::STEPS {
            return Err(Refusal::TooManySteps {
                limit: limits::STEPS,
            }
            .into());
        }
        let row = step::ActiveModel {
            course_id: Set(course),
            slug: Set(slug::for_step(&outline, &title)),
            position: Set(outline.steps.last().map_or(0, |last| last.position) + GAP),
            title: Set(title),
            text_content: Set(content.html.clone()),
            image_url: Set(content.picture.clone()),
            ..Default::default()
        };
        let step = step::Entity::insert(row).exec_with_returning(db).await?;
        Ok((self.revise(db, course).await?, step.id))
    }

    /// Gives a step another title; its slug stays.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`].
    pub async fn rename_step(
        &self,
        db: &impl ConnectionTrait,
        step: StepId,
        title: &str,
    ) -> Result<Outline, Failure> {
        let (outline, _) = self.open_step(db, step).await?;
        let title = free_title(&outline, title, Some(step))?;
        self.change(
            db,
            &outline,
            step,
            [(step::Column::Title, Expr::value(title))],
        )
        .await
    }

    /// Gives a step another text and picture.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::EmptyStep`], [`Refusal::TooLong`].
    pub async fn rewrite_step(
        &self,
        db: &impl ConnectionTrait,
        step: StepId,
        content: &Content,
    ) -> Result<Outline, Failure> {
        let (outline, _) = self.open_step(db, step).await?;
        let content = checked(content)?;
        let columns = [
            (step::Column::TextContent, Expr::value(content.html.clone())),
            (step::Column::ImageUrl, Expr::value(content.picture.clone())),
        ];
        self.change(db, &outline, step, columns).await
    }

    /// Says whether a step ends the course. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`]; [`Refusal::Unwalkable`] when an open course would be left without an end.
    pub async fn set_end(
        &self,
        db: &impl ConnectionTrait,
        step: StepId,
        is_end: bool,
    ) -> Result<Outline, Failure> {
        let (outline, _) = self.open_step(db, step).await?;
        self.change(
            db,
            &outline,
            step,
            [(step::Column::IsEnd, Expr::value(is_end))],
        )
        .await
    }

    /// Switches a step off or on. Who stands on it stays; who comes skips it. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`]; [`Refusal::Unwalkable`] when an open course would lose its last step or end.
    pub async fn switch_step(
        &self,
        db: &impl ConnectionTrait,
        step: StepId,
        is_active: bool,
    ) -> Result<Outline, Failure> {
        let (outline, _) = self.open_step(db, step).await?;
        self.change(
            db,
            &outline,
            step,
            [(step::Column::IsActive, Expr::value(is_active))],
        )
        .await
    }

    /// Moves a step one place; at the edge it stays. Everybody keeps the step they stand on.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`].
    pub async fn move_step(
        &self,
        db: &impl ConnectionTrait,
        step: StepId,
        direction: Direction,
    ) -> Result<Outline, Failure> {
        let (outline, moved) = self.open_step(db, step).await?;
        let here = outline.steps.iter().position(|other| other.id == step);
        let there = here.and_then(|here| match direction {
            Direction::Up => here.checked_sub(1),
            Direction::Down => Some(here + 1),
        });
        let Some(other) = there.and_then(|there| outline.steps.get(there)) else {
            return Ok(outline);
        };
        // Positions are unique at every moment, so the first of the two steps aside.
        for (id, position) in [
            (moved.id, -1),
            (other.id, moved.position),
            (moved.id, other.position),
        ] {
            step::Entity::update_many()
                .col_expr(step::Column::Position, Expr::value(position))
                .filter(step::COLUMN.id.eq(id))
                .exec(db)
                .await?;
        }
        self.revise(db, outline.course.id).await
    }

    /// Deletes a step. Who stands on it goes on with the next active step, or with the one before when there
    /// is none after it. A step already gone is [`Refusal::UnknownStep`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`]; [`Refusal::Unwalkable`] when an open course would lose its last step or end.
    pub async fn delete_step(
        &self,
        db: &impl ConnectionTrait,
        step: StepId,
    ) -> Result<Outline, Failure> {
        let (outline, gone) = self.open_step(db, step).await?;
        // Nobody may arrive on the step between the moving of those on it and its end: who is just arriving is waited for.
        // SQLite has one writer and needs no lock.
        step::Entity::find_by_id(step)
            .lock_exclusive()
            .one(db)
            .await?;
        let heir = outline
            .after(gone.position)
            .or_else(|| outline.before(gone.position));
        progress::Entity::update_many()
            .col_expr(
                progress::Column::CurrentStepId,
                Expr::value(heir.map(|heir| heir.id)),
            )
            .filter(progress::COLUMN.current_step_id.eq(step))
            .exec(db)
            .await?;
        step::Entity::delete_by_id(step).exec(db).await?;
        self.revise(db, outline.course.id).await
    }

    async fn change<const N: usize>(
        &self,
        db: &impl ConnectionTrait,
        outline: &Outline,
        step: StepId,
        columns: [(step::Column, Expr); N],
    ) -> Result<Outline, Failure> {
        columns
            .into_iter()
            .fold(step::Entity::update_many(), |update, (column, value)| {
                update.col_expr(column, value)
            })
            .filter(step::COLUMN.id.eq(step))
            .exec(db)
            .await?;
        self.revise(db, outline.course.id).await
    }
}

fn free_title(outline: &Outline, wanted: &str, except: Option<StepId>) -> Result<String, Refusal> {
    let title = text::title(wanted, Field::StepTitle, limits::STEP_TITLE)?;
    let taken = outline
        .steps
        .iter()
        .any(|step| step.title == title && Some(step.id) != except);
    if taken {
        Err(Refusal::Taken {
            field: Field::StepTitle,
            title,
        })
    } else {
        Ok(title)
    }
}

fn checked(content: &Content) -> Result<&Content, Refusal> {
    let says = content
        .html
        .as_deref()
        .is_some_and(|html| !text::is_blank(html));
    if !says && content.picture.is_none() {
        return Err(Refusal::EmptyStep);
    }
    let (field, length, limit) = (Field::StepText, content.length, limits::STEP_TEXT);
    if length > limit {
        return Err(Refusal::TooLong {
            field,
            length,
            limit,
        });
    }
    Ok(content)
}
