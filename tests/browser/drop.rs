//! Grace drops a course file on the chat, reads what it changes, applies and publishes it; and walks it.

use anyhow::ensure;

use super::stage::Stage;

const COURSE: &str = "---\\nid: tea\\ntitle: Tea for two\\n---\\n\\n## Warm the pot {#warm}\\n\\nRinse it with **hot** water.\\n\\n\
                      ## Pour {#pour .end}\\n\\n1. Her cup.\\n2. Your cup.\\n";

/// Drops, reads, applies, publishes, walks.
///
/// # Errors
/// What went otherwise.
pub async fn a_file(stage: &mut Stage) -> anyhow::Result<()> {
    let page = &mut stage.page;
    page.click("person-103").await?;
    page.click("start").await?;
    page.hears("Hello, Grace!").await?;
    let dropped = page
        .ask(&format!(
            "(() => {{ const files = new DataTransfer(); \
             files.items.add(new File(['{COURSE}'], 'tea.md', {{ type: 'text/markdown' }})); \
             const drop = {{ dataTransfer: files, bubbles: true, cancelable: true }}; \
             return document.getElementById('chat').dispatchEvent(new DragEvent('drop', drop)) === false; }})()"
        ))
        .await?;
    ensure!(dropped == true, "the chat does not take the file");
    page.click("agree").await?;
    page.hears("A new course: “Tea for two”, 2 steps.").await?;
    page.picture("10-import").await?;
    page.press("Apply").await?;
    page.hears("The course “Tea for two” is there.").await?;
    page.press("Publish").await?;
    page.hears("Publish “Tea for two”?").await?;
    page.press("Publish").await?;
    page.hears("“Tea for two” is open.").await?;
    page.say("/export tea").await?;
    page.hears("Change it and send it back").await?;
    page.picture("11-export").await?;
    page.say("/start c_tea").await?;
    page.hears("Tea for two").await?;
    page.press("Start").await?;
    page.hears("Step 1 of 2 · Warm the pot").await?;
    page.press("Next ›").await?;
    page.hears("You have finished “Tea for two”").await
}
