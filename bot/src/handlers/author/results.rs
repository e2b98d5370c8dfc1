//! How learners have done in a course.

use entity::CourseId;

use super::super::{Answer, Context};
use crate::courses::{Failure, Fault};
use crate::telegram::{Document, Reply};
use crate::views;

/// Question by question.
pub async fn show(ctx: &Context, course: CourseId) -> Answer {
    let results = ctx.author().await?.results(&*ctx.db, course).await?;
    Ok(Reply::show(views::results::results(&ctx.texts, &results)))
}

/// Learner by learner, as CSV.
pub async fn as_csv(ctx: &Context, course: CourseId) -> Answer {
    let table = ctx.author().await?.results_of_all(&*ctx.db, course).await?;
    let made = views::results::csv(&ctx.texts, &table);
    Ok(sent(ctx, made.map_err(|_| unwritable())?))
}

/// Learner by learner, for Excel and its kin.
pub async fn as_xlsx(ctx: &Context, course: CourseId) -> Answer {
    let table = ctx.author().await?.results_of_all(&*ctx.db, course).await?;
    let made = views::results::xlsx(&ctx.texts, &table);
    Ok(sent(ctx, made.map_err(|_| unwritable())?))
}

fn unwritable() -> Failure {
    Fault::Broken("a table of results could not be written").into()
}

fn sent(ctx: &Context, document: Document) -> Reply {
    if document.bytes.len() > Document::LIMIT {
        let limit = [("limit", (Document::LIMIT / 1_000_000).into())];
        return Reply::say(ctx.texts.with("results-too-large", limit));
    }
    Reply::send(document)
}
