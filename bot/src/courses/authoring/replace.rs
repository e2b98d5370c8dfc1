//! Putting a whole content in the place of a draft: from a file, from an older revision, or from what learners see.

use std::collections::{HashMap, HashSet};

use coursefile::{Course, Step};
use entity::{CourseId, draft, draft_step};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, Set};

use super::steps::GAP;
use super::{Author, Draft, limits, slug, text};
use crate::courses::holding::Holding;
use crate::courses::policy::Action;
use crate::courses::refusal::{Failure, Field, Refusal};
use crate::courses::{content, outline};

impl Author<'_> {
    /// Makes a course of a whole content: all of it is in the draft, nothing is published. The course gets the slug of the
    /// content, or one like it when that is taken.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`]; what [`Author::replace_draft`] refuses.
    pub async fn create_from(
        &self,
        db: &impl ConnectionTrait,
        wanted: &Course,
    ) -> Result<CourseId, Failure> {
        self.rights.pass(Action::MakeCourses)?;
        let title = self.free_course_title(db, &wanted.title, None).await?;
        let wish = if wanted.slug.is_empty() {
            &title
        } else {
            &wanted.slug
        };
        let slug = slug::for_wish(db, wish).await?;
        let course = self.found(db, &slug, &title, None).await?.id;
        let draft = self.take_up(db, course).await?;
        self.rewrite(db, &draft, &fit(wanted)?).await?;
        Ok(course)
    }

    /// Refuses what [`Author::create_from`] (without a `course`) or [`Author::replace_draft`] would refuse of a content.
    ///
    /// # Errors
    /// The same.
    pub async fn check_content(
        &self,
        db: &impl ConnectionTrait,
        wanted: &Course,
        course: Option<CourseId>,
    ) -> Result<(), Failure> {
        self.free_course_title(db, &wanted.title, course).await?;
        fit(wanted)?;
        Ok(())
    }

    /// Puts a whole content in the place of the draft, if that is still at `expected`. Steps are known by their slugs and
    /// keep their rows; the slug of the course stays what it is.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::ChangedMeanwhile`], [`Refusal::Blank`], [`Refusal::TooLong`],
    /// [`Refusal::Taken`], [`Refusal::TooManySteps`].
    pub async fn replace_draft(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        wanted: &Course,
        expected: i64,
    ) -> Result<Draft, Failure> {
        let draft = self.take_up(db, course).await?;
        let head = &draft.head;
        let found = (head.version, head.edited_by, head.edited_at);
        self.unchanged(db, Some(expected), found).await?;
        self.free_course_title(db, &wanted.title, Some(course))
            .await?;
        self.rewrite(db, &draft, &fit(wanted)?).await
    }

    /// Forgets what was never published: the draft says again what learners see. `shown` is the version of the draft that
    /// was there when it was asked.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`], [`Refusal::ChangedMeanwhile`]; [`Refusal::NothingToShow`] when learners have never seen
    /// anything.
    pub async fn discard(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        shown: i64,
    ) -> Result<(), Failure> {
        let drafted = self.open(db, course).await?.content();
        let seen = outline::fresh(db, course)
            .await?
            .filter(|seen| !seen.steps.is_empty())
            .ok_or(Refusal::NothingToShow)?;
        let published = content::published(&seen);
        // The same press may come twice.
        if drafted != published {
            self.replace_draft(db, course, &published, shown).await?;
        }
        Ok(())
    }

    /// Makes the rows of the draft say this. What does not change keeps its version.
    pub(super) async fn rewrite(
        &self,
        db: &impl ConnectionTrait,
        draft: &Draft,
        wanted: &Course,
    ) -> Result<Draft, Failure> {
        let course = draft.course.id;
        let (head, old) = (&draft.head, draft.content());
        let known: HashMap<&str, (&draft_step::Model, &Step)> = draft
            .steps
            .iter()
            .zip(&old.steps)
            .map(|(row, step)| (row.slug.as_str(), (row, step)))
            .collect();
        let kept: HashSet<&str> = wanted.steps.iter().map(|step| step.slug.as_str()).collect();
        let gone = draft
            .steps
            .iter()
            .filter(|row| !kept.contains(row.slug.as_str()));
        draft_step::Entity::delete_many()
            .filter(draft_step::COLUMN.id.is_in(gone.map(|row| row.id)))
            .exec(db)
            .await?;
        // Positions and titles are unique at every moment, so all that stays steps aside first.
        draft_step::Entity::update_many()
            .col_expr(draft_step::Column::Position, Expr::cust("-1000 - position"))
            .col_expr(draft_step::Column::Title, Expr::cust("'\u{1}' || id"))
            .filter(draft_step::COLUMN.course_id.eq(course))
            .exec(db)
            .await?;
        let mut fresh = Vec::new();
        for (step, number) in wanted.steps.iter().zip(1..) {
            let position = number * GAP;
            match known.get(step.slug.as_str()) {
                Some((row, old)) => {
                    self.rewrite_row(db, row, *old == step, step, position)
                        .await?;
                }
                None => fresh.push(self.fresh_row(course, step, position)),
            }
        }
        if !fresh.is_empty() {
            draft_step::Entity::insert_many(fresh)
                .exec_without_returning(db)
                .await?;
        }
        let pass_mark = wanted.pass_mark.map(i16::from);
        let reminders = wanted.reminders.as_ref().map(ToString::to_string);
        let release = content::stored_release(wanted.release.as_ref());
        let same_head = (&head.title, &head.description, &head.language)
            == (&wanted.title, &wanted.description, &wanted.language)
            && (head.pass_mark, &head.reminders) == (pass_mark, &reminders)
            && head.release == release;
        if !same_head {
            draft::Entity::update_many()
                .col_expr(draft::Column::Title, Expr::value(wanted.title.clone()))
                .col_expr(
                    draft::Column::Description,
                    Expr::value(wanted.description.clone()),
                )
                .col_expr(
                    draft::Column::Language,
                    Expr::value(wanted.language.clone()),
                )
                .col_expr(draft::Column::PassMark, Expr::value(pass_mark))
                .col_expr(draft::Column::Reminders, Expr::value(reminders))
                .col_expr(draft::Column::Release, Expr::value(release))
                .col_expr(
                    draft::Column::HeadVersion,
                    Expr::value(self.dice.revision()),
                )
                .col_expr(draft::Column::HeadEditedBy, Expr::value(self.user))
                .col_expr(draft::Column::HeadEditedAt, Expr::value(self.now))
                .filter(draft::COLUMN.course_id.eq(course))
                .exec(db)
                .await?;
        }
        self.revise(db, course).await
    }

    async fn rewrite_row(
        &self,
        db: &impl ConnectionTrait,
        row: &draft_step::Model,
        is_same: bool,
        step: &Step,
        position: i32,
    ) -> Result<(), Failure> {
        let update = draft_step::Entity::update_many()
            .col_expr(draft_step::Column::Position, Expr::value(position))
            .col_expr(draft_step::Column::Title, Expr::value(step.title.clone()));
        let shows = Holding::from(step).columns();
        let update = if is_same {
            update
        } else {
            update
                .col_expr(
                    draft_step::Column::TextContent,
                    Expr::value(step.html.clone()),
                )
                .col_expr(
                    draft_step::Column::Source,
                    Expr::value(content::source(step)),
                )
                .col_expr(draft_step::Column::ImageUrl, Expr::value(shows.image_url))
                .col_expr(draft_step::Column::Media, Expr::value(shows.media))
                .col_expr(draft_step::Column::Links, Expr::value(shows.links))
                .col_expr(
                    draft_step::Column::Release,
                    Expr::value(content::stored_release(step.release.as_ref())),
                )
                .col_expr(
                    draft_step::Column::IsProtected,
                    Expr::value(step.is_protected),
                )
                .col_expr(
                    draft_step::Column::Quiz,
                    Expr::value(content::stored_quiz(step)),
                )
                .col_expr(draft_step::Column::IsActive, Expr::value(step.is_active))
                .col_expr(draft_step::Column::IsEnd, Expr::value(step.is_end))
                .col_expr(
                    draft_step::Column::Version,
                    Expr::value(self.dice.revision()),
                )
                .col_expr(draft_step::Column::EditedBy, Expr::value(self.user))
                .col_expr(draft_step::Column::EditedAt, Expr::value(self.now))
        };
        update
            .filter(draft_step::COLUMN.id.eq(row.id))
            .exec(db)
            .await?;
        Ok(())
    }

    fn fresh_row(&self, course: CourseId, step: &Step, position: i32) -> draft_step::ActiveModel {
        let shows = Holding::from(step).columns();
        draft_step::ActiveModel {
            course_id: Set(course),
            slug: Set(step.slug.clone()),
            position: Set(position),
            title: Set(step.title.clone()),
            text_content: Set(step.html.clone()),
            source: Set(content::source(step)),
            quiz: Set(content::stored_quiz(step)),
            image_url: Set(shows.image_url),
            media: Set(shows.media),
            links: Set(shows.links),
            release: Set(content::stored_release(step.release.as_ref())),
            is_protected: Set(step.is_protected),
            is_active: Set(step.is_active),
            is_end: Set(step.is_end),
            version: Set(self.dice.revision()),
            edited_by: Set(Some(self.user)),
            edited_at: Set(self.now),
            ..Default::default()
        }
    }
}

/// The content as it is stored: titles without blanks around them, and nothing that the database would refuse. A step that
/// says nothing passes: the reader of the file has warned of it.
fn fit(wanted: &Course) -> Result<Course, Refusal> {
    let mut course = wanted.clone();
    course.title = text::title(&course.title, Field::CourseTitle, limits::COURSE_TITLE)?;
    let description = course.description.as_deref();
    course.description = description.map(text::description).transpose()?;
    if course.steps.len() > limits::STEPS {
        return Err(Refusal::TooManySteps {
            limit: limits::STEPS,
        });
    }
    let (mut titles, mut slugs) = (HashSet::new(), HashSet::new());
    for step in &mut course.steps {
        step.title = text::title(&step.title, Field::StepTitle, limits::STEP_TITLE)?;
        if !slugs.insert(step.slug.clone()) || !titles.insert(step.title.clone()) {
            return Err(Refusal::Taken {
                field: Field::StepTitle,
                title: step.title.clone(),
            });
        }
        if step.length > limits::STEP_TEXT {
            return Err(Refusal::TooLong {
                field: Field::StepText,
                length: step.length,
                limit: limits::STEP_TEXT,
            });
        }
    }
    Ok(course)
}
