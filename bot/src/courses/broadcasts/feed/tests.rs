use sea_orm::{ConnectOptions, Database, DatabaseConnection};

use super::*;

fn at(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(1_800_000_000 + second, 0).expect("an instant")
}

/// An announcement that is on its way.
async fn announcement() -> (DatabaseConnection, broadcast::Model) {
    let mut options = ConnectOptions::new("sqlite::memory:");
    options.max_connections(1).sqlx_logging(false);
    let db = Database::connect(options).await.expect("a database");
    migration::up(&db).await.expect("tables");
    for row in [
        "INSERT INTO users (id, first_name) VALUES (1, 'Olga')",
        "INSERT INTO courses (id, slug, title) VALUES (1, 'first-aid', 'First aid')",
        "INSERT INTO broadcasts (course_id, created_by, segment, text, state, written_at)
            VALUES (1, 1, 'everybody', 'Hello', 'running', '2027-01-15T08:00:00+00:00')",
    ] {
        db.execute_unprepared(row).await.expect("a row");
    }
    let row = under_way(&db).await.expect("an answer").remove(0);
    (db, row)
}

/// Whether another process takes it whose clock shows `now`, when the lease ends at `until`.
async fn is_taken(until: i64, now: i64) -> bool {
    let (db, row) = announcement().await;
    let held = hold(&db, &row, None, false, at(until) - LEASE);
    held.await.expect("an answer").expect("nobody has it");
    let row = under_way(&db).await.expect("an answer").remove(0);
    assert_eq!(row.claimed_until, Some(at(until)));
    let taken = hold(&db, &row, None, false, at(now)).await;
    let taken = taken.expect("an answer").is_some();
    assert_eq!(taken, is_free(&row, at(now)));
    taken
}

#[tokio::test]
async fn a_lease_of_a_clock_that_went_ahead_ends() {
    assert!(is_taken(0, 1).await);
    assert!(!is_taken(10, 0).await);
    assert!(!is_taken(70, 0).await);
    assert!(is_taken(71, 0).await);
    assert!(is_taken(3600, 0).await);
}
