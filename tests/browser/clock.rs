//! Grace puts the playground's clock forward, and the bot goes by it.

use serde_json::Value;

use super::stage::Stage;

/// The time on the page, in the dialog and in what the bot says is the same, whichever way it was put forward.
///
/// # Errors
/// What was another.
pub async fn is_put_forward(stage: &mut Stage) -> anyhow::Result<()> {
    let page = &mut stage.page;
    page.click("start").await?;
    page.hears("Hello, Amina!").await?;
    let zone = page
        .ask("Intl.DateTimeFormat().resolvedOptions().timeZone")
        .await?;
    let zone = zone.as_str().unwrap_or("UTC").to_owned();
    page.say("/rhythm").await?;
    page.hears("Where are you?").await?;
    page.picture("20-where").await?;
    // The browser’s own zone is that of the machine.
    page.say(&zone).await?;
    page.hears("I go by the clock of").await?;
    page.picture("21-rhythm").await?;

    page.press("Back to the course").await?;
    page.press("Sleep better in ten small steps").await?;
    page.press("Start").await?;
    page.hears("Step 1 of 11 · ").await?;
    page.click("clock").await?;
    let shown =
        "document.querySelector('[data-testid=clock-time]')?.textContent.includes(argument)";
    page.until("the clock's dialog", shown, ":".into()).await?;
    page.picture("22-clock").await?;
    page.click("skip-morning").await?;
    page.until("tomorrow at nine", shown, "09:0".into()).await?;
    page.click("skip-week").await?;
    page.click("skip-hour").await?;
    page.until("ten o'clock", shown, "10:0".into()).await?;
    // What the field was filled with is past by now: the clock does not go back.
    page.click("clock-go").await?;
    let refused = "!document.querySelector('[data-testid=clock-field]').validity.valid";
    page.until("the field to refuse", refused, Value::Null)
        .await?;
    let hour = page
        .ask("document.querySelector('[data-testid=clock-time]').textContent.slice(-5, -2)")
        .await?;
    page.keys(fantoccini::key::Key::Escape).await?;
    let closed = "!document.querySelector('dialog')";
    page.until("the dialog to go", closed, Value::Null).await?;

    // Nobody has been in the course for a week: the bot says so by itself.
    page.hears("is waiting for you").await?;
    page.picture("23-reminder").await?;

    page.say("/rhythm").await?;
    let said = format!("Your clock: {}", hour.as_str().unwrap_or_default());
    page.hears(&said).await?;
    a_step_comes(stage).await
}

/// The second of three mornings comes by itself.
async fn a_step_comes(stage: &mut Stage) -> anyhow::Result<()> {
    let page = &mut stage.page;
    page.say("/courses").await?;
    page.press("Three calm mornings").await?;
    page.press("Start").await?;
    page.hears("Step 1 of 3 · ").await?;
    page.press("Next ›").await?;
    page.hears("Step 2 opens tomorrow at 08:30").await?;
    page.picture("24-waits").await?;
    page.click("clock").await?;
    page.click("skip-morning").await?;
    page.keys(fantoccini::key::Key::Escape).await?;
    page.hears("Step 2 of 3 · Light before news").await?;
    page.picture("25-came").await
}
