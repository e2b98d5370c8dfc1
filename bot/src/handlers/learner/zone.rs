//! Where a learner lives: asked once, when a time of day matters for the first time, and whenever they want to change it.

use teloxide::types::Message;

use super::super::{Answer, Context, RhythmQuestion};
use super::rhythm;
use crate::courses::rhythm::change::{self, Change};
use crate::courses::rhythm::places::{self, Meant};
use crate::courses::rhythm::{Zone, asks_zone};
use crate::courses::{self, Failure};
use crate::telegram::{Reply, Screen};
use crate::views;

/// Asks for it, and waits for what is typed or for a location.
pub async fn ask(ctx: &Context) -> Answer {
    change::ask(&*ctx.db, ctx.user.id, ctx.now).await?;
    let screen = views::zone::ask(&ctx.texts, &likely(ctx), ctx.now);
    rhythm::ask(ctx, RhythmQuestion::Zone, screen).await
}

/// A screen on which a time of day stands: with the question, if it was never asked; as it is otherwise. At most one statement
/// that reads and one that writes.
pub async fn asked_once(ctx: &Context, screen: Screen) -> Result<Screen, Failure> {
    if !asks_zone(&*ctx.db, &ctx.user, ctx.now).await? {
        return Ok(screen);
    }
    change::ask(&*ctx.db, ctx.user.id, ctx.now).await?;
    let likely = likely(ctx);
    Ok(views::zone::asked_below(
        &ctx.texts, screen, &likely, ctx.now,
    ))
}

/// A city, an offset, the time that it is there, or a location. Of a location nothing is kept but the zone.
pub async fn answer(ctx: Context, message: Message) -> Answer {
    if let Some(location) = message.location() {
        let Some(zone) = places::nearest(location.latitude, location.longitude) else {
            return Ok(unread(&ctx));
        };
        let (_, after) = rhythm::set(&ctx, Change::Zone(zone)).await?;
        let screen = views::zone::took(&ctx.texts, &after, ctx.now);
        return Ok(Reply::show(screen));
    }
    let words = message.text().unwrap_or_default();
    match places::meant(words, ctx.now, &likely(&ctx)) {
        Meant::One(zone) => rhythm::changed(&ctx, Change::Zone(zone)).await,
        Meant::Perhaps(zones) => {
            let screen = views::zone::which(&ctx.texts, &zones, ctx.now);
            Ok(Reply::show(screen))
        }
        Meant::Unknown => Ok(unread(&ctx)),
    }
}

fn unread(ctx: &Context) -> Reply {
    Reply::say(ctx.texts.say("rhythm-zone-unread"))
}

/// By the language of their Telegram, or else by the one they have chosen here.
fn likely(ctx: &Context) -> Vec<Zone> {
    let chosen = ctx.user.language.as_deref();
    let language = ctx.telegram_language.as_deref().or(chosen);
    courses::rhythm::likely(language.unwrap_or_default(), ctx.house.time_zone)
}
