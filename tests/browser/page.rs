//! The chat page as people use it: they press, type, look, and wait for what they expect.

use std::time::Duration;

use anyhow::{Context as _, bail, ensure};
use fantoccini::Locator;
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use super::driver::Browser;
use super::look::Look;

/// The page in its browser.
pub struct Page {
    browser: Browser,
    pub(super) seen_as: Look,
}

const EYES: &str = include_str!("eyes.js");
const WAIT: &str = include_str!("wait.js");
/// How long anything may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// More places than the keyboard has to pass on its way anywhere in this page.
const FAR: usize = 60;

impl Page {
    /// Opens the address.
    ///
    /// # Errors
    /// Why it does not open.
    pub async fn open(browser: Browser, url: &str, look: Look) -> anyhow::Result<Self> {
        let mut page = Self {
            browser,
            seen_as: look,
        };
        page.look(look).await?;
        page.browser.client.goto(url).await?;
        Ok(page)
    }

    /// The browser behind it.
    pub fn browser(&self) -> &Browser {
        &self.browser
    }

    /// Closes it.
    pub async fn close(self) {
        self.browser.close().await;
    }

    /// Waits until a condition holds; it is written in the words of `eyes.js` and may speak of `argument`.
    ///
    /// # Errors
    /// That it did not hold in time, what was awaited, and what there is instead.
    pub async fn until(&self, what: &str, condition: &str, argument: Value) -> anyhow::Result<()> {
        let script = format!("{EYES}\n{}", WAIT.replace("CONDITION", condition));
        let patience = u64::try_from(PATIENCE.as_millis())?;
        let answer = self
            .browser
            .client
            .execute_async(&script, vec![argument, json!(patience)])
            .await?;
        match answer["late"].as_str() {
            None => Ok(()),
            Some(instead) => bail!(
                "{} s passed waiting for {what}; instead the page shows:\n{instead}",
                PATIENCE.as_secs()
            ),
        }
    }

    /// Asks for something that can be seen now, in the words of `eyes.js`.
    ///
    /// # Errors
    /// That the page could not be asked.
    pub async fn ask(&self, question: &str) -> anyhow::Result<Value> {
        let script = format!("{EYES}\nreturn ({question});");
        Ok(self.browser.client.execute(&script, Vec::new()).await?)
    }

    /// Waits until the newest message is the bot's and says `text`, everything has come to rest, and its end is in view;
    /// then nothing that must never be may be found.
    ///
    /// # Errors
    /// What is wrong.
    pub async fn hears(&self, text: &str) -> anyhow::Result<()> {
        let condition = "newest()?.dataset.from === 'bot' && words(newest()).includes(argument) && still() && \
                         atEnd() && withButtons().length < 2";
        self.until(
            &format!("the bot to say {text:?}, in view"),
            condition,
            text.into(),
        )
        .await?;
        let faults = self.ask("faults()").await?;
        ensure!(
            faults == json!([]),
            "where the bot says {text:?}, these are wrong: {faults}"
        );
        Ok(())
    }

    /// The same, when what says `text` may be followed by one more message of the bot: a step by what it asks.
    ///
    /// # Errors
    /// What is wrong.
    pub async fn meets(&self, text: &str) -> anyhow::Result<()> {
        let condition = "newest()?.dataset.from === 'bot' && still() && atEnd() && withButtons().length < 2 && \
                         messages().slice(-2).some((one) => one.dataset.from === 'bot' && words(one).includes(argument))";
        let what = format!("the bot to say {text:?}, and ask");
        self.until(&what, condition, text.into()).await?;
        let faults = self.ask("faults()").await?;
        ensure!(
            faults == json!([]),
            "where the bot says {text:?}, these are wrong: {faults}"
        );
        Ok(())
    }

    /// The labels of the newest message's buttons.
    ///
    /// # Errors
    /// That the page could not be asked.
    pub async fn buttons(&self) -> anyhow::Result<Vec<String>> {
        Ok(serde_json::from_value(
            self.ask("keys(newest()).map(label)").await?,
        )?)
    }

    /// Clicks the button of this label under the only message that has buttons.
    ///
    /// # Errors
    /// That there is no such button.
    pub async fn press(&self, label: &str) -> anyhow::Result<()> {
        let condition = "withButtons().length === 1 && still() && \
                         keys(withButtons()[0]).some((key) => label(key) === argument)";
        self.until(&format!("the button {label:?}"), condition, label.into())
            .await?;
        let key = format!("//*[@data-testid='button'][normalize-space(.)=\"{label}\"]");
        let key = self.browser.client.find(Locator::XPath(&key)).await?;
        key.click()
            .await
            .with_context(|| format!("pressing {label:?}"))
    }

    /// Clicks what bears this `data-testid`.
    ///
    /// # Errors
    /// That it never comes into view.
    pub async fn click(&self, name: &str) -> anyhow::Result<()> {
        let condition =
            "document.querySelector(`[data-testid=\"${argument}\"]`)?.checkVisibility()";
        self.until(&format!("{name} to be there"), condition, name.into())
            .await?;
        self.named(name).await?.click().await?;
        Ok(())
    }

    /// Types a message and sends it.
    ///
    /// # Errors
    /// That it was not taken.
    pub async fn say(&self, text: &str) -> anyhow::Result<()> {
        self.click("composer").await?;
        self.named("composer").await?.send_keys(text).await?;
        self.keys(Key::Enter).await?;
        self.until("the message to go", "composer().value === ''", Value::Null)
            .await
    }

    async fn named(&self, name: &str) -> anyhow::Result<Element> {
        let selector = format!("[data-testid='{name}']");
        let found = self.browser.client.find(Locator::Css(&selector)).await;
        found.with_context(|| format!("{name} is not there"))
    }

    /// Presses one key of the keyboard, wherever the focus is.
    ///
    /// # Errors
    /// That the browser could not be told.
    pub async fn keys(&self, key: impl Into<char>) -> anyhow::Result<()> {
        let value = key.into();
        let hit = KeyActions::new("keyboard".to_owned())
            .then(KeyAction::Down { value })
            .then(KeyAction::Up { value });
        Ok(self.browser.client.perform_actions(hit).await?)
    }

    /// Types with the keyboard alone, wherever the focus is.
    ///
    /// # Errors
    /// That the browser could not be told.
    pub async fn types(&self, text: &str) -> anyhow::Result<()> {
        let hits = text
            .chars()
            .fold(KeyActions::new("keyboard".to_owned()), |hits, value| {
                hits.then(KeyAction::Down { value })
                    .then(KeyAction::Up { value })
            });
        Ok(self.browser.client.perform_actions(hits).await?)
    }

    /// Goes with Tab, or back with Shift and Tab, until what has the focus fits; `focus` in the condition is that.
    ///
    /// # Errors
    /// That the keyboard does not get there, and where it has been.
    pub async fn tab(&self, way: Way, what: &str, condition: &str) -> anyhow::Result<()> {
        let question = format!(
            "((focus) => [Boolean({condition}), focus.getAttribute('data-testid') ?? focus.className])(document.activeElement)"
        );
        let mut been = Vec::new();
        for _ in 0..FAR {
            self.browser.client.perform_actions(way.hit()).await?;
            let here = self.ask(&question).await?;
            if here[0] == true {
                return Ok(());
            }
            been.push(here[1].as_str().unwrap_or_default().to_owned());
        }
        bail!("the keyboard does not get to {what}; it has been at {been:?}")
    }
}

/// Which way the keyboard goes through the page.
#[derive(Clone, Copy, Debug)]
pub enum Way {
    /// Tab.
    On,
    /// Shift and Tab.
    Back,
}

impl Way {
    fn hit(self) -> KeyActions {
        let keys: &[Key] = match self {
            Self::On => &[Key::Tab],
            Self::Back => &[Key::Shift, Key::Tab],
        };
        let hands = KeyActions::new("keyboard".to_owned());
        let down = keys.iter().fold(hands, |hands, key| {
            hands.then(KeyAction::Down {
                value: (*key).into(),
            })
        });
        keys.iter().rev().fold(down, |hands, key| {
            hands.then(KeyAction::Up {
                value: (*key).into(),
            })
        })
    }
}
