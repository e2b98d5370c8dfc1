//! A course of so many steps, or of one step with so many questions, straight into the bot's database.

use std::path::Path;

use anyhow::bail;
use sea_orm::{ConnectionTrait, Database};
use tokio::process::Command;

/// What learners press.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pressed {
    /// *Next*, step by step.
    Next,
    /// The right option of each question of one step.
    Option,
}

impl Pressed {
    /// How the data of that button begins.
    pub fn prefix(self) -> &'static str {
        match self {
            Pressed::Next => "next:",
            Pressed::Option => "q:",
        }
    }
}

/// Makes the database with the bot's own migrations and puts one course in.
pub async fn make(
    binary: &Path,
    database: &Path,
    steps: usize,
    pressed: Pressed,
) -> anyhow::Result<()> {
    let url = format!("sqlite://{}", database.display());
    let migrated = Command::new(binary)
        .args(["migrate", "up"])
        .env("DATABASE_URL", &url)
        .stderr(std::process::Stdio::null())
        .status()
        .await?;
    if !migrated.success() {
        bail!("the database could not be made");
    }
    fill(&url, steps, pressed).await
}

/// Puts one course into a database that is there.
pub async fn fill(url: &str, steps: usize, pressed: Pressed) -> anyhow::Result<()> {
    let db = Database::connect(url).await?;
    db.execute_unprepared(
        "INSERT INTO courses (id, slug, title, is_active, revision) VALUES (1, 'bench', 'Bench', TRUE, 1)",
    )
    .await?;
    if pressed == Pressed::Option {
        let questions: Vec<_> = (1..=steps).map(question).collect();
        let quiz = serde_json::json!({ "questions": questions, "gate": "answer" });
        db.execute_unprepared(&format!(
            "INSERT INTO steps (course_id, slug, position, title, quiz, is_end) VALUES \
             (1, 'all', 1, 'All questions', '{quiz}', TRUE)"
        ))
        .await?;
        return Ok(db.close().await?);
    }
    for number in 1..=steps {
        let end = number == steps;
        db.execute_unprepared(&format!(
            "INSERT INTO steps (course_id, slug, position, title, text_content, is_end) VALUES \
             (1, 's{number}', {number}, 'Step {number}', '<b>Read</b> this and press Next. {}', {end})",
            "A sentence of a lesson. ".repeat(12)
        ))
        .await?;
    }
    db.close().await?;
    Ok(())
}

/// A question of about the length of a step, whose first option is right.
fn question(number: usize) -> serde_json::Value {
    let option =
        |words: &str, is_right: bool| serde_json::json!({ "words": words, "is_right": is_right });
    serde_json::json!({
        "slug": format!("q{number}"),
        "ask": format!("<b>Which</b> one is it? {}", "A sentence of a question. ".repeat(12)),
        "form": { "single": [option("This one", true), option("The other", false)] },
        "points": 1,
    })
}
