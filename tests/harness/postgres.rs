//! A PostgreSQL for one test run, started from whatever is installed and gone with the process.
//!
//! The server is the child of a small shell that waits on our end of a pipe: when the tests end, in whatever way, the
//! pipe closes, and the shell stops the server and removes its files.

use std::io::{BufRead, BufReader, Read};
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::{Mutex, PoisonError};

use anyhow::{Context, bail};
use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tokio::sync::OnceCell;

/// The superuser of the throw-away server; it trusts everybody who reaches its socket.
const USER: &str = "stepwise";
/// A migrated database that the others are copies of.
const TEMPLATE: &str = "template_stepwise";

static SERVER: OnceCell<Server> = OnceCell::const_new();
static RUNNING: Mutex<Option<(Child, ChildStdin)>> = Mutex::new(None);

/// A server that takes connections.
struct Server {
    socket: PathBuf,
}

/// Where `initdb` and `postgres` are, if they are installed.
pub fn binaries() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let installed = std::fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten();
    let mut versions: Vec<PathBuf> = installed
        .flatten()
        .map(|version| version.path().join("bin"))
        .collect();
    versions.sort();
    std::env::split_paths(&path)
        .chain(versions.into_iter().rev())
        .find(|folder| {
            ["initdb", "postgres"]
                .iter()
                .all(|name| folder.join(name).is_file())
        })
}

/// The address of a database of this name on the server, which is started first if need be.
///
/// # Errors
/// Why the server does not start.
pub async fn address(name: &str) -> anyhow::Result<String> {
    let server = SERVER
        .get_or_try_init(start)
        .await
        .context("PostgreSQL is installed but does not start")?;
    Ok(server.address(name))
}

/// A new database under this name: a copy of the migrated template, or an empty one.
///
/// # Errors
/// What the server says.
pub async fn create(name: &str, migrated: bool) -> anyhow::Result<String> {
    let address = address(name).await?;
    let template = if migrated { TEMPLATE } else { "template0" };
    let admin = connect(&self::address("postgres").await?).await?;
    admin
        .execute_unprepared(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
        .await?;
    admin.close().await?;
    Ok(address)
}

/// Removes a database, whoever is still connected to it.
///
/// # Errors
/// What the server says.
pub async fn remove(name: &str) -> anyhow::Result<()> {
    let admin = connect(&address("postgres").await?).await?;
    admin
        .execute_unprepared(&format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        .await?;
    Ok(admin.close().await?)
}

/// Stops the server and removes its files; nothing happens when none was started.
pub fn stop() {
    let running = RUNNING
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .take();
    if let Some((mut shell, pipe)) = running {
        drop(pipe);
        // The shell ends when the server has; how it ended is of no interest any more.
        let _ = shell.wait();
    }
}

/// One connection to the database at `address`.
///
/// # Errors
/// What the database says.
pub async fn connect(address: &str) -> Result<DatabaseConnection, sea_orm::DbErr> {
    let mut options = ConnectOptions::new(address);
    options.max_connections(1).sqlx_logging(false);
    Database::connect(options).await
}

impl Server {
    fn address(&self, name: &str) -> String {
        let socket = self.socket.display().to_string().replace('/', "%2F");
        format!("postgres://{USER}@{socket}/{name}")
    }
}

async fn start() -> anyhow::Result<Server> {
    let binaries = binaries().context("there is no initdb")?;
    let folder = tempfile::Builder::new()
        .prefix("stepwise-pg-")
        .tempdir()?
        .keep();
    std::fs::set_permissions(&folder, std::fs::Permissions::from_mode(0o700))?;
    let account = account()?;
    if let Some((user, group)) = account {
        chown(&folder, Some(user), Some(group))?;
    }
    let data = folder.join("data");
    let mut initdb = Command::new(binaries.join("initdb"));
    initdb.arg("-D").arg(&data).args([
        "-U",
        USER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--locale=C",
        "--no-sync",
    ]);
    let made = as_account(&mut initdb, account, &folder).output()?;
    if !made.status.success() {
        bail!("initdb: {}", String::from_utf8_lossy(&made.stderr));
    }
    serve(&binaries.join("postgres"), &folder, account)?;
    let server = Server { socket: folder };
    let template = server.address(TEMPLATE);
    let admin = connect(&server.address("postgres")).await?;
    admin
        .execute_unprepared(&format!("CREATE DATABASE {TEMPLATE}"))
        .await?;
    admin.close().await?;
    let database = connect(&template).await?;
    migration::up(&database).await?;
    database.close().await?;
    Ok(server)
}

/// Starts the server and waits until it says that it takes connections.
fn serve(postgres: &Path, folder: &Path, account: Option<(u32, u32)>) -> anyhow::Result<()> {
    const SCRIPT: &str = r#""$1" -D "$2/data" -k "$2" -c listen_addresses= -c fsync=off \
        -c synchronous_commit=off -c full_page_writes=off -c max_connections=400 -c shared_buffers=64MB \
        -c autovacuum=off </dev/null &
        read -r _; kill -INT $!; wait $!; rm -rf "$2""#;
    let mut shell = Command::new("sh");
    shell
        .args(["-c", SCRIPT, "sh"])
        .arg(postgres)
        .arg(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped());
    let mut shell = as_account(&mut shell, account, folder).spawn()?;
    let pipe = shell.stdin.take().context("the shell has no pipe")?;
    let log = shell.stderr.take().context("the server has no log")?;
    let mut log = BufReader::new(log);
    let mut said = String::new();
    *RUNNING.lock().unwrap_or_else(PoisonError::into_inner) = Some((shell, pipe));
    while !said.contains("ready to accept connections") {
        if log.read_line(&mut said)? == 0 {
            bail!("postgres: {said}");
        }
    }
    // A log that nobody reads would stop the server.
    std::thread::spawn(move || {
        let _ = log.read_to_end(&mut Vec::new());
    });
    Ok(())
}

fn as_account<'a>(
    command: &'a mut Command,
    account: Option<(u32, u32)>,
    folder: &Path,
) -> &'a mut Command {
    if let Some((user, group)) = account {
        command.uid(user).gid(group);
    }
    command.current_dir(folder)
}

/// PostgreSQL refuses to run as root: then it runs as `postgres`, or as `nobody`.
fn account() -> anyhow::Result<Option<(u32, u32)>> {
    let own = std::fs::metadata("/proc/self").map(|own| own.uid());
    if own.is_ok_and(|uid| uid != 0) {
        return Ok(None);
    }
    let accounts = std::fs::read_to_string("/etc/passwd")?;
    let find = |name: &str| {
        let line = accounts
            .lines()
            .find(|line| line.split(':').next() == Some(name))?;
        let mut numbers = line.split(':').skip(2).map(str::parse);
        Some((numbers.next()?.ok()?, numbers.next()?.ok()?))
    };
    let found = find("postgres").or_else(|| find("nobody"));
    Ok(Some(found.context("there is no account for PostgreSQL")?))
}
