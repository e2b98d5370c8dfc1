//! Saying when those who fell silent are reminded: with a button, or in words.

use coursefile::Ladder;
use entity::CourseId;

use super::super::context::in_place;
use super::super::{Answer, Context};
use super::{Awaiting, edit, leave_question};
use crate::courses::Action;
use crate::telegram::{LadderPress, Reply};
use crate::views;

/// What an author has pressed.
pub async fn press(ctx: Context, press: LadderPress) -> Answer {
    leave_question(&ctx).await?;
    match press {
        LadderPress::Ask { course } => ask(&ctx, course).await,
        LadderPress::Set { course, choice } => match common(choice) {
            Some(ladder) => set(&ctx, course, &ladder).await,
            None => Ok(Reply::toast(ctx.texts.say("old-button"))),
        },
        LadderPress::Type { course } => {
            let author = ctx.author().await?;
            author.may(&*ctx.db, Action::Edit, course).await?;
            ctx.wait_for(Awaiting::CourseLadder { course }).await?;
            Ok(Reply::say(views::ladder::wanted(&ctx.texts)))
        }
    }
}

fn common(choice: u8) -> Option<Ladder> {
    let words = views::ladder::COMMON.get(usize::from(choice))?;
    Ladder::parse(words)
}

async fn ask(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    let draft = author.open(&*ctx.db, course).await?;
    Ok(in_place(ctx, views::ladder::ask(&ctx.texts, &draft)))
}

async fn set(ctx: &Context, course: CourseId, ladder: &Ladder) -> Answer {
    let author = ctx.author().await?;
    let draft = author.set_ladder(&*ctx.db, course, ladder).await?;
    let screen = views::ladder::ask(&ctx.texts, &draft);
    Ok(in_place(ctx, screen).with_toast(ctx.texts.say("ladder-set")))
}

/// When they are reminded was typed.
pub async fn typed(ctx: &Context, course: CourseId, words: &str) -> Answer {
    let author = ctx.author().await?;
    author.may(&*ctx.db, Action::Edit, course).await?;
    match Ladder::parse(words) {
        None => Ok(Reply::say(views::ladder::fault(&ctx.texts, words))),
        Some(ladder) => {
            let changed = author.set_ladder(&*ctx.db, course, &ladder).await;
            edit::course_done(ctx, course, changed).await
        }
    }
}
