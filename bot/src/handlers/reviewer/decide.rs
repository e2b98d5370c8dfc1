//! Opening a submission, taking it in hand, deciding.

use entity::SubmissionId;
use teloxide::types::Message;

use super::super::context::in_place;
use super::super::{Answer, Awaiting, Context, refuse};
use super::tell;
use crate::courses::submissions::{Decided, Decision, Looked};
use crate::courses::{Failure, Refusal};
use crate::telegram::{Act, Reply, Rich, WorkPress};
use crate::views;

/// What a button of a submission does.
pub async fn press(ctx: &Context, press: WorkPress) -> Answer {
    let assessor = ctx.assessor().await?;
    let db = &*ctx.db;
    match press {
        WorkPress::Open { submission } => {
            let looked = assessor.look(db, submission).await?;
            Ok(open(ctx, &looked))
        }
        WorkPress::Claim { submission } => {
            changed(ctx, &assessor.claim(db, submission).await?).await
        }
        WorkPress::Release { submission } => {
            changed(ctx, &assessor.release(db, submission).await?).await
        }
        WorkPress::Accept { submission } => {
            let looked = assessor.look(db, submission).await?;
            if looked.is_touched() {
                // It may read otherwise than where this button was drawn: it is shown first, and stays as it is.
                let claimed = assessor.claim(db, submission).await?;
                let reply = changed(ctx, &claimed).await?;
                return Ok(reply.with_toast(ctx.texts.say("work-read-again")));
            }
            let decided = assessor
                .decide(db, submission, (Decision::Accept, None))
                .await?;
            done(ctx, &decided).await
        }
        WorkPress::AcceptSaying { submission } => {
            let awaiting = Awaiting::AcceptComment { submission };
            say(ctx, submission, awaiting, "accept-say").await
        }
        WorkPress::Return { submission } => {
            let awaiting = Awaiting::ReturnComment { submission };
            say(ctx, submission, awaiting, "return-say").await
        }
        WorkPress::Answer { submission } => {
            let awaiting = Awaiting::AnswerToQuestion { submission };
            say(ctx, submission, awaiting, "answer-say").await
        }
        // Answered by others.
        WorkPress::Here { .. }
        | WorkPress::Inbox { .. }
        | WorkPress::HandIn { .. }
        | WorkPress::TakeBack { .. }
        | WorkPress::Place { .. } => Ok(Reply::nothing()),
    }
}

/// Shows it: the file first, then what belongs to it with the buttons.
fn open(ctx: &Context, looked: &Looked) -> Reply {
    let me = (Some(ctx.user.id), ctx.now);
    let screen = views::inbox::submission(&ctx.texts, looked, me);
    let file = tell::file(looked, (ctx.chat, None));
    let acts = file.into_iter().chain([Act::Show(screen)]).collect();
    Reply { acts, toast: None }
}

/// Shows it as it is now, here and to everybody who was told of it.
async fn changed(ctx: &Context, looked: &Looked) -> Answer {
    let told = tell::rewritten(ctx, &looked.submission).await?;
    let reply = if ctx.is_private() {
        let me = (Some(ctx.user.id), ctx.now);
        in_place(ctx, views::inbox::submission(&ctx.texts, looked, me))
    } else {
        // The message in the group is among those that were told.
        Reply::nothing()
    };
    Ok(told.into_iter().fold(reply, Reply::and))
}

/// The same, and the learner is told.
pub async fn done(ctx: &Context, decided: &Decided) -> Answer {
    let reply = changed(ctx, &decided.looked).await?;
    let outcome = tell::outcome(ctx, decided).await?;
    Ok(outcome.into_iter().fold(reply, Reply::and))
}

/// Takes it in hand, and waits for what is to be said to it.
async fn say(
    ctx: &Context,
    submission: SubmissionId,
    awaiting: Awaiting,
    ask: &'static str,
) -> Answer {
    let looked = ctx.assessor().await?.claim(&*ctx.db, submission).await?;
    ctx.wait_for(awaiting).await?;
    let told = tell::rewritten(ctx, &looked.submission).await?;
    let name = crate::telegram::clean(&looked.learner.first_name);
    let asked = ctx.texts.with(ask, [("name", (&name).into())]);
    Ok(told.into_iter().fold(Reply::say(asked), Reply::and))
}

/// What was to be said. What is too long leaves the question open; any other end closes it.
pub async fn answer(ctx: Context, message: Message, awaiting: Awaiting) -> Answer {
    let (submission, decision) = match awaiting {
        Awaiting::AcceptComment { submission } => (submission, Decision::Accept),
        Awaiting::ReturnComment { submission } => (submission, Decision::Return),
        Awaiting::AnswerToQuestion { submission } => (submission, Decision::Answer),
        _ => return Ok(Reply::nothing()),
    };
    let Some(comment) = comment(&message) else {
        return Ok(Reply::say(ctx.texts.say("comment-words")));
    };
    let decided = ctx
        .assessor()
        .await?
        .decide(&*ctx.db, submission, (decision, Some(comment)))
        .await;
    let reply = match decided {
        Ok(decided) => done(&ctx, &decided).await?,
        Err(Failure::Refused(refusal)) if !matches!(*refusal, Refusal::TooLong { .. }) => {
            refuse(&ctx, &refusal)
        }
        Err(failure) => return Err(failure),
    };
    ctx.wait_for(Awaiting::Nothing).await?;
    Ok(reply)
}

/// Words in the stored form, with their length; `None`: there are none.
pub fn comment(message: &Message) -> Option<(String, usize)> {
    let text = message.text()?;
    let text = Rich::from_message(text, message.entities().unwrap_or_default());
    (!text.is_empty()).then(|| (text.to_html(), text.chars()))
}
