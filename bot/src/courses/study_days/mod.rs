//! Study days: on how many days a week a learner wants to study, and on which they have.
//!
//! A day is one of theirs when they have gone on to another step, answered a question or a card, or handed in work on it, by the clock
//! that they go by. Only for who has a goal are days noted, one row each. The goal and the last of those days stand with the
//! person (`users`), whose row is read with every update anyway: a press costs nothing more without a goal, or on a day
//! that is noted already, and three statements once a day. Nobody else sees any of it.
//!
//! The days are not worked out from what is stored anyway: of going on only the last time is known in each course, and of answers the
//! last one to each question.
//!
//! What a week is worth, and that a missed day is forgiven, is told in [`week`].

mod pauses;
pub mod week;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use entity::{UserId, study_day, study_pause, user};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
};

pub use pauses::{pause, resume};
pub use week::{Goal, Week};

use super::reminders::last_active;
use super::rhythm::Zone;
use week::{Noted, Pause, monday};

/// How long study days are kept: two years and two weeks. No row of weeks is longer.
const KEPT: TimeDelta = TimeDelta::days(106 * 7);

/// The person's goal; `None`: they have none.
pub fn goal_of(user: &user::Model) -> Option<Goal> {
    Goal::new(u8::try_from(user.study_goal?).ok()?)
}

/// The person has studied at `now` (UTC). Gives back their goal if that has just reached it. Twice equals once. No
/// statement for who has no goal or has studied on that day before, otherwise two that write and one that reads.
///
/// # Errors
/// What the database says.
pub async fn studied(
    db: &impl ConnectionTrait,
    user: &user::Model,
    zone: Zone,
    now: DateTime<Utc>,
) -> Result<Option<Goal>, DbErr> {
    let today = zone.local(now).date();
    let Some(goal) = goal_of(user).filter(|_| user.studied_on != Some(today)) else {
        return Ok(None);
    };
    if !note(db, user.id, today, goal).await? {
        return Ok(None);
    }
    let days = study_day::Entity::find()
        .filter(study_day::COLUMN.user_id.eq(user.id))
        .filter(study_day::COLUMN.day.gte(monday(today)))
        .filter(study_day::COLUMN.day.lt(monday(today) + Days::new(7)));
    let is_reached = days.count(db).await? == u64::from(goal.days());
    Ok(is_reached.then_some(goal))
}

/// Notes a study day; `false`: it was noted before.
async fn note(
    db: &impl ConnectionTrait,
    user: UserId,
    day: NaiveDate,
    goal: Goal,
) -> Result<bool, DbErr> {
    let row = study_day::ActiveModel {
        user_id: Set(user),
        day: Set(day),
        goal: Set(goal.days().into()),
    };
    let once = OnConflict::columns([study_day::Column::UserId, study_day::Column::Day])
        .do_nothing()
        .to_owned();
    let noted = study_day::Entity::insert(row)
        .on_conflict(once)
        .exec_without_returning(db)
        .await?;
    user::Entity::update_many()
        .col_expr(user::Column::StudiedOn, Expr::value(day))
        .filter(user::COLUMN.id.eq(user))
        .exec(db)
        .await?;
    Ok(noted > 0)
}

/// The person wants to study on so many days a week from this week on, or has no such goal any more. Who has been in a course today
/// has a study day at once. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn choose_goal(
    db: &impl ConnectionTrait,
    user: &user::Model,
    goal: Option<Goal>,
    zone: Zone,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let days = goal.map(|goal| i16::from(goal.days()));
    user::Entity::update_many()
        .col_expr(user::Column::StudyGoal, Expr::value(days))
        .filter(user::COLUMN.id.eq(user.id))
        .exec(db)
        .await?;
    let Some(goal) = goal else { return Ok(()) };
    let today = zone.local(now).date();
    study_day::Entity::update_many()
        .col_expr(study_day::Column::Goal, Expr::value(days))
        .filter(study_day::COLUMN.user_id.eq(user.id))
        .filter(study_day::COLUMN.day.gte(monday(today)))
        .exec(db)
        .await?;
    let active = last_active(db, user.id).await?;
    if active.is_some_and(|at| zone.local(at).date() == today) {
        note(db, user.id, today, goal).await?;
    }
    Ok(())
}

/// The person's week; `None`: they have no goal. Two statements that read, none without a goal.
///
/// # Errors
/// What the database says.
pub async fn week_of(
    db: &impl ConnectionTrait,
    user: &user::Model,
    zone: Zone,
    now: DateTime<Utc>,
) -> Result<Option<Week>, DbErr> {
    let Some(goal) = goal_of(user) else {
        return Ok(None);
    };
    let days = study_day::Entity::find()
        .filter(study_day::COLUMN.user_id.eq(user.id))
        .all(db)
        .await?;
    let pauses = study_pause::Entity::find()
        .filter(study_pause::COLUMN.user_id.eq(user.id))
        .all(db)
        .await?;
    let noted: Vec<Noted> = days.iter().filter_map(noted).collect();
    let pauses: Vec<Pause> = pauses
        .iter()
        .map(|row| Pause {
            from: row.from_day,
            until: row.until_day,
        })
        .collect();
    let today = zone.local(now).date();
    Ok(Some(Week::of(goal, today, &noted, &pauses)))
}

fn noted(row: &study_day::Model) -> Option<Noted> {
    Some(Noted {
        day: row.day,
        goal: Goal::new(u8::try_from(row.goal).ok()?)?,
    })
}

/// Forgets what is older than two years and two weeks.
///
/// # Errors
/// What the database says.
pub async fn prune(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    let before = (now - KEPT).date_naive();
    study_day::Entity::delete_many()
        .filter(study_day::COLUMN.day.lt(before))
        .exec(db)
        .await?;
    study_pause::Entity::delete_many()
        .filter(study_pause::COLUMN.until_day.lt(before))
        .exec(db)
        .await?;
    Ok(())
}
