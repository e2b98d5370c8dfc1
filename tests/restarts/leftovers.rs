//! A look into the database when all is over: nothing waits, nothing was set aside.

use anyhow::ensure;
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

/// Waits until there is nothing left; the database tells nobody, so it is asked again and again.
///
/// # Errors
/// What the database says.
pub async fn gone(url: &str) -> anyhow::Result<()> {
    let database = Database::connect(url).await?;
    while count(&database, QUERIES[0].1).await? + count(&database, QUERIES[1].1).await? > 0 {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
    }
    Ok(database.close().await?)
}

/// Looks for what should not be there.
///
/// # Errors
/// What was found.
pub async fn none(url: &str) -> anyhow::Result<()> {
    let database = Database::connect(url).await?;
    for (what, query) in QUERIES {
        let found = count(&database, query).await?;
        ensure!(found == 0, "{found} {what}");
    }
    Ok(database.close().await?)
}

const QUERIES: [(&str, &str); 2] = [
    (
        "updates are not settled",
        "SELECT COUNT(*) AS n FROM inbox WHERE state <> 1",
    ),
    ("messages are not sent", "SELECT COUNT(*) AS n FROM outbox"),
];

async fn count(database: &DatabaseConnection, query: &str) -> anyhow::Result<i64> {
    let statement = Statement::from_string(database.get_database_backend(), query);
    let row = database.query_one_raw(statement).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "n"))?)
}
