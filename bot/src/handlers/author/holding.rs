//! Changing what a step shows besides its text: descriptions, buttons that lead elsewhere, protection; and the rest of an
//! album after its first.

use coursefile::LinkButton;
use entity::DraftStepId;
use teloxide::types::Message;

use super::super::{Answer, Context};
use super::content::{self, Received};
use super::{Awaiting, edit};
use crate::courses::Refusal;
use crate::telegram::{Act, HoldingPress, Reply};
use crate::views;

/// What an author has pressed.
pub async fn press(ctx: Context, press: HoldingPress) -> Answer {
    let author = ctx.author().await?;
    match press {
        HoldingPress::Protect { step } => protect(&ctx, step, true).await,
        HoldingPress::Unprotect { step } => protect(&ctx, step, false).await,
        HoldingPress::AskLinks { step } => ask_links(&ctx, step).await,
        HoldingPress::RemoveLinks { step, version } => {
            let changed = author.set_links(&*ctx.db, step, Some(version), &[]).await;
            edit::step_done(&ctx, step, changed).await
        }
        HoldingPress::WhichMedium { step } => which_medium(&ctx, step).await,
        HoldingPress::AskAlt { step, place } => ask_alt(&ctx, step, place).await,
        HoldingPress::RemoveMedia { step, version } => {
            let changed = author.remove_media(&*ctx.db, step, Some(version)).await;
            edit::step_done(&ctx, step, changed).await
        }
    }
}

async fn protect(ctx: &Context, step: DraftStepId, is_protected: bool) -> Answer {
    let author = ctx.author().await?;
    let draft = author.set_protected(&*ctx.db, step, is_protected).await?;
    let key = if is_protected {
        "protected-now"
    } else {
        "unprotected-now"
    };
    edit::after_change(ctx, &draft, step, ctx.texts.say(key))
}

async fn ask_links(ctx: &Context, step: DraftStepId) -> Answer {
    let (draft, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    let version = Some(model.version);
    ctx.wait_for(Awaiting::NewLinks { step, version }).await?;
    let links = draft.holding(step).links;
    let screen = views::author::ask_links(&ctx.texts, &model, &links);
    let act = if links.is_empty() {
        Act::Say(screen)
    } else {
        Act::Show(screen)
    };
    Ok(Reply::nothing().and(act))
}

/// The medium that is described: the only one at once, of several the one that is chosen.
async fn which_medium(ctx: &Context, step: DraftStepId) -> Answer {
    let (draft, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    match draft.holding(step).media.as_slice() {
        [] => Err(Refusal::UnknownMedium.into()),
        [_] => ask_alt(ctx, step, 0).await,
        media => Ok(Reply::show(views::author::which_medium(
            &ctx.texts, &model, media,
        ))),
    }
}

async fn ask_alt(ctx: &Context, step: DraftStepId, place: u8) -> Answer {
    let (draft, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    let holding = draft.holding(step);
    let medium = holding.media.get(usize::from(place));
    let medium = medium.ok_or(Refusal::UnknownMedium)?;
    let version = Some(model.version);
    ctx.wait_for(Awaiting::NewAlt {
        step,
        place,
        version,
    })
    .await?;
    Ok(Reply::say(views::author::ask_alt(
        &ctx.texts, &model, medium,
    )))
}

/// The description is there.
pub async fn describe(
    ctx: &Context,
    (step, place): (DraftStepId, u8),
    version: Option<i64>,
    words: &str,
) -> Answer {
    let author = ctx.author().await?;
    let place = (step, usize::from(place));
    let changed = author
        .describe_medium(&*ctx.db, place, version, words)
        .await;
    edit::step_done(ctx, step, changed).await
}

/// The buttons are there, a row on each line.
pub async fn set_links(
    ctx: &Context,
    (step, version): (DraftStepId, Option<i64>),
    text: &str,
) -> Answer {
    let author = ctx.author().await?;
    let changed = author.set_links(&*ctx.db, step, version, &rows(text)).await;
    edit::step_done(ctx, step, changed).await
}

/// What comes with the first of an album is put behind it, and nothing more is said of it.
pub async fn more_of_album(ctx: &Context, step: DraftStepId, message: &Message) -> Answer {
    let Some(received) = content::read(message) else {
        return Ok(Reply::nothing());
    };
    let author = ctx.author().await?;
    author
        .add_to_album(&*ctx.db, step, &received.content)
        .await?;
    Ok(content::keeping(&ctx.texts, Reply::nothing(), &received))
}

/// What the chat waits for after this has become the content of a step.
pub fn after(received: &Received, step: DraftStepId) -> Awaiting {
    match &received.group {
        Some(group) => Awaiting::MoreOfAlbum {
            step,
            group: group.clone(),
        },
        None => Awaiting::Nothing,
    }
}

/// Lines such as `Map – https://example.org | Shop – https://example.org/shop`.
fn rows(text: &str) -> Vec<Vec<LinkButton>> {
    let lines = text.lines().filter(|line| !line.trim().is_empty());
    let row = |line: &str| {
        let buttons = line.split(" | ").map(str::trim);
        let buttons = buttons.filter(|button| !button.is_empty());
        buttons.map(button).collect::<Vec<_>>()
    };
    lines.map(row).collect()
}

/// The last word is the address, what stands before it the words.
fn button(written: &str) -> LinkButton {
    let (words, address) = written
        .rsplit_once(char::is_whitespace)
        .unwrap_or(("", written));
    let words = words.trim_end_matches([' ', '-', '–', '—', ':']);
    LinkButton {
        label: coursefile::line(words),
        url: address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_on_each_line() {
        let rows =
            rows("Map – https://e.org/m | Shop: https://e.org/s\n\nhttps://e.org\nno address");
        let said: Vec<Vec<(&str, &str)>> = rows
            .iter()
            .map(|row| {
                row.iter()
                    .map(|b| (b.label.as_str(), b.url.as_str()))
                    .collect()
            })
            .collect();
        let expected = [
            vec![("Map", "https://e.org/m"), ("Shop", "https://e.org/s")],
            vec![("", "https://e.org")],
            vec![("no", "address")],
        ];
        assert_eq!(said, expected);
    }
}
