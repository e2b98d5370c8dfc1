//! Routes for those who look at what learners hand in and ask.

use teloxide::dispatching::{HandlerExt, dialogue};
use teloxide::dptree;
use teloxide::types::Message;

use super::context::in_place;
use super::{Answer, Awaiting, Context, Dialogues, Routes};
use crate::courses::Refusal;
use crate::telegram::{Press, ReviewerCommand, WorkPress};
use crate::views;

mod decide;
mod tell;

pub use tell::{announced, rewritten};

/// What they may say.
pub fn commands() -> Routes {
    dptree::entry()
        .filter_command::<ReviewerCommand>()
        .endpoint(command)
}

/// What they may press.
pub fn presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Work(
            WorkPress::HandIn { .. } | WorkPress::TakeBack { .. } | WorkPress::Place { .. },
        ) => None,
        Press::Work(press) => Some(press),
        _ => None,
    })
    .endpoint(press)
}

/// What they answer to a question.
pub fn dialogues() -> Routes {
    dptree::entry()
        .chain(dialogue::enter::<Message, Dialogues, Awaiting, Answer>())
        .chain(dptree::filter(|awaiting: Awaiting| {
            awaiting.is_for_reviewers()
        }))
        .endpoint(decide::answer)
}

async fn command(ctx: Context, command: ReviewerCommand) -> Answer {
    if !views::help::has(ctx.rights().await?.anywhere(), command.name()) {
        return Err(Refusal::NotAnAuthor.into());
    }
    match command {
        ReviewerCommand::Inbox(_) => inbox(&ctx, 0).await,
    }
}

async fn press(ctx: Context, press: WorkPress) -> Answer {
    match press {
        WorkPress::Inbox { page } => inbox(&ctx, page).await,
        press => decide::press(&ctx, press).await,
    }
}

/// What waits, oldest first.
async fn inbox(ctx: &Context, page: u16) -> Answer {
    let size = u64::try_from(views::LIST_PAGE).unwrap_or(u64::MAX);
    let queue = ctx.assessor().await?.queue(&*ctx.db, page, size).await?;
    Ok(in_place(
        ctx,
        views::inbox::inbox(&ctx.texts, &queue, ctx.now),
    ))
}
