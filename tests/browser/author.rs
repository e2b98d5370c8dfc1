//! Grace makes a course at her desk; Пётр finds it and takes it with the keyboard alone.

use anyhow::ensure;
use fantoccini::key::Key;

use super::page::{Page, Way};
use super::stage::Stage;

/// Makes a course of three steps, publishes it, and has it taken.
///
/// # Errors
/// What went otherwise.
pub async fn makes(stage: &mut Stage) -> anyhow::Result<()> {
    let page = &mut stage.page;
    page.click("person-103").await?;
    page.click("start").await?;
    page.hears("Hello, Grace!").await?;
    page.say("/addcourse").await?;
    page.hears("What is the course called?").await?;
    page.say("Tea for two").await?;
    page.hears("Describe “Tea for two”").await?;
    page.say("How to make a pot of tea that both of you like.")
        .await?;
    for (number, (title, text)) in STEPS.iter().enumerate() {
        page.hears(&format!("Step {}: what is it called?", number + 1))
            .await?;
        page.say(title).await?;
        page.hears(&format!("Now send what “{title}” says")).await?;
        page.say(text).await?;
        page.hears(&format!("Step {}, “{title}”, is saved.", number + 1))
            .await?;
        if number + 1 < STEPS.len() {
            page.press("Add next step").await?;
        }
    }
    page.picture("6-step-saved").await?;
    page.press("Preview").await?;
    page.hears("Step 3 of 3 · Pour").await?;
    formatting_is_kept(page).await?;
    page.picture("7-preview").await?;
    page.press("Edit").await?;
    page.press("Mark as end").await?;
    page.hears("The last step of the course").await?;
    page.picture("6-step-workbench").await?;
    page.press("‹ To the course").await?;
    page.hears("Closed: learners do not see it").await?;
    page.press("Publish").await?;
    page.hears("Publish “Tea for two”?").await?;
    page.press("Publish").await?;
    page.hears("“Tea for two” is open.").await?;
    page.press("‹ To the course").await?;
    page.hears("Open to everybody").await?;
    page.picture("8-workbench").await?;
    takes(page).await
}

const STEPS: [(&str, &str); 3] = [
    ("Warm the pot", "Rinse the pot with **hot** water first."),
    ("Wait", "Three minutes for green tea, __five__ for black."),
    (
        "Pour",
        "Who likes it **weaker** gets the first cup. And the milk? ||Before the tea.||",
    ),
];

/// The newest message shows what was typed between marks as Telegram would.
async fn formatting_is_kept(page: &Page) -> anyhow::Result<()> {
    let bold = page
        .ask("[...newest().querySelectorAll('strong')].some((one) => one.textContent === 'weaker')")
        .await?;
    ensure!(bold == true, "the bold word is not bold");
    let covered = page
        .ask("newest().querySelector('.spoiler.covered')?.textContent")
        .await?;
    ensure!(covered == "Before the tea.", "the spoiler holds {covered}");
    Ok(())
}

/// Пётр takes the new course to its end in Russian, and never touches the mouse.
async fn takes(page: &mut Page) -> anyhow::Result<()> {
    page.tab(Way::On, "Пётр", "focus.dataset.testid === 'person-102'")
        .await?;
    page.keys(Key::Enter).await?;
    page.tab(Way::On, "Начать", "focus.dataset.testid === 'start'")
        .await?;
    page.keys(Key::Enter).await?;
    page.hears("Здравствуйте, Пётр!").await?;
    page.types("/courses").await?;
    page.keys(Key::Enter).await?;
    page.hears("Выберите курс:").await?;
    press(page, Way::Back, "Tea for two").await?;
    page.hears("3 шага").await?;
    page.picture("9-card-russian").await?;
    press(page, Way::On, "Начать").await?;
    page.hears("Шаг 1 из 3 · Warm the pot").await?;
    press(page, Way::On, "Дальше ›").await?;
    page.hears("Шаг 2 из 3 · Wait").await?;
    press(page, Way::On, "Дальше ›").await?;
    page.hears("Отлично, Пётр! Курс «Tea for two» пройден.")
        .await?;
    page.tab(
        Way::Back,
        "the spoiler",
        "focus.matches('.spoiler.covered')",
    )
    .await?;
    page.keys(Key::Enter).await?;
    let covered = page
        .ask("document.querySelectorAll('.spoiler.covered').length")
        .await?;
    ensure!(covered == 0, "the spoiler is still covered");
    page.picture("9-completion-russian").await?;
    press(page, Way::On, "Другие курсы").await?;
    page.hears("Выберите курс:").await
}

/// Goes to the newest message's button of this label and presses it, all by keyboard.
async fn press(page: &Page, way: Way, label: &str) -> anyhow::Result<()> {
    let condition = format!("keys(newest()).includes(focus) && label(focus) === {label:?}");
    page.tab(way, &format!("the button {label:?}"), &condition)
        .await?;
    page.keys(Key::Enter).await
}
