//! Review: the questions that come back.

use teloxide::types::Message;

use super::super::context::in_place;
use super::super::{Answer, Context, House};
use super::goal;
use super::quiz::{drawn, hinted, typed};
use super::study::in_turn;
use crate::courses::Failure;
use crate::courses::quiz::{Drawn, Pick};
use crate::courses::review::{Call, Card, Next, Open, Review, Reviewed};
use crate::telegram::{Act, Reply, ReviewPress};
use crate::views;

/// Shows the next card that is due; without one, what there is to know.
pub async fn next(ctx: &Context) -> Answer {
    let screen = match review(ctx).next(&*ctx.db).await? {
        Next::Card(card) => return Ok(in_turn(views::review::coming(&ctx.texts, &card))),
        Next::Later { due_at, offers } => {
            views::review::later(&ctx.texts, due_at.map(|at| at - ctx.now), &offers)
        }
        Next::Unwanted { offers } => views::review::unwanted(&ctx.texts, &offers),
    };
    Ok(Reply::show(screen))
}

/// What a button in review does.
pub async fn press(ctx: &Context, press: ReviewPress) -> Answer {
    use ReviewPress as P;
    let (db, review) = (&*ctx.db, review(ctx));
    match press {
        P::Choose {
            course,
            step,
            spot,
            option,
        } => {
            let drawn = drawn((course, step), spot);
            let reviewed = review.choose(db, drawn, option.into()).await?;
            judged(ctx, reviewed).await
        }
        P::Check { course, step, spot } => {
            let reviewed = review.check(db, drawn((course, step), spot)).await?;
            judged(ctx, reviewed).await
        }
        P::Tick {
            course,
            step,
            spot,
            option,
        } => pick(ctx, drawn((course, step), spot), Pick::On(option.into())).await,
        P::Untick {
            course,
            step,
            spot,
            option,
        } => pick(ctx, drawn((course, step), spot), Pick::Off(option.into())).await,
        P::Put {
            course,
            step,
            spot,
            put,
        } => {
            let (item, at) = (put.item.into(), put.at.into());
            pick(ctx, drawn((course, step), spot), Pick::Put { item, at }).await
        }
        P::Clear { course, step, spot } => {
            pick(ctx, drawn((course, step), spot), Pick::Clear).await
        }
        P::Hint { course, step, spot } => {
            match review.card_for(db, drawn((course, step), spot)).await? {
                Open::Same(card) => Ok(hinted(ctx, &card.asked)),
                Open::Changed => changed(ctx).await,
            }
        }
        P::Next => next(ctx).await,
        P::OptIn { course } => {
            let begun = review.opt_in(db, course).await?;
            Ok(Reply::show(views::review::begun(&ctx.texts, &begun)))
        }
        P::OptOut { course } => {
            review.opt_out(db, Some(course)).await?;
            Ok(off(ctx))
        }
        P::OptOutOfAll => {
            review.opt_out(db, None).await?;
            Ok(off(ctx))
        }
    }
}

/// What somebody says while a card waits for them; `None`: none does.
pub async fn said(ctx: &Context, message: &Message) -> Result<Option<Reply>, Failure> {
    let review = review(ctx);
    let Some((drawn, asked)) = review.open(&*ctx.db).await? else {
        return Ok(None);
    };
    let given = match typed(ctx, &asked, message) {
        Ok(given) => given,
        Err(why) => return Ok(Some(why)),
    };
    let reviewed = review.give(&*ctx.db, drawn, given).await?;
    judged(ctx, reviewed).await.map(Some)
}

/// Tells somebody that questions wait for them.
pub fn call(house: &House, call: &Call) -> Act {
    let texts = house.texts_of(&call.user);
    let screen = views::review::call(&texts, call);
    Act::Invite(call.user.id.0, call.live, screen)
}

fn review(ctx: &Context) -> Review<'_> {
    Review {
        walk: ctx.walk(),
        zone: ctx.zone(),
    }
}

async fn judged(ctx: &Context, reviewed: Option<Reviewed>) -> Answer {
    let Some(reviewed) = reviewed else {
        return changed(ctx).await;
    };
    let screen = views::review::verdict(&ctx.texts, &reviewed, ctx.now);
    goal::studied(ctx, in_place(ctx, screen)).await
}

async fn pick(ctx: &Context, drawn: Drawn, pick: Pick) -> Answer {
    let card: Option<Card> = review(ctx).pick(&*ctx.db, drawn, pick).await?;
    match card {
        Some(card) => Ok(in_place(ctx, views::review::card(&ctx.texts, &card))),
        None => changed(ctx).await,
    }
}

/// The card is another now: what comes next is shown instead.
async fn changed(ctx: &Context) -> Answer {
    let toast = ctx.texts.say("review-changed");
    Ok(next(ctx).await?.with_toast(toast))
}

fn off(ctx: &Context) -> Reply {
    let said = Reply::say(ctx.texts.say("review-off"));
    match ctx.pressed {
        Some(message) => said.and(Act::Strip(message)),
        None => said,
    }
}
