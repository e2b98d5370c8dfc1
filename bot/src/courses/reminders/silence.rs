//! How long somebody has been silent, and what that means on a ladder.

use chrono::{DateTime, TimeDelta, Utc};
use coursefile::Ladder;
use entity::{UserId, answer, review, user, user_course_progress as progress};
use sea_orm::sea_query::{Expr, Func, FunctionCall};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

/// Somebody's silence.
#[derive(Clone, Copy, Debug)]
pub struct Silence {
    /// UTC; when they were last active.
    pub since: DateTime<Utc>,
    /// UTC; when they were last reminded, since then.
    pub told_at: Option<DateTime<Utc>>,
}

impl Silence {
    /// When the next reminder is due: after the first silence on the ladder that was not over when they were reminded last. So
    /// each comes once, and after an outage one comes for all that were missed. `None`: there is no other.
    pub fn next(&self, ladder: &Ladder) -> Option<DateTime<Utc>> {
        let due = |days: &u16| self.since + TimeDelta::days((*days).into());
        let mut rungs = ladder.days().iter().map(due);
        rungs.find(|due| self.told_at.is_none_or(|told| *due > told))
    }
}

/// UTC; when somebody last moved, looked at a step, answered, handed in or reviewed, in whatever course, or left one. What the bot
/// has brought them is nothing of that. `None`: they are in none.
///
/// # Errors
/// What the database says.
pub async fn last_active(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let visited = progress::Entity::find()
        .filter(progress::COLUMN.user_id.eq(user))
        .order_by_desc(Expr::expr(was_active()))
        .one(db)
        .await?;
    let left = user::Entity::find_by_id(user).one(db).await?;
    let answered = answer::Entity::find()
        .filter(answer::COLUMN.user_id.eq(user))
        .filter(answer::COLUMN.answered_at.is_not_null())
        .order_by_desc(answer::Column::AnsweredAt)
        .one(db)
        .await?;
    let reviewed = review::Entity::find()
        .filter(review::COLUMN.user_id.eq(user))
        .filter(review::COLUMN.reps.gt(0))
        .order_by_desc(review::Column::LastAt)
        .one(db)
        .await?;
    let visited = visited.map(|row| row.active_at.unwrap_or(row.visited_at));
    let left = left.and_then(|row| row.left_at);
    let answered = answered.and_then(|row| row.answered_at);
    let reviewed = reviewed.map(|row| row.last_at);
    Ok(visited.max(answered).max(reviewed).max(left))
}

/// When they themselves were last active in a course.
fn was_active() -> FunctionCall {
    let active = Expr::col(progress::Column::ActiveAt);
    Func::coalesce([active, Expr::col(progress::Column::VisitedAt)])
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `told` and the result in hours after the last activity.
    fn check(ladder: &str, told: Option<i64>, expected: Option<i64>) {
        let since = DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default();
        let silence = Silence {
            since,
            told_at: told.map(|hours| since + TimeDelta::hours(hours)),
        };
        let ladder = Ladder::parse(ladder).unwrap_or_else(Ladder::none);
        let next = silence.next(&ladder).map(|at| (at - since).num_hours());
        assert_eq!(next, expected, "{ladder} told {told:?}");
    }

    #[test]
    fn each_rung_comes_once() {
        check("1, 3, 7", None, Some(24));
        check("1, 3, 7", Some(24), Some(72));
        check("1, 3, 7", Some(33), Some(72));
        check("1, 3, 7", Some(72), Some(168));
        check("1, 3, 7", Some(168), None);
        check("none", None, None);
    }

    #[test]
    fn an_outage_leaves_one() {
        check("1, 3, 7", Some(100), Some(168));
        check("1, 3, 7", Some(1000), None);
        check("1, 2, 3, 4", Some(80), Some(96));
    }
}
