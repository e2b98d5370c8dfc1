//! When learners had paused: that is asked of a week that has passed, when nothing else tells it any more.

use chrono::NaiveDate;
use entity::{UserId, study_pause};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// Somebody has paused today, until that day; a pause that is under way ends then. Days are those of their own clock. Twice equals
/// once. At most two statements.
///
/// # Errors
/// What the database says.
pub async fn pause(
    db: &impl ConnectionTrait,
    user: UserId,
    today: NaiveDate,
    until: NaiveDate,
) -> Result<(), DbErr> {
    if until <= today || end(db, user, today, until).await? {
        return Ok(());
    }
    let row = study_pause::ActiveModel {
        user_id: Set(user),
        from_day: Set(today),
        until_day: Set(until),
    };
    let again = OnConflict::columns([study_pause::Column::UserId, study_pause::Column::FromDay])
        .update_column(study_pause::Column::UntilDay)
        .to_owned();
    study_pause::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Somebody goes on today: a pause that has lasted a day ends, one that has not was none. Twice equals once. Two statements.
///
/// # Errors
/// What the database says.
pub async fn resume(
    db: &impl ConnectionTrait,
    user: UserId,
    today: NaiveDate,
) -> Result<(), DbErr> {
    study_pause::Entity::delete_many()
        .filter(study_pause::COLUMN.user_id.eq(user))
        .filter(study_pause::COLUMN.from_day.gte(today))
        .exec(db)
        .await?;
    end(db, user, today, today).await?;
    Ok(())
}

/// Lets the pause that is under way end on another day. `false`: none is.
async fn end(
    db: &impl ConnectionTrait,
    user: UserId,
    today: NaiveDate,
    until: NaiveDate,
) -> Result<bool, DbErr> {
    let ended = study_pause::Entity::update_many()
        .col_expr(study_pause::Column::UntilDay, Expr::value(until))
        .filter(study_pause::COLUMN.user_id.eq(user))
        .filter(study_pause::COLUMN.until_day.gt(today))
        .exec(db)
        .await?;
    Ok(ended.rows_affected > 0)
}
