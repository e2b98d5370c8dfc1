//! The queue: what waits, oldest first, for whoever may look at it.

use std::collections::HashMap;

use chrono::{DateTime, Utc};
use entity::submission::{self, State};
use entity::{CourseId, StepId, UserId, course, user};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder, QuerySelect, Select,
};

use super::claim::{Assessor, CLAIM};
use crate::courses::policy::{Action, Rights};
use crate::courses::refusal::{Failure, Refusal};

/// A page of what waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Queue {
    /// The entries, oldest first.
    pub entries: Vec<Queued>,
    /// The page, from 0.
    pub page: u16,
    /// How many pages there are; at least one.
    pub pages: u16,
    /// How many wait in all.
    pub total: u64,
}

/// Something that waits.
#[derive(Clone, Debug, PartialEq)]
pub struct Queued {
    /// What it is.
    pub submission: submission::Model,
    /// Whose it is.
    pub learner: user::Model,
    /// The course.
    pub course: course::Model,
    /// Who has it in hand.
    pub holder: Option<user::Model>,
}

impl Assessor<'_> {
    /// A page of what waits where this person may look at it, oldest first; of what came at the same instant, that which was
    /// written first. The number of statements is fixed.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`] for who may look at nothing anywhere.
    pub async fn queue(
        &self,
        db: &impl ConnectionTrait,
        page: u16,
        size: u64,
    ) -> Result<Queue, Failure> {
        if !self.rights.anywhere().has(Action::Assess) {
            return Err(Refusal::NotAnAuthor.into());
        }
        let total = open(&self.rights).count(db).await?;
        let pages = u16::try_from(total.div_ceil(size).max(1)).unwrap_or(u16::MAX);
        let page = page.min(pages - 1);
        let rows = open(&self.rights)
            .find_also_related(user::Entity)
            .find_also_related(course::Entity)
            .order_by_asc(submission::Column::HandedInAt)
            .order_by_asc(submission::Column::Id)
            .offset(u64::from(page) * size)
            .limit(size)
            .all(db)
            .await?;
        let holders = self.holders(db, rows.iter().map(|(row, ..)| row)).await?;
        let entries = rows
            .into_iter()
            .filter_map(|(submission, learner, course)| {
                Some(Queued {
                    holder: (submission.claimed_by)
                        .filter(|_| is_claimed(&submission, self.now))
                        .and_then(|id| holders.get(&id).cloned()),
                    submission,
                    learner: learner?,
                    course: course?,
                })
            });
        Ok(Queue {
            entries: entries.collect(),
            page,
            pages,
            total,
        })
    }

    async fn holders(
        &self,
        db: &impl ConnectionTrait,
        rows: impl Iterator<Item = &submission::Model>,
    ) -> Result<HashMap<UserId, user::Model>, DbErr> {
        let ids: Vec<UserId> = rows.filter_map(|row| row.claimed_by).collect();
        if ids.is_empty() {
            return Ok(HashMap::new());
        }
        let people = user::Entity::find()
            .filter(user::COLUMN.id.is_in(ids))
            .all(db)
            .await?;
        Ok(people.into_iter().map(|one| (one.id, one)).collect())
    }
}

fn is_claimed(submission: &submission::Model, now: DateTime<Utc>) -> bool {
    submission.state == State::Claimed && submission.claimed_at.is_some_and(|at| at + CLAIM > now)
}

/// What waits in the courses where somebody may look at it.
fn open(rights: &Rights) -> Select<submission::Entity> {
    let open = submission::Entity::find().filter(submission::COLUMN.state.is_in(State::OPEN));
    match rights.courses(Action::Assess) {
        Some(courses) => open.filter(submission::Column::CourseId.in_subquery(courses)),
        None => open,
    }
}

/// The place of something that waits, in the queue of its course: from 1.
///
/// # Errors
/// The database.
pub async fn place_in_queue(
    db: &impl ConnectionTrait,
    submission: &submission::Model,
) -> Result<u64, DbErr> {
    let at = submission.handed_in_at;
    let same = Condition::all()
        .add(submission::COLUMN.handed_in_at.eq(at))
        .add(submission::COLUMN.id.lt(submission.id));
    let before = submission::Entity::find()
        .filter(submission::COLUMN.course_id.eq(submission.course_id))
        .filter(submission::COLUMN.state.is_in(State::OPEN))
        .filter(
            Condition::any()
                .add(submission::COLUMN.handed_in_at.lt(at))
                .add(same),
        )
        .count(db)
        .await?;
    Ok(before + 1)
}

/// Where work of a learner waits: the steps that ask for it, in these courses. One statement.
///
/// # Errors
/// The database.
pub async fn waiting_in(
    db: &impl ConnectionTrait,
    user: UserId,
    courses: &[CourseId],
) -> Result<Vec<(CourseId, Option<StepId>)>, DbErr> {
    submission::Entity::find()
        .select_only()
        .column(submission::Column::CourseId)
        .column(submission::Column::StepId)
        .filter(submission::COLUMN.user_id.eq(user))
        .filter(submission::COLUMN.course_id.is_in(courses.iter().copied()))
        .filter(submission::COLUMN.kind.eq(submission::Kind::Work))
        .filter(submission::COLUMN.state.is_in(State::OPEN))
        .into_tuple()
        .all(db)
        .await
}
