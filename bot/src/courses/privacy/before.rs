//! What has to be done before a person's rows go, so that nothing else breaks or names them: counts are kept, what they had in
//! hand goes back, and what goes to many goes on without them.

use entity::UserId;
use entity::inbox::{self, State};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Statement, Value};

use crate::clock::Dice;
use crate::courses::submissions;

/// Everything that is no plain matter of a column.
pub(super) async fn prepare(
    db: &impl ConnectionTrait,
    dice: &Dice,
    user: UserId,
) -> Result<(), DbErr> {
    crate::courses::results::keep(db, user).await?;
    submissions::let_go(db, user).await?;
    broadcasts_go_on(db, user).await?;
    updates_go(db, user).await?;
    // Outlines that are kept elsewhere still name who made the course: under another revision they are read anew.
    let renewed = "UPDATE courses SET revision = $2 WHERE author_id = $1";
    run(db, renewed, [user.0.into(), dice.revision().into()]).await
}

/// Of announcements that have not ended, who is forgotten is no longer among those who get them. Whoever has one in hand takes it
/// in hand anew, so that nothing is counted that is gone. The marks name somebody else, or nobody.
async fn broadcasts_go_on(db: &impl ConnectionTrait, user: UserId) -> Result<(), DbErr> {
    let without = "UPDATE broadcasts SET recipients = recipients - 1, \
        queued = queued - CASE WHEN fed_to >= $1 THEN 1 ELSE 0 END, \
        fence = fence + 1, claimed_until = NULL \
        WHERE ended_at IS NULL AND state <> 'draft' \
        AND (counted_to < $1 OR ' ' || coalesce(uncounted, '') || ' ' LIKE $2) \
        AND EXISTS (SELECT 1 FROM broadcast_recipients r WHERE r.broadcast_id = broadcasts.id AND r.user_id = $1)";
    let among = format!("% {} %", user.0);
    run(db, without, [user.0.into(), among.into()]).await?;
    let uncounted = "UPDATE broadcasts \
        SET uncounted = nullif(trim(replace(' ' || uncounted || ' ', $1, ' ')), '') \
        WHERE uncounted IS NOT NULL";
    run(db, uncounted, [format!(" {} ", user.0).into()]).await?;
    for mark in ["fed_to", "counted_to"] {
        let before = format!(
            "UPDATE broadcasts SET {mark} = coalesce((SELECT max(r.user_id) FROM broadcast_recipients r \
             WHERE r.broadcast_id = broadcasts.id AND r.user_id < $1), 0) WHERE {mark} = $1"
        );
        run(db, &before, [user.0.into()]).await?;
    }
    Ok(())
}

/// Of the updates of the private chat only Telegram's numbers stay, so that none is handled twice; what waits is settled. Of what
/// was set aside elsewhere and names the person, the words go.
async fn updates_go(db: &impl ConnectionTrait, user: UserId) -> Result<(), DbErr> {
    inbox::Entity::update_many()
        .col_expr(inbox::Column::State, Expr::value(State::Settled))
        .col_expr(inbox::Column::Body, Expr::value(None::<String>))
        .col_expr(inbox::Column::Reason, Expr::value(None::<String>))
        .col_expr(inbox::Column::ChatKey, Expr::value(0_i64))
        .filter(inbox::COLUMN.chat_key.eq(user.0))
        .exec(db)
        .await?;
    let aside = inbox::Entity::find()
        .filter(inbox::COLUMN.state.eq(State::SetAside))
        .filter(inbox::COLUMN.body.contains(user.0.to_string()))
        .all(db)
        .await?;
    let naming = aside.into_iter().filter(|row| {
        let body = row.body.as_deref().unwrap_or_default();
        serde_json::from_str(body).map_or(true, |body| names(&body, user))
    });
    let naming: Vec<i64> = naming.map(|row| row.id).collect();
    inbox::Entity::update_many()
        .col_expr(inbox::Column::Body, Expr::value(None::<String>))
        .filter(inbox::COLUMN.id.is_in(naming))
        .exec(db)
        .await?;
    Ok(())
}

/// Whether a number in it is the person's.
fn names(value: &serde_json::Value, user: UserId) -> bool {
    match value {
        serde_json::Value::Number(number) => number.as_i64() == Some(user.0),
        serde_json::Value::Array(parts) => parts.iter().any(|part| names(part, user)),
        serde_json::Value::Object(parts) => parts.values().any(|part| names(part, user)),
        _ => false,
    }
}

/// Runs a statement that both databases understand, with `$1`, `$2` … for its values.
pub(super) async fn run<const N: usize>(
    db: &impl ConnectionTrait,
    sql: &str,
    values: [Value; N],
) -> Result<(), DbErr> {
    let backend = db.get_database_backend();
    let statement = Statement::from_sql_and_values(backend, sql, values);
    db.execute_raw(statement).await?;
    Ok(())
}
