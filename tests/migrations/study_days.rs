//! Study days: every column comes back, what is refused, and that they go with their learner.

use anyhow::ensure;
use chrono::NaiveDate;
use entity::{UserId, study_day, study_pause, user};
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseConnection, DbErr, EntityTrait};

use super::open;
use super::round_trip::same;
use super::rows::{furnish, refused};
use crate::harness::Base;

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 12, number).unwrap_or_default()
}

/// What is there of them.
pub async fn every_entity(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    let studied = study_day::Model {
        user_id: UserId(2),
        day: day(31),
        goal: 7,
    };
    same(&db, studied).await?;
    let paused = study_pause::Model {
        user_id: UserId(2),
        from_day: day(1),
        until_day: day(31),
    };
    same(&db, paused).await?;
    lent.give_back().await
}

/// A day counts once, a goal has 1–7 days, a pause lasts a day at least; all of it goes with the learner.
pub async fn constraints(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open(base).await?;
    furnish(&db).await?;
    studied(&db, 2, 1, 3).await?;
    refused("a day twice", studied(&db, 2, 1, 3).await)?;
    refused("a goal of no day", studied(&db, 2, 2, 0).await)?;
    refused("a goal of eight days", studied(&db, 2, 2, 8).await)?;
    refused("a day of nobody", studied(&db, 99, 1, 3).await)?;
    paused(&db, 2, 1, 2).await?;
    refused("a pause of no day", paused(&db, 2, 5, 5).await)?;
    refused("a pause of nobody", paused(&db, 99, 1, 2).await)?;
    for goal in [0, 8] {
        let sql = format!("UPDATE users SET study_goal = {goal} WHERE id = 2");
        let set = db.execute_unprepared(&sql).await.map(drop);
        refused("a goal that no week holds", set)?;
    }
    user::Entity::delete_by_id(UserId(2)).exec(&db).await?;
    let days = study_day::Entity::find().all(&db).await?;
    ensure!(days.is_empty(), "days outlive their learner: {days:?}");
    let pauses = study_pause::Entity::find().all(&db).await?;
    ensure!(
        pauses.is_empty(),
        "pauses outlive their learner: {pauses:?}"
    );
    lent.give_back().await
}

async fn studied(db: &DatabaseConnection, user: i64, number: u32, goal: i16) -> Result<(), DbErr> {
    let row = study_day::ActiveModel {
        user_id: Set(UserId(user)),
        day: Set(day(number)),
        goal: Set(goal),
    };
    study_day::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(drop)
}

async fn paused(db: &DatabaseConnection, user: i64, from: u32, until: u32) -> Result<(), DbErr> {
    let row = study_pause::ActiveModel {
        user_id: Set(UserId(user)),
        from_day: Set(day(from)),
        until_day: Set(day(until)),
    };
    study_pause::Entity::insert(row)
        .exec_without_returning(db)
        .await
        .map(drop)
}
