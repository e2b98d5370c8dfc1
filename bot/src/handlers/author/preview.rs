//! The draft exactly as a learner would get it, from the first step to the end. Nothing of it is written down.
//!
//! A preview has a time of its own: that of its maker, until they skip to when a step opens or a reminder comes. Its buttons carry
//! it.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CourseId, DraftStepId};

use super::super::{Answer, Context};
use crate::courses::authoring::{Author, Draft, seen};
use crate::courses::release::{Facts, brings_at, opens_at};
use crate::courses::rhythm::{Rhythm, rhythm_of};
use crate::courses::{Action, Failure, Outline, Refusal};
use crate::telegram::{Act, Reply};
use crate::views;
use crate::views::preview::{Moment, Opening, Shown};

/// The first step that a learner would see.
pub async fn course(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    let draft = author.open_to(&*ctx.db, Action::Review, course).await?;
    let outline = draft.outline();
    let first = outline.first().ok_or(Refusal::NothingToShow)?;
    let edits = edits(&author, ctx, &draft).await?;
    Ok(shown(ctx, &draft, &outline, (first, edits, None)))
}

/// One step, at a time in minutes since 1970, if the preview has one of its own.
pub async fn step(ctx: &Context, step: DraftStepId, at: Option<i64>) -> Answer {
    let author = ctx.author().await?;
    let (draft, _) = author.open_step_to(&*ctx.db, Action::Review, step).await?;
    let edits = edits(&author, ctx, &draft).await?;
    let outline = draft.outline();
    let model = outline.step(seen(step)).ok_or(Refusal::UnknownStep)?;
    let moment = moment(ctx, at)?;
    Ok(shown(ctx, &draft, &outline, (model, edits, moment)))
}

/// The step after this one, or when it opens; after the last one what a learner would be told there.
pub async fn next(ctx: &Context, step: DraftStepId, at: Option<i64>) -> Answer {
    let author = ctx.author().await?;
    let (draft, model) = author.open_step_to(&*ctx.db, Action::Review, step).await?;
    let edits = edits(&author, ctx, &draft).await?;
    let outline = draft.outline();
    let is_last = model.is_end && outline.ends_by(model.position);
    let moment = moment(ctx, at)?;
    match outline.after(model.position) {
        Some(next) if !is_last => {
            let rhythm = rhythm(ctx).await?;
            let now = moment.map_or(ctx.now, |moment| moment.at);
            if let Some(opening) = opening(ctx, &outline, next, &rhythm, now) {
                let moment = Moment {
                    at: now,
                    zone: rhythm.zone,
                };
                let waiting = (step, next, opening);
                let screen = views::preview::waiting(&ctx.texts, &outline, waiting, moment);
                return Ok(Reply::show(screen));
            }
            Ok(shown(ctx, &draft, &outline, (next, edits, moment)))
        }
        _ if outline.ends_by(model.position) => Ok(Reply::show(end(ctx, &draft))),
        _ => Err(Refusal::NoMoreYet.into()),
    }
}

/// The first reminder that comes to a learner who falls silent at this step, when the preview's time is `at`.
pub async fn reminder(ctx: &Context, step: DraftStepId, at: i64) -> Answer {
    let author = ctx.author().await?;
    let (draft, _) = author.open_step_to(&*ctx.db, Action::Review, step).await?;
    let outline = draft.outline();
    let model = outline.step(seen(step)).ok_or(Refusal::UnknownStep)?;
    let Moment { at, zone } = moment(ctx, Some(at))?.ok_or(Refusal::UnknownStep)?;
    let Some(days) = draft.ladder().days().first().copied() else {
        return Ok(Reply::toast(ctx.texts.say("preview-no-reminder")));
    };
    let comes = at + TimeDelta::days(days.into());
    let comes = rhythm(ctx).await?.next_slot(comes).unwrap_or(comes);
    let moment = Moment {
        at: whole_minute(comes),
        zone,
    };
    let screen = views::preview::reminder(&ctx.texts, &outline, (model, days), moment);
    Ok(Reply::show(screen))
}

/// When a step opens and comes for who has joined today and presses Next before it at `now`, if it is not open then.
fn opening(
    ctx: &Context,
    outline: &Outline,
    step: &entity::step::Model,
    rhythm: &Rhythm,
    now: DateTime<Utc>,
) -> Option<Opening> {
    let facts = Facts {
        done_at: Some(now),
        joined_at: ctx.now,
        cohort_starts_on: None,
        zone: rhythm.zone,
        preferred: rhythm.slot(),
    };
    let rule = outline.opening(step.id)?;
    let opens = opens_at(rule, &facts).filter(|opens| *opens > now)?;
    let comes = brings_at(rule, rhythm, opens).unwrap_or(opens);
    Some(Opening {
        opens: whole_minute(opens),
        comes: whole_minute(comes),
    })
}

/// A learner with the rhythm of who looks at the draft, as if they had neither paused nor stopped it.
async fn rhythm(ctx: &Context) -> Result<Rhythm, Failure> {
    let own = rhythm_of(&*ctx.db, &ctx.user, ctx.house.time_zone).await?;
    Ok(Rhythm {
        paused_until: None,
        is_stopped: false,
        ..own
    })
}

/// The time of a preview that has one of its own.
fn moment(ctx: &Context, at: Option<i64>) -> Result<Option<Moment>, Failure> {
    let Some(minutes) = at else {
        return Ok(None);
    };
    // One that no button was ever drawn with.
    let seconds = minutes.checked_mul(60).ok_or(Refusal::UnknownStep)?;
    let at = DateTime::from_timestamp(seconds, 0).ok_or(Refusal::UnknownStep)?;
    let is_far = at > ctx.now + TimeDelta::days(100 * 366);
    let moment = Moment {
        at,
        zone: ctx.zone(),
    };
    if is_far {
        return Err(Refusal::UnknownStep.into());
    }
    Ok(Some(moment))
}

/// The same instant, or the first whole minute after it: what buttons carry.
fn whole_minute(at: DateTime<Utc>) -> DateTime<Utc> {
    let seconds = at.timestamp() + i64::from(at.timestamp_subsec_nanos() > 0);
    let minutes = seconds.div_euclid(60) + i64::from(seconds.rem_euclid(60) > 0);
    DateTime::from_timestamp(minutes * 60, 0).unwrap_or(at)
}

/// Whether who looks at the draft may change it too.
async fn edits(author: &Author<'_>, ctx: &Context, draft: &Draft) -> Result<bool, Failure> {
    let may = author.rights.on(&*ctx.db, draft.course.id).await?;
    Ok(may.has(Action::Edit))
}

/// The step, and after an end step what follows it at once.
fn shown(
    ctx: &Context,
    draft: &Draft,
    outline: &Outline,
    (step, edits, moment): (&entity::step::Model, bool, Option<Moment>),
) -> Reply {
    let id = DraftStepId(step.id.0);
    if step.is_end {
        let body = views::preview::body(&ctx.texts, outline, step);
        Reply {
            acts: vec![Act::Say(body), Act::Show(end(ctx, draft))],
            toast: None,
        }
    } else {
        let shown = Shown {
            step,
            edited: edits.then_some(id),
            moment,
            reminds: !draft.ladder().days().is_empty(),
        };
        Reply::show(views::preview::step(&ctx.texts, outline, &shown, ctx.now))
    }
}

fn end(ctx: &Context, draft: &Draft) -> crate::telegram::Screen {
    let name = crate::telegram::clean(&ctx.user.first_name);
    views::preview::end(&ctx.texts, &name, &draft.outline())
}
