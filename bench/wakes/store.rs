//! A database with so many learners who all wait, most of them for another day, some of them for nothing.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, ensure};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;
use tokio::process::Command;

/// A database of one size.
pub struct Store {
    /// How many learners there are.
    pub learners: usize,
    /// Its address.
    pub url: String,
    /// The address of the server's other database, from which it is removed.
    server: Option<String>,
    /// Removed with it; the bot runs there.
    pub folder: TempDir,
}

impl Store {
    /// Makes it with the bot's own migrations. Those numbered up to `due` are in a course and have been silent for a day.
    pub async fn fill(
        binary: &Path,
        server: Option<&str>,
        learners: usize,
        due: usize,
    ) -> anyhow::Result<Store> {
        ensure!(due <= learners, "more are due than there are");
        let folder = tempfile::tempdir()?;
        let url = match server {
            None => format!("sqlite://{}", folder.path().join("bench.sqlite").display()),
            Some(server) => made(server, learners).await?,
        };
        let store = Store {
            learners,
            url,
            server: server.map(str::to_owned),
            folder,
        };
        let migrated = Command::new(binary)
            .args(["migrate", "up"])
            .env("DATABASE_URL", &store.url)
            .current_dir(store.folder.path())
            .stderr(Stdio::null())
            .status()
            .await?;
        ensure!(migrated.success(), "the database could not be made");
        let db = store.connect().await?;
        for statement in store.filling(due) {
            db.execute_unprepared(&statement).await?;
        }
        db.close().await?;
        Ok(store)
    }

    /// A connection beside the bot's.
    pub async fn connect(&self) -> anyhow::Result<DatabaseConnection> {
        Ok(Database::connect(&self.url).await?)
    }

    /// Whether it is a file.
    pub fn is_sqlite(&self) -> bool {
        self.server.is_none()
    }

    /// An instant in the words of the database, from an expression in seconds of unix time.
    pub fn instant(&self, seconds: &str) -> String {
        if self.is_sqlite() {
            format!("strftime('%Y-%m-%dT%H:%M:%f+00:00', {seconds}, 'unixepoch')")
        } else {
            format!("to_timestamp({seconds})")
        }
    }

    /// Now, in seconds of unix time, in the words of the database.
    pub fn now(&self) -> &'static str {
        if self.is_sqlite() {
            "unixepoch()"
        } else {
            "extract(epoch FROM now())"
        }
    }

    fn filling(&self, due: usize) -> Vec<String> {
        let numbers = |most: usize| {
            if self.is_sqlite() {
                format!(
                    "(WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers \
                     WHERE n < {most}) SELECT n FROM numbers) numbers"
                )
            } else {
                format!("generate_series(1, {most}) AS numbers(n)")
            }
        };
        let (all, some) = (numbers(self.learners), numbers(due));
        let later = self.instant(&format!("{} + 86400 + n", self.now()));
        let yesterday = self.instant(&format!("{} - 90000", self.now()));
        vec![
            "INSERT INTO courses (id, slug, title, is_active, revision) VALUES (1, 'bench', 'Bench', TRUE, 1)".to_owned(),
            "INSERT INTO steps (id, course_id, slug, position, title, text_content, is_end) VALUES \
             (1, 1, 'one', 1, 'One', 'Read this.', FALSE), (2, 1, 'two', 2, 'Two', 'Read this.', TRUE)"
                .to_owned(),
            format!("INSERT INTO users (id, first_name) SELECT n, 'Learner ' || n FROM {all}"),
            format!(
                "INSERT INTO wakes (user_id, due_at, state) \
                 SELECT n, {later}, CASE WHEN n % 3 = 0 THEN 2 ELSE 0 END FROM {all}"
            ),
            format!(
                "INSERT INTO user_course_progress (user_id, course_id, current_step_id, visited_at) \
                 SELECT n, 1, 1, {yesterday} FROM {some}"
            ),
            format!(
                "INSERT INTO rhythms (user_id, quiet_from_minute, quiet_until_minute) \
                 SELECT n, NULL, NULL FROM {some}"
            ),
            "ANALYZE".to_owned(),
        ]
    }

    /// Removes it.
    pub async fn remove(self) -> anyhow::Result<()> {
        if let Some(server) = &self.server {
            let admin = Database::connect(server).await?;
            let name = name(self.learners);
            admin
                .execute_unprepared(&format!("DROP DATABASE {name} WITH (FORCE)"))
                .await?;
            admin.close().await?;
        }
        Ok(self.folder.close()?)
    }
}

fn name(learners: usize) -> String {
    format!("bench_wakes_{learners}")
}

/// A new database on the server.
async fn made(server: &str, learners: usize) -> anyhow::Result<String> {
    let name = name(learners);
    let admin = Database::connect(server).await?;
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name}"))
        .await?;
    admin.close().await?;
    let (address, _) = server
        .rsplit_once('/')
        .context("--postgres names a database")?;
    Ok(format!("{address}/{name}"))
}
