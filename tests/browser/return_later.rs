//! Amina closes her phone in mid-course, lends it to others, and comes back after the bot was started anew.

use anyhow::ensure;
use serde_json::{Value, json};

use super::stage::Stage;

/// Finds her place and her chat as they were, each time.
///
/// # Errors
/// What was lost.
pub async fn finds(stage: &mut Stage) -> anyhow::Result<()> {
    let page = &mut stage.page;
    page.click("start").await?;
    page.hears("Hello, Amina!").await?;
    page.press("Sleep better in ten small steps").await?;
    page.press("Start").await?;
    page.hears("Step 1 of 11 · ").await?;
    page.press("Next ›").await?;
    page.meets("Step 2 of 11 · ").await?;
    let chat = page.ask(CHAT).await?;

    page.browser().client.refresh().await?;
    page.meets("Step 2 of 11 · ").await?;
    same(&chat, &page.ask(CHAT).await?, "reloading")?;

    page.click("person-102").await?;
    page.click("start").await?;
    page.hears("Здравствуйте, Пётр!").await?;
    page.picture("10-greeting-russian").await?;
    page.click("person-101").await?;
    page.meets("Step 2 of 11 · ").await?;
    same(&chat, &page.ask(CHAT).await?, "switching between people")?;

    stage.restart().await?;
    let page = &mut stage.page;
    page.meets("Step 2 of 11 · ").await?;
    same(&chat, &page.ask(CHAT).await?, "a restart")?;
    page.press("Next ›").await?;
    page.meets("Step 3 of 11 · ").await?;

    page.click("menu").await?;
    let menu = "document.querySelectorAll('#commands:not([hidden]) .command-row').length > 5";
    page.until("the command menu", menu, Value::Null).await?;
    page.picture("11-commands").await?;
    page.say("/language").await?;
    page.hears("Which language shall I speak?").await?;
    page.picture("12-language").await?;
    page.press("Русский").await?;
    page.hears("Теперь я говорю по-русски.").await?;
    page.say("/continue").await?;
    page.meets("Шаг 3 из 11 · ").await?;
    page.picture("13-step-russian-words").await?;
    let people = page
        .ask("document.querySelectorAll('.person').length")
        .await?;
    ensure!(people == json!(3), "{people} people are shown");
    Ok(())
}

/// The whole chat in words, with its buttons.
const CHAT: &str =
    "messages().map((message) => [message.dataset.from, words(message), keys(message).map(label)])";

fn same(before: &Value, after: &Value, what: &str) -> anyhow::Result<()> {
    ensure!(
        before == after,
        "after {what} the chat is another: {after:#} instead of {before:#}"
    );
    Ok(())
}
