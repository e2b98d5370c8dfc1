//! The bot's database: a file, or one of a bench's own on a PostgreSQL.

use std::path::Path;
use std::process::Stdio;

use anyhow::{Context as _, ensure};
use sea_orm::{ConnectionTrait, Database, DatabaseConnection};
use tempfile::TempDir;
use tokio::process::Command;

/// A database that is there for one run.
pub struct Store {
    /// Its address.
    pub url: String,
    /// Removed with it; the bot runs there.
    pub folder: TempDir,
    /// The address of the server's other database, from which it is removed, and its name.
    server: Option<(String, String)>,
}

impl Store {
    /// An empty one: a file, or one of this name beside the one that `server` names. What a run that was broken off has left
    /// there under this name is removed first.
    ///
    /// # Errors
    /// What the server says.
    pub async fn open(server: Option<&str>, name: &str) -> anyhow::Result<Store> {
        let folder = tempfile::tempdir()?;
        let url = match server {
            None => format!("sqlite://{}", folder.path().join("bench.sqlite").display()),
            Some(server) => create(server, name).await?,
        };
        Ok(Store {
            url,
            folder,
            server: server.map(|server| (server.to_owned(), name.to_owned())),
        })
    }

    /// Makes its tables, with the bot's own migrations.
    ///
    /// # Errors
    /// They could not be made.
    pub async fn migrate(&self, binary: &Path) -> anyhow::Result<()> {
        let migrated = Command::new(binary)
            .args(["migrate", "up"])
            .env("DATABASE_URL", &self.url)
            .current_dir(self.folder.path())
            .stderr(Stdio::null())
            .status()
            .await?;
        ensure!(migrated.success(), "the database could not be made");
        Ok(())
    }

    /// A connection beside the bot's.
    ///
    /// # Errors
    /// What the database says.
    pub async fn connect(&self) -> anyhow::Result<DatabaseConnection> {
        Ok(Database::connect(&self.url).await?)
    }

    /// Whether it is a file.
    pub fn is_sqlite(&self) -> bool {
        self.server.is_none()
    }

    /// Removes it.
    ///
    /// # Errors
    /// What the server says.
    pub async fn remove(self) -> anyhow::Result<()> {
        if let Some((server, name)) = &self.server {
            drop_named(server, name).await?;
        }
        Ok(self.folder.close()?)
    }
}

async fn create(server: &str, name: &str) -> anyhow::Result<String> {
    drop_named(server, name).await?;
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

async fn drop_named(server: &str, name: &str) -> anyhow::Result<()> {
    let admin = Database::connect(server).await?;
    admin
        .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .await?;
    Ok(admin.close().await?)
}
