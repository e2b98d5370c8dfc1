//! Opening the database that `DATABASE_URL` names: SQLite or PostgreSQL, the same to everybody above.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sea_orm::sqlx::Executor;
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};

/// Connections to one database.
#[derive(Clone, Debug)]
pub struct Database {
    /// For everything that writes; on SQLite a single connection, since there is one writer.
    pub write: DatabaseConnection,
    /// For looking without waiting behind writers.
    pub read: DatabaseConnection,
    /// How many statements have run, when that is asked for.
    pub statements: Option<Arc<Statements>>,
}

/// How many statements have run since the start. Transactions' own (`BEGIN`, `COMMIT`, savepoints) are not counted as
/// reads or writes.
#[derive(Debug, Default)]
pub struct Statements {
    /// Statements that read.
    pub reads: AtomicU64,
    /// Statements that write.
    pub writes: AtomicU64,
    /// Commits of whole transactions.
    pub commits: AtomicU64,
    /// The latest run of each, with its values.
    last: Mutex<HashMap<String, Statement>>,
}

/// How many connections to PostgreSQL one process holds for writing.
pub const POSTGRES_LANES: u32 = 4;

/// PostgreSQL undoes a transaction in which it has heard nothing for so long, and closes its connection. Between two statements of
/// ours lies no more than arithmetic; only a process that was stopped is silent for longer, and what it has locked would keep the
/// others waiting for as long as it is. Half of the shortest lease: see `transport::outbox`.
const SILENT: &str = "SET idle_in_transaction_session_timeout = '5s'";

impl Database {
    /// Opens the database; a SQLite file that is not there is made.
    ///
    /// # Errors
    /// What the database says.
    pub async fn open(url: &str, count_statements: bool) -> Result<Database, DbErr> {
        Self::opened(url, count_statements, true).await
    }

    /// Opens a database that is there; nothing is made and no table is changed.
    ///
    /// # Errors
    /// What the database says.
    pub async fn open_existing(url: &str) -> Result<Database, DbErr> {
        // What stands in the address would make it all the same.
        let url = url.replace("mode=rwc", "mode=rw");
        Self::opened(&url, false, false).await
    }

    async fn opened(url: &str, count_statements: bool, make: bool) -> Result<Database, DbErr> {
        let sqlite = url.starts_with("sqlite:");
        let (write_connections, read_connections) = if sqlite {
            (1, 2)
        } else {
            (POSTGRES_LANES + 2, 3)
        };
        let connect = |connections| sea_orm::Database::connect(options(url, make, connections));
        let mut write = connect(write_connections).await?;
        let mut read = connect(read_connections).await?;
        let statements = count_statements.then(Arc::<Statements>::default);
        if let Some(statements) = &statements {
            for connection in [&mut write, &mut read] {
                let statements = Arc::clone(statements);
                connection.set_metric_callback(move |info| statements.note(info.statement));
            }
        }
        Ok(Database {
            write,
            read,
            statements,
        })
    }

    /// Whether there is one writer.
    pub fn is_sqlite(&self) -> bool {
        self.write.get_database_backend() == DbBackend::Sqlite
    }

    /// Begins a transaction that means to write.
    ///
    /// # Errors
    /// What the database says.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        let options = TransactionOptions {
            sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
            ..TransactionOptions::default()
        };
        self.write.begin_with_options(options).await
    }

    /// Brings the database file up to date and empties what was written ahead of it, where rows that are gone would still be
    /// found. On SQLite alone: PostgreSQL writes over what is gone in its own time. Twice equals once; while somebody reads, it is
    /// done as far as it goes.
    ///
    /// # Errors
    /// What the database says.
    pub async fn scrub(&self) -> Result<(), DbErr> {
        if self.is_sqlite() {
            self.write
                .execute_unprepared("PRAGMA wal_checkpoint(TRUNCATE)")
                .await?;
        }
        Ok(())
    }

    /// Closes all connections; a SQLite file is left tidy.
    ///
    /// # Errors
    /// What the database says.
    pub async fn close(self) -> Result<(), DbErr> {
        self.read.close().await?;
        self.write.close().await
    }
}

impl Statements {
    fn note(&self, statement: &Statement) {
        let sql = &statement.sql;
        let mut last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.insert(sql.clone(), statement.clone());
        drop(last);
        let counter = match sql.get(..6).map(str::to_ascii_uppercase).as_deref() {
            Some("SELECT") => &self.reads,
            Some("INSERT" | "UPDATE" | "DELETE") => &self.writes,
            _ => return,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    /// The latest run of a statement whose text is so, with its values; of several such statements any.
    pub fn last(&self, is_it: impl Fn(&str) -> bool) -> Option<Statement> {
        let last = self.last.lock().unwrap_or_else(PoisonError::into_inner);
        last.values().find(|known| is_it(&known.sql)).cloned()
    }

    /// Reads, writes and commits so far.
    pub fn totals(&self) -> (u64, u64, u64) {
        let read = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
        (read(&self.reads), read(&self.writes), read(&self.commits))
    }
}

fn options(url: &str, make: bool, connections: u32) -> ConnectOptions {
    let sqlite = url.starts_with("sqlite:");
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .min_connections(1)
        .acquire_timeout(Duration::from_secs(10))
        .test_before_acquire(!sqlite)
        .sqlx_logging(false);
    if sqlite {
        options.map_sqlx_sqlite_opts(move |sqlite| {
            sqlite
                .create_if_missing(make)
                .foreign_keys(true)
                .busy_timeout(Duration::from_secs(10))
                .pragma("journal_mode", "WAL")
                // NORMAL may lose the last commits on a power cut, after Telegram has forgotten the updates.
                .pragma("synchronous", "FULL")
                // What is deleted is written over: who is forgotten is not to be found in the file.
                .pragma("secure_delete", "ON")
        });
    } else {
        // Not with the address: what stands between us and the server may not take it there.
        options.map_sqlx_postgres_pool_opts(|pool| {
            pool.after_connect(|connection, _| {
                Box::pin(async move { connection.execute(SILENT).await.map(drop) })
            })
        });
    }
    options
}
