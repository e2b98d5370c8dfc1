//! How everybody has done, learner by learner.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entity::{StepId, user};
use sea_orm::ConnectionTrait;

use super::pages::{Learner, Pages};
use crate::courses::authoring::Author;
use crate::courses::outline::{self, Outline};
use crate::courses::policy::Action;
use crate::courses::quiz::{Score, asked, score, worth};
use crate::courses::refusal::{Failure, Refusal};

/// How one learner has done.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Who.
    pub user: user::Model,
    /// Points per step that asks, in the order of [`Table::steps`], for what this learner is asked there now; `None`:
    /// nothing of it was answered.
    pub points: Vec<Option<u64>>,
    /// All together.
    pub score: Score,
    /// When the course was finished, UTC.
    pub finished_at: Option<DateTime<Utc>>,
}

/// A table in the making: what stands in its head, and the lines page by page.
pub struct Table {
    outline: Outline,
    asking: Vec<(StepId, String)>,
    pages: Pages,
}

impl Author<'_> {
    /// The table of a course, of which nothing is read yet.
    ///
    /// # Errors
    /// As [`Author::results`].
    pub async fn results_of_all(
        &self,
        db: &impl ConnectionTrait,
        course: entity::CourseId,
    ) -> Result<Table, Failure> {
        self.may(db, Action::SeeStatistics, course).await?;
        let outline = outline::fresh(db, course)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        let asking = outline
            .walked()
            .filter(|step| outline.quiz(step.id).is_some())
            .map(|step| (step.id, step.title.clone()))
            .collect();
        Ok(Table {
            outline,
            asking,
            pages: Pages::new(course, false),
        })
    }
}

impl Table {
    /// The slug of the course.
    pub fn slug(&self) -> &str {
        &self.outline.course.slug
    }

    /// The title of the course.
    pub fn title(&self) -> &str {
        &self.outline.course.title
    }

    /// The titles of the steps that ask.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.asking.iter().map(|(_, title)| title.as_str())
    }

    /// The next lines, in two statements; none at the end. Learners stand in the order of their numbers.
    ///
    /// # Errors
    /// What the database says.
    pub async fn next(&mut self, db: &impl ConnectionTrait) -> Result<Vec<Line>, Failure> {
        let learners = self.pages.next(db).await?;
        Ok(learners.into_iter().map(|it| self.line(it)).collect())
    }

    fn line(&self, learner: Learner) -> Line {
        let Learner {
            place,
            user,
            answers,
        } = learner;
        let mut points: HashMap<StepId, u64> = HashMap::new();
        for (step, question, row) in asked(&self.outline, user.id, &answers) {
            if let Some(row) = row.filter(|row| row.is_answered()) {
                *points.entry(step).or_default() += worth(question, row);
            }
        }
        let steps = self.asking.iter();
        Line {
            points: steps.map(|(step, _)| points.get(step).copied()).collect(),
            score: score(&self.outline, user.id, &answers),
            user,
            finished_at: place.finished_at,
        }
    }
}
