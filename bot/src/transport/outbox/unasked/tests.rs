use chrono::TimeDelta;
use sea_orm::{ConnectOptions, Database, DatabaseConnection, QueryOrder, Set};

use super::*;

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + second, 0).expect("an instant")
}

/// Rows of somebody's chat, with their lanes and leases.
async fn table(rows: &[(Lane, i64)]) -> DatabaseConnection {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.expect("a database");
    migration::up(&db).await.expect("tables");
    let rows = rows.iter().map(|(lane, second)| outbox::ActiveModel {
        chat_id: Set(7),
        lane: Set(*lane),
        call: Set("{}".to_owned()),
        attempts: Set(1),
        due_at: Set(at(*second)),
        ..Default::default()
    });
    let insert = outbox::Entity::insert_many(rows);
    insert.exec_without_returning(&db).await.expect("rows");
    db
}

async fn left(db: &DatabaseConnection) -> Vec<(i64, Lane)> {
    let rows = outbox::Entity::find().order_by_asc(outbox::Column::Id);
    let rows = rows.all(db).await.expect("rows");
    rows.iter().map(|row| (row.id, row.lane)).collect()
}

#[tokio::test]
async fn what_another_has_taken_over_is_not_put_off() {
    // All were ours until 10; the second was taken over since.
    let held = vec![(1, at(10)), (2, at(10))];
    let db = table(&[(Lane::Bulk, 10), (Lane::Bulk, 30)]).await;
    let stored = store_kept(&db, held.clone(), Leave::Later, None).await;
    stored.expect("an answer");
    assert_eq!(left(&db).await, [(1, Lane::PutOff), (2, Lane::Bulk)]);
    let db = table(&[(Lane::Bulk, 10), (Lane::Bulk, 30)]).await;
    let stored = store_kept(&db, held, Leave::Never, None).await;
    stored.expect("an answer");
    assert_eq!(left(&db).await, [(2, Lane::Bulk)]);
}

#[tokio::test]
async fn what_was_put_off_for_too_long_goes() {
    let old = -(KEPT.num_seconds() + 1);
    let db = table(&[
        (Lane::PutOff, old),
        (Lane::PutOff, 0),
        (Lane::Bulk, old),
        (Lane::Interactive, old),
    ])
    .await;
    prune(&db, at(0)).await.expect("an answer");
    let kept: Vec<i64> = left(&db).await.into_iter().map(|(id, _)| id).collect();
    assert_eq!(kept, [2, 3, 4]);
    assert!(KEPT > TimeDelta::weeks(1));
}
