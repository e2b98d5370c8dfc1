//! Writing to many: for whom, and what. What is done about an announcement on its way stands in `under_way`.

use entity::broadcast::State;
use entity::{BroadcastId, CohortId, CourseId, StepId, course};
use teloxide::dispatching::HandlerExt;
use teloxide::dptree;
use teloxide::types::Message;

use super::super::context::in_place;
use super::super::{Answer, Awaiting, Context, Routes};
use super::content;
use super::under_way::{followed, turned};
use crate::courses::broadcasts::{self, Segment, Written};
use crate::courses::{Action, Failure, Refusal, albums, cohorts};
use crate::telegram::{Act, BroadcastCommand, BroadcastPress, Press, Reply, Screen};
use crate::views;

/// How many of those that were sent are listed.
const RECENT: u64 = 5;

/// What may be said by who writes to many.
pub fn commands() -> Routes {
    dptree::entry()
        .filter_command::<BroadcastCommand>()
        .endpoint(command)
}

/// What may be pressed.
pub fn presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Broadcast(press) => Some(press),
        _ => None,
    })
    .endpoint(press)
}

async fn command(ctx: Context, BroadcastCommand::Broadcast(name): BroadcastCommand) -> Answer {
    if !views::help::has(ctx.rights().await?.anywhere(), "broadcast") {
        return Err(Refusal::NotAnAuthor.into());
    }
    let author = ctx.author().await?;
    if !name.trim().is_empty() {
        let course = author.named(&*ctx.db, Action::Announce, &name).await?;
        return Ok(Reply::show(segments(&ctx, &course).await?));
    }
    let courses = author.courses(&*ctx.db, Action::Announce).await?;
    match courses.as_slice() {
        [only] => Ok(Reply::show(segments(&ctx, only).await?)),
        _ => Ok(Reply::show(list(&ctx, &courses, 0).await?)),
    }
}

async fn press(ctx: Context, press: BroadcastPress) -> Answer {
    use BroadcastPress as P;
    if ctx.awaiting().await?.is_about_another_screen() {
        // What is typed after another button is not for the question that was asked before it.
        ctx.wait_for(Awaiting::Nothing).await?;
    }
    match press {
        P::Which { page } => {
            if !views::help::has(ctx.rights().await?.anywhere(), "broadcast") {
                return Err(Refusal::NotAnAuthor.into());
            }
            let author = ctx.author().await?;
            let courses = author.courses(&*ctx.db, Action::Announce).await?;
            Ok(in_place(&ctx, list(&ctx, &courses, page).await?))
        }
        P::Course { course } => {
            let course = open(&ctx, course).await?;
            Ok(in_place(&ctx, segments(&ctx, &course).await?))
        }
        P::Everyone { course } => ask(&ctx, course, Segment::Everyone).await,
        P::NotStarted { course } => ask(&ctx, course, Segment::NotStarted).await,
        P::Finished { course } => ask(&ctx, course, Segment::Finished).await,
        P::Steps { course, page } => steps(&ctx, course, page).await,
        P::Days { course, step } => days(&ctx, course, step).await,
        P::Stuck { course, step, days } => ask(&ctx, course, Segment::Stuck { step, days }).await,
        P::Cohorts { course, page } => of_cohorts(&ctx, course, page).await,
        P::Cohort { course, cohort } => of_cohort(&ctx, course, cohort).await,
        P::Send { broadcast } => send(&ctx, broadcast).await,
        P::Change { broadcast } => change(&ctx, broadcast).await,
        P::Cancel { broadcast } => cancel(&ctx, broadcast).await,
        other => turned(&ctx, other).await,
    }
}

async fn open(ctx: &Context, course: CourseId) -> Result<course::Model, Failure> {
    ctx.author().await?.announces_in(&*ctx.db, course).await
}

async fn list(ctx: &Context, courses: &[course::Model], page: u16) -> Result<Screen, Failure> {
    let recent = broadcasts::recent(&*ctx.db, courses, RECENT).await?;
    Ok(views::broadcast::courses(
        &ctx.texts, courses, &recent, page,
    ))
}

async fn segments(ctx: &Context, course: &course::Model) -> Result<Screen, Failure> {
    let recent = broadcasts::recent(&*ctx.db, std::slice::from_ref(course), RECENT).await?;
    let has_cohorts = cohorts::has_cohorts(&*ctx.db, course.id).await?;
    Ok(views::broadcast::segments(
        &ctx.texts,
        course,
        has_cohorts,
        &recent,
    ))
}

async fn steps(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let course = open(ctx, course).await?;
    let steps = broadcasts::steps_in(&*ctx.db, course.id).await?;
    if steps.is_empty() {
        return Err(Refusal::NothingToShow.into());
    }
    let screen = views::broadcast::steps(&ctx.texts, &course, &steps, page);
    Ok(in_place(ctx, screen))
}

async fn days(ctx: &Context, course: CourseId, step: StepId) -> Answer {
    let course = open(ctx, course).await?;
    let steps = broadcasts::steps_in(&*ctx.db, course.id).await?;
    let found = steps.iter().find(|found| found.id == step);
    let found = found.ok_or(Refusal::UnknownStep)?;
    Ok(in_place(
        ctx,
        views::broadcast::days(&ctx.texts, &course, found),
    ))
}

/// For which of the cohorts.
async fn of_cohorts(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let course = open(ctx, course).await?;
    let cohorts = cohorts::cohorts_in(&*ctx.db, course.id).await?;
    if cohorts.is_empty() {
        return Err(Refusal::NothingToShow.into());
    }
    let screen = views::broadcast::cohorts(&ctx.texts, &course, &cohorts, page);
    Ok(in_place(ctx, screen))
}

async fn of_cohort(ctx: &Context, course: CourseId, cohort: CohortId) -> Answer {
    let course = open(ctx, course).await?;
    let found = broadcasts::cohort_in(&*ctx.db, course.id, cohort).await?;
    found.ok_or(Refusal::UnknownCohort)?;
    ask(ctx, course.id, Segment::Cohort { cohort }).await
}

/// Asks for the words.
async fn ask(ctx: &Context, course: CourseId, segment: Segment) -> Answer {
    let course = open(ctx, course).await?;
    let name = broadcasts::name(&*ctx.db, course.id, segment).await?;
    ctx.wait_for(Awaiting::Announcement {
        course: course.id,
        segment,
        change: None,
    })
    .await?;
    let whom = views::broadcast::whom(&ctx.texts, segment, name.as_deref());
    let room = broadcasts::room(&course.title);
    Ok(in_place(
        ctx,
        views::broadcast::asked(&ctx.texts, &whom, room),
    ))
}

/// Asks for other words; the ones there are can still be sent. One that was sent shows how far it has come.
async fn change(ctx: &Context, broadcast: BroadcastId) -> Answer {
    let author = ctx.author().await?;
    let shown = author.announcement(&*ctx.db, broadcast).await?;
    if shown.row.state != State::Draft {
        return followed(ctx, &shown).await;
    }
    ctx.wait_for(Awaiting::Announcement {
        course: shown.course.id,
        segment: shown.segment,
        change: Some(broadcast),
    })
    .await?;
    let written = author.counted(&*ctx.db, shown).await?;
    Ok(in_place(
        ctx,
        views::broadcast::asked_again(&ctx.texts, &written),
    ))
}

/// Forgets it; one that was sent shows how far it has come.
async fn cancel(ctx: &Context, broadcast: BroadcastId) -> Answer {
    let author = ctx.author().await?;
    if let Some(sent) = author.discard_announcement(&*ctx.db, broadcast).await? {
        return followed(ctx, &sent).await;
    }
    let said = Screen::plain(ctx.texts.say("broadcast-cancelled"));
    Ok(in_place(ctx, said))
}

/// Forgets what was written and not sent, for `/cancel`. None: there is nothing of that.
pub async fn withdraw(ctx: &Context) -> Result<Option<Reply>, Failure> {
    if !ctx.rights().await?.is_anybody() {
        return Ok(None);
    }
    let is_withdrawn = ctx.author().await?.withdraw_announcements(&*ctx.db).await?;
    Ok(is_withdrawn.then(|| Reply::say(ctx.texts.say("broadcast-cancelled"))))
}

/// Sends it off; who sends it again sees how far it has come.
async fn send(ctx: &Context, broadcast: BroadcastId) -> Answer {
    let author = ctx.author().await?;
    let shown = author.send_announcement(&*ctx.db, broadcast).await?;
    followed(ctx, &shown).await
}

/// The words that were asked for, shown as they will come.
pub async fn written(
    ctx: &Context,
    (course, segment): (CourseId, Segment),
    change: Option<BroadcastId>,
    message: &Message,
) -> Answer {
    if let Some(album) = message.media_group_id() {
        open(ctx, course).await?;
        if !albums::is_new(&*ctx.db, ctx.chat, &album.0).await? {
            return Ok(Reply::nothing());
        }
        return Ok(Reply::say(ctx.texts.say("broadcast-album")));
    }
    let Some(received) = content::read(message) else {
        open(ctx, course).await?;
        return Ok(Reply::say(ctx.texts.say("broadcast-wanted")));
    };
    let (author, content) = (ctx.author().await?, &received.content);
    let written = match change {
        Some(id) => author.rewrite_announcement(&*ctx.db, id, content).await?,
        None => {
            author
                .write_announcement(&*ctx.db, course, segment, content)
                .await?
        }
    };
    ctx.wait_for(Awaiting::Nothing).await?;
    if written.shown.row.state != State::Draft {
        // Sent meanwhile: these words come too late.
        let screen = views::broadcast::glance(&ctx.texts, &written.shown);
        return Ok(Reply::show(screen));
    }
    let reply = preview(ctx, &written)?;
    Ok(content::keeping(&ctx.texts, reply, &received))
}

/// Exactly as it will come, and below it how many get it.
fn preview(ctx: &Context, written: &Written) -> Answer {
    let shown = &written.shown;
    let media = broadcasts::read_media(&shown.row).map_err(Failure::Fault)?;
    let message = views::broadcast::message(&ctx.texts, &shown.row, &shown.course, &media);
    let control = views::broadcast::control(&ctx.texts, written);
    Ok(Reply::nothing()
        .and(Act::Say(message))
        .and(Act::Show(control)))
}
