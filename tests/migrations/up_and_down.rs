//! Up on nothing, down to nothing, up again; and two processes that start at once.

use anyhow::ensure;
use sea_orm::{ConnectionTrait, DatabaseConnection, DbBackend, Statement};

use super::open_empty;
use crate::harness::{Base, postgres};

/// Twice up is once; down leaves nothing; up again gives the same schema.
pub async fn round(base: Base) -> anyhow::Result<()> {
    let (lent, db) = open_empty(base).await?;
    let before = schema(&db).await?;
    migration::up(&db).await?;
    let full = schema(&db).await?;
    migration::up(&db).await?;
    ensure!(schema(&db).await? == full, "up twice is not once");
    let status = migration::status(&db).await?;
    ensure!(
        status.iter().all(|(_, applied)| *applied),
        "not everything is applied: {status:?}"
    );
    for number in (0..status.len()).rev() {
        migration::down(&db, 1).await?;
        let applied = migration::status(&db)
            .await?
            .iter()
            .filter(|(_, applied)| *applied)
            .count();
        ensure!(
            applied == number,
            "one step down left {applied} applied, not {number}"
        );
    }
    let after: Vec<String> = schema(&db)
        .await?
        .into_iter()
        .filter(|line| !line.contains("seaql_migrations"))
        .collect();
    ensure!(after == before, "down leaves something: {after:?}");
    migration::up(&db).await?;
    ensure!(schema(&db).await? == full, "up again gives another schema");
    db.close().await?;
    lent.give_back().await
}

/// Two processes that start together do not trip over each other.
pub async fn two_at_once(base: Base) -> anyhow::Result<()> {
    let (lent, first) = open_empty(base).await?;
    let second = postgres::connect(&lent.url).await?;
    if base == Base::Sqlite {
        // As the bot opens it: who finds the file taken waits.
        for db in [&first, &second] {
            db.execute_unprepared("PRAGMA busy_timeout = 10000").await?;
        }
    }
    let (one, other) = futures::join!(migration::up(&first), migration::up(&second));
    one?;
    other?;
    let status = migration::status(&first).await?;
    ensure!(
        status.iter().all(|(_, applied)| *applied),
        "not everything is applied: {status:?}"
    );
    first.close().await?;
    second.close().await?;
    lent.give_back().await
}

/// The schema as the database itself describes it, line by line.
async fn schema(db: &DatabaseConnection) -> anyhow::Result<Vec<String>> {
    let sql = match db.get_database_backend() {
        DbBackend::Postgres => {
            "SELECT line FROM (
                SELECT concat_ws(' ', table_name, column_name, data_type, is_nullable, column_default, is_identity) AS line
                    FROM information_schema.columns WHERE table_schema = 'public'
                UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public'
                UNION ALL SELECT concat_ws(' ', conrelid::regclass, conname, pg_get_constraintdef(oid))
                    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
                UNION ALL SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
                UNION ALL SELECT proname::text FROM pg_proc WHERE pronamespace = 'public'::regnamespace
            ) AS everything ORDER BY line"
        }
        _ => "SELECT sql AS line FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%' ORDER BY sql",
    };
    let rows = db
        .query_all_raw(Statement::from_string(db.get_database_backend(), sql))
        .await?;
    rows.iter()
        .map(|row| Ok(row.try_get("", "line")?))
        .collect()
}
