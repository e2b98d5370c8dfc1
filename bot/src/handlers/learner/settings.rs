//! Language, help, cancel, and what a group is told.

use super::super::{Answer, Awaiting, Context, forget_file, withdraw_announcement};
use crate::courses::people;
use crate::telegram::{Act, Reply, Screen};
use crate::texts::{Lang, Texts};
use crate::views;

/// Offers the languages.
pub fn ask_language(ctx: &Context) -> Reply {
    Reply::show(views::help::languages(&ctx.texts))
}

/// Speaks the chosen language from now on, and says so in it.
pub async fn choose_language(ctx: &Context, choice: u8) -> Answer {
    let chosen = Lang::ALL.get(usize::from(choice)).map(|lang| lang.code());
    if chosen.is_none() && choice != u8::MAX {
        return Ok(Reply::toast(ctx.texts.say("old-button")));
    }
    people::choose_language(&*ctx.db, ctx.user.id, chosen).await?;
    let lang = ctx.house.language(chosen, ctx.telegram_language.as_deref());
    let texts = Texts::new(lang);
    let said = crate::telegram::Screen::plain(texts.say("language-chosen"));
    Ok(match ctx.pressed {
        Some(message) => Reply::redraw(message, said),
        None => Reply {
            acts: vec![Act::Say(said)],
            toast: None,
        },
    })
}

/// Says what text alone means, and offers it.
pub fn ask_plain(ctx: &Context) -> Reply {
    Reply::show(views::help::plain(&ctx.texts))
}

/// Text alone from now on, or everything.
pub async fn choose_plain(ctx: &Context, choice: u8) -> Answer {
    let is_plain = match choice {
        0 => false,
        1 => true,
        _ => return Ok(Reply::toast(ctx.texts.say("old-button"))),
    };
    people::choose_plain(&*ctx.db, ctx.user.id, is_plain).await?;
    let texts = ctx.texts.plain(is_plain);
    let said = Screen::plain(texts.say(if is_plain { "plain-on" } else { "plain-off" }));
    Ok(match ctx.pressed {
        Some(message) => Reply::redraw(message, said),
        None => Reply::nothing().and(Act::Say(said)),
    })
}

/// What this person can do here.
pub async fn help(ctx: &Context) -> Answer {
    let may = ctx.rights().await?.anywhere();
    Ok(Reply {
        acts: vec![Act::Say(views::help::help(&ctx.texts, may))],
        toast: None,
    })
}

/// Stops what was begun; with nothing else under way, the file that waits for a decision is forgotten, or the announcement that was not
/// sent.
pub async fn cancel(ctx: &Context) -> Answer {
    if ctx.awaiting().await?.is_nothing() {
        if let Some(forgotten) = forget_file(ctx).await? {
            return Ok(forgotten);
        }
        if let Some(withdrawn) = withdraw_announcement(ctx).await? {
            return Ok(withdrawn);
        }
        return Ok(Reply::say(ctx.texts.say("cancel-nothing")));
    }
    ctx.wait_for(Awaiting::Nothing).await?;
    Ok(Reply::say(ctx.texts.say("cancel-done")))
}

/// Never mind: the question loses its buttons.
pub fn dismiss(ctx: &Context) -> Reply {
    let said = ctx.texts.say("dismissed");
    match ctx.pressed {
        Some(message) => Reply::toast(said).and(Act::Strip(message)),
        None => Reply::toast(said),
    }
}

/// Tells a group where to find the bot, once.
pub async fn direct(ctx: &Context) -> Answer {
    if !people::direct_group(&*ctx.db, ctx.chat, ctx.now).await? {
        return Ok(Reply::nothing());
    }
    let link = format!("https://t.me/{}", ctx.house.bot_username);
    Ok(Reply::say(
        ctx.texts.with("group-hello", [("link", (&link).into())]),
    ))
}
