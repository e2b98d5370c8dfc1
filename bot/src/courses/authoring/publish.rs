//! Making what authors have written what learners walk: first what it would mean, then, confirmed, all of it at once.

use chrono::{DateTime, Utc};
use coursefile::{Changes, Course, Hint};
use entity::{CourseId, Door, StepId, course, step, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::apply::Rewriting;
use super::gone::{Gone, gone_questions};
use super::impact::Plan;
use super::{Author, Draft, Impact, title_is_taken};
use crate::courses::outline::{self, Outline};
use crate::courses::policy::Action;
use crate::courses::refusal::{Failure, Field, Refusal};
use crate::courses::{cohorts, content, history, wakes};

/// What a publication would do.
#[derive(Clone, Debug, PartialEq)]
pub struct Publication {
    /// The course.
    pub course: CourseId,
    /// The title it will have.
    pub title: String,
    /// The older revision that comes back; `None`: it is the draft that is published.
    pub back_to: Option<i32>,
    /// What will be different for learners.
    pub changes: Changes,
    /// Who is affected.
    pub impact: Impact,
    /// Questions that go and were answered: what was answered to them no longer counts.
    pub unanswered: Vec<Gone>,
    /// What the author may not have meant by when steps open, by their titles.
    pub hints: Vec<(String, Hint)>,
    /// Whether learners have never seen anything of the course.
    pub is_first: bool,
    /// Whether the door, closed now, will be open.
    pub opens: bool,
    /// Who may come in then.
    pub door: Door,
    /// What the older revision was called, when another course is called that by now: then this one keeps its title.
    pub title_taken: Option<String>,
    /// Whether an older revision takes the place of edits that were never published.
    pub drops_edits: bool,
    /// What this was worked out from. Another draft or another publication meanwhile gives another number.
    pub stamp: i64,
}

impl Publication {
    /// Whether learners would notice nothing at all.
    pub fn is_nothing(&self) -> bool {
        self.changes.is_empty() && !self.opens
    }
}

/// What became of a confirmation.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// Learners walk it already: there was nothing to publish, or the same confirmation has come twice.
    Already {
        /// The course as learners see it.
        outline: Outline,
    },
    /// Learners walk it now.
    Published {
        /// The course as learners see it.
        outline: Outline,
        /// Whether the door was closed before.
        opened: bool,
    },
    /// The draft is again what learners see, and was before; for them nothing has changed.
    Restored {
        /// The course as learners see it.
        outline: Outline,
    },
    /// Something has changed since it was asked: what it would do now.
    Anew(Box<Publication>),
}

/// A publication with what is needed to carry it out.
struct Prepared {
    publication: Publication,
    draft: Draft,
    seen: Outline,
    old: Course,
    new: Course,
}

impl Author<'_> {
    /// What publishing the draft would do. Nothing is written.
    ///
    /// # Errors
    /// [`Refusal::UnknownCourse`]; [`Refusal::Unwalkable`] with the reason; [`Refusal::Taken`].
    pub async fn publication(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Publication, Failure> {
        let draft = self.open_to(db, Action::Publish, course).await?;
        Ok(prepare(db, draft, None, self.now).await?.publication)
    }

    /// Makes the draft what learners walk, if it is still what was shown. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::publication`].
    pub async fn publish(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        stamp: i64,
    ) -> Result<Outcome, Failure> {
        let draft = self.take_up_to(db, Action::Publish, course).await?;
        let prepared = prepare(db, draft, None, self.now).await?;
        self.carry_out(db, prepared, stamp).await
    }

    /// What publishing an older revision again would do. Nothing is written.
    ///
    /// # Errors
    /// As [`Author::publication`], and [`Refusal::UnknownRevision`].
    pub async fn rollback(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        number: i32,
    ) -> Result<Publication, Failure> {
        let draft = self.open_to(db, Action::Publish, course).await?;
        Ok(prepare(db, draft, Some(number), self.now)
            .await?
            .publication)
    }

    /// Makes an older revision the draft and what learners walk, as a new revision, if nothing has changed since it was
    /// asked. Twice equals once.
    ///
    /// # Errors
    /// As [`Author::rollback`].
    pub async fn roll_back(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
        number: i32,
        stamp: i64,
    ) -> Result<Outcome, Failure> {
        let draft = self.take_up_to(db, Action::Publish, course).await?;
        let prepared = prepare(db, draft, Some(number), self.now).await?;
        self.carry_out(db, prepared, stamp).await
    }

    async fn carry_out(
        &self,
        db: &impl ConnectionTrait,
        prepared: Prepared,
        stamp: i64,
    ) -> Result<Outcome, Failure> {
        let publication = &prepared.publication;
        let course = publication.course;
        let (opened, nothing) = (publication.opens, publication.is_nothing());
        let done = nothing && !publication.drops_edits;
        if publication.stamp != stamp && !done {
            return Ok(Outcome::Anew(Box::new(prepared.publication)));
        }
        if publication.back_to.is_some() && !done {
            self.rewrite(db, &prepared.draft, &prepared.new).await?;
        }
        if !nothing {
            self.apply(db, &prepared).await?;
        }
        let outline = outline::fresh(db, course)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        Ok(match (done, nothing) {
            (true, _) => Outcome::Already { outline },
            (false, true) => Outcome::Restored { outline },
            (false, false) => Outcome::Published { outline, opened },
        })
    }

    async fn apply(&self, db: &impl ConnectionTrait, prepared: &Prepared) -> Result<(), Failure> {
        let Prepared {
            publication,
            seen,
            old,
            new,
            ..
        } = prepared;
        let course = &seen.course;
        let mut number = course.published_revision;
        if number == 0 && !publication.is_first {
            // Published before revisions were kept: what it was is the first.
            let before = history::Entry {
                changes: &coursefile::compare(&Course::default(), old),
                content: old,
                by: None,
                at: course.updated_at,
            };
            number = 1;
            history::record(db, course.id, number, before).await?;
        }
        if !publication.changes.is_empty() {
            number += 1;
            let plan = Plan::new(old, new);
            let rewriting = Rewriting {
                course: course.id,
                rows: &seen.steps,
                old,
                new,
                plan: &plan,
                number,
                now: self.now,
            };
            rewriting.run(db).await?;
            let entry = history::Entry {
                changes: &publication.changes,
                content: new,
                by: Some(self.user),
                at: self.now,
            };
            history::record(db, course.id, number, entry).await?;
            if publication.changes.is_of_schedule() {
                wakes::wake_course(db, course.id, self.now).await?;
            }
        }
        let is_new = old.reminders != new.reminders;
        let since = course.reminders_since;
        course::Entity::update_many()
            .col_expr(course::Column::Title, Expr::value(new.title.clone()))
            .col_expr(
                course::Column::Description,
                Expr::value(new.description.clone()),
            )
            .col_expr(course::Column::Language, Expr::value(new.language.clone()))
            .col_expr(
                course::Column::PassMark,
                Expr::value(new.pass_mark.map(i16::from)),
            )
            .col_expr(
                course::Column::Reminders,
                Expr::value(new.reminders.as_ref().map(ToString::to_string)),
            )
            .col_expr(
                course::Column::RemindersSince,
                Expr::value(if is_new { Some(self.now) } else { since }),
            )
            .col_expr(
                course::Column::Release,
                Expr::value(content::stored_release(new.release.as_ref())),
            )
            .col_expr(course::Column::IsActive, Expr::value(true))
            .col_expr(course::Column::PublishedRevision, Expr::value(number))
            .col_expr(course::Column::Revision, Expr::value(self.dice.revision()))
            .filter(course::COLUMN.id.eq(course.id))
            .exec(db)
            .await?;
        Ok(())
    }
}

/// Works out what publishing the draft, or an older revision instead of it, would do.
async fn prepare(
    db: &impl ConnectionTrait,
    draft: Draft,
    back_to: Option<i32>,
    now: DateTime<Utc>,
) -> Result<Prepared, Failure> {
    let course = draft.course.id;
    let seen = outline::read(db, draft.course.clone()).await?;
    let (old, drafted) = (content::published(&seen), draft.content());
    let mut title_taken = None;
    let new = match back_to {
        None => drafted.clone(),
        Some(number) => {
            let mut new = history::content(db, course, number).await?;
            new.slug.clone_from(&drafted.slug);
            // Another course may be called so by now; then this one keeps its name.
            if title_is_taken(db, &new.title, Some(course)).await? {
                title_taken = Some(std::mem::replace(&mut new.title, old.title.clone()));
            }
            new
        }
    };
    if title_is_taken(db, &new.title, Some(course)).await? {
        return Err(Refusal::Taken {
            field: Field::CourseTitle,
            title: new.title,
        }
        .into());
    }
    if let Some(why) = unwalkable(&new) {
        return Err(Refusal::Unwalkable(why).into());
    }
    let impact = Plan::new(&old, &new).impact(&standing(db, &seen).await?);
    let is_first = seen.steps.is_empty();
    let differs = |other: &Course| !coursefile::compare(&drafted, other).is_empty();
    let publication = Publication {
        course,
        title: new.title.clone(),
        back_to,
        changes: coursefile::compare(&old, &new),
        impact,
        unanswered: gone_questions(db, &seen, &old, &new).await?,
        hints: hints(db, course, (&old, &new), now).await?,
        is_first,
        opens: !seen.course.is_active,
        door: seen.course.door,
        title_taken,
        drops_edits: back_to.is_some() && differs(&old) && differs(&new),
        stamp: stamp(draft.head.version, seen.course.revision),
    };
    Ok(Prepared {
        publication,
        draft,
        seen,
        old,
        new,
    })
}

/// What may not be meant by the rules of steps that open otherwise than before.
async fn hints(
    db: &impl ConnectionTrait,
    course: CourseId,
    (old, new): (&Course, &Course),
    now: DateTime<Utc>,
) -> Result<Vec<(String, Hint)>, DbErr> {
    let is_new = |place: usize| {
        let step = &new.steps[place];
        let same = |was: &coursefile::Step| was.slug == step.slug && was.release == step.release;
        !old.steps.iter().any(same)
    };
    if new.steps.iter().all(|step| step.release.is_none()) {
        return Ok(Vec::new());
    }
    let has_cohorts = cohorts::has_cohorts(db, course).await?;
    let found = coursefile::hints(new, Some(now.date_naive()), Some(has_cohorts));
    let found = found.into_iter().filter(|(place, _)| is_new(*place));
    Ok(found
        .map(|(place, hint)| (new.steps[place].title.clone(), hint))
        .collect())
}

fn unwalkable(course: &Course) -> Option<crate::courses::Unwalkable> {
    use crate::courses::Unwalkable;
    let mut active = course.steps.iter().filter(|step| step.is_active).peekable();
    if active.peek().is_none() {
        Some(Unwalkable::NoSteps)
    } else if active.any(|step| step.is_end) {
        None
    } else {
        Some(Unwalkable::NoEnd)
    }
}

/// One number for the draft's version and for all that learners may notice, the door included: closing a course gives it
/// another revision too. Positive, so that a button can carry it.
fn stamp(version: i64, revision: i64) -> i64 {
    // The odd number keeps two equal ones from cancelling each other (2^64 divided by the golden ratio).
    (version ^ revision.wrapping_mul(0x1E37_79B9_7F4A_7C15)) & i64::MAX
}

/// How many stand on each step, by its slug.
async fn standing(
    db: &impl ConnectionTrait,
    seen: &Outline,
) -> Result<Vec<(Option<String>, u64)>, DbErr> {
    let counted: Vec<(Option<StepId>, i64)> = progress::Entity::find()
        .select_only()
        .column(progress::Column::CurrentStepId)
        .column_as(progress::Column::UserId.count(), "learners")
        .filter(progress::COLUMN.course_id.eq(seen.course.id))
        .group_by(progress::Column::CurrentStepId)
        .into_tuple()
        .all(db)
        .await?;
    let slug = |id: StepId| seen.step(id).map(|step: &step::Model| step.slug.clone());
    Ok(counted
        .into_iter()
        .map(|(step, learners)| (step.and_then(slug), u64::try_from(learners).unwrap_or(0)))
        .collect())
}
