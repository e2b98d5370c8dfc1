//! Finding whose time has come: the statement that the bot has run, timed, and how the database does it.

use std::fmt::{Display, Formatter};
use std::time::{Duration, Instant};

use anyhow::{Context as _, ensure};
use sea_orm::{ConnectionTrait, QueryResult, Statement};
use stepwise::app;
use stepwise::clock::{Clock, Dice};
use stepwise::settings::Settings;
use stepwise_bench::{TOKEN, open, spread};

use crate::school::School;

/// How many are due.
const DUE: usize = 100;
/// How often they are looked for.
const TURNS: usize = 300;

/// How long it took to find them.
pub struct Found {
    learners: usize,
    milliseconds: Vec<f64>,
    plan: String,
}

impl Found {
    /// In milliseconds.
    pub fn median(&self) -> f64 {
        let mut sorted = self.milliseconds.clone();
        sorted.sort_by(f64::total_cmp);
        sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
    }
}

impl Display for Found {
    fn fmt(&self, out: &mut Formatter<'_>) -> std::fmt::Result {
        write!(
            out,
            "finding {DUE} of {:>8} learners  {} ms\n{}",
            self.learners,
            spread(&mut self.milliseconds.clone()),
            self.plan
        )
    }
}

/// So many are due; they are looked for again and again, and are put off again.
pub async fn measure(school: &School) -> anyhow::Result<Found> {
    let asked = asked(school).await?;
    let db = school.store.connect().await?;
    let due = school.instant(&format!("{} - 3600", school.now()));
    let some = school.learners / DUE;
    let of_them = format!("WHERE user_id % {some} = 0 AND user_id <= {}", some * DUE);
    db.execute_unprepared(&format!(
        "UPDATE wakes SET state = 0, due_at = {due} {of_them}"
    ))
    .await?;
    db.execute_unprepared("ANALYZE").await?;
    let mut milliseconds = Vec::with_capacity(TURNS);
    for _ in 0..TURNS {
        let begun = Instant::now();
        let rows = db.query_all_raw(asked.clone()).await?;
        milliseconds.push(begun.elapsed().as_secs_f64() * 1000.0);
        ensure!(rows.len() == DUE, "{} were found", rows.len());
    }
    let plan = plan(school, &db, &asked).await?;
    db.execute_unprepared(&format!("UPDATE wakes SET state = 2 {of_them}"))
        .await?;
    db.close().await?;
    Ok(Found {
        learners: school.learners,
        milliseconds,
        plan,
    })
}

/// The statement, as a bot in this process has run it while nobody was due.
async fn asked(school: &School) -> anyhow::Result<Statement> {
    let playground = open(1, false).await?;
    let mut settings = Settings::for_token(TOKEN);
    settings.api_url = playground.url();
    settings.database_url.clone_from(&school.store.url);
    settings.count_statements = true;
    let bot = app::start(settings, Clock::System, Dice::System).await?;
    let statements = bot.database().statements.clone();
    let statements = statements.context("statements are counted")?;
    let asked = loop {
        let asked = statements.last(|sql| {
            sql.starts_with("SELECT") && sql.contains("\"wakes\"") && sql.contains("ORDER BY")
        });
        match asked {
            Some(asked) => break asked,
            None => tokio::time::sleep(Duration::from_millis(5)).await,
        }
    };
    bot.stop().await;
    playground.stop().await;
    Ok(asked)
}

async fn plan(
    school: &School,
    db: &impl ConnectionTrait,
    asked: &Statement,
) -> anyhow::Result<String> {
    let (explain, column) = if school.store.is_sqlite() {
        ("EXPLAIN QUERY PLAN", "detail")
    } else {
        ("EXPLAIN (COSTS OFF)", "QUERY PLAN")
    };
    let mut explained = asked.clone();
    explained.sql = format!("{explain} {}", asked.sql);
    let rows = db.query_all_raw(explained).await?;
    let line = |row: &QueryResult| row.try_get::<String>("", column);
    let lines: Result<Vec<String>, _> = rows.iter().map(line).collect();
    let lines = lines?.into_iter().map(|line| format!("  {line}"));
    Ok(lines.collect::<Vec<_>>().join("\n"))
}
