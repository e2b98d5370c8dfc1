//! A course of so many steps, straight into the bot's database.

use std::path::Path;

use anyhow::bail;
use sea_orm::{ConnectionTrait, Database};
use tokio::process::Command;

/// Makes the database with the bot's own migrations and puts one course in.
pub async fn make(binary: &Path, database: &Path, steps: usize) -> anyhow::Result<()> {
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
    fill(&url, steps).await
}

/// Puts one course into a database that is there.
pub async fn fill(url: &str, steps: usize) -> anyhow::Result<()> {
    let db = Database::connect(url).await?;
    db.execute_unprepared(
        "INSERT INTO courses (id, slug, title, is_active, revision) VALUES (1, 'bench', 'Bench', TRUE, 1)",
    )
    .await?;
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
