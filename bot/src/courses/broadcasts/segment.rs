//! For whom an announcement is.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CohortId, CourseId, StepId, step, user_course_progress as progress};
use sea_orm::sea_query::{Expr, ExprTrait, Func, Order, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

/// Some of the learners of a course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Segment {
    /// Everybody in it.
    Everyone,
    /// Who has joined it and never moved on from its first step.
    NotStarted,
    /// Who has finished it.
    Finished,
    /// Who has stood at this step for so many days, whether they look at it or not, has not finished, and does not wait for the
    /// next one to open.
    Stuck {
        /// The step.
        step: StepId,
        /// Days of 24 hours.
        days: u16,
    },
    /// Who goes through it with this cohort, however far they are.
    Cohort {
        /// The cohort.
        cohort: CohortId,
    },
}

impl Segment {
    /// As it is kept: words between colons. A form once released keeps its meaning.
    pub fn stored(self) -> String {
        match self {
            Segment::Everyone => "everyone".to_owned(),
            Segment::NotStarted => "not-started".to_owned(),
            Segment::Finished => "finished".to_owned(),
            Segment::Stuck { step, days } => format!("stuck:{step}:{days}"),
            Segment::Cohort { cohort } => format!("cohort:{cohort}"),
        }
    }

    /// What was kept; `None`: a newer version has written it.
    pub fn read(stored: &str) -> Option<Segment> {
        let mut words = stored.split(':');
        let segment = match words.next()? {
            "everyone" => Segment::Everyone,
            "not-started" => Segment::NotStarted,
            "finished" => Segment::Finished,
            "stuck" => Segment::Stuck {
                step: StepId(words.next()?.parse().ok()?),
                days: words.next()?.parse().ok()?,
            },
            "cohort" => Segment::Cohort {
                cohort: CohortId(words.next()?.parse().ok()?),
            },
            _ => return None,
        };
        words.next().is_none().then_some(segment)
    }

    /// The condition on places in the course.
    pub(super) fn condition(self, course: CourseId, now: DateTime<Utc>) -> Condition {
        let in_course = Condition::all().add(progress::Column::CourseId.eq(course));
        let unfinished = progress::Column::FinishedAt.is_null();
        match self {
            Segment::Everyone => in_course,
            Segment::Finished => in_course.add(progress::Column::FinishedAt.is_not_null()),
            Segment::NotStarted => in_course.add(unfinished).add(
                Condition::any()
                    .add(progress::Column::CurrentStepId.is_null())
                    .add(progress::Column::CurrentStepId.in_subquery(first_step(course))),
            ),
            Segment::Stuck { step, days } => in_course
                .add(unfinished)
                .add(progress::Column::CurrentStepId.eq(step))
                .add(progress::Column::AskedAt.is_null())
                .add(stood_since().lte(now - TimeDelta::days(days.into()))),
            Segment::Cohort { cohort } => in_course.add(progress::Column::CohortId.eq(cohort)),
        }
    }
}

/// When they came to their step, as far as it is known.
fn stood_since() -> Expr {
    let column = |column: progress::Column| Expr::col((progress::Entity, column));
    let known = [
        column(progress::Column::StoodSince),
        column(progress::Column::VisitedAt),
    ];
    Func::coalesce(known).into()
}

/// The step at which a course begins.
fn first_step(course: CourseId) -> SelectStatement {
    Query::select()
        .column(step::Column::Id)
        .from(step::Entity)
        .and_where(Expr::col(step::Column::CourseId).eq(course))
        .and_where(Expr::col(step::Column::IsActive).eq(true))
        .order_by(step::Column::Position, Order::Asc)
        .limit(1)
        .to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let step = StepId(i64::MAX);
        let days = u16::MAX;
        let cohort = CohortId(i64::MAX);
        for segment in [
            Segment::Everyone,
            Segment::NotStarted,
            Segment::Finished,
            Segment::Stuck { step, days },
            Segment::Cohort { cohort },
        ] {
            let stored = segment.stored();
            assert!(stored.len() <= 64, "{stored}");
            assert_eq!(Segment::read(&stored), Some(segment));
        }
        for other in [
            "",
            "all",
            "stuck",
            "stuck:1",
            "stuck:1:x",
            "everyone:1",
            "cohort",
            "cohort:x",
            "cohort:1:2",
        ] {
            assert_eq!(Segment::read(other), None, "{other}");
        }
    }
}
