//! When learners had paused: that is asked of a week that has passed, when nothing else tells it any more.

use chrono::NaiveDate;
use entity::{UserId, study_pause};
use sea_orm::sea_query::Expr;
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// Somebody has paused today, until that day, instead of whatever pause is under way. Days are those of their own clock. Twice equals
/// once. Three statements.
///
/// # Errors
/// What the database says.
pub async fn pause(
    db: &impl ConnectionTrait,
    user: UserId,
    today: NaiveDate,
    until: NaiveDate,
) -> Result<(), DbErr> {
    resume(db, user, today).await?;
    if until <= today {
        return Ok(());
    }
    let row = study_pause::ActiveModel {
        user_id: Set(user),
        from_day: Set(today),
        until_day: Set(until),
    };
    study_pause::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// Somebody goes on today: a pause that is under way ends, and one that begins today was none, as is one that begins
/// later, for whoever has flown over the line of dates. Twice equals once. Two statements.
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
    study_pause::Entity::update_many()
        .col_expr(study_pause::Column::UntilDay, Expr::value(today))
        .filter(study_pause::COLUMN.user_id.eq(user))
        .filter(study_pause::COLUMN.until_day.gt(today))
        .exec(db)
        .await?;
    Ok(())
}
