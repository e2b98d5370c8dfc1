//! A course as a file, or its questions in the format of another system: the author chooses where there is a choice.

use coursefile::QuestionFormat;
use entity::CourseId;

use super::super::{Answer, Context};
use super::transfer;
use crate::courses::transfer::Files;
use crate::telegram::{Act, Job, Reply};
use crate::views;

/// What came of questions that were to be written.
pub struct WrittenQuestions {
    /// The title of the course.
    pub title: String,
    /// Their file; none when nothing is asked any more.
    pub files: Option<Files>,
}

/// Asks which file is wanted; a course that asks nothing has only one.
pub async fn export(ctx: &Context, course: CourseId) -> Answer {
    let (content, _) = ctx.author().await?.draft(&*ctx.db, course).await?;
    if content.steps.iter().all(|step| step.quiz.is_none()) {
        return transfer::export(ctx, course).await;
    }
    let screen = views::transfer::which_file(&ctx.texts, &content.title, course);
    Ok(Reply::show(screen))
}

/// Begins to write the questions.
pub async fn begin(ctx: &Context, course: CourseId, format: QuestionFormat) -> Answer {
    // Who may not is told at once.
    ctx.author().await?.draft(&*ctx.db, course).await?;
    let job = Job::WriteQuestions { course, format };
    Ok(Reply::nothing().and(Act::Later(job)))
}

/// The questions are written.
pub fn written(ctx: &Context, written: &WrittenQuestions) -> Reply {
    let title = &written.title;
    let Some(files) = written.files.clone() else {
        let said = ctx
            .texts
            .with("export-asks-nothing", [("title", title.into())]);
        return Reply::say(said);
    };
    let caption = ctx
        .texts
        .with("export-questions-caption", [("title", title.into())]);
    let unsaid = views::transfer::unsaid(&ctx.texts, &files.unsaid);
    let mut reply = Reply::send(views::transfer::file(&ctx.texts, caption, files));
    reply.acts.extend(unsaid);
    reply
}
