//! The draft exactly as a learner would get it, from the first step to the end. Nothing of it is written down.

use entity::{CourseId, DraftStepId};

use super::super::{Answer, Context};
use crate::courses::authoring::{Author, Draft, seen};
use crate::courses::{Action, Failure, Outline, Refusal};
use crate::telegram::{Act, Reply};
use crate::views;

/// The first step that a learner would see.
pub async fn course(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    let draft = author.open_to(&*ctx.db, Action::Review, course).await?;
    let outline = draft.outline();
    let first = outline.first().ok_or(Refusal::NothingToShow)?;
    let edits = edits(&author, ctx, &draft).await?;
    Ok(shown(ctx, &draft, &outline, (first, edits)))
}

/// One step.
pub async fn step(ctx: &Context, step: DraftStepId) -> Answer {
    let author = ctx.author().await?;
    let (draft, _) = author.open_step_to(&*ctx.db, Action::Review, step).await?;
    let edits = edits(&author, ctx, &draft).await?;
    let outline = draft.outline();
    let model = outline.step(seen(step)).ok_or(Refusal::UnknownStep)?;
    Ok(shown(ctx, &draft, &outline, (model, edits)))
}

/// The step after this one; after the last one what a learner would be told there.
pub async fn next(ctx: &Context, step: DraftStepId) -> Answer {
    let author = ctx.author().await?;
    let (draft, model) = author.open_step_to(&*ctx.db, Action::Review, step).await?;
    let edits = edits(&author, ctx, &draft).await?;
    let outline = draft.outline();
    let is_last = model.is_end && outline.ends_by(model.position);
    match outline.after(model.position) {
        Some(next) if !is_last => Ok(shown(ctx, &draft, &outline, (next, edits))),
        _ if outline.ends_by(model.position) => Ok(Reply::show(end(ctx, &draft))),
        _ => Err(Refusal::NoMoreYet.into()),
    }
}

/// Whether who looks at the draft may change it too.
async fn edits(author: &Author<'_>, ctx: &Context, draft: &Draft) -> Result<bool, Failure> {
    let may = author.rights.on(&*ctx.db, draft.course.id).await?;
    Ok(may.has(Action::Edit))
}

/// The step, and after an end step what follows it at once.
fn shown(
    ctx: &Context,
    draft: &Draft,
    outline: &Outline,
    (step, edits): (&entity::step::Model, bool),
) -> Reply {
    let id = DraftStepId(step.id.0);
    if step.is_end {
        let body = views::preview::body(&ctx.texts, outline, step);
        Reply {
            acts: vec![Act::Say(body), Act::Show(end(ctx, draft))],
            toast: None,
        }
    } else {
        Reply::show(views::preview::step(
            &ctx.texts,
            outline,
            step,
            edits.then_some(id),
        ))
    }
}

fn end(ctx: &Context, draft: &Draft) -> crate::telegram::Screen {
    let name = crate::telegram::clean(&ctx.user.first_name);
    views::preview::end(&ctx.texts, &name, &draft.outline())
}
