//! How learners have done in a course: question by question for who wants to mend it, learner by learner for who marks.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use coursefile::{Form, Measures};
use entity::{CourseId, StepId, UserId, answer, user, user_course_progress as progress};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::authoring::Author;
use super::outline::{self, Outline};
use super::policy::Action;
use super::quiz::{Given, Score, score};
use super::refusal::{Failure, Refusal};

/// How learners have done, question by question.
#[derive(Clone, Debug, PartialEq)]
pub struct Results {
    /// The course as learners see it.
    pub outline: Outline,
    /// How many people are in it.
    pub learners: u64,
    /// How many have finished it.
    pub finished: u64,
    /// Every question of the walk, in order.
    pub questions: Vec<Tally>,
}

/// How learners have done with a question.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// The title of the step.
    pub step: String,
    /// What is asked, in the stored form; the title of the step when the text has asked it.
    pub ask: String,
    /// The identity of the question within its step.
    pub slug: String,
    /// Whether there is a right answer.
    pub is_judged: bool,
    /// Whether it is asked before or after the course.
    pub measures: Option<Measures>,
    /// How many have answered it.
    pub tried: u64,
    /// How many were right at the first try.
    pub first_right: u64,
    /// The wrong answer that was given most often at the first try, and how often; of a poll the most frequent answer.
    pub favourite: Option<(Given, u64)>,
}

impl Tally {
    /// The share that was right at the first try, in percent, rounded to the nearest.
    pub fn percent(&self) -> Option<u64> {
        (self.first_right * 200 + self.tried).checked_div(self.tried * 2)
    }
}

impl Results {
    /// What has been gained between the questions that are asked before and those with the same slug that are asked after:
    /// both shares in percent.
    pub fn gain(&self) -> Option<(u64, u64)> {
        let slugs = |measures: Measures| {
            let asked = self.questions.iter();
            asked.filter(move |tally| tally.measures == Some(measures))
        };
        let (mut before, mut after) = ((0, 0), (0, 0));
        for first in slugs(Measures::Pretest) {
            for last in slugs(Measures::Posttest).filter(|last| last.slug == first.slug) {
                before = (before.0 + first.first_right, before.1 + first.tried);
                after = (after.0 + last.first_right, after.1 + last.tried);
            }
        }
        let share = |(right, tried): (u64, u64)| (right * 100).checked_div(tried);
        Some((share(before)?, share(after)?))
    }
}

/// How one learner has done.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Who.
    pub user: user::Model,
    /// Points per step that asks, in the order of [`Table::steps`]; `None`: nothing was answered there.
    pub points: Vec<Option<u64>>,
    /// All together.
    pub score: Score,
    /// When the course was finished, UTC.
    pub finished_at: Option<DateTime<Utc>>,
}

/// How everybody has done.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// The slug of the course.
    pub slug: String,
    /// The title of the course.
    pub title: String,
    /// The titles of the steps that ask.
    pub steps: Vec<String>,
    /// One line for each learner, in the order in which they came.
    pub lines: Vec<Line>,
}

impl Author<'_> {
    /// How learners have done, question by question. The number of statements is fixed.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`], [`Refusal::NotYourPart`].
    pub async fn results(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Results, Failure> {
        self.may(db, Action::SeeStatistics, course).await?;
        let outline = outline::fresh(db, course)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        let (learners, finished): (i64, i64) = progress::Entity::find()
            .select_only()
            .column_as(progress::Column::UserId.count(), "learners")
            .column_as(progress::Column::FinishedAt.count(), "finished")
            .filter(progress::COLUMN.course_id.eq(course))
            .into_tuple()
            .one(db)
            .await?
            .unwrap_or_default();
        let counted = first_answers(db, course).await?;
        let questions = tallies(&outline, &counted)?;
        Ok(Results {
            outline,
            learners: u64::try_from(learners).unwrap_or(0),
            finished: u64::try_from(finished).unwrap_or(0),
            questions,
        })
    }

    /// How everybody has done: three statements, whatever the number of learners.
    ///
    /// # Errors
    /// As [`Author::results`].
    pub async fn results_of_all(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<Table, Failure> {
        self.may(db, Action::SeeStatistics, course).await?;
        let outline = outline::fresh(db, course)
            .await?
            .ok_or(Refusal::UnknownCourse)?;
        let learners = progress::Entity::find()
            .find_also_related(user::Entity)
            .filter(progress::COLUMN.course_id.eq(course))
            .order_by_asc(progress::Column::CreatedAt)
            .order_by_asc(progress::Column::UserId)
            .all(db)
            .await?;
        let mut answers: HashMap<UserId, Vec<answer::Model>> = HashMap::new();
        let given = answer::Entity::find().filter(answer::COLUMN.course_id.eq(course));
        for row in given.all(db).await? {
            answers.entry(row.user_id).or_default().push(row);
        }
        let asking: Vec<(StepId, String)> = outline
            .walked()
            .filter(|step| outline.quiz(step.id).is_some())
            .map(|step| (step.id, step.title.clone()))
            .collect();
        let lines = learners.into_iter().filter_map(|(row, user)| {
            let rows = answers.remove(&row.user_id).unwrap_or_default();
            let points = asking.iter().map(|(step, _)| points(&rows, *step));
            Some(Line {
                user: user?,
                points: points.collect(),
                score: score(&outline, row.user_id, &rows),
                finished_at: row.finished_at,
            })
        });
        let lines = lines.collect();
        Ok(Table {
            slug: outline.course.slug.clone(),
            title: outline.course.title.clone(),
            steps: asking.into_iter().map(|(_, title)| title).collect(),
            lines,
        })
    }
}

fn points(rows: &[answer::Model], step: StepId) -> Option<u64> {
    let mut here = rows
        .iter()
        .filter(|row| row.step_id == step && row.first_given.is_some());
    let first = u64::try_from(here.next()?.points).unwrap_or(0);
    let others = here.map(|row| u64::try_from(row.points).unwrap_or(0));
    Some(first + others.sum::<u64>())
}

/// How often each answer was the first: step, question, what was given, whether it was right, how often.
type First = (StepId, String, String, Option<bool>, i64);

async fn first_answers(db: &impl ConnectionTrait, course: CourseId) -> Result<Vec<First>, DbErr> {
    answer::Entity::find()
        .select_only()
        .columns([
            answer::Column::StepId,
            answer::Column::Question,
            answer::Column::FirstGiven,
            answer::Column::FirstRight,
        ])
        .column_as(answer::Column::UserId.count(), "learners")
        .filter(answer::COLUMN.course_id.eq(course))
        .filter(answer::COLUMN.first_given.is_not_null())
        .group_by(answer::Column::StepId)
        .group_by(answer::Column::Question)
        .group_by(answer::Column::FirstGiven)
        .group_by(answer::Column::FirstRight)
        .order_by_asc(answer::Column::FirstGiven)
        .into_tuple()
        .all(db)
        .await
}

fn tallies(outline: &Outline, counted: &[First]) -> Result<Vec<Tally>, DbErr> {
    let mut tallies = Vec::new();
    for step in outline.walked() {
        let questions = outline.quiz(step.id).map(|quiz| &quiz.questions);
        for question in questions.into_iter().flatten() {
            let is_judged = !matches!(question.form, Form::Poll(_));
            let mut tally = Tally {
                step: step.title.clone(),
                ask: question.ask.clone().unwrap_or_else(|| escaped(&step.title)),
                slug: question.slug.clone(),
                is_judged,
                measures: question.measures,
                ..Tally::default()
            };
            let here = counted
                .iter()
                .filter(|(id, slug, ..)| *id == step.id && *slug == question.slug);
            for (_, _, given, is_right, count) in here {
                let count = u64::try_from(*count).unwrap_or(0);
                tally.tried += count;
                if *is_right == Some(true) {
                    tally.first_right += count;
                } else if tally
                    .favourite
                    .as_ref()
                    .is_none_or(|(_, most)| *most < count)
                {
                    let given = serde_json::from_str(given)
                        .map_err(|error| DbErr::Json(format!("answer: {error}")))?;
                    tally.favourite = Some((given, count));
                }
            }
            tallies.push(tally);
        }
    }
    Ok(tallies)
}

fn escaped(words: &str) -> String {
    words
        .replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
