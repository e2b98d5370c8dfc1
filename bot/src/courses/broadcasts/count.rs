//! Counting what has become of an announcement. Only the process that has it in hand counts, so that who notes an outcome waits
//! for nobody. Nobody is read twice who is counted: of whom nothing is known yet is kept by name, and there are never more of those
//! than stand in the outbox at once.

use entity::broadcast;
use entity::broadcast_recipient::{self as recipient, State as Standing};
use entity::{UserId, course};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::feed::Held;

/// One as it is now, everything counted that is known, with its course; `None`: another process has it, or it has ended.
/// Two to four statements, the last one only when there is something new to count. How many rows are read follows from how many
/// stand in the outbox at once, not from how many have got it.
///
/// # Errors
/// What the database says.
pub async fn look(
    db: &impl ConnectionTrait,
    held: Held,
) -> Result<Option<(broadcast::Model, course::Model)>, DbErr> {
    let found = broadcast::Entity::find_by_id(held.id)
        .find_also_related(course::Entity)
        .filter(broadcast::COLUMN.fence.eq(held.fence))
        .filter(broadcast::Column::EndedAt.is_null())
        .one(db)
        .await?;
    let Some((mut row, Some(course))) = found else {
        return Ok(None);
    };
    let standing = standing(db, &row).await?;
    let is_open = |state: Standing| matches!(state, Standing::Waiting | Standing::Queued);
    let (open, known): (Vec<_>, Vec<_>) =
        standing.into_iter().partition(|(_, state)| is_open(*state));
    if !known.is_empty() {
        add(&mut row, &known);
        row.counted_to = row.fed_to;
        row.uncounted = written(&open);
        if !keep(db, held, &row).await? {
            return Ok(None);
        }
    }
    Ok(Some((row, course)))
}

/// How those stand who are not counted. One statement, another one if some were counted past.
async fn standing(
    db: &impl ConnectionTrait,
    row: &broadcast::Model,
) -> Result<Vec<(UserId, Standing)>, DbErr> {
    let of_it = recipient::Entity::find()
        .select_only()
        .column(recipient::Column::UserId)
        .column(recipient::Column::State)
        .filter(recipient::COLUMN.broadcast_id.eq(row.id))
        .order_by_asc(recipient::Column::UserId);
    let ahead = of_it
        .clone()
        .filter(recipient::COLUMN.user_id.gt(UserId(row.counted_to)))
        .filter(recipient::COLUMN.user_id.lte(UserId(row.fed_to)));
    let mut found = ahead.into_tuple().all(db).await?;
    let passed = read(row.uncounted.as_deref());
    if !passed.is_empty() {
        let passed = of_it.filter(recipient::COLUMN.user_id.is_in(passed));
        let passed: Vec<(UserId, Standing)> = passed.into_tuple().all(db).await?;
        found.extend(passed);
    }
    Ok(found)
}

/// Who was counted past, as it is kept.
fn written(open: &[(UserId, Standing)]) -> Option<String> {
    let ids: Vec<String> = open.iter().map(|(id, _)| id.0.to_string()).collect();
    (!ids.is_empty()).then(|| ids.join(" "))
}

fn read(words: Option<&str>) -> Vec<UserId> {
    let words = words.unwrap_or_default().split(' ');
    words.filter_map(|id| id.parse().ok().map(UserId)).collect()
}

fn add(row: &mut broadcast::Model, people: &[(UserId, Standing)]) {
    for (_, state) in people {
        match state {
            Standing::Waiting | Standing::Queued => {}
            Standing::Delivered => row.delivered += 1,
            Standing::Blocked => row.blocked += 1,
            Standing::Failed => row.failed += 1,
            Standing::Unwanted => row.unwanted += 1,
        }
    }
}

async fn keep(
    db: &impl ConnectionTrait,
    held: Held,
    row: &broadcast::Model,
) -> Result<bool, DbErr> {
    use broadcast::Column::{Blocked, CountedTo, Delivered, Failed, Uncounted, Unwanted};
    let kept = broadcast::Entity::update_many()
        .col_expr(Delivered, Expr::value(row.delivered))
        .col_expr(Blocked, Expr::value(row.blocked))
        .col_expr(Failed, Expr::value(row.failed))
        .col_expr(Unwanted, Expr::value(row.unwanted))
        .col_expr(CountedTo, Expr::value(row.counted_to))
        .col_expr(Uncounted, Expr::value(row.uncounted.clone()))
        .filter(broadcast::COLUMN.id.eq(held.id))
        .filter(broadcast::COLUMN.fence.eq(held.fence))
        .exec(db)
        .await?;
    Ok(kept.rows_affected > 0)
}

#[cfg(test)]
mod tests;
