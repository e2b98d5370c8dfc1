//! What a step asks, written in the chat: questions are added, changed, moved and taken out, and gates are set.

use coursefile::{Gate, Spent};
use entity::DraftStepId;

use super::super::context::in_place;
use super::super::{Answer, Context};
use super::{Awaiting, question_answers};
use crate::courses::authoring::{Asking, Direction};
use crate::courses::{Failure, Refusal};
use crate::telegram::{Act, QuestionPress, Reply};
use crate::views;

/// A pressed button.
pub async fn press(ctx: &Context, press: QuestionPress) -> Answer {
    use QuestionPress as P;
    match press {
        P::CourseFile { course } => super::transfer::export(ctx, course).await,
        P::QuestionFile { course, format } => {
            super::questions_out::begin(ctx, course, format).await
        }
        P::List { step, page } => list(ctx, step, page).await,
        P::One {
            step,
            version,
            place,
        } => one(ctx, (step, version), place).await,
        P::Add { step } => ask(ctx, step).await,
        P::Change {
            step,
            version,
            place,
        } => ask_change(ctx, (step, version), place).await,
        P::Up {
            step,
            version,
            place,
        } => shift(ctx, (step, version), place, Direction::Up).await,
        P::Down {
            step,
            version,
            place,
        } => shift(ctx, (step, version), place, Direction::Down).await,
        P::Delete {
            step,
            version,
            place,
        } => ask_delete(ctx, (step, version), place).await,
        P::DeleteNow {
            step,
            version,
            place,
        } => delete(ctx, (step, version), place).await,
        P::Gate { step } => gate(ctx, step).await,
        P::SetGate { step, gate } => set_gate(ctx, step, gate).await,
        P::SetSpent { step, minutes } => {
            let spent = u32::try_from(minutes).ok().filter(|minutes| *minutes > 0);
            set_spent(ctx, step, spent.map_or(Spent::Show, Spent::Wait)).await
        }
        P::SpentStep { step, to } => spent_step(ctx, step, to).await,
        P::Right { step, option } => question_answers::right(ctx, step, option).await,
    }
}

async fn list(ctx: &Context, step: DraftStepId, page: u16) -> Answer {
    let asking = ctx.author().await?.asking(&*ctx.db, step).await?;
    let screen = views::author::questions::list(&ctx.texts, &asking, page);
    Ok(in_place(ctx, screen))
}

/// The step with its questions, if they are those that were shown.
async fn shown(
    ctx: &Context,
    (step, version): (DraftStepId, i64),
) -> Result<Option<Asking>, Failure> {
    let asking = ctx.author().await?.asking(&*ctx.db, step).await?;
    Ok((asking.step.version == version).then_some(asking))
}

/// The questions have been changed since: they are shown as they are now.
async fn anew(ctx: &Context, step: DraftStepId) -> Answer {
    let reply = list(ctx, step, 0).await?;
    Ok(reply.with_toast(ctx.texts.say("publish-anew")))
}

async fn one(ctx: &Context, at: (DraftStepId, i64), place: u8) -> Answer {
    let Some(asking) = shown(ctx, at).await? else {
        return anew(ctx, at.0).await;
    };
    let screen = views::author::questions::one(&ctx.texts, &asking, place.into())?;
    Ok(in_place(ctx, screen))
}

/// Asks for a question.
async fn ask(ctx: &Context, step: DraftStepId) -> Answer {
    let asking = ctx.author().await?.asking(&*ctx.db, step).await?;
    let version = asking.step.version;
    ctx.wait_for(Awaiting::NewQuestion { step, version })
        .await?;
    Ok(Reply::say(ctx.texts.say("ask-question")))
}

/// Asks for another question in the place of one, which is shown to be copied.
async fn ask_change(ctx: &Context, at: (DraftStepId, i64), place: u8) -> Answer {
    let Some(asking) = shown(ctx, at).await? else {
        return anew(ctx, at.0).await;
    };
    let question = asking.question(place.into())?;
    let (step, version) = at;
    let slug = question.slug.clone();
    ctx.wait_for(Awaiting::ChangedQuestion {
        step,
        version,
        slug,
    })
    .await?;
    let screen = views::author::questions::to_change(&ctx.texts, question);
    Ok(Reply::nothing().and(Act::Say(screen)))
}

async fn shift(
    ctx: &Context,
    (step, version): (DraftStepId, i64),
    place: u8,
    direction: Direction,
) -> Answer {
    let author = ctx.author().await?;
    let place = usize::from(place);
    let moved = author.move_question(&*ctx.db, step, version, place, direction);
    let Some(asking) = unless_changed(moved.await)? else {
        return anew(ctx, step).await;
    };
    let is_moved = asking.step.version != version;
    let now = match direction {
        _ if !is_moved => place,
        Direction::Up => place - 1,
        Direction::Down => place + 1,
    };
    let toast = ctx.texts.say(if is_moved {
        "question-moved"
    } else {
        "moved-edge"
    });
    let screen = views::author::questions::one(&ctx.texts, &asking, now)?;
    Ok(in_place(ctx, screen).with_toast(toast))
}

/// Nothing: somebody has changed it since it was shown.
fn unless_changed(changed: Result<Asking, Failure>) -> Result<Option<Asking>, Failure> {
    match changed {
        Err(Failure::Refused(refusal)) if matches!(*refusal, Refusal::ChangedMeanwhile { .. }) => {
            Ok(None)
        }
        changed => changed.map(Some),
    }
}

async fn ask_delete(ctx: &Context, at: (DraftStepId, i64), place: u8) -> Answer {
    let Some(asking) = shown(ctx, at).await? else {
        return anew(ctx, at.0).await;
    };
    asking.question(place.into())?;
    let (step, version) = at;
    let press = QuestionPress::DeleteNow {
        step,
        version,
        place,
    };
    let number = ("number", (u64::from(place) + 1).into());
    let sure = ctx.texts.with("delete-question-ask", [number]);
    let yes = ctx.texts.say("button-delete-really");
    Ok(Reply::show(views::author::confirm(
        &ctx.texts, sure, yes, press,
    )))
}

async fn delete(ctx: &Context, (step, version): (DraftStepId, i64), place: u8) -> Answer {
    let author = ctx.author().await?;
    let gone = author.remove_question(&*ctx.db, step, version, place.into());
    let Some(asking) = unless_changed(gone.await)? else {
        return anew(ctx, step).await;
    };
    let screen = views::author::questions::list(&ctx.texts, &asking, 0);
    Ok(in_place(ctx, screen).with_toast(ctx.texts.say("deleted-question")))
}

async fn gate(ctx: &Context, step: DraftStepId) -> Answer {
    let asking = ctx.author().await?.asking(&*ctx.db, step).await?;
    let screen = views::author::questions::gate(&ctx.texts, &asking);
    Ok(in_place(ctx, screen))
}

async fn set_gate(ctx: &Context, step: DraftStepId, gate: Gate) -> Answer {
    let set = ctx.author().await?.gate(&*ctx.db, step, gate).await?;
    Ok(gate_set(ctx, &set))
}

async fn set_spent(ctx: &Context, step: DraftStepId, spent: Spent) -> Answer {
    let author = ctx.author().await?;
    let set = author.when_spent(&*ctx.db, step, spent).await?;
    Ok(gate_set(ctx, &set))
}

async fn spent_step(ctx: &Context, step: DraftStepId, to: DraftStepId) -> Answer {
    let asking = ctx.author().await?.asking(&*ctx.db, step).await?;
    let to = asking.draft.step(to).ok_or(Refusal::UnknownStep)?;
    set_spent(ctx, step, Spent::Step(to.slug.clone())).await
}

fn gate_set(ctx: &Context, asking: &Asking) -> Reply {
    let screen = views::author::questions::gate(&ctx.texts, asking);
    in_place(ctx, screen).with_toast(ctx.texts.say("renamed"))
}
