//! What the bot does by itself, shown to the owner.

use entity::UserId;

use super::{Answer, Context};
use crate::courses::chores;
use crate::telegram::JobsPress;
use crate::views;

/// How it stands.
pub async fn overview(ctx: &Context) -> Answer {
    ctx.owner().await?;
    let found = chores::overview(&*ctx.db, ctx.now).await?;
    let screen = views::chores::overview(&ctx.texts, &found, ctx.now);
    Ok(super::context::in_place(ctx, screen))
}

/// What a button below it does. What is tried again already stays so.
pub async fn press(ctx: Context, press: JobsPress) -> Answer {
    ctx.owner().await?;
    match press {
        JobsPress::Overview => {}
        JobsPress::LookAgain { user } => {
            chores::look_again(&*ctx.db, UserId(user), ctx.now).await?;
        }
        JobsPress::DoAgain { job } => chores::do_again(&*ctx.db, Some(job), ctx.now).await?,
        JobsPress::AllAgain => chores::all_again(&*ctx.db, ctx.now).await?,
    }
    overview(&ctx).await
}
