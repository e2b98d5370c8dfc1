//! Which course a file is meant for: the one with its id, or a new one.
//!
//! An id that the file does not name, but that follows from its title, may be that of another course by accident. Then
//! only a file that shares a step with that course is taken for its next version.

use std::collections::BTreeSet;

use coursefile::Course;
use entity::{CourseId, course};
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QuerySelect};
use serde::{Deserialize, Serialize};

use crate::courses::authoring::{Author, limits};
use crate::courses::policy::Action;
use crate::courses::refusal::{Failure, Field, Refusal};

/// What there is to know of the id of a course from a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Called {
    /// The file names no id; that of its title belongs to the course that it would change.
    Meets {
        /// The id with which it would be a new course.
        free: String,
    },
    /// The file names no id; that of its title belongs to a course with which it shares no step. It becomes a course of
    /// its own.
    Parted {
        /// What that other course is called.
        title: String,
        /// The id of that other course.
        slug: String,
    },
    /// It gets this id instead of the one that the file names or that follows from its title.
    Renamed,
}

/// Which course a file is meant for; none: a new one.
pub(super) type Target = (Option<CourseId>, Option<Called>);

impl Author<'_> {
    /// Finds it; a new course gets an id and, where the file did not choose the id, a title that are free. `is_proposed`:
    /// the file names no id. The same again for the same course gives the same.
    ///
    /// # Errors
    /// [`Refusal::NotYourPart`] for who has a part in the course that does not include this; what
    /// [`Author::check_course_title`] says of a new one.
    pub(super) async fn target(
        &self,
        db: &impl ConnectionTrait,
        course: &mut Course,
        is_proposed: bool,
    ) -> Result<Target, Failure> {
        let found = course::Entity::find()
            .filter(course::COLUMN.slug.eq(course.slug.clone()))
            .one(db)
            .await?;
        let Some(found) = found else {
            self.check_course_title(db, &course.title).await?;
            return Ok((None, None));
        };
        match self.rights.pass_on(db, Action::Import, found.id).await {
            Ok(_) => {}
            // To who has no part in it there is no such course; another part is in the way of a file that names it only.
            Err(Failure::Refused(refusal))
                if *refusal == Refusal::UnknownCourse
                    || (is_proposed && *refusal == Refusal::NotYourPart) =>
            {
                course.slug = free_slug(db, &course.slug).await?;
                self.check_course_title(db, &course.title).await?;
                return Ok((None, Some(Called::Renamed)));
            }
            Err(failure) => return Err(failure),
        }
        if !is_proposed {
            return Ok((Some(found.id), None));
        }
        let (draft, _) = self.draft(db, found.id).await?;
        let free = free_slug(db, &course.slug).await?;
        if shares_a_step(&draft, course) || self.rights.pass(Action::MakeCourses).is_err() {
            return Ok((Some(found.id), Some(Called::Meets { free })));
        }
        course.title = self.free_title(db, &course.title).await?;
        let slug = std::mem::replace(&mut course.slug, free);
        let title = draft.title;
        Ok((None, Some(Called::Parted { title, slug })))
    }

    /// The title, or with the first number behind it that makes it free.
    async fn free_title(&self, db: &impl ConnectionTrait, wanted: &str) -> Result<String, Failure> {
        let mut title = wanted.to_owned();
        for number in 2.. {
            match self.check_course_title(db, &title).await {
                Err(Failure::Refused(refusal)) if is_taken(&refusal) => {}
                checked => return checked,
            }
            let end = format!(" ({number})");
            let room = limits::COURSE_TITLE - end.len();
            let stem: String = wanted.chars().take(room).collect();
            title = format!("{}{end}", stem.trim_end());
        }
        Ok(title)
    }
}

fn is_taken(refusal: &Refusal) -> bool {
    let wanted = Field::CourseTitle;
    matches!(refusal, Refusal::Taken { field, .. } if *field == wanted)
}

/// Whether the file may be the next version of the course. A course without a step has nothing to lose.
fn shares_a_step(known: &Course, file: &Course) -> bool {
    let slugs: BTreeSet<&str> = file.steps.iter().map(|step| step.slug.as_str()).collect();
    let mut steps = known.steps.iter();
    known.steps.is_empty() || steps.any(|step| slugs.contains(step.slug.as_str()))
}

/// An id that no course has.
async fn free_slug(db: &impl ConnectionTrait, wanted: &str) -> Result<String, Failure> {
    let slugs = course::Entity::find()
        .select_only()
        .column(course::Column::Slug)
        .into_tuple::<String>()
        .all(db)
        .await?;
    let taken: BTreeSet<String> = slugs.into_iter().collect();
    Ok(coursefile::slug::free(wanted, |slug| taken.contains(slug)))
}
