//! The bot is killed while steps are due to be brought: everybody gets every step once and in order, none before it opens, and
//! nobody is forgotten. What the bot has decided is written down by the database itself, as it decides it; a message whose
//! sending was cut may be seen twice.

use std::fmt::Write as _;
use std::time::Duration;

use anyhow::{Context as _, ensure};
use playground::World;
use sea_orm::{ConnectionTrait, Statement};

use super::child::{Cradle, Life};
use super::dice::Dice;
use super::opening::{Opening, UNLIMITED};
use super::reading::{step_line, text};
use super::stage::BOT;
use super::watched::{FIRST, LEARNERS, Watched, people};
use crate::harness::Base;

/// No course is longer; nobody asks for its last step, with which more comes than a step.
const LONGEST: u32 = 250;

/// Writes down who asks for a step and who comes to one.
const KEPT: [&str; 2] = [
    "CREATE TABLE asks (user_id BIGINT NOT NULL)",
    "CREATE TABLE moves (user_id BIGINT NOT NULL, left_id BIGINT, to_id BIGINT, opened_at {instant}, moved_at {instant})",
];

/// Everybody who waits for nothing has been done with their step for about an hour: what comes next is open, or will be in a moment.
/// The bot is to look at them now.
const ASK: [&str; 3] = [
    "INSERT INTO asks SELECT user_id FROM idle",
    "UPDATE wakes SET state = 0, due_at = {now}, claimed_until = NULL, fence = fence + 1 \
     WHERE user_id IN (SELECT user_id FROM idle)",
    "UPDATE user_course_progress SET asked_at = {an_hour_ago} WHERE user_id IN (SELECT user_id FROM idle)",
];
const IDLE: &str = "(SELECT user_id FROM user_course_progress \
                    WHERE asked_at IS NULL AND user_id > 700 \
                    AND current_step_id < (SELECT MAX(id) FROM steps) - 1) idle";

const ASKS: &str = "SELECT COUNT(*) AS n FROM asks";
const MOVES: &str = "SELECT COUNT(*) AS n FROM moves";
const EARLY: &str = "SELECT COUNT(*) AS n FROM moves WHERE moved_at < opened_at";

/// Brings steps, kills so many times, counts.
pub async fn brought_once(base: Base, kills: u32) -> anyhow::Result<()> {
    let opening = Opening::with(base, people(), &UNLIMITED).await?;
    let world = opening.world();
    let school = Watched::open(&opening, &course(kills)).await?;
    school.write_down_moves().await?;
    let mut dice = Dice::seeded(19);
    for _ in 0..kills {
        school.ask().await?;
        let life = opening.cradle.start()?;
        lived(base, &school, &mut dice).await?;
        life.kill().await?;
    }
    school.ask().await?;
    let life = opening.cradle.start()?;
    let brought = all_brought(&opening.cradle, &school, life).await?;
    ensure!(
        brought >= u64::from(kills.min(LONGEST)),
        "{brought} steps in {kills} lives: too few to show anything"
    );
    let early = school.number(EARLY).await?;
    ensure!(early == 0, "{early} steps were brought before they opened");
    for learner in FIRST..FIRST + LEARNERS {
        judged(&school, &world, learner).await?;
    }
    eprintln!("kills {kills}, {brought} steps brought");
    school.db.close().await?;
    opening.close().await
}

/// A life that is short, or on a server as long as it takes until what was in a dead one's hand is free again.
async fn lived(base: Base, school: &Watched, dice: &mut Dice) -> anyhow::Result<()> {
    let span = match base {
        Base::Sqlite => dice.between(100, 900),
        Base::Postgres => {
            let moves = school.number(MOVES).await?;
            school.reached(MOVES, |now| now > moves).await?;
            dice.between(0, 150)
        }
    };
    tokio::time::sleep(Duration::from_millis(span)).await;
    Ok(())
}

/// Waits until everybody has what they have asked for and everything is sent; gives back how many steps that were.
async fn all_brought(cradle: &Cradle, school: &Watched, life: Life) -> anyhow::Result<u64> {
    let asks = school.number(ASKS).await?;
    let brought = async {
        school.reached(MOVES, |moves| moves >= asks).await?;
        school.all_sent().await
    };
    brought.await.with_context(|| cradle.said())?;
    life.stop().await?;
    let moves = school.number(MOVES).await?;
    ensure!(moves == asks, "{moves} steps for {asks} who have asked");
    Ok(moves)
}

/// They were brought one step after another, were told of each once, and have seen them in that order.
async fn judged(school: &Watched, world: &World, learner: i64) -> anyhow::Result<()> {
    let backend = school.db.get_database_backend();
    let query = format!(
        "SELECT left_id, to_id FROM moves WHERE user_id = {learner} ORDER BY moved_at, to_id"
    );
    let rows = school
        .db
        .query_all_raw(Statement::from_string(backend, query))
        .await?;
    for (row, number) in rows.iter().zip(1_i64..) {
        let (left, to): (i64, i64) = (row.try_get("", "left_id")?, row.try_get("", "to_id")?);
        ensure!(
            (left, to) == (number, number + 1),
            "{learner} was brought from {left} to {to} instead of {}",
            number + 1
        );
    }
    let (brought, said) = (u64::try_from(rows.len())?, school.said(learner).await?);
    ensure!(
        said == brought,
        "{learner} was told {said} times of {brought} steps"
    );
    let chat = world.chat(BOT, learner);
    let shown = chat.iter().filter(|it| it["from_bot"] == true);
    let mut seen: Vec<usize> = shown
        .filter_map(|it| Some(step_line(text(it))?.number))
        .collect();
    seen.dedup();
    let all: Vec<usize> = (2..=rows.len() + 1).collect();
    ensure!(seen == all, "{learner} has seen {seen:?}");
    Ok(())
}

impl Watched {
    async fn write_down_moves(&self) -> anyhow::Result<()> {
        for statement in KEPT {
            let instant = if self.is_sqlite() {
                "TEXT"
            } else {
                "TIMESTAMPTZ"
            };
            self.run(&statement.replace("{instant}", instant)).await?;
        }
        let triggers: &[&str] = if self.is_sqlite() {
            &[
                "CREATE TRIGGER moved AFTER UPDATE OF current_step_id ON user_course_progress \
               WHEN NEW.current_step_id IS NOT OLD.current_step_id \
               BEGIN INSERT INTO moves VALUES (NEW.user_id, OLD.current_step_id, NEW.current_step_id, \
               strftime('%Y-%m-%dT%H:%M:%f', OLD.asked_at, '+1 hour'), strftime('%Y-%m-%dT%H:%M:%f', 'now')); END",
            ]
        } else {
            &[
                "CREATE FUNCTION moved() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN INSERT INTO moves VALUES (NEW.user_id, OLD.current_step_id, NEW.current_step_id, \
                 OLD.asked_at + interval '1 hour', clock_timestamp()); RETURN NEW; END $$",
                "CREATE TRIGGER moved AFTER UPDATE ON user_course_progress FOR EACH ROW \
                 WHEN (NEW.current_step_id IS DISTINCT FROM OLD.current_step_id) EXECUTE FUNCTION moved()",
            ]
        };
        for statement in triggers {
            self.run(statement).await?;
        }
        Ok(())
    }

    async fn ask(&self) -> anyhow::Result<()> {
        // For three in four it opens a little later, while the bot is looking already.
        let ago = if self.is_sqlite() {
            "strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now', '-1 hour', (user_id % 4 * 0.3) || ' seconds')"
        } else {
            "now() - interval '1 hour' + user_id % 4 * interval '300 milliseconds'"
        };
        for statement in ASK {
            let statement = statement.replace("{an_hour_ago}", ago);
            self.run(&statement.replace("FROM idle", &format!("FROM {IDLE}")))
                .await?;
        }
        Ok(())
    }
}

/// A course with a step for each life, each of which opens an hour after the one before.
fn course(kills: u32) -> String {
    let steps = (kills + 3).min(LONGEST);
    let mut file =
        "---\nid: drip\ntitle: Drip\nrelease: after 1 hour\nreminders: none\n---\n".to_owned();
    for number in 1..=steps {
        let end = if number == steps { " .end" } else { "" };
        let _ = write!(file, "\n## Part {number} {{#s{number}{end}}}\n\nText.\n");
    }
    file
}
