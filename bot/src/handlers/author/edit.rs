//! Changing what is there: rename, describe, rewrite, move, switch, delete.

use entity::{CourseId, DraftStepId};

use super::super::context::in_place;
use super::super::{Answer, Context, menu};
use super::content::Received;
use super::{Awaiting, holding};
use crate::courses::authoring::{Direction, Draft};
use crate::courses::{Action, Failure, Refusal};
use crate::telegram::{Act, AuthorPress, Reply, Screen};
use crate::views;

/// The workbench of a course.
pub async fn course(ctx: &Context, course: CourseId, page: u16) -> Answer {
    Ok(in_place(ctx, workbench(ctx, course, page).await?))
}

async fn workbench(ctx: &Context, course: CourseId, page: u16) -> Result<Screen, Failure> {
    let bench = ctx.author().await?.workbench(&*ctx.db, course).await?;
    let link = ctx.house.link(&bench.draft.course);
    Ok(views::author::course(&ctx.texts, &bench, &link, page))
}

/// The workbench of a step.
pub async fn step(ctx: &Context, step: DraftStepId) -> Answer {
    let (draft, _) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    Ok(in_place(ctx, bench(ctx, &draft, step)?))
}

fn bench(ctx: &Context, draft: &Draft, step: DraftStepId) -> Result<Screen, Refusal> {
    let step = draft.step(step).ok_or(Refusal::UnknownStep)?;
    Ok(views::author::step(&ctx.texts, draft, step))
}

/// Says whether a step ends the course.
pub async fn set_end(ctx: &Context, step: DraftStepId, is_end: bool) -> Answer {
    let draft = ctx.author().await?.set_end(&*ctx.db, step, is_end).await?;
    let title = draft
        .step(step)
        .map(|step| step.title.clone())
        .unwrap_or_default();
    let key = if is_end { "marked-end" } else { "unmarked-end" };
    let toast = ctx.texts.with(key, [("title", (&title).into())]);
    after_change(ctx, &draft, step, toast)
}

/// Switches a step off or on.
pub async fn switch(ctx: &Context, step: DraftStepId, is_active: bool) -> Answer {
    let draft = ctx
        .author()
        .await?
        .switch_step(&*ctx.db, step, is_active)
        .await?;
    let toast = ctx.texts.say(if is_active {
        "switched-on"
    } else {
        "switched-off"
    });
    after_change(ctx, &draft, step, toast)
}

/// One place earlier.
pub async fn move_up(ctx: &Context, step: DraftStepId) -> Answer {
    shift(ctx, step, Direction::Up).await
}

/// One place later.
pub async fn move_down(ctx: &Context, step: DraftStepId) -> Answer {
    shift(ctx, step, Direction::Down).await
}

async fn shift(ctx: &Context, step: DraftStepId, direction: Direction) -> Answer {
    let author = ctx.author().await?;
    let (before, _) = author.open_step(&*ctx.db, step).await?;
    let after = author.move_step(&*ctx.db, step, direction).await?;
    let moved = before.head.version != after.head.version;
    let toast = ctx.texts.say(if moved { "moved" } else { "moved-edge" });
    after_change(ctx, &after, step, toast)
}

/// The workbench of the step as it is after the change, in the message that was pressed.
pub(super) fn after_change(
    ctx: &Context,
    draft: &Draft,
    step: DraftStepId,
    toast: String,
) -> Answer {
    Ok(in_place(ctx, bench(ctx, draft, step)?).with_toast(toast))
}

/// Asks for another title of the course.
pub async fn ask_course_title(ctx: &Context, course: CourseId) -> Answer {
    let head = ctx.author().await?.open(&*ctx.db, course).await?.head;
    let version = Some(head.head_version);
    ctx.wait_for(Awaiting::NewCourseTitle { course, version })
        .await?;
    let title = &head.title;
    Ok(Reply::say(
        ctx.texts
            .with("ask-new-course-title", [("title", title.into())]),
    ))
}

/// Gives the course another title.
pub async fn rename_course(
    ctx: &Context,
    (course, version): (CourseId, Option<i64>),
    title: &str,
) -> Answer {
    let author = ctx.author().await?;
    let changed = author.rename(&*ctx.db, course, version, title).await;
    course_done(ctx, course, changed).await
}

/// Asks for another description.
pub async fn ask_description(ctx: &Context, course: CourseId) -> Answer {
    let head = ctx.author().await?.open(&*ctx.db, course).await?.head;
    let version = Some(head.head_version);
    ctx.wait_for(Awaiting::NewDescription { course, version })
        .await?;
    let title = &head.title;
    Ok(Reply::say(ctx.texts.with(
        "ask-new-course-description",
        [("title", title.into())],
    )))
}

/// Gives the course another description.
pub async fn describe(
    ctx: &Context,
    (course, version): (CourseId, Option<i64>),
    description: &str,
) -> Answer {
    let author = ctx.author().await?;
    let changed = author
        .describe(&*ctx.db, course, version, description)
        .await;
    course_done(ctx, course, changed).await
}

/// The question is answered: the workbench again. Where somebody else was quicker, it shows what they have written, and the
/// question is over: it can be asked again.
pub(super) async fn course_done(
    ctx: &Context,
    course: CourseId,
    changed: Result<Draft, Failure>,
) -> Answer {
    let said = outcome(ctx, changed)?;
    done(ctx, &said, workbench(ctx, course, 0).await?).await
}

/// Asks for another title of the step.
pub async fn ask_step_title(ctx: &Context, step: DraftStepId) -> Answer {
    let (_, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    let version = Some(model.version);
    ctx.wait_for(Awaiting::NewStepTitle { step, version })
        .await?;
    let title = &model.title;
    Ok(Reply::say(
        ctx.texts
            .with("ask-new-step-title", [("title", title.into())]),
    ))
}

/// Gives the step another title.
pub async fn rename_step(
    ctx: &Context,
    (step, version): (DraftStepId, Option<i64>),
    title: &str,
) -> Answer {
    let author = ctx.author().await?;
    let changed = author.rename_step(&*ctx.db, step, version, title).await;
    step_done(ctx, step, changed).await
}

/// Asks for another text or picture.
pub async fn ask_content(ctx: &Context, step: DraftStepId) -> Answer {
    let (_, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    let version = Some(model.version);
    ctx.wait_for(Awaiting::NewStepContent { step, version })
        .await?;
    let title = &model.title;
    Ok(Reply::say(
        ctx.texts
            .with("ask-new-step-content", [("title", title.into())]),
    ))
}

/// Gives the step another text or picture.
pub async fn rewrite(
    ctx: &Context,
    (step, version): (DraftStepId, Option<i64>),
    received: &Received,
) -> Answer {
    let author = ctx.author().await?;
    let content = &received.content;
    let changed = author.rewrite_step(&*ctx.db, step, version, content).await;
    let is_written = changed.is_ok();
    let reply = step_done(ctx, step, changed).await?;
    if is_written && received.group.is_some() {
        ctx.wait_for(holding::after(received, step)).await?;
    }
    Ok(reply)
}

/// The question about a step is over: its workbench again.
pub(super) async fn step_done(
    ctx: &Context,
    step: DraftStepId,
    changed: Result<Draft, Failure>,
) -> Answer {
    let said = outcome(ctx, changed)?;
    let (draft, _) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    done(ctx, &said, bench(ctx, &draft, step)?).await
}

/// What is said of an edit: that it is done, or that somebody else was quicker.
fn outcome(ctx: &Context, changed: Result<Draft, Failure>) -> Result<String, Failure> {
    match changed {
        Ok(_) => Ok(ctx.texts.say("renamed")),
        Err(Failure::Refused(refusal)) => match *refusal {
            Refusal::ChangedMeanwhile { .. } => Ok(views::refusal::refusal(&ctx.texts, &refusal)),
            _ => Err(Failure::Refused(refusal)),
        },
        Err(fault) => Err(fault),
    }
}

/// The question is over: nothing is waited for, and the workbench is there again.
async fn done(ctx: &Context, said: &str, screen: Screen) -> Answer {
    ctx.wait_for(Awaiting::Nothing).await?;
    Ok(Reply::say(said).and(Act::Show(screen)))
}

/// Asks before deleting a step.
pub async fn ask_delete_step(ctx: &Context, step: DraftStepId) -> Answer {
    let (_, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    let question = ctx
        .texts
        .with("delete-step-ask", [("title", (&model.title).into())]);
    let yes = ctx.texts.say("button-delete-really");
    let version = model.version;
    let press = AuthorPress::DeleteStepNow { step, version };
    Ok(Reply::show(views::author::confirm(
        &ctx.texts, question, yes, press,
    )))
}

/// Deletes a step.
pub async fn delete_step(ctx: &Context, step: DraftStepId, version: i64) -> Answer {
    let author = ctx.author().await?;
    let draft = author.delete_step(&*ctx.db, step, Some(version)).await?;
    let screen = workbench(ctx, draft.course.id, 0).await?;
    Ok(in_place(ctx, screen).with_toast(ctx.texts.say("deleted-step")))
}

/// Asks before deleting a course.
pub async fn ask_delete_course(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    let draft = author.open_to(&*ctx.db, Action::Delete, course).await?;
    let (title, version) = (&draft.head.title, draft.head.version);
    let question = ctx
        .texts
        .with("delete-course-ask", [("title", title.into())]);
    let yes = ctx.texts.say("button-delete-really");
    let press = AuthorPress::DeleteCourseNow { course, version };
    Ok(Reply::show(views::author::confirm(
        &ctx.texts, question, yes, press,
    )))
}

/// Deletes a course that nobody is in, if it is still what was shown; otherwise asks again. The menus of those who worked on
/// it follow.
pub async fn delete_course(ctx: &Context, course: CourseId, version: i64) -> Answer {
    let author = ctx.author().await?;
    let gone = match author.delete(&*ctx.db, course, version).await {
        Err(Failure::Refused(refusal)) if matches!(*refusal, Refusal::ChangedMeanwhile { .. }) => {
            let anew = ask_delete_course(ctx, course).await?;
            return Ok(anew.with_toast(ctx.texts.say("publish-anew")));
        }
        gone => gone?,
    };
    let said = ctx
        .texts
        .with("deleted-course", [("title", (&gone.title).into())]);
    let mut reply = in_place(ctx, Screen::plain(said));
    for who in &gone.team {
        let (_, menu) = menu::brought_up_to_date(&ctx.db, &ctx.house, who).await?;
        reply.acts.extend(menu);
    }
    Ok(reply)
}
