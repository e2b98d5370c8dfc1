//! Saying when steps open: with a button, or in words.

use coursefile::Release;
use entity::{CourseId, DraftStepId};

use super::super::context::in_place;
use super::super::{Answer, Context};
use super::{Awaiting, edit, leave_question};
use crate::courses::Action;
use crate::telegram::{OpeningPress, Reply};
use crate::views;

/// What an author has pressed.
pub async fn press(ctx: Context, press: OpeningPress) -> Answer {
    leave_question(&ctx).await?;
    match press {
        OpeningPress::Step { step } => ask_step(&ctx, step).await,
        OpeningPress::SetStep { step, choice } => match common(choice) {
            Some(rule) => set_step(&ctx, step, Some(&rule)).await,
            None => Ok(Reply::toast(ctx.texts.say("old-button"))),
        },
        OpeningPress::ClearStep { step } => set_step(&ctx, step, None).await,
        OpeningPress::TypeStep { step } => {
            ctx.author().await?.open_step(&*ctx.db, step).await?;
            type_it(&ctx, Awaiting::StepRelease { step }).await
        }
        OpeningPress::Course { course } => ask_course(&ctx, course).await,
        OpeningPress::SetCourse { course, choice } => match common(choice) {
            Some(rule) => set_course(&ctx, course, &rule).await,
            None => Ok(Reply::toast(ctx.texts.say("old-button"))),
        },
        OpeningPress::TypeCourse { course } => {
            let author = ctx.author().await?;
            author.may(&*ctx.db, Action::Edit, course).await?;
            type_it(&ctx, Awaiting::CourseRelease { course }).await
        }
    }
}

fn common(choice: u8) -> Option<Release> {
    let words = views::opening::COMMON.get(usize::from(choice))?;
    Release::read(words).ok()
}

async fn ask_step(ctx: &Context, step: DraftStepId) -> Answer {
    let (draft, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    let screen = views::opening::ask_step(&ctx.texts, &draft, &model);
    Ok(in_place(ctx, screen))
}

async fn set_step(ctx: &Context, step: DraftStepId, rule: Option<&Release>) -> Answer {
    let author = ctx.author().await?;
    let draft = author.set_step_release(&*ctx.db, step, rule).await?;
    edit::after_change(ctx, &draft, step, ctx.texts.say("opening-set"))
}

async fn ask_course(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    let draft = author.open(&*ctx.db, course).await?;
    Ok(in_place(
        ctx,
        views::opening::ask_course(&ctx.texts, &draft),
    ))
}

async fn set_course(ctx: &Context, course: CourseId, rule: &Release) -> Answer {
    let author = ctx.author().await?;
    let draft = author.set_course_release(&*ctx.db, course, rule).await?;
    let screen = views::opening::ask_course(&ctx.texts, &draft);
    Ok(in_place(ctx, screen).with_toast(ctx.texts.say("opening-set")))
}

async fn type_it(ctx: &Context, awaiting: Awaiting) -> Answer {
    ctx.wait_for(awaiting).await?;
    Ok(Reply::say(ctx.texts.say("opening-type")))
}

/// When a step opens was typed.
pub async fn step_typed(ctx: &Context, step: DraftStepId, words: &str) -> Answer {
    let author = ctx.author().await?;
    author.open_step(&*ctx.db, step).await?;
    match Release::read(words) {
        Err(fault) => Ok(Reply::say(views::opening::fault(&ctx.texts, words, &fault))),
        Ok(rule) => {
            let changed = author.set_step_release(&*ctx.db, step, Some(&rule)).await;
            edit::step_done(ctx, step, changed).await
        }
    }
}

/// When the steps of a course open was typed.
pub async fn course_typed(ctx: &Context, course: CourseId, words: &str) -> Answer {
    let author = ctx.author().await?;
    author.may(&*ctx.db, Action::Edit, course).await?;
    match Release::read(words) {
        Err(fault) => Ok(Reply::say(views::opening::fault(&ctx.texts, words, &fault))),
        Ok(rule) => {
            let changed = author.set_course_release(&*ctx.db, course, &rule).await;
            edit::course_done(ctx, course, changed).await
        }
    }
}
