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

/// How long after the last day of a ladder somebody is still missed by a ladder that is newer than their silence.
const MISSED: TimeDelta = TimeDelta::days(14);

impl Silence {
    /// Whether they fell silent long before the ladder came, at `came_at` (UTC; `None`: it was always there). Time before
    /// `paused_until` (UTC) does not count: they had asked not to be reminded then. However long the bot was away does not matter.
    pub fn is_older(
        &self,
        ladder: &Ladder,
        came_at: Option<DateTime<Utc>>,
        paused_until: Option<DateTime<Utc>>,
    ) -> bool {
        let since = self.since.max(paused_until.unwrap_or(self.since));
        let last = ladder.days().last().copied().unwrap_or_default();
        let gone = since + TimeDelta::days(last.into()) + MISSED;
        self.told_at.is_none() && came_at.is_some_and(|came_at| came_at > gone)
    }

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

    #[test]
    fn who_was_long_gone_before_the_ladder_came_is_left_alone() {
        let day = |days: i64| DateTime::UNIX_EPOCH + TimeDelta::days(days);
        let ladder = Ladder::parse("1, 3, 7").unwrap_or_else(Ladder::none);
        let is_older = |came: Option<i64>, told: Option<i64>, paused: Option<i64>| {
            let silence = Silence {
                since: day(0),
                told_at: told.map(day),
            };
            silence.is_older(&ladder, came.map(day), paused.map(day))
        };
        assert!(!is_older(Some(21), None, None));
        assert!(is_older(Some(22), None, None));
        assert!(!is_older(Some(400), Some(1), None));
        assert!(!is_older(Some(60), None, Some(50)));
        assert!(is_older(Some(60), None, Some(30)));
        // Where the ladder was there before them, no outage is too long.
        assert!(!is_older(None, None, None));
        assert!(!is_older(Some(-1), None, None));
    }
}
