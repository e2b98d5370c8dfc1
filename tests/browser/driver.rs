//! The programs behind a trial: chromedriver as a child process, and a headless Chromium that it starts.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, bail};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use tokio::io::{AsyncBufReadExt as _, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::harness::school::within;

/// Where chromedriver and Chromium are installed.
#[derive(Clone, Debug)]
pub struct Programs {
    driver: PathBuf,
    browser: PathBuf,
}

/// A browser of one's own, with an empty profile.
pub struct Browser {
    process: Child,
    /// Held open: chromedriver stops when nobody can hear it.
    _said: Lines<BufReader<ChildStdout>>,
    _profile: TempDir,
    address: String,
    session: String,
    http: reqwest::Client,
    /// The ordinary way to drive it.
    pub client: Client,
}

/// What Chromium is told: no window, no sandbox (it may run as root), and no business of its own.
const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--force-prefers-no-reduced-motion",
    "--window-size=1280,1000",
];
/// Longer than any script of ours waits.
const SCRIPT_MS: u64 = 40_000;

impl Programs {
    /// Looks for both on the `PATH`.
    ///
    /// # Errors
    /// A plain line on what is missing.
    pub fn installed() -> Result<Self, String> {
        let driver = ["chromedriver"].into_iter().find_map(find);
        let browser = ["chromium", "chromium-browser", "google-chrome"]
            .into_iter()
            .find_map(find);
        match (driver, browser) {
            (Some(driver), Some(browser)) => Ok(Self { driver, browser }),
            (None, Some(_)) => Err("chromedriver is not installed".to_owned()),
            (Some(_), None) => Err("Chromium is not installed".to_owned()),
            (None, None) => Err("chromedriver and Chromium are not installed".to_owned()),
        }
    }
}

fn find(name: &str) -> Option<PathBuf> {
    let folders = std::env::var_os("PATH")?;
    std::env::split_paths(&folders)
        .map(|folder| folder.join(name))
        .find(|path| path.is_file())
}

impl Browser {
    /// Starts both.
    ///
    /// # Errors
    /// Which of them did not start, and why.
    pub async fn start(programs: &Programs) -> anyhow::Result<Self> {
        let mut process = Command::new(&programs.driver)
            .arg("--port=0")
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("chromedriver does not start")?;
        let stdout = process.stdout.take().context("its output is piped")?;
        let mut said = BufReader::new(stdout).lines();
        let port = within("chromedriver to name its port", port(&mut said)).await??;
        let address = format!("http://127.0.0.1:{port}");
        let profile = tempfile::tempdir()?;
        let client = within(
            "Chromium to start",
            connect(&address, programs, profile.path()),
        )
        .await?
        .context("Chromium does not start")?;
        let session = client
            .session_id()
            .await?
            .context("the session has an id")?;
        let http = reqwest::Client::builder()
            .no_proxy()
            .timeout(Duration::from_secs(30))
            .build()?;
        Ok(Self {
            process,
            _said: said,
            _profile: profile,
            address,
            session,
            http,
            client,
        })
    }

    /// A command of Chromium's own protocol, for what `WebDriver` has no words.
    ///
    /// # Errors
    /// What Chromium says against it.
    pub async fn devtools(&self, command: &str, params: Value) -> anyhow::Result<()> {
        self.ask(
            "goog/cdp/execute",
            json!({ "cmd": command, "params": params }),
        )
        .await
        .map(drop)
        .with_context(|| command.to_owned())
    }

    /// What went wrong in the page since it was last asked, as its console has it: errors of scripts and of requests.
    ///
    /// # Errors
    /// That the console could not be read.
    pub async fn complaints(&self) -> anyhow::Result<Vec<String>> {
        let log = self.ask("se/log", json!({ "type": "browser" })).await?;
        let entries = log.as_array().context("the log is a list")?;
        Ok(entries
            .iter()
            .filter(|entry| entry["level"] == "SEVERE")
            .map(|entry| entry["message"].as_str().unwrap_or_default().to_owned())
            .collect())
    }

    async fn ask(&self, what: &str, body: Value) -> anyhow::Result<Value> {
        let address = format!("{}/session/{}/{what}", self.address, self.session);
        let answer = self.http.post(address).json(&body).send().await?;
        let mut answer: Value = answer.json().await?;
        if let Some(message) = answer["value"]["message"].as_str() {
            bail!("{message}");
        }
        Ok(answer["value"].take())
    }

    /// Ends both.
    pub async fn close(mut self) {
        // A browser that does not answer any more is ended with its driver.
        let _ = within("Chromium to close", self.client.close()).await;
        let _ = self.process.kill().await;
    }
}

/// The port that chromedriver has chosen; it says so in one of its first lines.
async fn port(said: &mut Lines<BufReader<ChildStdout>>) -> anyhow::Result<u16> {
    while let Some(line) = said.next_line().await? {
        if let Some((_, port)) = line.split_once("successfully on port ") {
            return Ok(port.trim_end_matches('.').parse()?);
        }
    }
    bail!("chromedriver ended without naming a port")
}

async fn connect(address: &str, programs: &Programs, profile: &Path) -> anyhow::Result<Client> {
    let mut arguments: Vec<String> = ARGUMENTS.map(str::to_owned).to_vec();
    arguments.push(format!("--user-data-dir={}", profile.display()));
    let capabilities = json!({
        "browserName": "chrome",
        "timeouts": { "script": SCRIPT_MS },
        "goog:chromeOptions": { "binary": programs.browser, "args": arguments },
        "goog:loggingPrefs": { "browser": "ALL" },
    });
    let capabilities = capabilities.as_object().cloned().unwrap_or_default();
    Ok(ClientBuilder::new(HttpConnector::new())
        .capabilities(capabilities)
        .connect(address)
        .await?)
}
