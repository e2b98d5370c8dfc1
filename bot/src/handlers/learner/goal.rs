//! The goal of study days: its buttons, and noting that somebody has studied.

use super::super::context::in_place;
use super::super::{Answer, Context};
use super::rhythm;
use crate::courses::study_days::{self, Goal, goal_of};
use crate::telegram::{GoalPress, Reply};
use crate::views;
use crate::views::rhythm::Own;

/// What a button of it does.
pub async fn press(ctx: &Context, press: GoalPress) -> Answer {
    rhythm::wait_no_longer(ctx).await?;
    match press {
        GoalPress::Ask => {
            let screen = views::goal::ask(&ctx.texts, goal_of(&ctx.user));
            Ok(in_place(ctx, screen))
        }
        GoalPress::Set { days: 0 } => choose(ctx, None).await,
        GoalPress::Set { days } => match Goal::new(days) {
            Some(goal) => choose(ctx, Some(goal)).await,
            None => Ok(Reply::toast(ctx.texts.say("old-button"))),
        },
    }
}

async fn choose(ctx: &Context, goal: Option<Goal>) -> Answer {
    study_days::choose_goal(&*ctx.db, &ctx.user, goal, ctx.zone(), ctx.now).await?;
    let own = Own {
        rhythm: &rhythm::own(ctx).await?,
        goal,
        hears: ctx.user.hears_announcements,
    };
    let said = views::goal::chosen(&ctx.texts, goal);
    let screen = views::rhythm::rhythm(&ctx.texts, own, ctx.now, Some(&said));
    Ok(in_place(ctx, screen))
}

/// The answer to who has just studied: when that reaches the goal of their week, it says so.
pub async fn studied(ctx: &Context, reply: Reply) -> Answer {
    let reached = study_days::studied(&*ctx.db, &ctx.user, ctx.zone(), ctx.now).await?;
    Ok(match reached {
        Some(goal) => {
            let words = views::goal::reached(&ctx.texts, goal);
            reply.remark(&words, ctx.pressed.is_some())
        }
        None => reply,
    })
}
