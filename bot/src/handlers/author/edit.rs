//! Changing what is there: rename, describe, rewrite, move, switch, delete.

use entity::{CourseId, StepId};

use super::super::{Answer, Context};
use super::Awaiting;
use crate::courses::authoring::{Content, Direction};
use crate::courses::{Failure, Outline, Refusal};
use crate::telegram::{Act, AuthorPress, Reply, Screen};
use crate::views;

/// The author's courses.
pub async fn courses(ctx: &Context, question: &'static str) -> Answer {
    let courses = ctx.author().await?.courses(&*ctx.db).await?;
    let question = ctx.texts.say(question);
    Ok(Reply::show(views::author::courses(
        &ctx.texts, &question, &courses, 0,
    )))
}

/// Another page of them, in the message that shows them.
pub async fn turn_courses(ctx: &Context, page: u16) -> Answer {
    let courses = ctx.author().await?.courses(&*ctx.db).await?;
    let question = ctx.texts.say("my-courses");
    Ok(in_place(
        ctx,
        views::author::courses(&ctx.texts, &question, &courses, page),
    ))
}

/// The workbench of a course.
pub async fn course(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let outline = ctx.author().await?.open(&*ctx.db, course).await?;
    Ok(in_place(ctx, workbench(ctx, &outline, page).await?))
}

async fn workbench(ctx: &Context, outline: &Outline, page: u16) -> Result<Screen, Failure> {
    let learners = ctx
        .author()
        .await?
        .learners(&*ctx.db, outline.course.id)
        .await?;
    let link = ctx.house.link(&outline.course.slug);
    Ok(views::author::course(
        &ctx.texts, outline, learners, &link, page,
    ))
}

/// The workbench of a step.
pub async fn step(ctx: &Context, step: StepId) -> Answer {
    let (outline, _) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    Ok(in_place(ctx, bench(ctx, &outline, step)?))
}

fn bench(ctx: &Context, outline: &Outline, step: StepId) -> Result<Screen, Refusal> {
    let step = outline.step(step).ok_or(Refusal::UnknownStep)?;
    Ok(views::author::step(&ctx.texts, outline, step))
}

/// The message that was pressed, changed; without one, a new message.
fn in_place(ctx: &Context, screen: Screen) -> Reply {
    match ctx.pressed {
        Some(message) => Reply::redraw(message, screen),
        None => Reply::show(screen),
    }
}

/// Says whether a step ends the course.
pub async fn set_end(ctx: &Context, step: StepId, is_end: bool) -> Answer {
    let outline = ctx.author().await?.set_end(&*ctx.db, step, is_end).await?;
    let title = outline
        .step(step)
        .map(|step| step.title.clone())
        .unwrap_or_default();
    let key = if is_end { "marked-end" } else { "unmarked-end" };
    let toast = ctx.texts.with(key, [("title", (&title).into())]);
    after_change(ctx, &outline, step, toast)
}

/// Switches a step off or on.
pub async fn switch(ctx: &Context, step: StepId, is_active: bool) -> Answer {
    let outline = ctx
        .author()
        .await?
        .switch_step(&*ctx.db, step, is_active)
        .await?;
    let toast = ctx.texts.say(if is_active {
        "switched-on"
    } else {
        "switched-off"
    });
    after_change(ctx, &outline, step, toast)
}

/// One place earlier.
pub async fn move_up(ctx: &Context, step: StepId) -> Answer {
    shift(ctx, step, Direction::Up).await
}

/// One place later.
pub async fn move_down(ctx: &Context, step: StepId) -> Answer {
    shift(ctx, step, Direction::Down).await
}

async fn shift(ctx: &Context, step: StepId, direction: Direction) -> Answer {
    let author = ctx.author().await?;
    let (before, _) = author.open_step(&*ctx.db, step).await?;
    let after = author.move_step(&*ctx.db, step, direction).await?;
    let moved = before.course.revision != after.course.revision;
    let toast = ctx.texts.say(if moved { "moved" } else { "moved-edge" });
    after_change(ctx, &after, step, toast)
}

/// The workbench of the step as it is after the change, in the message that was pressed.
fn after_change(ctx: &Context, outline: &Outline, step: StepId, toast: String) -> Answer {
    let model = outline.step(step).ok_or(Refusal::UnknownStep)?;
    let screen = views::author::step(&ctx.texts, outline, model);
    Ok(in_place(ctx, screen).with_toast(toast))
}

/// Asks for another title of the course.
pub async fn ask_course_title(ctx: &Context, course: CourseId) -> Answer {
    let outline = ctx.author().await?.open(&*ctx.db, course).await?;
    ctx.wait_for(Awaiting::NewCourseTitle { course }).await?;
    let title = &outline.course.title;
    Ok(Reply::say(
        ctx.texts
            .with("ask-new-course-title", [("title", title.into())]),
    ))
}

/// Gives the course another title.
pub async fn rename_course(ctx: &Context, course: CourseId, title: &str) -> Answer {
    let outline = ctx.author().await?.rename(&*ctx.db, course, title).await?;
    done(ctx, workbench(ctx, &outline, 0).await?).await
}

/// Asks for another description.
pub async fn ask_description(ctx: &Context, course: CourseId) -> Answer {
    let outline = ctx.author().await?.open(&*ctx.db, course).await?;
    ctx.wait_for(Awaiting::NewDescription { course }).await?;
    let title = &outline.course.title;
    Ok(Reply::say(ctx.texts.with(
        "ask-new-course-description",
        [("title", title.into())],
    )))
}

/// Gives the course another description.
pub async fn describe(ctx: &Context, course: CourseId, description: &str) -> Answer {
    let outline = ctx
        .author()
        .await?
        .describe(&*ctx.db, course, description)
        .await?;
    done(ctx, workbench(ctx, &outline, 0).await?).await
}

/// Asks for another title of the step.
pub async fn ask_step_title(ctx: &Context, step: StepId) -> Answer {
    let (_, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    ctx.wait_for(Awaiting::NewStepTitle { step }).await?;
    let title = &model.title;
    Ok(Reply::say(
        ctx.texts
            .with("ask-new-step-title", [("title", title.into())]),
    ))
}

/// Gives the step another title.
pub async fn rename_step(ctx: &Context, step: StepId, title: &str) -> Answer {
    let outline = ctx
        .author()
        .await?
        .rename_step(&*ctx.db, step, title)
        .await?;
    done(ctx, bench(ctx, &outline, step)?).await
}

/// Asks for another text or picture.
pub async fn ask_content(ctx: &Context, step: StepId) -> Answer {
    let (_, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    ctx.wait_for(Awaiting::NewStepContent { step }).await?;
    let title = &model.title;
    Ok(Reply::say(
        ctx.texts
            .with("ask-new-step-content", [("title", title.into())]),
    ))
}

/// Gives the step another text or picture.
pub async fn rewrite(ctx: &Context, step: StepId, content: &Content) -> Answer {
    let outline = ctx
        .author()
        .await?
        .rewrite_step(&*ctx.db, step, content)
        .await?;
    done(ctx, bench(ctx, &outline, step)?).await
}

/// The question is answered: the workbench again.
async fn done(ctx: &Context, screen: Screen) -> Answer {
    ctx.wait_for(Awaiting::Nothing).await?;
    Ok(Reply::say(ctx.texts.say("renamed")).and(Act::Show(screen)))
}

/// Asks before deleting a step.
pub async fn ask_delete_step(ctx: &Context, step: StepId) -> Answer {
    let (_, model) = ctx.author().await?.open_step(&*ctx.db, step).await?;
    let question = ctx
        .texts
        .with("delete-step-ask", [("title", (&model.title).into())]);
    let yes = ctx.texts.say("button-delete-really");
    let press = AuthorPress::DeleteStepConfirmed { step };
    Ok(Reply::show(views::author::confirm(
        &ctx.texts, question, yes, press,
    )))
}

/// Deletes a step.
pub async fn delete_step(ctx: &Context, step: StepId) -> Answer {
    let outline = ctx.author().await?.delete_step(&*ctx.db, step).await?;
    let screen = workbench(ctx, &outline, 0).await?;
    Ok(in_place(ctx, screen).with_toast(ctx.texts.say("deleted-step")))
}

/// Asks before deleting a course.
pub async fn ask_delete_course(ctx: &Context, course: CourseId) -> Answer {
    let outline = ctx.author().await?.open(&*ctx.db, course).await?;
    let title = &outline.course.title;
    let question = ctx
        .texts
        .with("delete-course-ask", [("title", title.into())]);
    let yes = ctx.texts.say("button-delete-really");
    let press = AuthorPress::DeleteCourseConfirmed { course };
    Ok(Reply::show(views::author::confirm(
        &ctx.texts, question, yes, press,
    )))
}

/// Deletes a course that nobody is in.
pub async fn delete_course(ctx: &Context, course: CourseId) -> Answer {
    let gone = ctx.author().await?.delete(&*ctx.db, course).await?;
    let said = ctx
        .texts
        .with("deleted-course", [("title", (&gone.title).into())]);
    Ok(in_place(ctx, Screen::plain(said)))
}
