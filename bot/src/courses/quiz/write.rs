//! How an answer is written: in one statement that compares and sets.

use entity::answer;
use sea_orm::sea_query::{Expr, ExprTrait, Func, OnConflict};
use sea_orm::{ActiveValue, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel};

/// What an answer changes.
pub(super) const ANSWERED: [answer::Column; 8] = [
    answer::Column::Attempts,
    answer::Column::Picked,
    answer::Column::Given,
    answer::Column::IsRight,
    answer::Column::IsDecided,
    answer::Column::IsSkipped,
    answer::Column::AnsweredAt,
    answer::Column::SubmissionId,
];

/// Writes a row, or these columns of one that is there, if so many answers had been given and nothing is decided. Tells
/// whether it did. What was earned never becomes less, and the very first answer stays.
pub(super) async fn write(
    db: &impl ConnectionTrait,
    row: answer::Model,
    columns: impl IntoIterator<Item = answer::Column>,
    attempts: i16,
) -> Result<bool, DbErr> {
    let own = |column| Expr::col((answer::Entity, column));
    let new = |column| Expr::col(("excluded", column));
    let mut conflict = OnConflict::columns([
        answer::Column::UserId,
        answer::Column::StepId,
        answer::Column::Question,
    ]);
    let is_more = new(answer::Column::Points).gt(own(answer::Column::Points));
    let most =
        Expr::case(is_more, new(answer::Column::Points)).finally(own(answer::Column::Points));
    let is_first = own(answer::Column::FirstGiven).is_null();
    let first_right = Expr::case(is_first, new(answer::Column::FirstRight))
        .finally(own(answer::Column::FirstRight));
    let first = |column| Func::coalesce([own(column), new(column)]);
    conflict
        .update_columns(columns)
        .value(answer::Column::Points, most)
        .value(
            answer::Column::FirstGiven,
            first(answer::Column::FirstGiven),
        )
        .value(answer::Column::FirstRight, first_right)
        .action_and_where(own(answer::Column::Attempts).eq(attempts))
        .action_and_where(own(answer::Column::IsDecided).eq(false));
    let mut row = row.into_active_model();
    row.created_at = ActiveValue::NotSet;
    row.updated_at = ActiveValue::NotSet;
    let written = answer::Entity::insert(row)
        .on_conflict(conflict)
        .exec_without_returning(db)
        .await?;
    Ok(written > 0)
}
