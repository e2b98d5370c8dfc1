//! What every trial plays on: the whole playground in a folder of its own, and its page in a browser.

use anyhow::{Context as _, ensure};
use stepwise::play::{self, Play, Playing};
use tempfile::TempDir;

use super::driver::{Browser, Programs};
use super::look::Look;
use super::page::Page;
use crate::harness::school::within;

/// A playground and its page.
pub struct Stage {
    playing: Option<Playing>,
    folder: TempDir,
    url: String,
    /// What people see of it.
    pub page: Page,
}

/// Errors that a page may complain of while the playground is away.
const AWAY: &str = "net::ERR_";

impl Stage {
    /// Sets everything up, plays, and takes everything down again, whatever has happened.
    ///
    /// # Errors
    /// What went wrong, in the play or in the page's console.
    pub async fn play(
        programs: &Programs,
        look: Look,
        scene: impl AsyncFnOnce(&mut Self) -> anyhow::Result<()>,
    ) -> anyhow::Result<()> {
        let folder = tempfile::tempdir()?;
        let playing = start(&folder, 0).await?;
        let url = playing.url();
        let browser = Browser::start(programs).await?;
        let mut stage = Self {
            playing: Some(playing),
            page: Page::open(browser, &url, look).await?,
            folder,
            url,
        };
        let mut played = scene(&mut stage).await;
        if played.is_ok() {
            played = stage.no_complaints().await;
        }
        if played.is_err() {
            let _ = stage.page.snap_failure().await;
        }
        stage.page.close().await;
        if let Some(playing) = stage.playing {
            within("the playground to stop", playing.stop()).await?;
        }
        played
    }

    /// The page's console holds no errors.
    ///
    /// # Errors
    /// Those it holds.
    pub async fn no_complaints(&self) -> anyhow::Result<()> {
        let complaints = self.page.browser().complaints().await?;
        ensure!(
            complaints.is_empty(),
            "the page's console says: {complaints:#?}"
        );
        Ok(())
    }

    /// Stops the playground with its bot and starts both again where they were.
    ///
    /// # Errors
    /// That they do not stop or start, or that the page complains of more than that they were away.
    pub async fn restart(&mut self) -> anyhow::Result<()> {
        self.no_complaints().await?;
        let playing = self.playing.take().context("the playground is open")?;
        within("the playground to stop", playing.stop()).await?;
        let away = "document.getElementById('bot-state').classList.contains('busy')";
        self.page
            .until("the page to notice", away, serde_json::Value::Null)
            .await?;
        let port = self.url.rsplit(':').next().unwrap_or_default();
        let playing = start(&self.folder, port.trim_end_matches('/').parse()?).await?;
        let url = playing.url();
        self.playing = Some(playing);
        ensure!(url == self.url, "the playground came back at {url}");
        let back = "!document.getElementById('bot-state').classList.contains('busy')";
        self.page
            .until(
                "the page to be in touch again",
                back,
                serde_json::Value::Null,
            )
            .await?;
        let complaints = self.page.browser().complaints().await?;
        let other = complaints.iter().find(|one| !one.contains(AWAY));
        ensure!(other.is_none(), "the page's console says: {other:?}");
        Ok(())
    }
}

async fn start(folder: &TempDir, port: u16) -> anyhow::Result<Playing> {
    let folder = folder.path().to_owned();
    let play = Play {
        folder,
        fresh: false,
        port,
    };
    within("the playground to start", Box::pin(play::start(play))).await?
}
