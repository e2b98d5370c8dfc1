//! What a clock that went ahead has left behind.

use chrono::{DateTime, NaiveDate, Utc};
use entity::{reminder, rhythm};
use sea_orm::sea_query::Expr;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use crate::courses::wakes::PUT_BACK;

/// The clock was put back to `now`: what was said by a clock that went ahead was said by now, so that whatever learners do from
/// now on comes after it; and days that it counted far ahead count no more. Two statements; twice equals once.
///
/// # Errors
/// What the database says.
pub async fn clock_put_back(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    reminder::Entity::update_many()
        .col_expr(reminder::Column::ToldAt, Expr::value(now))
        .filter(reminder::COLUMN.told_at.gt(now))
        .exec(db)
        .await?;
    rhythm::Entity::update_many()
        .col_expr(rhythm::Column::RemindedOn, Expr::value(None::<NaiveDate>))
        .filter(rhythm::COLUMN.reminded_on.gt((now + PUT_BACK).date_naive()))
        .exec(db)
        .await?;
    Ok(())
}
