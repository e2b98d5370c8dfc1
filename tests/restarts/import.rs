//! The bot is killed while it reads a file and while it applies one: the draft is what it was, or all of it is there.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use playground::{Button, World};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection, Statement};

use super::dice::Dice;
use super::opening::{Opening, named};
use super::reading::{buttons, text};
use super::stage::{AUTHOR, BOT};
use crate::harness::Base;

/// How many courses are put in, each with two kills.
const ROUNDS: u64 = 8;
/// How many steps each has.
const STEPS: i64 = 120;
/// What nothing takes as long as, on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Sends, kills, applies, kills, looks.
pub async fn whole_or_nothing() -> anyhow::Result<()> {
    let opening = Opening::with(Base::Sqlite, vec![named(AUTHOR, "Author")], &[]).await?;
    let (cradle, world) = (&opening.cradle, opening.world());
    let mut life = cradle.start()?;
    world.say(BOT, AUTHOR, "/start")?;
    heard(&world, "I teach in small steps").await?;
    let mut dice = Dice::seeded(11);
    for round in 0..ROUNDS {
        let name = format!("course-{round}");
        let file = course(&name);
        world.send_document(BOT, AUTHOR, &format!("{name}.md"), file, "")?;
        tokio::time::sleep(Duration::from_millis(dice.below(250))).await;
        life.kill().await?;
        ensure!(
            steps(opening.url(), &name).await? == 0,
            "something was put in unasked"
        );
        life = cradle.start()?;
        let (message, data) = offered(&world, &name).await?;
        world.press(BOT, AUTHOR, message, Button::Data(data))?;
        tokio::time::sleep(Duration::from_millis(dice.below(250))).await;
        life.kill().await?;
        let there = steps(opening.url(), &name).await?;
        ensure!(
            there == 0 || there == STEPS,
            "{there} of {STEPS} steps are there"
        );
        life = cradle.start()?;
        heard(&world, &format!("The course “Title of {name}” is there.")).await?;
        let there = steps(opening.url(), &name).await?;
        ensure!(
            there == STEPS,
            "{there} of {STEPS} steps are there in the end"
        );
    }
    life.kill().await?;
    let db = Database::connect(opening.url()).await?;
    for table in ["imports", "jobs"] {
        let left = count(&db, &format!("SELECT COUNT(*) AS n FROM {table}")).await?;
        ensure!(left == 0, "{left} rows are left in {table}");
    }
    db.close().await?;
    opening.close().await
}

fn course(name: &str) -> Vec<u8> {
    let mut file = format!("---\nid: {name}\ntitle: Title of {name}\n---\n");
    for number in 1..=STEPS {
        let end = if number == STEPS { " .end" } else { "" };
        let _ = write!(
            file,
            "\n## Step {number} {{#s{number}{end}}}\n\nText {number}.\n"
        );
    }
    file.into_bytes()
}

/// Waits until the bot has said this.
async fn heard(world: &World, words: &str) -> anyhow::Result<()> {
    let said = world.until(|world| {
        let chat = world.chat(BOT, AUTHOR);
        let says = chat.iter().any(|message| text(message).contains(words));
        says.then_some(())
    });
    match tokio::time::timeout(PATIENCE, said).await {
        Ok(()) => Ok(()),
        Err(_) => bail!("the bot never said {words:?}"),
    }
}

/// Waits until the course can be applied: the message and the button's data.
async fn offered(world: &World, name: &str) -> anyhow::Result<(i64, String)> {
    let words = format!("A new course: “Title of {name}”");
    let offer = world.until(|world| {
        let chat = world.chat(BOT, AUTHOR);
        let message = chat
            .iter()
            .rev()
            .find(|message| text(message).contains(&words))?;
        let (_, data) = buttons(message)
            .into_iter()
            .find(|(label, _)| label == "Apply")?;
        Some((message["message_id"].as_i64()?, data))
    });
    let offer = tokio::time::timeout(PATIENCE, offer).await;
    offer.with_context(|| format!("{name} was never offered"))
}

/// How many steps the draft of the course has.
async fn steps(url: &str, name: &str) -> anyhow::Result<i64> {
    let db = Database::connect(url).await?;
    let query = format!(
        "SELECT COUNT(*) AS n FROM draft_steps JOIN courses ON courses.id = course_id WHERE courses.slug = '{name}'"
    );
    let there = count(&db, &query).await?;
    db.close().await?;
    Ok(there)
}

async fn count(db: &DatabaseConnection, query: &str) -> anyhow::Result<i64> {
    let statement = Statement::from_string(db.get_database_backend(), query);
    let row = db.query_one_raw(statement).await?;
    Ok(row.map_or(Ok(0), |row| row.try_get("", "n"))?)
}
