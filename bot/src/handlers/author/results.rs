//! How learners have done in a course. All their answers are looked through for it, so it is done beside everything else.

use entity::CourseId;

use super::super::{Answer, Context};
use crate::courses::results::Results;
use crate::telegram::{Act, Document, Job, Reply, ResultsForm};
use crate::views;

/// What came of looking.
pub enum Told {
    /// Question by question.
    Results(Box<Results>),
    /// Learner by learner.
    Table(Document),
    /// It would be larger than what can be sent, or made.
    TooLarge(ResultsForm),
}

/// Looks how learners have done, and tells it in this form.
pub async fn ask(ctx: &Context, course: CourseId, form: ResultsForm) -> Answer {
    ctx.author()
        .await?
        .may_see_results(&*ctx.db, course)
        .await?;
    Ok(Reply::nothing().and(Act::Later(Job::TellResults { course, form })))
}

/// Tells it.
pub fn told(ctx: &Context, told: &Told) -> Reply {
    let document = match told {
        Told::Results(results) => {
            return Reply::show(views::results::results(&ctx.texts, results));
        }
        Told::Table(document) if document.bytes.len() <= Document::LIMIT => document,
        Told::TooLarge(ResultsForm::Xlsx) => {
            return Reply::say(ctx.texts.say("results-too-many-cells"));
        }
        Told::Table(_) | Told::TooLarge(_) => {
            let limit = [("limit", (Document::LIMIT / 1_000_000).into())];
            return Reply::say(ctx.texts.with("results-too-large", limit));
        }
    };
    Reply::send(document.clone())
}
