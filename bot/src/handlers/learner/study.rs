//! Walking through a course.

use entity::{CourseId, Door, StepId};
use teloxide::types::Message;

use super::super::{Answer, Awaiting, Context, refuse};
use crate::courses::doors::Tried;
use crate::courses::enrolment::Way;
use crate::courses::{Failure, Refusal, Standing};
use crate::telegram::{Act, Press, Reply};
use crate::views;

/// Joins a course and shows its first step; who is inside already goes on.
pub async fn enrol(ctx: &Context, course: CourseId, way: Way) -> Answer {
    Ok(shown(ctx, &ctx.walk().enrol(&*ctx.db, course, way).await?))
}

/// Joins the course that a code opens; without a code asks for one. A wrong one is remembered, so its answer is no
/// refusal, which would undo that.
pub async fn join(ctx: &Context, code: &str) -> Answer {
    if code.trim().is_empty() {
        ctx.wait_for(Awaiting::JoinCode).await?;
        return Ok(Reply::say(ctx.texts.say("join-ask")));
    }
    Ok(match ctx.walk().try_code(&*ctx.db, code).await? {
        Tried::In(standing) => shown(ctx, &standing),
        Tried::Wrong => Reply::say(ctx.texts.say("join-wrong")),
    })
}

/// The code that was asked for. A wrong one leaves the question open; any other end closes it.
pub async fn answer_code(ctx: Context, message: Message) -> Answer {
    let Some(code) = message.text() else {
        return Ok(Reply::say(ctx.texts.say("join-ask")));
    };
    let tried = ctx.walk().try_code(&*ctx.db, code).await;
    let answer = match tried {
        Ok(Tried::Wrong) => return Ok(Reply::say(ctx.texts.say("join-wrong-again"))),
        Ok(Tried::In(standing)) => shown(&ctx, &standing),
        Err(Failure::Refused(refusal)) => refuse(&ctx, &refusal),
        Err(fault) => return Err(fault),
    };
    ctx.wait_for(Awaiting::Nothing).await?;
    Ok(answer)
}

/// Shows where the learner is.
pub async fn resume(ctx: &Context, course: CourseId) -> Answer {
    Ok(shown(ctx, &ctx.walk().standing(&*ctx.db, course).await?))
}

/// Shows where the learner was last; without a course yet, those there are.
pub async fn resume_last(ctx: &Context) -> Answer {
    match ctx.walk().last_visited(&*ctx.db).await {
        Ok(course) => resume(ctx, course).await,
        Err(Failure::Refused(refusal)) if *refusal == Refusal::NoCourseYet => {
            super::browse::progress(ctx, 0).await
        }
        Err(failure) => Err(failure),
    }
}

/// Done with a step: shows the next one.
pub async fn advance(ctx: &Context, course: CourseId, from: StepId) -> Answer {
    Ok(shown(
        ctx,
        &ctx.walk().advance(&*ctx.db, course, from).await?,
    ))
}

/// Shows an earlier step.
pub async fn back(ctx: &Context, course: CourseId, shown_step: StepId) -> Answer {
    let standing = ctx.walk().look_before(&*ctx.db, course, shown_step).await?;
    Ok(Reply::show(views::step::step(&ctx.texts, &standing)))
}

/// Shows the step after an earlier one.
pub async fn forward(ctx: &Context, course: CourseId, shown_step: StepId) -> Answer {
    let standing = ctx.walk().look_after(&*ctx.db, course, shown_step).await?;
    Ok(if standing.looking_back() {
        Reply::show(views::step::step(&ctx.texts, &standing))
    } else {
        shown(ctx, &standing)
    })
}

/// Shows a step from the contents.
pub async fn look(ctx: &Context, course: CourseId, step: StepId) -> Answer {
    let standing = ctx.walk().look(&*ctx.db, course, step).await?;
    Ok(if standing.looking_back() {
        Reply::show(views::step::step(&ctx.texts, &standing))
    } else {
        shown(ctx, &standing)
    })
}

/// Shows the contents.
pub async fn contents(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let standing = ctx.walk().at(&*ctx.db, course).await?;
    Ok(Reply::show(views::step::contents(
        &ctx.texts, &standing, page,
    )))
}

/// Another page of the contents, in the message that shows them.
pub async fn turn_contents(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let standing = ctx.walk().at(&*ctx.db, course).await?;
    let screen = views::step::contents(&ctx.texts, &standing, page);
    Ok(match ctx.pressed {
        Some(message) => Reply::redraw(message, screen),
        None => Reply::show(screen),
    })
}

/// Asks before starting again.
pub async fn ask_restart(ctx: &Context, course: CourseId) -> Answer {
    let (title, from) = ctx.walk().bookmark(&*ctx.db, course).await?;
    let question = ctx.texts.with("restart-ask", [("title", (&title).into())]);
    let yes = ctx.texts.say("button-restart");
    let press = Press::RestartConfirmed { course, from };
    Ok(Reply::show(views::author::confirm(
        &ctx.texts, question, yes, press,
    )))
}

/// Starts again.
pub async fn restart(ctx: &Context, course: CourseId, from: Option<StepId>) -> Answer {
    Ok(shown(
        ctx,
        &ctx.walk().restart(&*ctx.db, course, from).await?,
    ))
}

/// Asks before leaving.
pub async fn ask_leave(ctx: &Context, course: CourseId) -> Answer {
    let (title, from) = ctx.walk().bookmark(&*ctx.db, course).await?;
    let question = ctx.texts.with("leave-ask", [("title", (&title).into())]);
    let yes = ctx.texts.say("button-leave");
    let press = Press::LeaveConfirmed { course, from };
    Ok(Reply::show(views::author::confirm(
        &ctx.texts, question, yes, press,
    )))
}

/// Leaves.
pub async fn leave(ctx: &Context, course: CourseId, from: Option<StepId>) -> Answer {
    let course = ctx.walk().leave(&*ctx.db, course, from).await?;
    let title = [("title", (&course.title).into())];
    let left = match course.door {
        Door::Public => ctx.texts.with("left", title),
        Door::Unlisted | Door::Invitation => ctx.texts.with("left-hidden", title),
    };
    let reply = Reply::say(left);
    Ok(match ctx.pressed {
        Some(message) => reply.and(Act::Strip(message)),
        None => reply,
    })
}

/// The pressed button belonged to an earlier step: a toast when the next step is right below, otherwise where the
/// learner is and the way there.
pub fn moved_on(ctx: &Context, standing: &Standing, pressed: StepId) -> Reply {
    let refusal = Refusal::MovedOn {
        standing: Box::new(standing.clone()),
        pressed,
    };
    let toast = Reply::toast(views::refusal::refusal(&ctx.texts, &refusal));
    if views::step::just_left(&standing.outline, pressed, standing.current) {
        return toast;
    }
    let offer = views::step::moved_on(&ctx.texts, standing);
    toast.and(Act::Show(offer))
}

/// The step, and after an end step what follows it at once.
fn shown(ctx: &Context, standing: &Standing) -> Reply {
    let step = views::step::step(&ctx.texts, standing);
    let ended = standing.shown().is_end || (standing.arrived && !standing.looking_back());
    if ended {
        let name = crate::telegram::clean(&ctx.user.first_name);
        let completion = views::step::completion(&ctx.texts, &name, &standing.outline.course);
        let completion = views::step::offered(&ctx.texts, standing, completion);
        let only_end = standing.shown().is_end;
        let acts = if only_end {
            vec![Act::Say(step), Act::Show(completion)]
        } else {
            vec![Act::Show(completion)]
        };
        Reply { acts, toast: None }
    } else {
        Reply::show(step)
    }
}
