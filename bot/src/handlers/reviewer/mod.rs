//! Routes for those who look at what learners hand in and ask.

use teloxide::dispatching::{HandlerExt, UpdateFilterExt, dialogue};
use teloxide::dptree;
use teloxide::types::{CallbackQuery, Message, Update};

use super::context::in_place;
use super::{Answer, Awaiting, Context, Dialogues, Routes};
use crate::courses::Refusal;
use crate::telegram::{GroupCommand, Press, ReviewerCommand, WorkPress};
use crate::views;

mod decide;
pub mod room;
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

/// What works in a group: to look at work there, and to say that it shall be so.
pub fn in_groups() -> Routes {
    dptree::entry()
        .branch(Update::filter_my_chat_member().endpoint(room::membership))
        .branch(
            Update::filter_callback_query()
                .filter_map(
                    |query: CallbackQuery| match Press::decode(query.data.as_deref()?)? {
                        Press::Work(press) => Some(press),
                        _ => None,
                    },
                )
                .endpoint(room::press),
        )
        .branch(
            Update::filter_message()
                .branch(
                    dptree::entry()
                        .filter_command::<GroupCommand>()
                        .endpoint(room::command),
                )
                .branch(dptree::filter_map_async(room::prompted).endpoint(room::said)),
        )
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
    if let WorkPress::Inbox { .. } | WorkPress::Open { .. } = press
        && ctx.awaiting().await?.is_for_reviewers()
    {
        // What is written below the work of one learner is not for another.
        ctx.wait_for(Awaiting::Nothing).await?;
    }
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
