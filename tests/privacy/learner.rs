//! A learner who has left traces everywhere is forgotten.

use std::time::Duration;

use anyhow::{Context, ensure};
use playground::Button;

use super::find::Traces;
use crate::harness::cast::{AMINA, BOT, GRACE, INES};
use crate::harness::{School, Setting, chat, files, given};

/// What she writes.
const ANSWER: &str = "Zwetschgenmus";
const WORK: &str = "Quellwolke";

/// Before, everything is found and given to her; afterwards nothing, whatever is pressed once more, and when she leaves; results
/// count her still, and she begins as a stranger.
pub async fn nothing_is_found(setting: Setting) -> anyhow::Result<()> {
    let school = School::open(setting).await?;
    furnish(&school).await?;
    study(&school).await?;
    announced(&school).await?;
    let traces = Traces {
        id: INES,
        words: vec!["Inês", ANSWER, WORK],
    };
    let before = traces.found(&school).await?;
    ensure!(before.len() >= 4, "not everything was found: {before:?}");
    let results = results(&school).await?;
    ensure!(results.contains("1 answered"), "{results}");
    is_given(&school).await?;

    forget(&school).await?;
    let left = traces.found(&school).await?;
    ensure!(left.is_empty(), "{}", left.join("\n"));
    let now = self::results(&school).await?;
    ensure!(now.contains("1 answered") && !now.contains(ANSWER), "{now}");
    let seen = school.world().chat(BOT, GRACE);
    let rewritten = seen.iter().filter(|message| {
        let text = message["text"].as_str().unwrap_or_default();
        text.contains("wanted to be forgotten")
    });
    ensure!(
        rewritten.count() == 2,
        "her work and her question: {seen:?}"
    );

    school.world().block(BOT, INES, true)?;
    rest(&school).await?;
    let left = traces.found(&school).await?;
    ensure!(left.is_empty(), "after she left: {}", left.join("\n"));
    school.world().block(BOT, INES, false)?;
    say(&school, INES, "/progress").await?;
    let told = last(&school, INES)?;
    ensure!(
        !told.contains("Typing") && !told.contains("Bandages"),
        "{told}"
    );
    school.close().await
}

/// Two courses of Grace's, and others who learn there.
async fn furnish(school: &School) -> anyhow::Result<()> {
    for course in [
        "file quiz/typing.md by Grace",
        "file work/bandage.md by Grace",
    ] {
        given::arrange(school.database()?, course).await?;
    }
    for (person, words) in [(GRACE, "/start"), (AMINA, "/start c_typing")] {
        say(school, person, words).await?;
    }
    press(school, AMINA, "Start").await?;
    say(school, AMINA, "Bach").await
}

/// She answers, hands in work and asks, sets her rhythm, wants cards, and is in the middle of something.
async fn study(school: &School) -> anyhow::Result<()> {
    say(school, INES, "/start c_typing").await?;
    press(school, INES, "Start").await?;
    press(school, INES, "Next ›").await?;
    press(school, INES, "Next ›").await?;
    say(school, INES, &format!("Mozart {ANSWER}")).await?;
    say(school, INES, "/start c_bandage").await?;
    press(school, INES, "Start").await?;
    let photo = files::PICTURE.to_vec();
    school.world().send_photo(BOT, INES, photo, WORK)?;
    school.settle().await?;
    say(school, INES, &format!("/ask {WORK}, why?")).await?;
    say(school, INES, "/rhythm").await?;
    say(school, INES, "/join WRONG-CODE").await?;
    for number in 0..40 {
        // Enough for the tables to grow over several pages.
        say(
            school,
            INES,
            &format!("{WORK} {number} {}", ANSWER.repeat(20)),
        )
        .await?;
    }
    Ok(())
}

/// Something goes to many, and she, whose number is the largest, is the last to get it: the mark names her.
async fn announced(school: &School) -> anyhow::Result<()> {
    say(school, GRACE, "/broadcast typing").await?;
    press(school, GRACE, "Everybody in the course").await?;
    say(school, GRACE, "The piano is tuned.").await?;
    press(school, GRACE, "Send to 2 people").await?;
    rest(school).await?;
    let got = last(school, INES)?;
    ensure!(got.contains("The piano is tuned."), "{got}");
    Ok(())
}

/// What she gets is hers, whole and readable.
async fn is_given(school: &School) -> anyhow::Result<()> {
    say(school, INES, "/mydata").await?;
    let chat = school.world().chat(BOT, INES);
    let file = chat.iter().rev().find_map(|message| {
        let document = &message["document"];
        let name = document["file_name"].as_str()?;
        name.contains(".json").then(|| document["file_id"].clone())
    });
    let file = file.context("no file came")?;
    let bytes = school.world().file(file.as_str().unwrap_or_default());
    let bytes = bytes.context("the file is empty")?;
    let data: serde_json::Value = serde_json::from_slice(&bytes)?;
    let held = &data["held"];
    ensure!(held["users"][0]["first_name"] == "Inês", "{held}");
    ensure!(held["users"][0]["is_active"] == true, "{held}");
    ensure!(held["answers"][0]["course"].is_string(), "{held}");
    ensure!(held.to_string().contains(ANSWER), "{held}");
    ensure!(!held.to_string().contains("Amina"), "{held}");
    let sent = chat
        .iter()
        .any(|message| message["from_bot"] == true && message["photo"].is_array());
    ensure!(sent, "the photo that she handed in does not follow");
    say(school, INES, "/mydata").await?;
    let soon = last(school, INES)?;
    ensure!(soon.contains("only just"), "{soon}");
    Ok(())
}

/// Both questions, the last button twice at once, and the time that the last traces take.
async fn forget(school: &School) -> anyhow::Result<()> {
    say(school, INES, "/forgetme").await?;
    press(school, INES, "Forget me…").await?;
    let (message, data) = button(school, INES, "Yes, forget everything")?;
    for _ in 0..2 {
        let again = Button::Data(data.clone());
        school.world().press(BOT, INES, message, again)?;
    }
    rest(school).await?;
    let told = last(school, INES)?;
    ensure!(told.contains("is erased"), "{told}");
    // And once more, long after.
    let again = Button::Data(data);
    let _ = school.world().press(BOT, INES, message, again);
    rest(school).await
}

/// Long enough for everything to have been sent, and for what follows.
async fn rest(school: &School) -> anyhow::Result<()> {
    for _ in 0..3 {
        school.settle().await?;
        school.advance(Duration::from_secs(6));
    }
    school.settle().await
}

/// What Grace sees of how learners have done.
async fn results(school: &School) -> anyhow::Result<String> {
    say(school, GRACE, "/results typing").await?;
    last(school, GRACE)
}

/// Says something and waits for the answer.
pub async fn say(school: &School, person: i64, words: &str) -> anyhow::Result<()> {
    school.world().say(BOT, person, words)?;
    school.settle().await
}

/// Presses a button of the newest message that has it.
pub async fn press(school: &School, person: i64, label: &str) -> anyhow::Result<()> {
    let (message, data) = button(school, person, label)?;
    school
        .world()
        .press(BOT, person, message, Button::Data(data))?;
    school.settle().await
}

fn button(school: &School, person: i64, label: &str) -> anyhow::Result<(i64, String)> {
    let chat = school.world().chat(BOT, person);
    let found = chat.iter().rev().find_map(|message| {
        let mut buttons = chat::buttons(message).into_iter();
        let button = buttons.find(|button| button.label == label)?;
        Some((message["message_id"].as_i64()?, button.data))
    });
    found.with_context(|| format!("no button {label:?} in {:?}", last(school, person)))
}

/// What the bot has said last.
pub fn last(school: &School, person: i64) -> anyhow::Result<String> {
    let message = school.world().last_from_bot(BOT, person);
    let message = message.context("the bot has said nothing")?;
    Ok(message["text"].as_str().unwrap_or_default().to_owned())
}
