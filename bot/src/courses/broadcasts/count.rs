//! Counting what has become of an announcement. Only the process that has it in hand counts, so that who notes an outcome waits
//! for nobody.

use entity::broadcast;
use entity::broadcast_recipient::{self as recipient, State as Standing};
use entity::{UserId, course};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
};

use super::feed::Held;

/// One as it is now, everything counted that is known, with its course; `None`: another process has it, or it has ended.
/// Three statements, the last one only when there is something new to count.
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
    let standing: Vec<(UserId, Standing)> = recipient::Entity::find()
        .select_only()
        .column(recipient::Column::UserId)
        .column(recipient::Column::State)
        .filter(recipient::COLUMN.broadcast_id.eq(held.id))
        .filter(recipient::COLUMN.user_id.gt(UserId(row.counted_to)))
        .filter(recipient::COLUMN.user_id.lte(UserId(row.fed_to)))
        .order_by_asc(recipient::Column::UserId)
        .into_tuple()
        .all(db)
        .await?;
    let known = standing
        .iter()
        .position(|(_, state)| *state == Standing::Queued);
    let (known, rest) = standing.split_at(known.unwrap_or(standing.len()));
    if let Some((last, _)) = known.last() {
        add(&mut row, known);
        row.counted_to = last.0;
        if !keep(db, held, &row).await? {
            return Ok(None);
        }
    }
    // Behind somebody of whom nothing is known yet: counted for now, and again next time.
    add(&mut row, rest);
    Ok(Some((row, course)))
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
    use broadcast::Column::{Blocked, CountedTo, Delivered, Failed, Unwanted};
    let kept = broadcast::Entity::update_many()
        .col_expr(Delivered, Expr::value(row.delivered))
        .col_expr(Blocked, Expr::value(row.blocked))
        .col_expr(Failed, Expr::value(row.failed))
        .col_expr(Unwanted, Expr::value(row.unwanted))
        .col_expr(CountedTo, Expr::value(row.counted_to))
        .filter(broadcast::COLUMN.id.eq(held.id))
        .filter(broadcast::COLUMN.fence.eq(held.fence))
        .exec(db)
        .await?;
    Ok(kept.rows_affected > 0)
}
