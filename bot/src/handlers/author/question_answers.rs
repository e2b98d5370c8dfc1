//! A question from a message or from a button goes into the draft: a new one, or another in the place of one that is there.

use coursefile::{Problems, Question};
use entity::DraftStepId;
use teloxide::types::Message;

use super::super::{Answer, Context};
use super::Awaiting;
use super::question_message::{self, Sent};
use crate::courses::authoring::Asking;
use crate::courses::{Failure, Refusal};
use crate::telegram::{Act, Reply, Screen};
use crate::views;

/// What a question is to be: a new one, or another in the place of the one with this name.
pub struct Wanted<'a> {
    /// The step.
    pub step: DraftStepId,
    /// Its version when the question was asked for.
    pub version: i64,
    /// The name of the question that is changed.
    pub slug: Option<&'a str>,
}

/// Takes a question from a message: words, or a poll.
pub async fn receive(ctx: &Context, wanted: Wanted<'_>, message: &Message) -> Answer {
    let asking = ctx.author().await?.asking(&*ctx.db, wanted.step).await?;
    match question_message::read(message, asking.has_text()) {
        Sent::Question(read) => {
            let warnings = read.warnings.clone();
            let question = match old(&asking, &wanted) {
                Some(old) => read.instead_of(old),
                None => read.question,
            };
            save(ctx, &wanted, question, &warnings).await
        }
        Sent::Unfit(problems) => Ok(views::author::questions::refused(&ctx.texts, &problems)),
        Sent::Unsolved(question) => {
            ctx.wait_for(Awaiting::RightOption {
                step: wanted.step,
                version: wanted.version,
                slug: wanted.slug.map(str::to_owned),
                question: Box::new(question.clone()),
            })
            .await?;
            let screen =
                views::author::questions::which_is_right(&ctx.texts, wanted.step, &question);
            Ok(Reply::show(screen))
        }
        Sent::SomethingElse => Ok(Reply::say(ctx.texts.say("question-wanted"))),
    }
}

/// The question that is to be changed.
fn old<'a>(asking: &'a Asking, wanted: &Wanted<'_>) -> Option<&'a Question> {
    let mut questions = asking.quiz.questions.iter();
    questions.find(|question| Some(question.slug.as_str()) == wanted.slug)
}

/// The right option of a forwarded quiz was pressed.
pub async fn right(ctx: &Context, step: DraftStepId, option: u8) -> Answer {
    // Who may not is told so, whatever is waited for.
    let asking = ctx.author().await?.asking(&*ctx.db, step).await?;
    let Awaiting::RightOption {
        step: of,
        version,
        slug,
        question,
    } = ctx.awaiting().await?
    else {
        return Ok(Reply::toast(ctx.texts.say("old-button")));
    };
    let Some(solved) = question_message::solved(*question, option.into()) else {
        return Ok(Reply::toast(ctx.texts.say("old-button")));
    };
    if of != step {
        return Ok(Reply::toast(ctx.texts.say("old-button")));
    }
    let wanted = Wanted {
        step,
        version,
        slug: slug.as_deref(),
    };
    let solved = match old(&asking, &wanted) {
        Some(old) => coursefile::with_settings(solved, old),
        None => solved,
    };
    let reply = save(ctx, &wanted, solved, &Problems::default()).await?;
    Ok(match ctx.pressed {
        Some(message) => reply.and(Act::Strip(message)),
        None => reply,
    })
}

/// Writes the question, and shows what the step asks now. Where somebody else was quicker nothing is written, and the question
/// is over.
async fn save(
    ctx: &Context,
    wanted: &Wanted<'_>,
    question: Question,
    warnings: &Problems,
) -> Answer {
    // With the settings of the one before it, a poll of Telegram may have become too long.
    let question = match coursefile::check_question(question) {
        Ok(question) => question,
        Err(problems) => return Ok(views::author::questions::refused(&ctx.texts, &problems)),
    };
    let (author, step, version) = (ctx.author().await?, wanted.step, wanted.version);
    let saved = match wanted.slug {
        None => {
            author
                .add_question(&*ctx.db, step, version, &question)
                .await
        }
        Some(slug) => {
            let db = &*ctx.db;
            author
                .change_question(db, step, version, slug, &question)
                .await
        }
    };
    let said = match saved {
        Ok(_) => views::author::questions::saved(&ctx.texts, warnings),
        Err(Failure::Refused(refusal)) if is_over(&refusal) => {
            Screen::plain(views::refusal::refusal(&ctx.texts, &refusal))
        }
        Err(failure) => return Err(failure),
    };
    ctx.wait_for(Awaiting::Nothing).await?;
    let asking = author.asking(&*ctx.db, step).await?;
    let page = views::author::questions::last_page(&asking);
    let screen = views::author::questions::list(&ctx.texts, &asking, page);
    Ok(Reply::nothing().and(Act::Say(said)).and(Act::Show(screen)))
}

/// Whether the question that was asked for has nowhere to go any more.
fn is_over(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::ChangedMeanwhile { .. }
            | Refusal::UnknownQuestion
            | Refusal::TooManyQuestions { .. }
    )
}

/// Something was written while the right option is to be pressed: it is asked for again.
pub async fn right_wanted(ctx: &Context, step: DraftStepId, question: &Question) -> Answer {
    ctx.author().await?.asking(&*ctx.db, step).await?;
    let screen = views::author::questions::which_is_right(&ctx.texts, step, question);
    Ok(Reply::show(screen))
}
