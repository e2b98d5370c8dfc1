//! An announcement on its way: how far it has come, and what is done about it.

use entity::broadcast::State;

use super::super::context::in_place;
use super::super::{Answer, Context, announced};
use crate::courses::Failure;
use crate::courses::broadcasts::{self, Shown};
use crate::telegram::{BroadcastPress, Reply};
use crate::views;

/// What is done about one that was sent.
pub(super) async fn turned(ctx: &Context, press: BroadcastPress) -> Answer {
    use BroadcastPress as P;
    let author = ctx.author().await?;
    let shown = match press {
        P::Pause { broadcast } => author.pause_announcement(&*ctx.db, broadcast).await?,
        P::Resume { broadcast } => author.resume_announcement(&*ctx.db, broadcast).await?,
        P::StopNow { broadcast } => author.stop_announcement(&*ctx.db, broadcast).await?,
        P::Stop { broadcast } => {
            let shown = author.pause_announcement(&*ctx.db, broadcast).await?;
            let reply = asked_to_end(ctx, &shown).await?;
            return with_author(ctx, &shown, reply).await;
        }
        P::Show { broadcast } => {
            let shown = author.announcement(&*ctx.db, broadcast).await?;
            return followed(ctx, &shown).await;
        }
        // Answered before this is asked.
        _ => return Ok(Reply::nothing()),
    };
    let reply = followed(ctx, &shown).await?;
    with_author(ctx, &shown, reply).await
}

/// What somebody has done about another's announcement, its author sees at once.
async fn with_author(ctx: &Context, shown: &Shown, reply: Reply) -> Answer {
    if shown.row.created_by == ctx.user.id {
        return Ok(reply);
    }
    let found = broadcasts::author(&*ctx.db, &shown.row).await;
    let Some((author, live)) = found.map_err(Failure::from)? else {
        return Ok(reply);
    };
    let seen = announced::progress(&ctx.house, &author, shown, live, None);
    Ok(seen.acts.into_iter().fold(reply, Reply::and))
}

/// How far it has come, in the pressed message. For who has written it that message shows so from now on; others look again.
pub(super) async fn followed(ctx: &Context, shown: &Shown) -> Answer {
    let of_author = ctx.pressed.filter(|_| shown.row.created_by == ctx.user.id);
    let Some(message) = of_author else {
        let screen = views::broadcast::glance(&ctx.texts, shown);
        return Ok(in_place(ctx, screen));
    };
    follows(ctx, shown, Some(message.0)).await?;
    let screen = views::broadcast::progress(&ctx.texts, shown, None);
    Ok(in_place(ctx, screen))
}

/// Whether to end it for good, in the pressed message: nothing else is shown there before the answer.
async fn asked_to_end(ctx: &Context, shown: &Shown) -> Answer {
    if shown.row.state != State::Paused {
        return followed(ctx, shown).await;
    }
    if shown.row.created_by == ctx.user.id {
        follows(ctx, shown, None).await?;
    }
    Ok(in_place(ctx, views::broadcast::ask_stop(&ctx.texts, shown)))
}

async fn follows(ctx: &Context, shown: &Shown, message: Option<i32>) -> Result<(), Failure> {
    broadcasts::shows_progress(&*ctx.db, shown.row.id, ctx.user.id, message).await?;
    Ok(())
}
