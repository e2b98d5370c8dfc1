//! Amina, phone in hand: from START to the completion message, with an answer here and there.

use anyhow::ensure;

use super::page::Page;
use super::stage::Stage;

/// How many steps the sample course has.
const STEPS: usize = 11;

/// Reads the sample course from its first step to its last.
///
/// # Errors
/// What she did not find.
pub async fn reads(stage: &mut Stage) -> anyhow::Result<()> {
    let page = &mut stage.page;
    page.click("start").await?;
    page.hears("Hello, Amina!").await?;
    page.picture("1-greeting").await?;
    page.press("Sleep better in ten small steps").await?;
    page.hears("11 steps").await?;
    page.picture("2-card").await?;
    page.press("Start").await?;
    for number in 1..STEPS {
        let step = format!("Step {number} of {STEPS} · ");
        page.meets(&step).await?;
        let message = format!("messages().findLast((one) => words(one).includes('{step}'))");
        let shown = page
            .ask(&format!("{message}.querySelectorAll('img').length"))
            .await?;
        ensure!(shown == 1, "step {number} shows {shown} pictures");
        match number {
            2 => looks_back(page).await?,
            4 => page.picture("3-step").await?,
            _ => {}
        }
        answers(page, number).await?;
        page.press("Next ›").await?;
    }
    page.hears("Well done, Amina!").await?;
    let buttons = page.buttons().await?;
    ensure!(
        buttons == ["Other courses", "All steps"],
        "the completion message offers {buttons:?}"
    );
    let last = page
        .ask("words(messages().at(-2)).includes('Step 11 of 11')")
        .await?;
    ensure!(last == true, "the end step stands right above it");
    page.picture("4-completion").await?;
    page.press("All steps").await?;
    page.hears("Contents of “Sleep better in ten small steps”")
        .await?;
    page.picture("5-contents").await
}

/// Answers some of the questions, each in its own way, and passes by the others.
async fn answers(page: &mut Page, step: usize) -> anyhow::Result<()> {
    match step {
        2 => {
            page.press("A. Soon after you get up").await?;
            page.hears("Right!").await?;
            page.picture("3-answered").await
        }
        3 => {
            page.picture("3-poll").await?;
            page.click("poll-option").await?;
            page.hears("Thank you!").await
        }
        4 => {
            page.say("0.5").await?;
            page.hears("Right!").await
        }
        5 => {
            page.say("an alarm").await?;
            page.hears("Right!").await
        }
        7 | 8 => page.picture(&format!("3-question-{step}")).await,
        9 => {
            page.say("Call the dentist at ten").await?;
            page.hears("Handed in.").await?;
            page.picture("3-handed-in").await
        }
        _ => Ok(()),
    }
}

/// From step 2 back to the first and forth, and through the contents: her place does not move.
async fn looks_back(page: &mut Page) -> anyhow::Result<()> {
    page.press("‹ Back").await?;
    page.hears("You are looking back. Your place is step 2.")
        .await?;
    page.picture("3-looking-back").await?;
    page.press("Contents").await?;
    page.hears("Press a step to look at it.").await?;
    page.press("1. Get up at the same time").await?;
    page.hears("You are looking back. Your place is step 2.")
        .await?;
    page.press("Continue").await?;
    page.meets("Step 2 of 11 · ").await
}
