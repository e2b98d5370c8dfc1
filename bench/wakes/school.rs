//! A school with so many learners who all wait, most of them for another day, some of them for nothing.

use std::path::Path;

use anyhow::ensure;
use sea_orm::ConnectionTrait;
use stepwise_bench::store::Store;

/// A database of one size.
pub struct School {
    /// How many learners there are.
    pub learners: usize,
    /// Where they are.
    pub store: Store,
}

impl School {
    /// Makes it with the bot's own migrations. Those numbered up to `due` are in a course and have been silent for a day.
    pub async fn fill(
        binary: &Path,
        server: Option<&str>,
        learners: usize,
        due: usize,
    ) -> anyhow::Result<School> {
        ensure!(due <= learners, "more are due than there are");
        let store = Store::open(server, &format!("bench_wakes_{learners}")).await?;
        store.migrate(binary).await?;
        let school = School { learners, store };
        let db = school.store.connect().await?;
        for statement in school.filling(due) {
            db.execute_unprepared(&statement).await?;
        }
        db.close().await?;
        Ok(school)
    }

    /// An instant in the words of the database, from an expression in seconds of unix time.
    pub fn instant(&self, seconds: &str) -> String {
        if self.store.is_sqlite() {
            format!("strftime('%Y-%m-%dT%H:%M:%f+00:00', {seconds}, 'unixepoch')")
        } else {
            format!("to_timestamp({seconds})")
        }
    }

    /// Now, in seconds of unix time, in the words of the database.
    pub fn now(&self) -> &'static str {
        if self.store.is_sqlite() {
            "unixepoch()"
        } else {
            "extract(epoch FROM now())"
        }
    }

    fn filling(&self, due: usize) -> Vec<String> {
        let numbers = |most: usize| {
            if self.store.is_sqlite() {
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
}
