//! The learners of a course with their answers, some at a time: whatever there are of them, no more is held in memory than a
//! page.
//!
//! Each page is read on its own, so a learner who answers meanwhile stands in the results as they are when their page is
//! read.

use std::collections::HashMap;

use entity::{CourseId, UserId, answer, user, user_course_progress as progress};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use crate::courses::quiz::Earned;

/// How many learners stand on a page.
const LEARNERS: u64 = 200;

/// A learner of the course.
pub struct Learner {
    /// Where they are.
    pub place: progress::Model,
    /// Who they are.
    pub user: user::Model,
    /// What they have answered.
    pub answers: Vec<Earned>,
}

/// Where the reading is.
pub struct Pages {
    course: CourseId,
    with_words: bool,
    last: Option<UserId>,
    is_over: bool,
}

impl Pages {
    /// From the first learner on, by their numbers; `with_words`: with the very first answers as they were given.
    pub fn new(course: CourseId, with_words: bool) -> Pages {
        Pages {
            course,
            with_words,
            last: None,
            is_over: false,
        }
    }

    /// The next page, in two statements; an empty one is the end.
    pub async fn next(&mut self, db: &impl ConnectionTrait) -> Result<Vec<Learner>, DbErr> {
        if self.is_over {
            return Ok(Vec::new());
        }
        let mut rows = progress::Entity::find()
            .find_also_related(user::Entity)
            .filter(progress::COLUMN.course_id.eq(self.course))
            .order_by_asc(progress::Column::UserId)
            .limit(LEARNERS);
        if let Some(last) = self.last {
            rows = rows.filter(progress::COLUMN.user_id.gt(last));
        }
        let rows = rows.all(db).await?;
        self.is_over = u64::try_from(rows.len()).unwrap_or(0) < LEARNERS;
        let Some((last, _)) = rows.last() else {
            return Ok(Vec::new());
        };
        let last = last.user_id;
        let mut answers = self.answers(db, last).await?;
        self.last = Some(last);
        let learners = rows.into_iter().filter_map(|(place, user)| {
            let answers = answers.remove(&place.user_id).unwrap_or_default();
            Some(Learner {
                place,
                user: user?,
                answers,
            })
        });
        Ok(learners.collect())
    }

    async fn answers(
        &self,
        db: &impl ConnectionTrait,
        until: UserId,
    ) -> Result<HashMap<UserId, Vec<Earned>>, DbErr> {
        let mut given = if self.with_words {
            Earned::rows_with_words()
        } else {
            Earned::rows()
        };
        given = given
            .filter(answer::COLUMN.course_id.eq(self.course))
            .filter(answer::COLUMN.user_id.lte(until));
        if let Some(last) = self.last {
            given = given.filter(answer::COLUMN.user_id.gt(last));
        }
        let mut answers: HashMap<UserId, Vec<Earned>> = HashMap::new();
        for row in given.into_model::<Earned>().all(db).await? {
            answers.entry(row.user_id).or_default().push(row);
        }
        Ok(answers)
    }
}
