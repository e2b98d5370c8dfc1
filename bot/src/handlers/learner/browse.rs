//! Looking at what there is: the greeting, the courses, a course's card.

use entity::CourseId;

use super::super::context::in_place;
use super::super::{Answer, Context, cohorts, invitation};
use crate::courses::catalogue::{Catalogue, Link};
use crate::courses::{Action, Failure, Refusal, catalogue, study_days, submissions};
use crate::telegram::{Press, Reply, Screen};
use crate::views;

/// Greets and lists the courses, or opens what a deep link leads to: the card of a course, a course by a code, an
/// invitation to work on courses.
pub async fn start(ctx: &Context, payload: &str) -> Answer {
    if let Some(code) = payload.strip_prefix("i_") {
        return super::study::join(ctx, code).await;
    }
    if let Some(token) = payload.strip_prefix("g_") {
        return cohorts::opened(ctx, token).await;
    }
    if let Some(token) = payload.strip_prefix("t_") {
        return invitation::opened(ctx, token).await;
    }
    let link = payload.strip_prefix("c_").map(Link::Name);
    let link = link.or_else(|| payload.strip_prefix("l_").map(Link::Token));
    if let Some(link) = link
        && let Some(card) = ctx.walk().card_by_link(&*ctx.db, link).await?
    {
        return Ok(Reply::show(views::catalogue::card(&ctx.texts, &card)));
    }
    if !payload.is_empty() {
        return list(ctx, &ctx.texts.say("unknown-link"), 0)
            .await
            .map(Reply::show);
    }
    let name = crate::telegram::clean(&ctx.user.first_name);
    let greeting = views::help::greeting(&ctx.texts, &name, &ctx.house.bot_name);
    list(ctx, &greeting, 0).await.map(Reply::show)
}

/// The courses: those the learner is in, then the open ones.
pub async fn courses(ctx: &Context, page: u16) -> Answer {
    list(ctx, "", page).await.map(Reply::show)
}

/// Another page of the courses, in the message that shows them.
pub async fn turn_page(ctx: &Context, page: u16) -> Answer {
    let screen = list(ctx, "", page).await?;
    Ok(in_place(ctx, screen))
}

async fn list(ctx: &Context, heading: &str, page: u16) -> Result<Screen, Failure> {
    let catalogue = catalogue::catalogue(&*ctx.db, ctx.user.id, page).await?;
    if catalogue.entries.is_empty() {
        let may = ctx.rights().await?.anywhere();
        let makes_courses = may.has(Action::MakeCourses);
        return Ok(views::catalogue::empty(&ctx.texts, heading, makes_courses));
    }
    Ok(views::catalogue::catalogue(&ctx.texts, heading, &catalogue))
}

/// What a course is about.
pub async fn card(ctx: &Context, course: CourseId) -> Answer {
    let card = ctx.walk().card(&*ctx.db, course).await?;
    Ok(Reply::show(views::catalogue::card(&ctx.texts, &card)))
}

/// How far the learner is in each of their courses.
pub async fn progress(ctx: &Context, page: u16) -> Answer {
    let mine = catalogue::mine(&*ctx.db, ctx.user.id, page).await?;
    if mine.entries.is_empty() {
        return list(ctx, &ctx.texts.say("nothing-yet"), 0)
            .await
            .map(Reply::show);
    }
    ctx.walk().looks_around(&*ctx.db, None).await?;
    let courses: Vec<CourseId> = mine.entries.iter().map(|entry| entry.course).collect();
    let tries = ctx.walk().first_tries(&*ctx.db, &courses).await?;
    let waiting = submissions::waiting_in(&*ctx.db, ctx.user.id, &courses).await?;
    let closed = ctx.walk().waiting_in(&*ctx.db, &courses).await?;
    let opens = views::opening::waiting_in(&ctx.texts, &closed, ctx.now);
    let mut screen = views::catalogue::progress(&ctx.texts, &mine, &tries, &waiting, &opens);
    let week = study_days::week_of(&*ctx.db, &ctx.user, ctx.zone(), ctx.now).await?;
    if let Some(week) = week {
        screen.text.line();
        for line in views::goal::week(&ctx.texts, &week) {
            screen.text.line().push_str(&line);
        }
    }
    Ok(in_place(ctx, screen))
}

/// Which course to start again; with one course there is nothing to choose.
pub async fn choose_restart(ctx: &Context, page: u16) -> Answer {
    let mine = catalogue::mine(&*ctx.db, ctx.user.id, page).await?;
    if let [only] = mine.entries.as_slice()
        && mine.pages == 1
    {
        return super::study::ask_restart(ctx, only.course).await;
    }
    let choice = views::catalogue::Choice {
        question: "restart-which",
        press: |course| Press::Restart { course },
        turn: |page| Press::TurnRestart { page },
    };
    choose(ctx, &mine, choice)
}

/// Which course to leave; with one course there is nothing to choose.
pub async fn choose_leave(ctx: &Context, page: u16) -> Answer {
    let mine = catalogue::mine(&*ctx.db, ctx.user.id, page).await?;
    if let [only] = mine.entries.as_slice()
        && mine.pages == 1
    {
        return super::study::ask_leave(ctx, only.course).await;
    }
    let choice = views::catalogue::Choice {
        question: "leave-which",
        press: |course| Press::Leave { course },
        turn: |page| Press::TurnLeave { page },
    };
    choose(ctx, &mine, choice)
}

fn choose(ctx: &Context, mine: &Catalogue, choice: views::catalogue::Choice) -> Answer {
    if mine.entries.is_empty() {
        return Err(Refusal::NoCourseYet.into());
    }
    let screen = views::catalogue::choice(&ctx.texts, mine, &choice);
    Ok(in_place(ctx, screen))
}
