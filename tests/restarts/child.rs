//! One life of the bot: the real binary as a child process, until it is killed or asked to stop.

use std::fs::{File, OpenOptions};
use std::path::PathBuf;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use anyhow::{Context as _, ensure};
use tokio::process::{Child, Command};

/// How a bot is started, again and again.
#[derive(Clone, Debug)]
pub struct Cradle {
    /// The binary.
    pub binary: PathBuf,
    /// Where it runs and where its log is kept.
    pub folder: PathBuf,
    /// Its settings; it sees no others.
    pub settings: Vec<(&'static str, String)>,
}

/// A bot at work.
pub struct Life {
    child: Child,
}

/// Within this time a bot that is asked to stop has stopped: it waits ten seconds for what is in hand, and the rest is
/// for a busy machine.
const STOP: Duration = Duration::from_secs(15);

impl Cradle {
    /// Starts the bot.
    ///
    /// # Errors
    /// What the system says.
    pub fn start(&self) -> anyhow::Result<Life> {
        let mut command = Command::new(&self.binary);
        command
            .current_dir(&self.folder)
            .env_clear()
            .envs(self.settings.iter().cloned())
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .stdout(self.log()?)
            .stderr(self.log()?)
            .kill_on_drop(true);
        let child = command.spawn().context("the bot does not start")?;
        Ok(Life { child })
    }

    /// The end of what all lives have said so far.
    pub fn said(&self) -> String {
        let said = std::fs::read_to_string(self.folder.join("bot.log")).unwrap_or_default();
        let lines: Vec<&str> = said.lines().collect();
        lines[lines.len().saturating_sub(40)..].join("\n")
    }

    fn log(&self) -> anyhow::Result<File> {
        let file = self.folder.join("bot.log");
        Ok(OpenOptions::new().create(true).append(true).open(file)?)
    }
}

impl Life {
    /// Cuts the power: SIGKILL, and waits until nothing is left.
    ///
    /// # Errors
    /// When the bot had ended by itself.
    pub async fn kill(mut self) -> anyhow::Result<()> {
        if let Some(status) = self.child.try_wait()? {
            anyhow::bail!("the bot has ended by itself: {status}");
        }
        self.child.kill().await?;
        Ok(())
    }

    /// Asks to stop: SIGTERM, and waits until the bot has ended.
    ///
    /// # Errors
    /// When it ends with another code than 0, or not at all.
    pub async fn stop(mut self) -> anyhow::Result<()> {
        let status = self.end().await?;
        ensure!(status.success(), "the bot ended with {status}");
        Ok(())
    }

    /// Stops it where it is, as it may happen to a machine that has no memory left or is moved: SIGSTOP.
    ///
    /// # Errors
    /// When it has ended by itself.
    pub async fn stall(&self) -> anyhow::Result<()> {
        self.signal("STOP").await
    }

    /// Lets it go on where it was stopped: SIGCONT.
    ///
    /// # Errors
    /// When it has ended by itself.
    pub async fn go_on(&self) -> anyhow::Result<()> {
        self.signal("CONT").await
    }

    async fn end(&mut self) -> anyhow::Result<ExitStatus> {
        self.signal("TERM").await?;
        tokio::time::timeout(STOP, self.child.wait())
            .await
            .context("the bot did not stop in time")?
            .context("the bot's end could not be seen")
    }

    async fn signal(&self, name: &str) -> anyhow::Result<()> {
        let id = self.child.id().context("the bot has ended by itself")?;
        let told = Command::new("sh")
            .args(["-c", &format!("kill -{name} {id}")])
            .status()
            .await?;
        ensure!(told.success(), "SIG{name} did not reach the bot");
        Ok(())
    }
}
