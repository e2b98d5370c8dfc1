//! A course with many inside, straight into the bot's database, and the same people in the playground.

use playground::Playground;
use sea_orm::{ConnectionTrait, Database};
use stepwise_bench::{BOT, TOKEN};

/// The name of the database on a PostgreSQL.
pub const NAME: &str = "bench_broadcast";
/// Steps of the course: who presses once a second does not come to its end.
const STEPS: usize = 1200;

/// Whether somebody has blocked the bot: a tenth of those who only get it.
pub fn has_blocked(person: i64, learners: usize) -> bool {
    let learners = i64::try_from(learners).unwrap_or(i64::MAX);
    person > learners + 1 && person % 10 == 3
}

/// Puts the course in and everybody into it: those who press, and behind them those who only get it.
pub async fn fill(url: &str, learners: usize, recipients: usize) -> anyhow::Result<()> {
    let db = Database::connect(url).await?;
    let words = "A sentence of a lesson. ".repeat(12);
    let (first, last) = (2, 1 + learners + recipients);
    for statement in [
        "INSERT INTO courses (id, slug, title, is_active, revision) VALUES (1, 'bench', 'Bench', TRUE, 1)".to_owned(),
        format!(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {STEPS}) \
             INSERT INTO steps (course_id, slug, position, title, text_content, is_end) \
             SELECT 1, 's' || i, i, 'Step ' || i, '<b>Read</b> this and press Next. {words}', i = {STEPS} FROM n"
        ),
        format!(
            "WITH RECURSIVE n(i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}) \
             INSERT INTO users (id, first_name) SELECT i, 'Learner ' || i FROM n"
        ),
        "INSERT INTO user_course_progress (user_id, course_id, current_step_id, visited_at, seen_revision) \
         SELECT users.id, 1, (SELECT id FROM steps WHERE position = 1), '2026-01-01T00:00:00+00:00', 1 FROM users \
         WHERE users.id >= 2".to_owned(),
    ] {
        db.execute_unprepared(&statement).await?;
    }
    Ok(db.close().await?)
}

/// The Bot API with the same people, who have spoken to the bot before there was this process.
pub async fn open(learners: usize, recipients: usize) -> anyhow::Result<Playground> {
    let everybody = 1 + learners + recipients;
    let playground = stepwise_bench::open(everybody, true).await?;
    let world = playground.world();
    for person in 2..=i64::try_from(everybody)? {
        world.say(BOT, person, "/start")?;
        if has_blocked(person, learners) {
            world.block(BOT, person, true)?;
        }
    }
    let dropped = reqwest::Client::new()
        .post(format!("{}/bot{TOKEN}/deleteWebhook", playground.url()))
        .json(&serde_json::json!({ "drop_pending_updates": true }))
        .send()
        .await?;
    anyhow::ensure!(dropped.status().is_success(), "{dropped:?}");
    world.clear_history();
    Ok(playground)
}
