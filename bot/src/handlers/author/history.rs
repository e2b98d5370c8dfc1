//! What was published before, and publishing it again.

use entity::CourseId;

use super::super::{Answer, Context};
use super::edit::in_place;
use super::publish;
use crate::courses::{Action, Failure, Refusal};
use crate::telegram::{AuthorPress, Reply};
use crate::views;

/// What a command asks for, of the course that it names or that there is to choose.
#[derive(Clone, Copy, Debug)]
pub enum Wish {
    /// Publish the draft.
    Publish,
    /// See the revisions.
    History,
    /// Publish an older one.
    RollBack,
}

/// The course that the command names by its name in links; without a name the only one, or a choice.
pub async fn course(ctx: &Context, wish: Wish, named: &str) -> Answer {
    let author = ctx.author().await?;
    let action = match wish {
        Wish::Publish | Wish::RollBack => Action::Publish,
        Wish::History => Action::SeeHistory,
    };
    let courses = author.courses(&*ctx.db, action).await?;
    let named = named.trim();
    let found = match courses.as_slice() {
        [only] if named.is_empty() => Some(only),
        many => many.iter().find(|course| course.slug == named),
    };
    if let Some(course) = found {
        return go(ctx, wish, course.id).await;
    }
    if !named.is_empty() {
        return Err(Refusal::UnknownCourse.into());
    }
    let question = match wish {
        Wish::Publish => "publish-which",
        Wish::History => "history-which",
        Wish::RollBack => "rollback-which",
    };
    let press = |course| match wish {
        Wish::Publish => AuthorPress::Publish { course },
        Wish::History | Wish::RollBack => AuthorPress::History { course, page: 0 },
    };
    Ok(Reply::show(views::author::choice(
        &ctx.texts,
        &ctx.texts.say(question),
        &courses,
        author.rights.anywhere(),
        press,
    )))
}

async fn go(ctx: &Context, wish: Wish, course: CourseId) -> Answer {
    match wish {
        Wish::Publish => publish::ask(ctx, course).await,
        Wish::History | Wish::RollBack => Ok(Reply::show(list(ctx, course, 0).await?)),
    }
}

/// A page of the revisions, in the message that was pressed.
pub async fn page(ctx: &Context, course: CourseId, page: u16) -> Answer {
    Ok(in_place(ctx, list(ctx, course, page).await?))
}

async fn list(
    ctx: &Context,
    course: CourseId,
    page: u16,
) -> Result<crate::telegram::Screen, Failure> {
    let history = ctx.author().await?.history(&*ctx.db, course, page).await?;
    Ok(views::publishing::history(&ctx.texts, &history))
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
    publish::told(ctx, outcome).await
}
