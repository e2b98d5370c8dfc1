//! What was published before, and publishing it again.

use entity::CourseId;

use super::super::context::in_place;
use super::super::{Answer, Context};
use super::publish;
use crate::courses::Action;
use crate::telegram::Reply;
use crate::views;

/// A page of the revisions, in the message that was pressed.
pub async fn page(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let history = ctx.author().await?.history(&*ctx.db, course, page).await?;
    Ok(in_place(
        ctx,
        views::publishing::history(&ctx.texts, &history),
    ))
}

/// The same, to go back to one of them.
pub async fn page_to_go_back(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let author = ctx.author().await?;
    author.may(&*ctx.db, Action::Publish, course).await?;
    let history = author.history(&*ctx.db, course, page).await?;
    let screen = views::publishing::to_go_back(&ctx.texts, &history);
    Ok(in_place(ctx, screen))
}

/// What one revision was.
pub async fn revision(ctx: &Context, course: CourseId, number: i32) -> Answer {
    let author = ctx.author().await?;
    let (revision, content) = author.revision(&*ctx.db, course, number).await?;
    let published = author
        .open_to(&*ctx.db, Action::SeeHistory, course)
        .await?
        .course
        .published_revision;
    let may = author.rights.on(&*ctx.db, course).await?;
    let back = may.has(Action::Publish) && number != published;
    let screen =
        views::publishing::revision(&ctx.texts, course, (&revision, &content), (published, back));
    Ok(in_place(ctx, screen))
}

/// Tells what publishing an older revision would do, and asks.
pub async fn ask_roll_back(ctx: &Context, course: CourseId, number: i32) -> Answer {
    let author = ctx.author().await?;
    let publication = author.rollback(&*ctx.db, course, number).await?;
    if publication.is_nothing() && !publication.drops_edits {
        return Ok(Reply::toast(ctx.texts.say("rollback-nothing")));
    }
    Ok(publish::asked(ctx, &publication))
}

/// Publishes it, if that would still do what was told.
pub async fn roll_back(ctx: &Context, course: CourseId, number: i32, stamp: i64) -> Answer {
    let author = ctx.author().await?;
    let outcome = author.roll_back(&*ctx.db, course, number, stamp).await?;
    publish::told(ctx, outcome, "rollback-already").await
}
