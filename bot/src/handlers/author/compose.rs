//! Making a course: title, description, then one step after another.

use entity::{CourseId, DraftStepId};

use super::super::{Answer, Context, menu};
use super::content::Received;
use super::{Awaiting, holding};
use crate::courses::authoring::limits;
use crate::courses::{Action, Refusal};
use crate::telegram::{Act, AuthorPress, Button, Reply, Screen};
use crate::views;

/// Asks for the title of a new course.
pub async fn begin_course(ctx: &Context) -> Answer {
    ctx.rights().await?.pass(Action::MakeCourses)?;
    ctx.wait_for(Awaiting::CourseTitle).await?;
    let ask = ctx
        .texts
        .with("ask-course-title", [("limit", limits::COURSE_TITLE.into())]);
    Ok(Reply::say(ask))
}

/// The title is there: asks for the description.
pub async fn course_title(ctx: &Context, wanted: &str) -> Answer {
    let author = ctx.author().await?;
    let title = author.check_course_title(&*ctx.db, wanted).await?;
    let ask = ctx.texts.with(
        "ask-course-description",
        [
            ("title", (&title).into()),
            ("limit", limits::COURSE_DESCRIPTION.into()),
        ],
    );
    ctx.wait_for(Awaiting::CourseDescription { title }).await?;
    let skip = Button::new(ctx.texts.say("button-skip"), AuthorPress::SkipDescription);
    Ok(Reply::show(Screen::plain(ask).row([skip])))
}

/// The description is there (or is left out): the course is made, and the first step begins.
pub async fn course_description(
    ctx: &Context,
    wanted_title: &str,
    description: Option<&str>,
) -> Answer {
    let author = ctx.author().await?;
    let course = author.create(&*ctx.db, wanted_title, description).await?;
    ctx.wait_for(Awaiting::StepTitle { course: course.id })
        .await?;
    let made = ctx
        .texts
        .with("course-made", [("title", (&course.title).into())]);
    let mut reply = Reply::say(made).and(Act::Say(ask_step_title(ctx, 1)));
    if let Some(message) = ctx.pressed {
        reply = reply.and(Act::Strip(message));
    }
    // With the first course comes what is done to a course.
    let (_, menu) = menu::brought_up_to_date(&ctx.db, &ctx.house, &ctx.user).await?;
    reply.acts.extend(menu);
    Ok(reply)
}

/// The button that leaves the description out.
pub async fn skip_description(ctx: &Context) -> Answer {
    ctx.rights().await?.pass(Action::MakeCourses)?;
    match ctx.awaiting().await? {
        Awaiting::CourseDescription { title } => course_description(ctx, &title, None).await,
        _ => Ok(Reply::toast(ctx.texts.say("old-button"))),
    }
}

/// Asks for the title of a step at the end of the course.
pub async fn begin_step(ctx: &Context, course: CourseId) -> Answer {
    let draft = ctx.author().await?.open(&*ctx.db, course).await?;
    ctx.wait_for(Awaiting::StepTitle { course }).await?;
    Ok(Reply {
        acts: vec![Act::Say(ask_step_title(ctx, draft.steps.len() + 1))],
        toast: None,
    })
}

fn ask_step_title(ctx: &Context, number: usize) -> Screen {
    Screen::plain(ctx.texts.with(
        "ask-step-title",
        [
            ("number", number.into()),
            ("limit", limits::STEP_TITLE.into()),
        ],
    ))
}

/// The title is there: asks for the content.
pub async fn step_title(ctx: &Context, course: CourseId, wanted: &str) -> Answer {
    let title = ctx
        .author()
        .await?
        .check_step_title(&*ctx.db, course, wanted)
        .await?;
    let ask = ctx
        .texts
        .with("ask-step-content", [("title", (&title).into())]);
    ctx.wait_for(Awaiting::StepContent { course, title })
        .await?;
    Ok(Reply::say(ask))
}

/// The content is there: the step is stored, whole.
pub async fn step_content(
    ctx: &Context,
    course: CourseId,
    step_title: &str,
    received: &Received,
) -> Answer {
    let author = ctx.author().await?;
    let (draft, step) = author
        .add_step(&*ctx.db, course, step_title, &received.content)
        .await?;
    ctx.wait_for(holding::after(received, step)).await?;
    let step = draft.step(step).ok_or(Refusal::UnknownStep)?;
    Ok(Reply::show(views::author::step_saved(
        &ctx.texts, &draft, step,
    )))
}

/// Takes the step back that was just added, and asks for it anew unless something else is asked already. What has become
/// more than that stays.
pub async fn undo(ctx: &Context, step: DraftStepId, version: i64) -> Answer {
    let author = ctx.author().await?;
    let Some(gone) = author.undo_step(&*ctx.db, step, version).await? else {
        return Ok(Reply::toast(ctx.texts.say("undo-too-late")));
    };
    let course = gone.course_id;
    let key = match ctx.awaiting().await? {
        awaiting if awaiting.is_nothing() => {
            ctx.wait_for(Awaiting::StepTitle { course }).await?;
            "step-undone"
        }
        _ => "step-undone-meanwhile",
    };
    let said = ctx.texts.with(key, [("title", (&gone.title).into())]);
    let reply = Reply::say(said);
    Ok(match ctx.pressed {
        Some(message) => reply.and(Act::Strip(message)),
        None => reply,
    })
}
