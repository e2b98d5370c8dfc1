//! Publishing a draft, forgetting its edits, closing a course.

use entity::CourseId;

use super::super::context::in_place;
use super::super::{Answer, Context};
use crate::courses::authoring::{Outcome, Publication};
use crate::courses::{Action, Outline, Refusal};
use crate::telegram::{Act, AuthorPress, Reply, Screen};
use crate::texts::Texts;
use crate::views;

/// Tells what publishing the draft would do, and asks; where it would do nothing, gives the link.
pub async fn ask(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    let publication = author.publication(&*ctx.db, course).await?;
    if publication.is_nothing() {
        return confirmed(ctx, course, publication.stamp).await;
    }
    Ok(asked(ctx, &publication))
}

/// Publishes it, if that would still do what was told.
pub async fn confirmed(ctx: &Context, course: CourseId, stamp: i64) -> Answer {
    let author = ctx.author().await?;
    let outcome = author.publish(&*ctx.db, course, stamp).await?;
    told(ctx, outcome, "published-already").await
}

/// What a publication would do, with the question.
pub(super) fn asked(ctx: &Context, publication: &Publication) -> Reply {
    Reply::show(views::publishing::publication(&ctx.texts, publication))
}

/// What became of a confirmation; `already` is the sentence where it has come twice. A press that changes nothing is
/// answered with a toast and no message.
pub(super) async fn told(ctx: &Context, outcome: Outcome, already: &'static str) -> Answer {
    match outcome {
        Outcome::Anew(publication) => {
            Ok(asked(ctx, &publication).with_toast(ctx.texts.say("publish-anew")))
        }
        Outcome::Published { outline, opened } => {
            let key = if opened {
                views::publishing::opened(outline.course.door)
            } else {
                "published-again"
            };
            done(ctx, &outline, key).await
        }
        Outcome::Restored { outline } => done(ctx, &outline, "rollback-restored").await,
        Outcome::Already { outline } if ctx.pressed.is_some() => {
            let title = ("title", (&outline.course.title).into());
            Ok(Reply::toast(ctx.texts.with(already, [title])))
        }
        Outcome::Already { outline } => done(ctx, &outline, "published-already-link").await,
    }
}

/// The question is answered.
async fn done(ctx: &Context, outline: &Outline, key: &'static str) -> Answer {
    ctx.wait_for(super::Awaiting::Nothing).await?;
    let link = ctx.house.link(&outline.course);
    let screen = views::publishing::published(&ctx.texts, outline, key, &link);
    let reply = Reply::show(screen);
    Ok(match ctx.pressed {
        Some(message) => reply.and(Act::Strip(message)),
        None => reply,
    })
}

/// Asks before forgetting what was never published.
pub async fn ask_discard(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    author.may(&*ctx.db, Action::Edit, course).await?;
    let bench = author.workbench(&*ctx.db, course).await?;
    if !bench.is_published {
        return Err(Refusal::NothingToShow.into());
    }
    let title = &bench.draft.head.title;
    let question = ctx.texts.with("discard-ask", [("title", title.into())]);
    let version = bench.draft.head.version;
    let press = AuthorPress::DiscardConfirmed { course, version };
    let yes = ctx.texts.say("button-discard");
    Ok(Reply::show(views::author::confirm(
        &ctx.texts, question, yes, press,
    )))
}

/// Forgets it: the draft says again what learners see.
pub async fn discard(ctx: &Context, course: CourseId, version: i64) -> Answer {
    let author = ctx.author().await?;
    author.discard(&*ctx.db, course, version).await?;
    let bench = author.workbench(&*ctx.db, course).await?;
    let link = ctx.house.link(&bench.draft.course);
    let screen = views::author::course(&ctx.texts, &bench, &link, 0);
    Ok(in_place(ctx, screen).with_toast(ctx.texts.say("discarded")))
}

/// Closes a course to newcomers, and tells those inside that they keep their place.
pub async fn unpublish(ctx: &Context, course: CourseId) -> Answer {
    let closed = ctx.author().await?.unpublish(&*ctx.db, course).await?;
    let title = &closed.draft.course.title;
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
