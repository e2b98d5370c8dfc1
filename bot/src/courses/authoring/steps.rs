//! Adding, changing, moving and deleting the steps of a draft.

use coursefile::Medium;
use entity::{CourseId, DraftStepId, draft_step, step};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, PaginatorTrait, QueryFilter, Set};

use super::{Author, Draft, limits, slug, text};
use crate::courses::holding::Holding;
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
    /// What is shown above it.
    pub media: Vec<Medium>,
}

impl Content {
    fn holding(&self) -> Holding {
        Holding {
            media: self.media.clone(),
            links: Vec::new(),
        }
    }
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

    /// Adds a step at the end of the draft.
    ///
    /// # Errors
    /// As [`Author::check_step_title`], and [`Refusal::EmptyStep`], [`Refusal::TooManySteps`].
    pub async fn add_step(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        title: &str,
        content: &Content,
    ) -> Result<(Draft, DraftStepId), Failure> {
        let draft = self.take_up(db, course).await?;
        let title = free_title(&draft, title, None)?;
        let content = checked(content)?;
        if draft.steps.len() >= limits::STEPS {
            return Err(Refusal::TooManySteps {
                limit: limits::STEPS,
            }
            .into());
        }
        let shows = content.holding().columns();
        let row = draft_step::ActiveModel {
            course_id: Set(course),
            slug: Set(slug::for_step(&draft, &title)),
            position: Set(draft.steps.last().map_or(0, |last| last.position) + GAP),
            title: Set(title),
            text_content: Set(content.html.clone()),
            image_url: Set(shows.image_url),
            media: Set(shows.media),
            version: Set(self.dice.revision()),
            edited_by: Set(Some(self.user)),
            edited_at: Set(self.now),
            ..Default::default()
        };
        let step = draft_step::Entity::insert(row)
            .exec_with_returning(db)
            .await?;
        Ok((self.revise(db, course).await?, step.id))
    }

    /// Gives a step another title; its slug stays. `shown` is the version of the step that was there when the question
    /// was asked.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::Blank`], [`Refusal::TooLong`], [`Refusal::Taken`],
    /// [`Refusal::ChangedMeanwhile`].
    pub async fn rename_step(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: Option<i64>,
        title: &str,
    ) -> Result<Draft, Failure> {
        let (draft, found) = self.take_up_step(db, step).await?;
        self.step_unchanged(db, shown, &found).await?;
        let title = free_title(&draft, title, Some(step))?;
        self.change_text(
            db,
            &found,
            [(draft_step::Column::Title, Expr::value(title))],
        )
        .await
    }

    /// Gives a step another text and picture; `shown` as with [`Author::rename_step`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::EmptyStep`], [`Refusal::TooLong`], [`Refusal::ChangedMeanwhile`].
    pub async fn rewrite_step(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: Option<i64>,
        content: &Content,
    ) -> Result<Draft, Failure> {
        let (_, found) = self.take_up_step(db, step).await?;
        self.step_unchanged(db, shown, &found).await?;
        let content = checked(content)?;
        let held = content.holding().columns();
        let columns = [
            (
                draft_step::Column::TextContent,
                Expr::value(content.html.clone()),
            ),
            // What is typed in the chat takes the place of what a file said.
            (draft_step::Column::Source, Expr::value(None::<String>)),
            (draft_step::Column::ImageUrl, Expr::value(held.image_url)),
            (draft_step::Column::Media, Expr::value(held.media)),
        ];
        self.change_text(db, &found, columns).await
    }

    /// Says whether a step ends the course. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`].
    pub async fn set_end(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        is_end: bool,
    ) -> Result<Draft, Failure> {
        let (_, found) = self.take_up_step(db, step).await?;
        let column = (draft_step::Column::IsEnd, Expr::value(is_end));
        self.change(db, &found, [column]).await
    }

    /// Switches a step off or on. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`].
    pub async fn switch_step(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        is_active: bool,
    ) -> Result<Draft, Failure> {
        let (_, found) = self.take_up_step(db, step).await?;
        let column = (draft_step::Column::IsActive, Expr::value(is_active));
        self.change(db, &found, [column]).await
    }

    /// Moves a step one place; at the edge it stays.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`].
    pub async fn move_step(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        direction: Direction,
    ) -> Result<Draft, Failure> {
        let (draft, moved) = self.take_up_step(db, step).await?;
        let here = draft.steps.iter().position(|other| other.id == step);
        let there = here.and_then(|here| match direction {
            Direction::Up => here.checked_sub(1),
            Direction::Down => Some(here + 1),
        });
        let Some(other) = there.and_then(|there| draft.steps.get(there)) else {
            return Ok(draft);
        };
        // Positions are unique at every moment, so the first of the two steps aside.
        for (id, position) in [
            (moved.id, -1),
            (other.id, moved.position),
            (moved.id, other.position),
        ] {
            draft_step::Entity::update_many()
                .col_expr(draft_step::Column::Position, Expr::value(position))
                .filter(draft_step::COLUMN.id.eq(id))
                .exec(db)
                .await?;
        }
        self.revise(db, draft.course.id).await
    }

    /// Takes a step out of the draft; learners keep it until that is published. A step already gone is
    /// [`Refusal::UnknownStep`].
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`], [`Refusal::ChangedMeanwhile`].
    pub async fn delete_step(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: Option<i64>,
    ) -> Result<Draft, Failure> {
        let (draft, found) = self.take_up_step(db, step).await?;
        self.step_unchanged(db, shown, &found).await?;
        draft_step::Entity::delete_by_id(step).exec(db).await?;
        self.revise(db, draft.course.id).await
    }

    /// Takes back the step that was just added, if nobody has written anything into it since and it was not published; `None`:
    /// it is more than that by now, and stays.
    ///
    /// # Errors
    /// [`Refusal::UnknownStep`].
    pub async fn undo_step(
        &self,
        db: &impl ConnectionTrait,
        step: DraftStepId,
        shown: i64,
    ) -> Result<Option<draft_step::Model>, Failure> {
        let (draft, found) = self.take_up_step(db, step).await?;
        let published = step::Entity::find()
            .filter(step::COLUMN.course_id.eq(draft.course.id))
            .filter(step::COLUMN.slug.eq(found.slug.clone()))
            .count(db)
            .await?;
        if found.version != shown || published > 0 {
            return Ok(None);
        }
        draft_step::Entity::delete_by_id(step).exec(db).await?;
        self.sign(db, draft.course.id).await?;
        Ok(Some(found))
    }

    pub(super) async fn step_unchanged(
        &self,
        db: &impl ConnectionTrait,
        shown: Option<i64>,
        found: &draft_step::Model,
    ) -> Result<(), Failure> {
        let found = (found.version, found.edited_by, found.edited_at);
        self.unchanged(db, shown, found).await
    }

    /// Changes what a step says, under a new version.
    pub(super) async fn change_text<const N: usize>(
        &self,
        db: &impl ConnectionTrait,
        step: &draft_step::Model,
        columns: [(draft_step::Column, Expr); N],
    ) -> Result<Draft, Failure> {
        draft_step::Entity::update_many()
            .col_expr(
                draft_step::Column::Version,
                Expr::value(self.dice.revision()),
            )
            .col_expr(draft_step::Column::EditedBy, Expr::value(self.user))
            .col_expr(draft_step::Column::EditedAt, Expr::value(self.now))
            .filter(draft_step::COLUMN.id.eq(step.id))
            .exec(db)
            .await?;
        self.change(db, step, columns).await
    }

    pub(super) async fn change<const N: usize>(
        &self,
        db: &impl ConnectionTrait,
        step: &draft_step::Model,
        columns: [(draft_step::Column, Expr); N],
    ) -> Result<Draft, Failure> {
        columns
            .into_iter()
            .fold(
                draft_step::Entity::update_many(),
                |update, (column, value)| update.col_expr(column, value),
            )
            .filter(draft_step::COLUMN.id.eq(step.id))
            .exec(db)
            .await?;
        self.revise(db, step.course_id).await
    }
}

fn free_title(draft: &Draft, wanted: &str, except: Option<DraftStepId>) -> Result<String, Refusal> {
    let title = text::title(wanted, Field::StepTitle, limits::STEP_TITLE)?;
    let taken = draft
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
        .is_some_and(|html| !coursefile::is_blank(html));
    if !says && content.media.is_empty() {
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
