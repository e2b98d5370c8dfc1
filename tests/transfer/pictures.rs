//! A photo that an author sends is fetched once and kept as bytes.

use std::time::Duration;

use anyhow::{Context, ensure};
use entity::{draft_step, job, media};
use playground::{Fault, Outcome, Rule, What};
use sea_orm::{ActiveModelTrait, ActiveValue::Set, EntityTrait, IntoActiveModel};

use crate::harness::cast::{BOT, GRACE};
use crate::harness::{School, Setting, given};

/// The smallest picture that Telegram takes.
const PICTURE: &[u8] = include_bytes!("../harness/picture.png");

/// A school in which Grace has just sent a photo as a step.
async fn with_photo(setting: Setting, trouble: Option<Rule>) -> anyhow::Result<School> {
    let school = School::open(setting).await?;
    given::arrange(
        school.database()?,
        "course sleep without steps by Grace, closed",
    )
    .await?;
    if let Some(rule) = trouble {
        let mut plan = school.world().faults();
        plan.rules.push(rule);
        school.world().set_faults(plan);
    }
    for text in ["/start", "/addstep", "Darkness"] {
        school.world().say(BOT, GRACE, text)?;
        school.settle().await?;
    }
    school.world().send_photo(BOT, GRACE, PICTURE, "Dark.")?;
    school.settle().await?;
    Ok(school)
}

async fn picture_of(school: &School) -> anyhow::Result<String> {
    let step = draft_step::Entity::find().one(school.database()?).await?;
    step.and_then(|step| step.image_url)
        .context("the step has a picture")
}

fn calls(school: &School, name: &str) -> usize {
    let history = school.world().history();
    let named = |what: &What| matches!(what, What::Request { method, outcome: Outcome::Ok { .. }, .. } if method == name);
    history.iter().filter(|entry| named(&entry.what)).count()
}

/// Its bytes are there, the step calls it by its hash, and it is never uploaded.
async fn kept(school: &School) -> anyhow::Result<()> {
    let picture = picture_of(school).await?;
    let kept = media::Entity::find().one(school.database()?).await?;
    let kept = kept.context("the picture is kept")?;
    ensure!(picture == format!("media:{}", kept.hash), "it is {picture}");
    ensure!(kept.bytes == PICTURE, "other bytes are kept");
    ensure!(kept.content_type == "image/png", "{}", kept.content_type);
    ensure!(kept.file_bot_id == Some(BOT), "{:?}", kept.file_bot_id);
    let left = job::Entity::find().all(school.database()?).await?;
    ensure!(left.is_empty(), "jobs are left: {left:?}");
    Ok(())
}

/// At once, and sent again by the name that Telegram has for it.
pub async fn are_kept(setting: Setting) -> anyhow::Result<()> {
    let school = with_photo(setting, None).await?;
    kept(&school).await?;
    ensure!(calls(&school, "getfile") == 1, "it is fetched once");
    let since = school.world().seq();
    let message = school.world().last_from_bot(BOT, GRACE).context("saved")?;
    let buttons = crate::harness::chat::buttons(&message);
    let preview = buttons.into_iter().find(|button| button.label == "Preview");
    let data = preview.context("a step can be seen")?.data;
    let message = message["message_id"].as_i64().unwrap_or_default();
    let button = playground::Button::Data(data);
    school.world().press(BOT, GRACE, message, button)?;
    school.settle().await?;
    let sent = school.world().history_after(since);
    let by_name = sent.iter().any(|entry| {
        matches!(&entry.what, What::Request { method, params, .. }
            if method == "sendphoto" && params["photo"].as_str().is_some_and(|name| !name.is_empty()))
    });
    ensure!(by_name, "the picture is sent by its name");
    school.close().await
}

/// After Telegram was out of order for a while.
pub async fn are_kept_after_trouble(setting: Setting) -> anyhow::Result<()> {
    let trouble = Rule::each("getFile", Fault::ServerError { status: 502 }).times(3);
    let school = with_photo(setting, Some(trouble)).await?;
    ensure!(picture_of(&school).await?.starts_with("tg:"), "too early");
    for _ in 0..3 {
        school.advance(Duration::from_secs(10));
        school.settle().await?;
    }
    kept(&school).await?;
    school.close().await
}

/// At the next start, when a version before this one has left it with Telegram.
pub async fn from_before_are_kept(setting: Setting) -> anyhow::Result<()> {
    let mut school = with_photo(setting, None).await?;
    let db = school.database()?;
    let kept_before = media::Entity::find().one(db).await?;
    let file_id = kept_before
        .and_then(|media| media.file_id)
        .context("it has a name")?;
    media::Entity::delete_many().exec(db).await?;
    let step = draft_step::Entity::find()
        .one(db)
        .await?
        .context("the step")?;
    let mut row = step.into_active_model();
    row.image_url = Set(Some(format!("tg:{file_id}")));
    row.update(db).await?;
    school.restart().await?;
    school.settle().await?;
    kept(&school).await?;
    school.close().await
}
