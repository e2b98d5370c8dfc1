//! Routes for authors. Every verb of `courses::authoring` checks again who is asking: a right that was taken away is
//! gone with the next update, in commands, presses and half-finished dialogues alike.

use teloxide::dispatching::{HandlerExt, dialogue};
use teloxide::dptree;
use teloxide::types::Message;

use super::{Answer, Context, Dialogues, Routes};
use crate::courses::{Failure, Refusal};
use crate::telegram::{AuthorCommand, AuthorPress, Press, QuestionPress, ResultsForm, Wish};
use crate::views;

pub mod broadcast;
mod choose;
mod compose;
mod content;
mod dialogue_answers;
mod edit;
mod history;
mod holding;
mod ladder;
mod opening;
mod preview;
mod publish;
mod question_answers;
mod question_message;
mod questions;
pub mod questions_out;
pub mod results;
mod state;
pub mod transfer;
mod under_way;

pub use questions_out::WrittenQuestions;
pub use results::Told;
pub use state::{Awaiting, RhythmQuestion};
pub use transfer::{ReadFile, Written};

/// What authors may say.
pub fn commands() -> Routes {
    dptree::entry()
        .filter_command::<AuthorCommand>()
        .endpoint(command)
}

/// The files that authors may send.
pub fn files() -> Routes {
    dptree::filter_map(|message: Message| transfer::sent(&message))
        .filter_async(transfer::is_for_import)
        .endpoint(transfer::receive)
}

/// What authors may press.
pub fn presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Author(AuthorPress::RemoveAuthor { .. }) => None,
        Press::Author(press) => Some(press),
        _ => None,
    })
    .endpoint(press)
}

/// What authors may press to work on questions.
pub fn question_presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Question(press) => Some(press),
        _ => None,
    })
    .endpoint(question_press)
}

/// What authors may press to change what a step shows besides its text.
pub fn holding_presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Holding(press) => Some(press),
        _ => None,
    })
    .endpoint(holding::press)
}

/// What authors may press to say when steps open.
pub fn opening_presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Opening(press) => Some(press),
        _ => None,
    })
    .endpoint(opening::press)
}

/// What authors may press to say when those who fell silent are reminded.
pub fn ladder_presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Ladder(press) => Some(press),
        _ => None,
    })
    .endpoint(ladder::press)
}

/// What an author answers to a question.
pub fn dialogues() -> Routes {
    dptree::entry()
        .chain(dialogue::enter::<Message, Dialogues, Awaiting, Answer>())
        .chain(dptree::filter(|awaiting: Awaiting, message: Message| {
            awaiting.is_for_authors()
                && awaiting.takes(message.media_group_id().map(|id| id.0.as_str()))
        }))
        .endpoint(dialogue_answers::answer)
}

async fn command(ctx: Context, command: AuthorCommand) -> Answer {
    if !views::help::has(ctx.rights().await?.anywhere(), command.name()) {
        return Err(Refusal::NotAnAuthor.into());
    }
    match command {
        AuthorCommand::Addcourse(_) => compose::begin_course(&ctx).await,
        AuthorCommand::Addstep(course) => choose::course(&ctx, Wish::AddStep, &course).await,
        AuthorCommand::Editcourse(course) => choose::course(&ctx, Wish::Edit, &course).await,
        AuthorCommand::Mycourses(course) => choose::course(&ctx, Wish::Look, &course).await,
        AuthorCommand::Publish(course) => choose::course(&ctx, Wish::Publish, &course).await,
        AuthorCommand::History(course) => choose::course(&ctx, Wish::SeeHistory, &course).await,
        AuthorCommand::Rollback(course) => choose::course(&ctx, Wish::RollBack, &course).await,
        AuthorCommand::Import(_) => transfer::ask(&ctx).await,
        AuthorCommand::Results(course) => choose::course(&ctx, Wish::SeeResults, &course).await,
        AuthorCommand::Export(course) => choose::course(&ctx, Wish::Export, &course).await,
    }
}

async fn press(ctx: Context, press: AuthorPress) -> Answer {
    if let AuthorPress::Courses { .. } | AuthorPress::Course { .. } | AuthorPress::Step { .. } =
        press
    {
        leave_question(&ctx).await?;
    }
    match press {
        AuthorPress::Courses { page } => choose::turn(&ctx, Wish::Look, page).await,
        AuthorPress::Choose { wish, page } => choose::turn(&ctx, wish, page).await,
        AuthorPress::Course { course, page } => edit::course(&ctx, course, page).await,
        AuthorPress::NewCourse => compose::begin_course(&ctx).await,
        AuthorPress::SkipDescription => compose::skip_description(&ctx).await,
        AuthorPress::AddStep { course } => compose::begin_step(&ctx, course).await,
        AuthorPress::Step { step } => edit::step(&ctx, step).await,
        AuthorPress::Preview { step } => preview::step(&ctx, step, None).await,
        AuthorPress::PreviewNext { step } => preview::next(&ctx, step, None).await,
        AuthorPress::PreviewOn { step, at } => preview::next(&ctx, step, Some(at)).await,
        AuthorPress::PreviewAt { step, at } => preview::step(&ctx, step, Some(at)).await,
        AuthorPress::PreviewReminder { step, at } => preview::reminder(&ctx, step, at).await,
        AuthorPress::PreviewCourse { course } => preview::course(&ctx, course).await,
        AuthorPress::MarkEnd { step } => edit::set_end(&ctx, step, true).await,
        AuthorPress::UnmarkEnd { step } => edit::set_end(&ctx, step, false).await,
        AuthorPress::UndoStepNow { step, version } => compose::undo(&ctx, step, version).await,
        AuthorPress::RenameCourse { course } => edit::ask_course_title(&ctx, course).await,
        AuthorPress::DescribeCourse { course } => edit::ask_description(&ctx, course).await,
        AuthorPress::RenameStep { step } => edit::ask_step_title(&ctx, step).await,
        AuthorPress::RewriteStep { step } => edit::ask_content(&ctx, step).await,
        AuthorPress::MoveUp { step } => edit::move_up(&ctx, step).await,
        AuthorPress::MoveDown { step } => edit::move_down(&ctx, step).await,
        AuthorPress::SwitchOff { step } => edit::switch(&ctx, step, false).await,
        AuthorPress::SwitchOn { step } => edit::switch(&ctx, step, true).await,
        AuthorPress::DeleteStep { step }
        | AuthorPress::DeleteStepConfirmed { step }
        | AuthorPress::UndoStep { step } => edit::ask_delete_step(&ctx, step).await,
        AuthorPress::DeleteStepNow { step, version } => {
            edit::delete_step(&ctx, step, version).await
        }
        press => publication(&ctx, press).await,
    }
}

/// What is typed below another screen is not for the one that was asked about before.
pub async fn leave_question(ctx: &Context) -> Result<(), Failure> {
    if ctx.awaiting().await?.is_about_another_screen() {
        ctx.wait_for(Awaiting::Nothing).await?;
    }
    Ok(())
}

async fn question_press(ctx: Context, press: QuestionPress) -> Answer {
    questions::press(&ctx, press).await
}

async fn publication(ctx: &Context, press: AuthorPress) -> Answer {
    match press {
        AuthorPress::Publish { course } => publish::ask(ctx, course).await,
        AuthorPress::PublishConfirmed { course, stamp } => {
            publish::confirmed(ctx, course, stamp).await
        }
        AuthorPress::Discard { course } => publish::ask_discard(ctx, course).await,
        AuthorPress::DiscardConfirmed { course, version } => {
            publish::discard(ctx, course, version).await
        }
        AuthorPress::History { course, page } => history::page(ctx, course, page).await,
        AuthorPress::RollBackWhich { course, page } => {
            history::page_to_go_back(ctx, course, page).await
        }
        AuthorPress::Revision { course, number } => history::revision(ctx, course, number).await,
        AuthorPress::RollBack { course, number } => {
            history::ask_roll_back(ctx, course, number).await
        }
        AuthorPress::RollBackConfirmed {
            course,
            number,
            stamp,
        } => history::roll_back(ctx, course, number, stamp).await,
        AuthorPress::Unpublish { course } => publish::unpublish(ctx, course).await,
        AuthorPress::DeleteCourse { course } | AuthorPress::DeleteCourseConfirmed { course } => {
            edit::ask_delete_course(ctx, course).await
        }
        AuthorPress::DeleteCourseNow { course, version } => {
            edit::delete_course(ctx, course, version).await
        }
        AuthorPress::Results { course } => results::ask(ctx, course, ResultsForm::Message).await,
        AuthorPress::ResultsAsCsv { course } => results::ask(ctx, course, ResultsForm::Csv).await,
        AuthorPress::ResultsAsXlsx { course } => results::ask(ctx, course, ResultsForm::Xlsx).await,
        AuthorPress::Export { course } => questions_out::export(ctx, course).await,
        AuthorPress::ApplyImport { import } => transfer::apply(ctx, import).await,
        AuthorPress::CancelImport { import } => transfer::cancel(ctx, import).await,
        // Answered before this is asked: by the other half, or by the owner's routes.
        _ => Ok(crate::telegram::Reply::nothing()),
    }
}
