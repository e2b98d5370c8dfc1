//! Routes for those who say how learners come in: the door, the link with its picture, the codes. The rules ask again
//! with every press who is asking.

use entity::{CodeId, CourseId, Door};
use teloxide::dptree;

use super::team::{in_place, named_course};
use super::{Answer, Context, Routes};
use crate::courses::doors::{DAYS, Good, USES};
use crate::courses::{Action, Refusal};
use crate::telegram::{DoorPress, Press, Reply};
use crate::views;

/// What they may press.
pub fn presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Door(press) => Some(press),
        _ => None,
    })
    .endpoint(press)
}

async fn press(ctx: Context, press: DoorPress) -> Answer {
    match press {
        DoorPress::Which { page } => turn_choice(&ctx, page).await,
        DoorPress::Ask { course } => ask(&ctx, course).await,
        DoorPress::Set { course, door } => set(&ctx, course, door).await,
        DoorPress::Link { course } => link(&ctx, course).await,
        DoorPress::NewLink { course, key } => new_link(&ctx, course, key).await,
        DoorPress::Codes { course, page } => codes(&ctx, course, page).await,
        DoorPress::NewCode { course } => ask_uses(&ctx, course).await,
        DoorPress::CodeUses { course, uses } => ask_days(&ctx, course, uses).await,
        DoorPress::MakeCode { course, uses, days } => make_code(&ctx, course, uses, days).await,
        DoorPress::RevokeCode { code } => revoke_code(&ctx, code).await,
    }
}

/// The link of which course; with one there is nothing to choose.
pub async fn choose_link(ctx: &Context, name: &str) -> Answer {
    let author = ctx.author().await?;
    if !name.is_empty() {
        let course = named_course(ctx, &author, Action::InviteLearners, name).await?;
        return link(ctx, course.id).await;
    }
    let courses = author.courses(&*ctx.db, Action::InviteLearners).await?;
    match courses.as_slice() {
        [only] => link(ctx, only.id).await,
        many => Ok(Reply::show(views::doors::choice(&ctx.texts, many, 0))),
    }
}

/// Another page of the same choice, in the message that shows it.
async fn turn_choice(ctx: &Context, page: u16) -> Answer {
    let author = ctx.author().await?;
    if !views::help::has(author.rights.anywhere(), "link") {
        return Err(Refusal::NotAnAuthor.into());
    }
    let courses = author.courses(&*ctx.db, Action::InviteLearners).await?;
    let screen = views::doors::choice(&ctx.texts, &courses, page);
    Ok(in_place(ctx, screen))
}

async fn ask(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    let draft = author.open_to(&*ctx.db, Action::Publish, course).await?;
    let screen = views::doors::ask(&ctx.texts, &draft.called());
    Ok(in_place(ctx, screen))
}

async fn set(ctx: &Context, course: CourseId, number: u8) -> Answer {
    let author = ctx.author().await?;
    let Some(door) = Door::ALL.get(usize::from(number)) else {
        return Ok(Reply::toast(ctx.texts.say("old-button")));
    };
    let before = author.open_to(&*ctx.db, Action::Publish, course).await?;
    let draft = author.set_door(&*ctx.db, course, *door).await?;
    let screen = views::doors::ask(&ctx.texts, &draft.called());
    let reply = in_place(ctx, screen).with_toast(views::doors::set(&ctx.texts, *door));
    if *door != Door::Unlisted || before.course.door == *door {
        return Ok(reply);
    }
    // From now on there is no other way in than this link.
    let link = ctx.house.link(&draft.course);
    Ok(reply.and(views::doors::link(&ctx.texts, &draft.course, &link)))
}

async fn link(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    let action = Action::InviteLearners;
    let course = author.open_to(&*ctx.db, action, course).await?.course;
    let link = ctx.house.link(&course);
    let shown = views::doors::link(&ctx.texts, &course, &link);
    Ok(Reply::nothing().and(shown))
}

/// Ends the link and shows the new one, below the question with its new button.
async fn new_link(ctx: &Context, course: CourseId, key: i64) -> Answer {
    let author = ctx.author().await?;
    let Some(draft) = author.renew_link(&*ctx.db, course, key).await? else {
        return Ok(Reply::toast(ctx.texts.say("done-already")));
    };
    let course = &draft.course;
    let shown = views::doors::link(&ctx.texts, course, &ctx.house.link(course));
    let screen = views::doors::ask(&ctx.texts, &draft.called());
    let reply = in_place(ctx, screen).and(shown);
    Ok(reply.with_toast(ctx.texts.say("link-renewed")))
}

async fn codes(ctx: &Context, course: CourseId, page: u16) -> Answer {
    let author = ctx.author().await?;
    let (draft, codes) = author.codes(&*ctx.db, course, ctx.now).await?;
    let screen = views::doors::codes(&ctx.texts, &draft.called(), &codes, page, ctx.now);
    Ok(in_place(ctx, screen))
}

async fn ask_uses(ctx: &Context, course: CourseId) -> Answer {
    let author = ctx.author().await?;
    author.may(&*ctx.db, Action::InviteLearners, course).await?;
    Ok(in_place(ctx, views::doors::ask_uses(&ctx.texts, course)))
}

async fn ask_days(ctx: &Context, course: CourseId, uses: u8) -> Answer {
    let author = ctx.author().await?;
    author.may(&*ctx.db, Action::InviteLearners, course).await?;
    let screen = views::doors::ask_days(&ctx.texts, course, uses);
    Ok(in_place(ctx, screen))
}

async fn make_code(ctx: &Context, course: CourseId, uses: u8, days: u8) -> Answer {
    let author = ctx.author().await?;
    let (Some(uses), Some(days)) = (USES.get(usize::from(uses)), DAYS.get(usize::from(days)))
    else {
        return Ok(Reply::toast(ctx.texts.say("old-button")));
    };
    let good = Good {
        uses: *uses,
        days: *days,
    };
    let (draft, code) = author.make_code(&*ctx.db, course, good, ctx.now).await?;
    let link = ctx.house.code_link(&code);
    let made = views::doors::code_made(&ctx.texts, &draft.course, &code, &link);
    // The question gives way to the list with the new code; the code itself stands below it.
    Ok(codes(ctx, course, 0).await?.and(made))
}

async fn revoke_code(ctx: &Context, code: CodeId) -> Answer {
    let author = ctx.author().await?;
    let course = author.revoke_code(&*ctx.db, code, ctx.now).await?;
    let reply = codes(ctx, course, 0).await?;
    Ok(reply.with_toast(ctx.texts.say("invitation-revoked")))
}
