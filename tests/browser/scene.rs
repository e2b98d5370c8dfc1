//! A playground whose bot does what a script tells it, and its page in a browser.

use anyhow::{Context as _, ensure};
use playground::{BotAccount, Options, Person, Playground};
use reqwest::multipart::{Form, Part};
use serde_json::{Value, json};

use super::driver::{Browser, Programs};
use super::look::Look;
use super::page::Page;

const BOT: i64 = 1_000_001;
const TOKEN: &str = "1000001:secret";
const AMINA: i64 = 501;

/// A playground with a bot that does what it is told, and its page.
pub(super) struct Scene {
    pub(super) playground: Playground,
    http: reqwest::Client,
    pub(super) page: Page,
}

impl Scene {
    pub(super) async fn open(programs: &Programs) -> anyhow::Result<Self> {
        let person = |id, name: &str| Person {
            id,
            first_name: name.to_owned(),
            ..Person::default()
        };
        let playground = Playground::start(Options {
            bots: vec![BotAccount {
                token: TOKEN.to_owned(),
                username: "test_bot".to_owned(),
                first_name: "Test".to_owned(),
            }],
            people: vec![person(AMINA, "Amina"), person(AMINA + 1, "Boris")],
            ..Options::default()
        })
        .await?;
        playground.world().say(BOT, AMINA, "/start")?;
        let browser = Browser::start(programs).await?;
        let page = Page::open(browser, &playground.url(), Look::PHONE).await?;
        let http = reqwest::Client::builder().no_proxy().build()?;
        Ok(Self {
            playground,
            http,
            page,
        })
    }

    /// Calls the Bot API; the result.
    pub(super) async fn call(
        &self,
        method: &str,
        fields: Value,
        files: Vec<(&str, &str, Vec<u8>)>,
    ) -> anyhow::Result<Value> {
        let mut form = Form::new();
        if fields["chat_id"].is_null() {
            form = form.text("chat_id", AMINA.to_string());
        }
        for (name, value) in fields.as_object().into_iter().flatten() {
            let text = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            form = form.text(name.clone(), text);
        }
        for (field, name, bytes) in files {
            form = form.part(
                field.to_owned(),
                Part::bytes(bytes).file_name(name.to_owned()),
            );
        }
        let url = format!("{}/bot{TOKEN}/{method}", self.playground.url());
        let answer: Value = self
            .http
            .post(url)
            .multipart(form)
            .send()
            .await?
            .json()
            .await?;
        ensure!(answer["ok"] == true, "{method}: {answer}");
        Ok(answer["result"].clone())
    }

    pub(super) async fn sees(&self, what: &str, condition: &str) -> anyhow::Result<()> {
        self.page.until(what, condition, Value::Null).await
    }

    /// What comes next is in view again, wherever the page was scrolled to.
    pub(super) async fn to_the_end(&self) -> anyhow::Result<()> {
        let newer = "document.querySelector('[data-testid=newer]').click()";
        self.page.ask(newer).await.map(drop)
    }

    /// What of this kind has come since the last time.
    pub(super) async fn updates(&self, kind: &str) -> anyhow::Result<Vec<Value>> {
        let updates = self.call("getUpdates", json!({}), Vec::new()).await?;
        let updates = updates.as_array().context("updates are a list")?;
        if let Some(last) = updates.last().and_then(|last| last["update_id"].as_i64()) {
            self.call("getUpdates", json!({ "offset": last + 1 }), Vec::new())
                .await?;
        }
        let of_kind = updates.iter().filter(|update| !update[kind].is_null());
        Ok(of_kind.map(|update| update[kind].clone()).collect())
    }
}
