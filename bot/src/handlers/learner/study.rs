//! Walking through a course.

use entity::{CourseId, Door, StepId, user};
use teloxide::types::Message;

use super::super::{Answer, Awaiting, Context, refuse};
use super::goal;
use crate::courses::doors::Tried;
use crate::courses::enrolment::Way;
use crate::courses::quiz::Paper;
use crate::courses::rhythm::zone_of;
use crate::courses::{Failure, Refusal, Standing, Walk, submissions};
use crate::telegram::{Act, Press, Reply, Screen};
use crate::views;

/// Joins a course and shows its first step; who is inside already goes on.
pub async fn enrol(ctx: &Context, course: CourseId, way: Way) -> Answer {
    let standing = ctx.walk().enrol(&*ctx.db, course, way).await?;
    shown(ctx, &standing).await
}

/// Joins the course that a code opens; without a code asks for one. A wrong one is remembered, so its answer is no
/// refusal, which would undo that.
pub async fn join(ctx: &Context, code: &str) -> Answer {
    if code.trim().is_empty() {
        ctx.wait_for(Awaiting::JoinCode).await?;
        return Ok(Reply::say(ctx.texts.say("join-ask")));
    }
    match ctx.walk().try_code(&*ctx.db, code).await? {
        Tried::In(standing) => shown(ctx, &standing).await,
        Tried::Wrong => Ok(Reply::say(ctx.texts.say("join-wrong"))),
    }
}

/// The code that was asked for. A wrong one leaves the question open; any other end closes it.
pub async fn answer_code(ctx: Context, message: Message) -> Answer {
    let Some(code) = message.text() else {
        return Ok(Reply::say(ctx.texts.say("join-ask")));
    };
    let tried = ctx.walk().try_code(&*ctx.db, code).await;
    let answer = match tried {
        Ok(Tried::Wrong) => return Ok(Reply::say(ctx.texts.say("join-wrong-again"))),
        Ok(Tried::In(standing)) => shown(&ctx, &standing).await?,
        Err(Failure::Refused(refusal)) => refuse(&ctx, &refusal),
        Err(fault) => return Err(fault),
    };
    ctx.wait_for(Awaiting::Nothing).await?;
    Ok(answer)
}

/// Shows where the learner is.
pub async fn resume(ctx: &Context, course: CourseId) -> Answer {
    let standing = ctx.walk().standing(&*ctx.db, course).await?;
    shown(ctx, &standing).await
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
    let standing = ctx.walk().advance(&*ctx.db, course, from).await?;
    if let Some(waits) = standing.waits.as_ref().filter(|waits| waits.is_known) {
        // They have been told, in a message of its own.
        let said = views::opening::waits(&ctx.texts, &standing, waits, ctx.now);
        return Ok(Reply::toast(said));
    }
    let reply = if standing.step == from && standing.waits.is_none() {
        // The course ends where the learner stands: nothing new is to be seen.
        Reply::show(completion(ctx, &standing).await?)
    } else {
        shown(ctx, &standing).await?
    };
    goal::studied(ctx, reply).await
}

/// Shows an earlier step.
pub async fn back(ctx: &Context, course: CourseId, shown_step: StepId) -> Answer {
    let standing = ctx.walk().look_before(&*ctx.db, course, shown_step).await?;
    Ok(in_turn(views::step::step(&ctx.texts, &standing)))
}

/// Shows the step after an earlier one.
pub async fn forward(ctx: &Context, course: CourseId, shown_step: StepId) -> Answer {
    let standing = ctx.walk().look_after(&*ctx.db, course, shown_step).await?;
    if standing.looking_back() {
        Ok(in_turn(views::step::step(&ctx.texts, &standing)))
    } else {
        shown(ctx, &standing).await
    }
}

/// Shows a step from the contents.
pub async fn look(ctx: &Context, course: CourseId, step: StepId) -> Answer {
    let standing = ctx.walk().look(&*ctx.db, course, step).await?;
    // Who waits for the next step may read this one again.
    if standing.looking_back() || standing.waits.is_some() {
        Ok(in_turn(views::step::step(&ctx.texts, &standing)))
    } else {
        shown(ctx, &standing).await
    }
}

/// Shows the media of a step to who otherwise wants text alone.
pub async fn show_media(ctx: &Context, course: CourseId, step: StepId) -> Answer {
    let standing = ctx.walk().look(&*ctx.db, course, step).await?;
    let media = views::media::alone(&ctx.texts, &standing);
    Ok(Reply::nothing().and(Act::Say(media)))
}

/// Shows the contents.
pub async fn contents(ctx: &Context, course: CourseId, page: u16) -> Answer {
    contents_of(ctx, course, page).await.map(Reply::show)
}

/// The contents; where the course asks for work, what waits is marked.
async fn contents_of(ctx: &Context, course: CourseId, page: u16) -> Result<Screen, Failure> {
    let standing = ctx.walk().at(&*ctx.db, course).await?;
    ctx.walk().looks_around(&*ctx.db, Some(course)).await?;
    let waiting = if standing.outline.asks_for_work() {
        submissions::waiting_in(&*ctx.db, ctx.user.id, &[course]).await?
    } else {
        Vec::new()
    };
    let steps: Vec<StepId> = waiting.into_iter().filter_map(|(_, step)| step).collect();
    let ahead = ctx.walk().ahead(&*ctx.db, &standing).await?;
    let opens = views::opening::ahead(&ctx.texts, &ahead, ctx.now);
    Ok(views::step::contents(
        &ctx.texts, &standing, page, &steps, &opens,
    ))
}

/// Another page of the contents, in the message that shows them.
pub async fn turn_contents(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let screen = contents_of(ctx, course, page).await?;
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
    let standing = ctx.walk().restart(&*ctx.db, course, from).await?;
    shown(ctx, &standing).await
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
pub async fn shown(ctx: &Context, standing: &Standing) -> Answer {
    if let Some(waits) = standing.waits.as_ref().filter(|_| !standing.looking_back()) {
        let waiting = views::opening::waiting(&ctx.texts, standing, waits, ctx.now);
        let waiting = if waits.asks_zone {
            super::zone::asked_once(ctx, waiting).await?
        } else {
            waiting
        };
        return Ok(Reply::show(waiting));
    }
    let step = views::step::step(&ctx.texts, standing);
    let is_over = standing.paper.as_ref().is_none_or(Paper::is_over);
    let only_end = standing.shown().is_end && is_over;
    if only_end {
        let completion = completion(ctx, standing).await?;
        let said = step.into_iter().map(Act::Say);
        let acts = said.chain([Act::Show(completion)]).collect();
        Ok(Reply { acts, toast: None })
    } else if standing.arrived && !standing.looking_back() {
        Ok(Reply::show(completion(ctx, standing).await?))
    } else {
        Ok(in_turn(step))
    }
}

/// What follows the end of a course at once.
pub(super) async fn completion(ctx: &Context, standing: &Standing) -> Result<Screen, Failure> {
    completion_of(ctx, &ctx.user, standing).await
}

/// The same for a learner who is not speaking just now.
pub async fn completion_of(
    ctx: &Context,
    learner: &user::Model,
    standing: &Standing,
) -> Result<Screen, Failure> {
    let texts = if learner.id == ctx.user.id {
        ctx.texts
    } else {
        ctx.house.texts_of(learner)
    };
    let name = crate::telegram::clean(&learner.first_name);
    let user = learner.id;
    let walk = Walk { user, ..ctx.walk() };
    let zone = zone_of(learner, ctx.house.time_zone);
    let ending = walk.ending(&*ctx.db, &standing.outline, zone).await?;
    Ok(views::step::completion(&texts, &name, standing, &ending))
}

/// Messages one after another; the last one has the live keyboard.
pub(super) fn in_turn(mut screens: Vec<Screen>) -> Reply {
    let last = screens.pop().map(Act::Show);
    let said = screens.into_iter().map(Act::Say);
    Reply {
        acts: said.chain(last).collect(),
        toast: None,
    }
}
