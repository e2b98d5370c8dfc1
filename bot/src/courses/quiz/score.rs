//! What a learner has earned in a course, out of what could be earned.

use std::collections::HashMap;

use coursefile::Question;
use entity::{CourseId, StepId, UserId, answer, course};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::draw::drawn;
use super::earned::Earned;
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
    /// How many of those that have a right answer were answered.
    pub answered: usize,
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
        let rows = Earned::rows()
            .filter(answer::COLUMN.user_id.eq(self.user))
            .filter(answer::COLUMN.course_id.eq(outline.course.id))
            .into_model()
            .all(db)
            .await?;
        let score = score(outline, self.user, &rows);
        Ok((score.total > 0).then_some(score))
    }

    /// How many questions the learner has answered right at the first try, of those answered, in each of these courses:
    /// the questions that they are asked now. Two statements, and two for each course that was not read before.
    ///
    /// # Errors
    /// What the database says.
    pub async fn first_tries(
        &self,
        db: &impl ConnectionTrait,
        courses: &[CourseId],
    ) -> Result<HashMap<CourseId, (usize, usize)>, DbErr> {
        let mut given: HashMap<CourseId, Vec<Earned>> = HashMap::new();
        let rows = Earned::rows()
            .filter(answer::COLUMN.user_id.eq(self.user))
            .filter(answer::COLUMN.course_id.is_in(courses.iter().copied()))
            .into_model();
        for row in rows.all(db).await? {
            let row: Earned = row;
            given.entry(row.course_id).or_default().push(row);
        }
        if given.is_empty() {
            return Ok(HashMap::new());
        }
        let answered = course::COLUMN.id.is_in(given.keys().copied());
        let mut tries = HashMap::new();
        for course in course::Entity::find().filter(answered).all(db).await? {
            let outline = self.shelf.outline(db, &course).await?;
            let score = score(&outline, self.user, &given[&course.id]);
            if score.answered > 0 {
                tries.insert(course.id, (score.first_right, score.answered));
            }
        }
        Ok(tries)
    }
}

/// What a learner is asked in a course, question by question, with what they have given to it: what is no longer asked, or
/// no longer drawn for them, is not among it.
pub fn asked<'a>(
    outline: &'a Outline,
    user: UserId,
    rows: &'a [Earned],
) -> impl Iterator<Item = (StepId, &'a Question, Option<&'a Earned>)> {
    let given: HashMap<(StepId, &str), &Earned> = rows
        .iter()
        .map(|row| ((row.step_id, row.question.as_str()), row))
        .collect();
    let quizzes = outline
        .walked()
        .filter_map(|step| Some((step.id, outline.quiz(step.id)?)));
    quizzes.flat_map(move |(step, quiz)| {
        let places = drawn(quiz, user, step, |slug| given.contains_key(&(step, slug)));
        let asked = places.into_iter().map(|place| {
            let question = &quiz.questions[place];
            let row = given.get(&(step, question.slug.as_str())).copied();
            (step, question, row)
        });
        asked.collect::<Vec<_>>()
    })
}

/// What these answers of a learner come to.
pub fn score(outline: &Outline, user: UserId, rows: &[Earned]) -> Score {
    let mark = outline.course.pass_mark;
    let mut score = Score {
        pass_mark: mark.and_then(|mark| u8::try_from(mark).ok()),
        ..Score::default()
    };
    for (_, question, row) in asked(outline, user, rows) {
        if matches!(question.form, coursefile::Form::Poll(_)) {
            continue;
        }
        score.judged += 1;
        score.total += u64::from(question.points);
        score.earned += row.map_or(0, |row| worth(question, row));
        let first = row.and_then(|row| row.first_right);
        score.answered += usize::from(first.is_some());
        score.first_right += usize::from(first == Some(true));
    }
    score
}

/// What an answer is worth now: the author may have made the question worth less since.
pub fn worth(question: &Question, row: &Earned) -> u64 {
    row.points().min(question.points.into())
}
