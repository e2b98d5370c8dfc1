//! The floor: the barest loop over the same API that makes one durable SQLite commit per press.
//!
//! It polls, commits the learner's new place (`synchronous=FULL`, one transaction per press), and then answers the press and
//! sends the next step, without waiting for the one before. It keeps no inbox and no outbox, checks nothing, and loses
//! whatever it has in hand when it dies: that is what being safe is compared with.

use std::time::Duration;

use anyhow::Context as _;
use sea_orm::{ConnectOptions, ConnectionTrait, Database, Statement, TransactionTrait};
use serde_json::{Value, json};

/// Serves until it is killed.
pub async fn serve() -> anyhow::Result<()> {
    let var = |name: &str| std::env::var(name).with_context(|| format!("{name} is not set"));
    let base = format!(
        "{}/bot{}/",
        var("TELOXIDE_API_URL")?,
        var("TELOXIDE_TOKEN")?
    );
    let steps: i64 = var("BENCH_STEPS")?.parse()?;
    let mut options = ConnectOptions::new(format!("{}?mode=rwc", var("DATABASE_URL")?));
    options
        .max_connections(1)
        .sqlx_logging(false)
        .map_sqlx_sqlite_opts(|sqlite| {
            sqlite
                .pragma("journal_mode", "WAL")
                .pragma("synchronous", "FULL")
        });
    let db = Database::connect(options).await?;
    db.execute_unprepared(
        "CREATE TABLE IF NOT EXISTS place (person BIGINT PRIMARY KEY, step BIGINT)",
    )
    .await?;
    let client = reqwest::Client::builder().tcp_nodelay(true).build()?;
    let mut offset = 0;
    loop {
        let params = json!({ "offset": offset, "limit": 100, "timeout": 30 });
        let answer: Value = client
            .post(format!("{base}getUpdates"))
            .timeout(Duration::from_mins(1))
            .json(&params)
            .send()
            .await?
            .json()
            .await?;
        for update in answer["result"].as_array().into_iter().flatten() {
            offset = update["update_id"].as_i64().unwrap_or(offset - 1) + 1;
            answer_one(&client, &base, &db, update, steps).await?;
        }
    }
}

async fn answer_one(
    client: &reqwest::Client,
    base: &str,
    db: &sea_orm::DatabaseConnection,
    update: &Value,
    steps: i64,
) -> anyhow::Result<()> {
    let (person, step, query) = if update["message"].is_object() {
        (update["message"]["chat"]["id"].as_i64(), 1, None)
    } else {
        let query = &update["callback_query"];
        let pressed = query["data"]
            .as_str()
            .and_then(|data| data.strip_prefix("next:"));
        let step = pressed.and_then(|step| step.parse().ok()).unwrap_or(0) + 1;
        (
            query["from"]["id"].as_i64(),
            step,
            query["id"].as_str().map(str::to_owned),
        )
    };
    let Some(person) = person else { return Ok(()) };
    let tx = db.begin().await?;
    tx.execute_raw(Statement::from_sql_and_values(
        sea_orm::DbBackend::Sqlite,
        "INSERT INTO place (person, step) VALUES (?, ?) ON CONFLICT (person) DO UPDATE SET step = excluded.step",
        [person.into(), step.into()],
    ))
    .await?;
    tx.commit().await?;
    let (client, base) = (client.clone(), base.to_owned());
    tokio::spawn(async move {
        if let Some(query) = query {
            let params = json!({ "callback_query_id": query });
            let answered = client
                .post(format!("{base}answerCallbackQuery"))
                .json(&params)
                .send();
            tokio::spawn(answered);
        }
        let text = format!(
            "Step {step} of {steps}\n{}",
            "A sentence of a lesson. ".repeat(12)
        );
        let mut params = json!({ "chat_id": person, "text": text });
        if step < steps {
            let next = json!({ "text": "Next", "callback_data": format!("next:{step}") });
            params["reply_markup"] = json!({ "inline_keyboard": [[next]] });
        }
        let _ = client
            .post(format!("{base}sendMessage"))
            .json(&params)
            .send()
            .await;
    });
    Ok(())
}
