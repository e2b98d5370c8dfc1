//! Whether somebody gets what authors write to many.

use super::super::context::in_place;
use super::super::{Answer, Context};
use crate::courses::people;
use crate::telegram::{Act, AnnouncementPress, Reply};
use crate::views;

/// Says whether they come, or switches them on or off.
pub async fn command(ctx: &Context, words: &str) -> Answer {
    let hears = match words.trim().to_lowercase().as_str() {
        "on" => true,
        "off" => false,
        _ => {
            let hears = ctx.user.hears_announcements;
            return Ok(Reply::show(views::broadcast::wanted(&ctx.texts, hears)));
        }
    };
    people::choose_announcements(&*ctx.db, ctx.user.id, hears).await?;
    Ok(Reply::show(views::broadcast::wanted(&ctx.texts, hears)))
}

/// What a button does. Twice equals once.
pub async fn press(ctx: &Context, press: AnnouncementPress) -> Answer {
    let hears = match press {
        AnnouncementPress::Off | AnnouncementPress::Set { choice: 0 } => false,
        AnnouncementPress::On | AnnouncementPress::Set { choice: 1 } => true,
        AnnouncementPress::Set { .. } => return Ok(Reply::toast(ctx.texts.say("old-button"))),
    };
    people::choose_announcements(&*ctx.db, ctx.user.id, hears).await?;
    if let AnnouncementPress::Set { .. } = press {
        let screen = views::broadcast::wanted(&ctx.texts, hears);
        return Ok(in_place(ctx, screen));
    }
    let said = if hears {
        "announcements-on"
    } else {
        "announcements-off"
    };
    let reply = Reply::toast(ctx.texts.say(said));
    let below = views::broadcast::below(&ctx.texts, hears);
    Ok(match ctx.pressed {
        Some(message) => reply.and(Act::Rekey(message, below)),
        None => reply,
    })
}
