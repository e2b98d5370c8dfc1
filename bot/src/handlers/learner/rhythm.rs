//! When a learner is written to: `/rhythm`, its buttons, and what is typed for them.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use teloxide::types::Message;

use super::super::context::in_place;
use super::super::{Answer, Awaiting, Context, RhythmQuestion};
use crate::courses::rhythm::change::{Change, change};
use crate::courses::rhythm::hours::Quiet;
use crate::courses::rhythm::{Rhythm, Zone, is_asked, rhythm_of, typed};
use crate::courses::study_days::goal_of;
use crate::courses::{Failure, people, rhythm};
use crate::telegram::{Reply, RhythmPress, Screen};
use crate::views;
use crate::views::rhythm::Own;

use super::zone;

/// Shows all of it; first of all asks where they live, if they were never asked.
pub async fn begin(ctx: &Context) -> Answer {
    if is_asked(&*ctx.db, &ctx.user, ctx.now).await? {
        wait_no_longer(ctx).await?;
        return show(ctx).await;
    }
    zone::ask(ctx).await
}

async fn show(ctx: &Context) -> Answer {
    shown(ctx, ctx.user.hears_announcements, None).await
}

/// All of it as it is now, below what has just been said.
async fn shown(ctx: &Context, hears: bool, said: Option<&str>) -> Answer {
    let own = Own {
        rhythm: &own(ctx).await?,
        goal: goal_of(&ctx.user),
        hears,
    };
    let screen = views::rhythm::rhythm(&ctx.texts, own, ctx.now, said);
    Ok(in_place(ctx, screen))
}

/// Announcements may come from now on, or not. Twice equals once.
async fn announced(ctx: &Context, hears: bool) -> Answer {
    wait_no_longer(ctx).await?;
    people::choose_announcements(&*ctx.db, ctx.user.id, hears).await?;
    let said = ctx.texts.say(if hears {
        "announcements-on"
    } else {
        "announcements-off"
    });
    shown(ctx, hears, Some(&said)).await
}

/// What a button of it does. Whatever was to be typed is waited for no longer.
pub async fn press(ctx: &Context, press: RhythmPress) -> Answer {
    use RhythmPress as P;
    let change = match press {
        P::Open => {
            wait_no_longer(ctx).await?;
            return show(ctx).await;
        }
        P::Continue => {
            wait_no_longer(ctx).await?;
            return super::study::resume_last(ctx).await;
        }
        P::AskZone => return zone::ask(ctx).await,
        P::AskTime => {
            return ask(
                ctx,
                RhythmQuestion::PreferredTime,
                views::rhythm::ask_time(&ctx.texts),
            )
            .await;
        }
        P::AskQuiet => {
            return ask(
                ctx,
                RhythmQuestion::QuietHours,
                views::rhythm::ask_quiet(&ctx.texts),
            )
            .await;
        }
        P::AskPause => {
            let today = own(ctx).await?.zone.local(ctx.now).date();
            let screen = views::rhythm::ask_pause(&ctx.texts, today);
            return ask(ctx, RhythmQuestion::PauseUntil, screen).await;
        }
        P::Zone { key } => Zone::of_key(key).map(Change::Zone),
        P::WithDay { day } => weekday(day).map(|day| Change::Day(day, true)),
        P::WithoutDay { day } => weekday(day).map(|day| Change::Day(day, false)),
        P::At { minute } => time(minute).map(|time| Change::At(Some(time))),
        P::AtAny => Some(Change::At(None)),
        P::Quiet { from, until } => quiet(from, until),
        P::NoQuiet => Some(Change::Quiet(None)),
        P::PauseUntil { day } => return pause(ctx, day).await,
        P::Announced => return announced(ctx, true).await,
        P::Unannounced => return announced(ctx, false).await,
        P::Resume => Some(Change::Resume),
        P::Stop => Some(Change::Stop),
    };
    match change {
        Some(change) => changed(ctx, change).await,
        None => Ok(Reply::toast(ctx.texts.say("old-button"))),
    }
}

/// What was typed for a question, unless they have gone on with a course since: then it is meant for that. At most one statement
/// that reads.
pub async fn is_answer(ctx: Context, awaiting: Awaiting) -> bool {
    let Awaiting::Rhythm { asked_at, .. } = awaiting else {
        return false;
    };
    let gone_on = ctx.walk().has_gone_on_since(&*ctx.db, asked_at).await;
    !gone_on.unwrap_or(false)
}

/// The answer to a question.
pub async fn answer(ctx: Context, awaiting: Awaiting, message: Message) -> Answer {
    let Awaiting::Rhythm { about, .. } = awaiting else {
        return Ok(Reply::nothing());
    };
    match about {
        RhythmQuestion::Zone => zone::answer(ctx, message).await,
        RhythmQuestion::PreferredTime => answer_time(ctx, message).await,
        RhythmQuestion::QuietHours => answer_quiet(ctx, message).await,
        RhythmQuestion::PauseUntil => answer_pause(ctx, message).await,
    }
}

/// A time that was typed.
async fn answer_time(ctx: Context, message: Message) -> Answer {
    match message.text().and_then(typed::time) {
        Some(time) => changed(&ctx, Change::At(Some(time))).await,
        None => Ok(Reply::say(ctx.texts.say("rhythm-time-unread"))),
    }
}

/// Quiet hours that were typed.
async fn answer_quiet(ctx: Context, message: Message) -> Answer {
    match message.text().and_then(typed::quiet) {
        Some(quiet) => changed(&ctx, Change::Quiet(Some(quiet))).await,
        None => Ok(Reply::say(ctx.texts.say("rhythm-quiet-unread"))),
    }
}

/// A day that was typed.
async fn answer_pause(ctx: Context, message: Message) -> Answer {
    let zone = own(&ctx).await?.zone;
    let today = zone.local(ctx.now).date();
    match message.text().and_then(|words| typed::day(words, today)) {
        Some(day) => changed(&ctx, Change::PauseUntil(first_instant(zone, day))).await,
        None => Ok(Reply::say(ctx.texts.say("rhythm-day-unread"))),
    }
}

/// Nothing before a day, which a button names. One that has come is no pause.
async fn pause(ctx: &Context, day: i64) -> Answer {
    let zone = own(ctx).await?.zone;
    let date = NaiveDate::from_ymd_opt(1970, 1, 1)
        .zip(TimeDelta::try_days(day))
        .and_then(|(first, days)| first.checked_add_signed(days));
    let today = zone.local(ctx.now).date();
    let longest = today + TimeDelta::days(366);
    match date.filter(|date| today < *date && *date <= longest) {
        Some(day) => changed(ctx, Change::PauseUntil(first_instant(zone, day))).await,
        None => Ok(Reply::toast(ctx.texts.say("old-button"))),
    }
}

/// The first instant of a day.
fn first_instant(zone: Zone, day: NaiveDate) -> DateTime<Utc> {
    zone.instant(day.and_time(NaiveTime::MIN))
}

/// Makes a change, and says what it has done.
pub async fn changed(ctx: &Context, wanted: Change) -> Answer {
    let (before, after) = set(ctx, wanted).await?;
    let said = views::rhythm::changed(&ctx.texts, (&before, &after), wanted, ctx.now);
    let after = Own {
        rhythm: &after,
        goal: goal_of(&ctx.user),
        hears: ctx.user.hears_announcements,
    };
    let screen = views::rhythm::rhythm(&ctx.texts, after, ctx.now, Some(&said));
    Ok(in_place(ctx, screen))
}

/// Makes a change: the rhythm before it and after it. Nothing is waited for any longer.
pub async fn set(ctx: &Context, wanted: Change) -> Result<(Rhythm, Rhythm), Failure> {
    wait_no_longer(ctx).await?;
    let before = own(ctx).await?;
    let after = change(&*ctx.db, ctx.user.id, before, wanted, ctx.now).await?;
    Ok((before, after))
}

/// The rhythm of who is speaking.
pub async fn own(ctx: &Context) -> Result<Rhythm, Failure> {
    Ok(rhythm_of(&*ctx.db, &ctx.user, ctx.house.time_zone).await?)
}

/// Shows a question, and waits for what is typed.
pub async fn ask(ctx: &Context, about: RhythmQuestion, screen: Screen) -> Answer {
    let asked_at = ctx.now;
    ctx.wait_for(Awaiting::Rhythm { about, asked_at }).await?;
    Ok(in_place(ctx, screen))
}

/// Whatever was to be typed about it is waited for no longer.
pub async fn wait_no_longer(ctx: &Context) -> Result<(), Failure> {
    if ctx.awaiting().await?.is_about_rhythm() {
        ctx.wait_for(Awaiting::Nothing).await?;
    }
    Ok(())
}

fn weekday(day: u8) -> Option<Weekday> {
    Weekday::try_from(day).ok()
}

fn time(minute: u16) -> Option<NaiveTime> {
    rhythm::hours::time(i16::try_from(minute).ok()?)
}

fn quiet(from: u16, until: u16) -> Option<Change> {
    let quiet = Quiet::new(time(from)?, time(until)?)?;
    Some(Change::Quiet(Some(quiet)))
}
