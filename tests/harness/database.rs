//! A database for one test: a SQLite file in a folder of its own, or a database of the run's PostgreSQL.

use std::sync::atomic::{AtomicU32, Ordering};

use tempfile::TempDir;

use super::postgres;

/// Which database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Base {
    /// The embedded one.
    Sqlite,
    /// The server.
    Postgres,
}

impl Base {
    /// Both of them.
    pub const ALL: [Base; 2] = [Base::Sqlite, Base::Postgres];

    /// Its name in the names of tests.
    pub fn name(self) -> &'static str {
        match self {
            Base::Sqlite => "sqlite",
            Base::Postgres => "postgres",
        }
    }
}

/// A database until it is given back.
pub struct Lent {
    /// Its address, as in `DATABASE_URL`.
    pub url: String,
    kept: Kept,
}

enum Kept {
    Folder(TempDir),
    Server(String),
}

static NUMBER: AtomicU32 = AtomicU32::new(0);

/// A fresh database; `migrated` says whether the tables may be there already.
///
/// # Errors
/// Why it could not be made.
pub async fn lend(base: Base, migrated: bool) -> anyhow::Result<Lent> {
    match base {
        Base::Sqlite => {
            let folder = tempfile::Builder::new().prefix("stepwise-").tempdir()?;
            let url = format!(
                "sqlite://{}?mode=rwc",
                folder.path().join("school.sqlite").display()
            );
            Ok(Lent {
                url,
                kept: Kept::Folder(folder),
            })
        }
        Base::Postgres => {
            let name = format!("school_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
            let url = postgres::create(&name, migrated).await?;
            Ok(Lent {
                url,
                kept: Kept::Server(name),
            })
        }
    }
}

impl Lent {
    /// Removes the database.
    ///
    /// # Errors
    /// Why it could not be removed.
    pub async fn give_back(self) -> anyhow::Result<()> {
        match self.kept {
            Kept::Folder(folder) => Ok(folder.close()?),
            Kept::Server(name) => postgres::remove(&name).await,
        }
    }
}
