//! The bot's database, watched from outside while learners fall silent again and again: what the bot has decided to say is counted
//! by the database itself, in the transaction that says it.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use playground::{Person, World};
use sea_orm::{ConnectionTrait, DatabaseConnection, Statement};

use super::opening::{Opening, named};
use super::reading::text;
use super::stage::BOT;
use crate::harness::course_files;

/// How many learners fall silent again and again.
pub const LEARNERS: i64 = 24;
/// The first of them.
pub const FIRST: i64 = 701;
/// What nothing takes as long as, on a busy machine.
pub const PATIENCE: Duration = Duration::from_mins(2);

/// A course to fall silent in.
pub const COURSE: &str = "---\nid: first-aid\ntitle: First aid\n---\n\n## Danger {#danger}\n\nLook around.\n\n\
                          ## Help {#help .end}\n\nCall for help.\n";

/// Counts every message to many as it is written down, and lets nobody sleep through the day.
const WATCHED: [&str; 4] = [
    "CREATE TABLE said (chat_id BIGINT NOT NULL)",
    "INSERT INTO user_course_progress (user_id, course_id, current_step_id, visited_at) \
     SELECT users.id, 1, (SELECT MIN(id) FROM steps), {now} FROM users WHERE users.id > 700",
    "INSERT INTO rhythms (user_id, quiet_from_minute, quiet_until_minute) \
     SELECT id, NULL, NULL FROM users WHERE id > 700",
    "INSERT INTO wakes (user_id, due_at, state) SELECT id, {now}, 2 FROM users WHERE id > 700 \
     ON CONFLICT DO NOTHING",
];

/// Everybody who has heard of each silence so far falls silent once more.
const SILENT: [&str; 5] = [
    "CREATE TABLE IF NOT EXISTS silences (user_id BIGINT NOT NULL)",
    "INSERT INTO silences SELECT id FROM users WHERE id > 700 AND \
     (SELECT COUNT(*) FROM said WHERE chat_id = users.id) = \
     (SELECT COUNT(*) FROM silences WHERE user_id = users.id)",
    "DELETE FROM reminders WHERE user_id IN (SELECT user_id FROM fresh)",
    "UPDATE rhythms SET reminded_on = NULL WHERE user_id IN (SELECT user_id FROM fresh)",
    "UPDATE user_course_progress SET visited_at = {yesterday} WHERE user_id IN (SELECT user_id FROM fresh)",
];

/// The bot's database, seen from outside.
pub struct Watched {
    /// A connection of the test's own.
    pub db: DatabaseConnection,
}

impl Watched {
    /// A school with this course, in which everybody has said hello to the bot, which does not run, and stands on the first step.
    pub async fn open(opening: &Opening, course: &str) -> anyhow::Result<Watched> {
        let (cradle, world) = (&opening.cradle, opening.world());
        let db = opening.database().await?;
        course_files::plant_text(&db, course, None).await?;
        let life = cradle.start()?;
        for learner in FIRST..FIRST + LEARNERS {
            world.say(BOT, learner, "/start")?;
        }
        let met = world.until(|world| {
            let all = (FIRST..FIRST + LEARNERS).all(|who| !world.chat(BOT, who).is_empty());
            let greeted = |who| world.chat(BOT, who).iter().any(|it| it["from_bot"] == true);
            (all && (FIRST..FIRST + LEARNERS).all(greeted)).then_some(())
        });
        let met = tokio::time::timeout(PATIENCE, met).await;
        met.with_context(|| format!("nobody was greeted: {}", cradle.said()))?;
        life.stop().await?;
        let school = Watched { db };
        for statement in WATCHED {
            school.run(statement).await?;
        }
        school.count_what_is_said().await?;
        Ok(school)
    }

    async fn count_what_is_said(&self) -> anyhow::Result<()> {
        let triggers: &[&str] = if self.is_sqlite() {
            &[
                "CREATE TRIGGER said_to_many AFTER INSERT ON outbox WHEN NEW.lane = 1 \
               BEGIN INSERT INTO said VALUES (NEW.chat_id); END",
            ]
        } else {
            &[
                "CREATE FUNCTION said_to_many() RETURNS trigger LANGUAGE plpgsql AS \
                 $$ BEGIN INSERT INTO said VALUES (NEW.chat_id); RETURN NEW; END $$",
                "CREATE TRIGGER said_to_many AFTER INSERT ON outbox FOR EACH ROW \
                 WHEN (NEW.lane = 1) EXECUTE FUNCTION said_to_many()",
            ]
        };
        for statement in triggers {
            self.run(statement).await?;
        }
        Ok(())
    }

    /// Whether it is a file.
    pub fn is_sqlite(&self) -> bool {
        self.db.get_database_backend() == sea_orm::DbBackend::Sqlite
    }

    /// Runs a statement. `{now}` and `{yesterday}` are instants in it.
    pub async fn run(&self, statement: &str) -> anyhow::Result<()> {
        let (now, yesterday) = if self.is_sqlite() {
            let at = |shift: &str| format!("strftime('%Y-%m-%dT%H:%M:%f+00:00', 'now'{shift})");
            (at(""), at(", '-25 hours'"))
        } else {
            ("now()".to_owned(), "now() - interval '25 hours'".to_owned())
        };
        // Those who fall silent are those who have not heard of it yet.
        let fresh = "(SELECT user_id FROM silences GROUP BY user_id HAVING COUNT(*) > \
                     (SELECT COUNT(*) FROM said WHERE chat_id = silences.user_id)) fresh";
        let statement = statement
            .replace("{now}", &now)
            .replace("{yesterday}", &yesterday)
            .replace("fresh)", &format!("{fresh})"));
        self.db.execute_unprepared(&statement).await?;
        Ok(())
    }

    /// Whoever has been reminded falls silent again, and is due at once.
    pub async fn fall_silent(&self) -> anyhow::Result<()> {
        for statement in SILENT {
            self.run(statement).await?;
        }
        self.run(
            "UPDATE wakes SET state = 0, due_at = {now}, claimed_until = NULL, fence = fence + 1 \
             WHERE user_id IN (SELECT user_id FROM fresh)",
        )
        .await
    }

    /// The one number `n` that a query asks for.
    pub async fn number(&self, query: &str) -> anyhow::Result<u64> {
        let statement = Statement::from_string(self.db.get_database_backend(), query);
        let row = self.db.query_one_raw(statement).await?;
        let number: i64 = row.context("a count is a row")?.try_get("", "n")?;
        Ok(u64::try_from(number)?)
    }

    /// Waits until what a query counts is so.
    pub async fn reached(&self, query: &str, is_so: impl Fn(u64) -> bool) -> anyhow::Result<()> {
        let reached = async {
            while !is_so(self.number(query).await?) {
                tokio::time::sleep(Duration::from_millis(20)).await;
            }
            anyhow::Ok(())
        };
        match tokio::time::timeout(PATIENCE, reached).await {
            Ok(reached) => reached,
            Err(_) => bail!("waited in vain for {query}"),
        }
    }

    /// Waits until everything is sent.
    pub async fn all_sent(&self) -> anyhow::Result<()> {
        let unsent = "SELECT COUNT(*) AS n FROM outbox";
        self.reached(unsent, |unsent| unsent == 0).await
    }

    /// How often something was said to a learner by itself.
    pub async fn said(&self, learner: i64) -> anyhow::Result<u64> {
        self.number(&format!(
            "SELECT COUNT(*) AS n FROM said WHERE chat_id = {learner}"
        ))
        .await
    }

    /// Waits until everybody was reminded of every silence and everything is sent, and says how many there were: none was told
    /// twice.
    pub async fn all_reminded(&self) -> anyhow::Result<u64> {
        let silences = self.number("SELECT COUNT(*) AS n FROM silences").await?;
        let said = "SELECT COUNT(*) AS n FROM said";
        let told = self.reached(said, |said| said >= silences).await;
        told.context("somebody was forgotten")?;
        self.all_sent().await?;
        let mut all = 0;
        for learner in FIRST..FIRST + LEARNERS {
            let silences = format!("SELECT COUNT(*) AS n FROM silences WHERE user_id = {learner}");
            let (said, silences) = (self.said(learner).await?, self.number(&silences).await?);
            ensure!(
                said == silences,
                "{learner} was reminded {said} times of {silences} silences"
            );
            all += silences;
        }
        Ok(all)
    }
}

/// How many reminders somebody has seen.
pub fn heard(world: &World, who: i64) -> u64 {
    let chat = world.chat(BOT, who);
    let seen = chat
        .iter()
        .filter(|it| text(it).contains("is waiting for you"));
    u64::try_from(seen.count()).unwrap_or(u64::MAX)
}

/// All of them.
pub fn people() -> Vec<Person> {
    let learners = FIRST..FIRST + LEARNERS;
    learners
        .map(|id| named(id, &format!("Learner {id}")))
        .collect()
}
