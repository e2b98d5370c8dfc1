//! Preview, opening a course, closing it again.

use entity::{CourseId, StepId};

use super::super::{Answer, Context};
use crate::courses::Refusal;
use crate::telegram::{Act, Reply, Screen};
use crate::texts::Texts;
use crate::views;

/// A step exactly as a learner gets it. Nothing of it is written down.
pub async fn preview(ctx: &Context, step: StepId) -> Answer {
    let (outline, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    Ok(Reply::show(views::author::preview(
        &ctx.texts, &outline, &model,
    )))
}

/// The step after this one, exactly as a learner gets it.
pub async fn preview_next(ctx: &Context, step: StepId) -> Answer {
    let (outline, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    let next = outline.after(model.position).ok_or(Refusal::UnknownStep)?;
    Ok(Reply::show(views::author::preview(
        &ctx.texts, &outline, next,
    )))
}

/// Opens a course to everybody, and gives its link.
pub async fn publish(ctx: &Context, course: CourseId) -> Answer {
    let published = ctx.author().await?.publish(&*ctx.db, course).await?;
    let link = ctx.house.link(&published.outline.course.slug);
    ctx.wait_for(super::Awaiting::Nothing).await?;
    Ok(Reply::show(views::author::published(
        &ctx.texts,
        &published.outline,
        &link,
    )))
}

/// Closes a course to newcomers, and tells those inside that they keep their place.
pub async fn unpublish(ctx: &Context, course: CourseId) -> Answer {
    let closed = ctx.author().await?.unpublish(&*ctx.db, course).await?;
    let title = &closed.outline.course.title;
    let args = [
        ("title", title.into()),
        ("learners", closed.learners.into()),
    ];
    let said = ctx.texts.with("unpublished", args);
    let mut reply = Reply::show(views::author::unpublished(&ctx.texts, course, &said));
    for user in closed.inside {
        let texts = Texts::new(ctx.house.language_of(&user));
        let notice = texts.with("closed-notice", [("title", title.into())]);
        reply = reply.and(Act::Announce(user.id.0, Screen::plain(notice)));
    }
    Ok(reply)
}
