//! What a learner has earned in a course, out of what could be earned.

use std::collections::HashMap;

use entity::{CourseId, StepId, UserId, answer};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::draw::drawn;
use crate::courses::outline::Outline;
use crate::courses::progress::Walk;

/// The result of a learner in a course.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// Points earned.
    pub earned: u64,
    /// Points that this learner can earn, with the questions that are drawn for them.
    pub total: u64,
    /// How many questions were answered right at the first try.
    pub first_right: usize,
    /// How many questions have a right answer.
    pub judged: usize,
    /// The share of all points that passes the course, in percent.
    pub pass_mark: Option<u8>,
}

impl Score {
    /// The share of all points, in percent, rounded down: who has 79.9 has not reached 80.
    pub fn percent(&self) -> u64 {
        (self.earned * 100).checked_div(self.total).unwrap_or(100)
    }

    /// Whether that passes; `None`: the course has no pass mark.
    pub fn is_passed(&self) -> Option<bool> {
        let mark = self.pass_mark?;
        Some(self.percent() >= u64::from(mark))
    }
}

impl Walk<'_> {
    /// The learner's result in a course; `None`: there are no points in it. One statement, none for a course that asks nothing.
    ///
    /// # Errors
    /// What the database says.
    pub async fn score(
        &self,
        db: &impl ConnectionTrait,
        outline: &Outline,
    ) -> Result<Option<Score>, DbErr> {
        if outline.quizzes.is_empty() {
            return Ok(None);
        }
        let rows = answer::Entity::find()
            .filter(answer::COLUMN.user_id.eq(self.user))
            .filter(answer::COLUMN.course_id.eq(outline.course.id))
            .all(db)
            .await?;
        let score = score(outline, self.user, &rows);
        Ok((score.total > 0).then_some(score))
    }
}

/// What these answers of a learner come to. Answers to questions that are no longer asked do not count.
pub fn score(outline: &Outline, user: UserId, rows: &[answer::Model]) -> Score {
    let given: HashMap<(StepId, &str), &answer::Model> = rows
        .iter()
        .map(|row| ((row.step_id, row.question.as_str()), row))
        .collect();
    let mark = outline.course.pass_mark;
    let mut score = Score {
        pass_mark: mark.and_then(|mark| u8::try_from(mark).ok()),
        ..Score::default()
    };
    for step in outline.walked() {
        let Some(quiz) = outline.quiz(step.id) else {
            continue;
        };
        let is_known = |slug: &str| given.contains_key(&(step.id, slug));
        for place in drawn(quiz, user, step.id, is_known) {
            let question = &quiz.questions[place];
            if matches!(question.form, coursefile::Form::Poll(_)) {
                continue;
            }
            let row = given.get(&(step.id, question.slug.as_str()));
            let earned = row.map_or(0, |row| u64::try_from(row.points).unwrap_or(0));
            score.judged += 1;
            score.total += u64::from(question.points);
            // The author may have made the question worth less since.
            score.earned += earned.min(question.points.into());
            score.first_right += usize::from(row.is_some_and(|row| row.first_right == Some(true)));
        }
    }
    score
}

/// How many questions a learner has answered right at the first try, of those answered, in each of these courses. One
/// statement.
pub async fn first_tries(
    db: &impl ConnectionTrait,
    user: UserId,
    courses: &[CourseId],
) -> Result<HashMap<CourseId, (usize, usize)>, DbErr> {
    let rows = answer::Entity::find()
        .filter(answer::COLUMN.user_id.eq(user))
        .filter(answer::COLUMN.course_id.is_in(courses.iter().copied()))
        .filter(answer::COLUMN.first_right.is_not_null())
        .all(db)
        .await?;
    let mut tries: HashMap<CourseId, (usize, usize)> = HashMap::new();
    for row in rows {
        let (right, all) = tries.entry(row.course_id).or_default();
        *right += usize::from(row.first_right == Some(true));
        *all += 1;
    }
    Ok(tries)
}
