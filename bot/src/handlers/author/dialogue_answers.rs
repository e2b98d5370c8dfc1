//! What an author answers to a question. A no of the rules leaves the question open: the next message is tried
//! as the answer again.

use teloxide::types::Message;

use super::super::{Answer, Context, cohorts, refuse};
use super::content;
use super::question_answers::{self, Wanted};
use super::{Awaiting, broadcast, compose, edit, holding, ladder, opening, transfer};

use crate::courses::{Failure, Refusal};
use crate::telegram::{Reply, clean};

/// The answer to what the chat is waiting for.
pub async fn answer(ctx: Context, awaiting: Awaiting, message: Message) -> Answer {
    if !ctx.rights().await?.is_anybody() {
        // The role was taken away in the middle: nothing more is asked.
        ctx.wait_for(Awaiting::Nothing).await?;
        return Ok(refuse(&ctx, &Refusal::NotAnAuthor));
    }
    match taken(&ctx, awaiting, &message).await {
        Err(Failure::Refused(refusal)) if is_over(&refusal) => {
            ctx.wait_for(Awaiting::Nothing).await?;
            Ok(refuse(&ctx, &refusal))
        }
        answer => answer,
    }
}

/// Whether the question has nothing left to be about: the course or the step is gone, or the role in it. The rules have
/// written nothing before they say so.
fn is_over(refusal: &Refusal) -> bool {
    matches!(
        refusal,
        Refusal::UnknownCourse
            | Refusal::UnknownStep
            | Refusal::UnknownCohort
            | Refusal::UnknownBroadcast
            | Refusal::NotYourPart
            | Refusal::NotAnAuthor
    )
}

async fn taken(ctx: &Context, awaiting: Awaiting, message: &Message) -> Answer {
    match awaiting {
        awaiting @ (Awaiting::CourseTitle
        | Awaiting::CourseDescription { .. }
        | Awaiting::StepTitle { .. }
        | Awaiting::NewCourseTitle { .. }
        | Awaiting::NewDescription { .. }
        | Awaiting::NewStepTitle { .. }) => match line(message) {
            Some(words) => in_a_line(ctx, awaiting, &words).await,
            None => Ok(text_wanted(ctx)),
        },
        Awaiting::StepContent { course, title } => match content::read(message) {
            Some(received) => compose::step_content(ctx, course, &title, &received)
                .await
                .map(|reply| content::keeping(&ctx.texts, reply, &received)),
            None => Ok(content_wanted(ctx)),
        },
        Awaiting::NewStepContent { step, version } => match content::read(message) {
            Some(received) => edit::rewrite(ctx, (step, version), &received)
                .await
                .map(|reply| content::keeping(&ctx.texts, reply, &received)),
            None => Ok(content_wanted(ctx)),
        },
        Awaiting::NewQuestion { step, version } => {
            let wanted = Wanted {
                step,
                version,
                slug: None,
            };
            question_answers::receive(ctx, wanted, message).await
        }
        Awaiting::ChangedQuestion {
            step,
            version,
            slug,
        } => {
            let wanted = Wanted {
                step,
                version,
                slug: Some(&slug),
            };
            question_answers::receive(ctx, wanted, message).await
        }
        Awaiting::RightOption { step, question, .. } => {
            question_answers::right_wanted(ctx, step, &question).await
        }
        Awaiting::NewAlt {
            step,
            place,
            version,
        } => match line(message) {
            Some(words) => holding::describe(ctx, (step, place), version, &words).await,
            None => Ok(text_wanted(ctx)),
        },
        Awaiting::NewLinks { step, version } => match message.text() {
            Some(text) => holding::set_links(ctx, (step, version), text).await,
            None => Ok(text_wanted(ctx)),
        },
        awaiting @ (Awaiting::StepRelease { .. }
        | Awaiting::CourseRelease { .. }
        | Awaiting::CourseLadder { .. }
        | Awaiting::CohortName { .. }
        | Awaiting::CohortDays { .. }
        | Awaiting::NewCohortName { .. }
        | Awaiting::NewCohortDays { .. }) => match line(message) {
            Some(words) => about_days(ctx, awaiting, &words).await,
            None => Ok(text_wanted(ctx)),
        },
        Awaiting::MoreOfAlbum { step, .. } => holding::more_of_album(ctx, step, message).await,
        Awaiting::Announcement {
            course,
            segment,
            change,
        } => broadcast::written(ctx, (course, segment), change, message).await,
        // A file was taken up before it could come here.
        Awaiting::CourseFile => transfer::still_wanted(ctx).await,
        // Filtered out before: these are not for authors.
        Awaiting::Nothing
        | Awaiting::JoinCode
        | Awaiting::Work { .. }
        | Awaiting::Question
        | Awaiting::AcceptComment { .. }
        | Awaiting::ReturnComment { .. }
        | Awaiting::AnswerToQuestion { .. }
        | Awaiting::Rhythm { .. }
        | Awaiting::Forgetting { .. }
        | Awaiting::AuthorToAdd
        | Awaiting::AuthorToRemove => Ok(Reply::say(ctx.texts.say("not-understood"))),
    }
}

/// What courses and steps are called, and what is said of courses.
async fn in_a_line(ctx: &Context, awaiting: Awaiting, line: &str) -> Answer {
    match awaiting {
        Awaiting::CourseTitle => compose::course_title(ctx, line).await,
        Awaiting::CourseDescription { title } => {
            compose::course_description(ctx, &title, Some(line)).await
        }
        Awaiting::StepTitle { course } => compose::step_title(ctx, course, line).await,
        Awaiting::NewCourseTitle { course, version } => {
            edit::rename_course(ctx, (course, version), line).await
        }
        Awaiting::NewDescription { course, version } => {
            edit::describe(ctx, (course, version), line).await
        }
        Awaiting::NewStepTitle { step, version } => {
            edit::rename_step(ctx, (step, version), line).await
        }
        _ => Ok(text_wanted(ctx)),
    }
}

/// What is typed about when steps open, about reminders, and about who begins together.
async fn about_days(ctx: &Context, awaiting: Awaiting, words: &str) -> Answer {
    match awaiting {
        Awaiting::StepRelease { step } => opening::step_typed(ctx, step, words).await,
        Awaiting::CourseRelease { course } => opening::course_typed(ctx, course, words).await,
        Awaiting::CourseLadder { course } => ladder::typed(ctx, course, words).await,
        Awaiting::CohortName { course } => cohorts::named(ctx, course, words).await,
        Awaiting::CohortDays { course, name } => cohorts::dated(ctx, (course, &name), words).await,
        Awaiting::NewCohortName { cohort } => cohorts::renamed(ctx, cohort, words).await,
        Awaiting::NewCohortDays { cohort } => cohorts::moved(ctx, cohort, words).await,
        _ => Ok(text_wanted(ctx)),
    }
}

/// A message as one clean line; `None` when it is no text.
fn line(message: &Message) -> Option<String> {
    message.text().map(clean)
}

fn text_wanted(ctx: &Context) -> Reply {
    Reply::say(ctx.texts.say("send-as-text"))
}

fn content_wanted(ctx: &Context) -> Reply {
    Reply::say(ctx.texts.say("step-content-wanted"))
}
