//! The release binary at work in a folder of its own.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::ensure;
use stepwise_bench::{TOKEN, peak_memory};
use tempfile::TempDir;
use tokio::process::{Child, Command};
use tokio::time::timeout;

/// Who owns the bot and writes the course.
pub const OWNER: i64 = 1;

/// A folder with a database, and the binary.
pub struct StandIn {
    folder: TempDir,
    binary: PathBuf,
}

impl StandIn {
    /// An empty folder.
    pub fn set_up(binary: &Path) -> anyhow::Result<StandIn> {
        Ok(StandIn {
            folder: tempfile::tempdir()?,
            binary: binary.to_owned(),
        })
    }

    /// Where the database is, or will be.
    pub fn database(&self) -> String {
        let path = self.folder.path().join("bench.sqlite");
        format!("sqlite://{}", path.display())
    }

    /// `check` or `import` of a course file. Gives back the seconds from the start of the process to its end, and the most
    /// memory it has held, in KiB.
    pub async fn run(&self, verb: &str, course: &str) -> anyhow::Result<(f64, u64)> {
        std::fs::write(self.folder.path().join("course.md"), course)?;
        let mut command = self.command();
        command.args([verb, "course.md"]);
        if verb == "import" {
            command.args(["--yes", "--author", &OWNER.to_string()]);
        }
        command.stdout(Stdio::null()).stderr(Stdio::null());
        let started = Instant::now();
        let mut child = command.spawn()?;
        let mut peak = 0;
        // The most memory held is asked for while the process lives: five milliseconds before its end it is known.
        let status = loop {
            peak = peak.max(peak_memory(&child).unwrap_or_default());
            if let Ok(ended) = timeout(Duration::from_millis(5), child.wait()).await {
                break ended?;
            }
        };
        let seconds = started.elapsed().as_secs_f64();
        ensure!(status.success(), "{verb} ended with {status}");
        Ok((seconds, peak))
    }

    /// The bot, at work behind this Bot API.
    pub fn bot(&self, api: &str) -> anyhow::Result<Child> {
        let mut command = self.command();
        command
            .env("TELOXIDE_TOKEN", TOKEN)
            .env("TELOXIDE_API_URL", api)
            .env("LISTEN_ADDR", "off")
            .env("SEND_PER_SECOND", "0")
            .env("SEND_PER_CHAT", "0")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null());
        Ok(command.spawn()?)
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.binary);
        command
            .env("DATABASE_URL", self.database())
            .env("OWNER_IDS", OWNER.to_string())
            .current_dir(self.folder.path())
            .kill_on_drop(true);
        command
    }
}
