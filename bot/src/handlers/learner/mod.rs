//! Routes for learners.

use teloxide::dispatching::{HandlerExt, dialogue};
use teloxide::dptree;
use teloxide::types::{ChatMemberKind, ChatMemberUpdated, Message};

use super::{Answer, Awaiting, Context, Dialogues, Routes};
use crate::courses::enrolment::Way;
use crate::courses::people;
use crate::telegram::{LearnerCommand, Press, Reply};

mod announcements;
mod browse;
mod goal;
mod privacy;
mod quiz;
mod reminders;
mod review;
mod rhythm;
mod settings;
mod study;
mod work;
mod zone;

pub use privacy::{OwnData, told as told_data};
pub use quiz::{changed, said, vote};
pub use reminders::remind;
pub use review::call;
pub use study::{completion_of, moved_on, resume, shown};
pub use work::edited;

/// What everybody may say.
pub fn commands() -> Routes {
    dptree::entry()
        .filter_command::<LearnerCommand>()
        .endpoint(command)
}

/// What everybody answers to a question.
pub fn dialogues() -> Routes {
    dptree::entry()
        .chain(dialogue::enter::<Message, Dialogues, Awaiting, Answer>())
        .branch(
            dptree::filter(|awaiting: Awaiting| awaiting == Awaiting::JoinCode)
                .endpoint(study::answer_code),
        )
        .branch(
            dptree::filter(|awaiting: Awaiting| awaiting == Awaiting::Question)
                .endpoint(work::answer_question),
        )
        .branch(
            dptree::filter(|awaiting: Awaiting| matches!(awaiting, Awaiting::Work { .. }))
                .endpoint(work::answer_work),
        )
        .branch(dptree::filter_async(rhythm::is_answer).endpoint(rhythm::answer))
}

/// What everybody may press.
pub fn presses() -> Routes {
    dptree::endpoint(press)
}

async fn command(ctx: Context, message: Message, command: LearnerCommand) -> Answer {
    match command {
        LearnerCommand::Start(payload) => browse::start(&ctx, payload.trim()).await,
        LearnerCommand::Courses(_) => browse::courses(&ctx, 0).await,
        LearnerCommand::Continue(_) => study::resume_last(&ctx).await,
        LearnerCommand::Progress(_) => browse::progress(&ctx, 0).await,
        LearnerCommand::Review(_) => review::next(&ctx).await,
        LearnerCommand::Rhythm(_) => rhythm::begin(&ctx).await,
        LearnerCommand::Restart(_) => browse::choose_restart(&ctx, 0).await,
        LearnerCommand::Leave(_) => browse::choose_leave(&ctx, 0).await,
        LearnerCommand::Join(code) => study::join(&ctx, &code).await,
        LearnerCommand::Ask(words) => work::ask(&ctx, &message, &words).await,
        LearnerCommand::Language(_) => Ok(settings::ask_language(&ctx)),
        LearnerCommand::Plain(_) => Ok(settings::ask_plain(&ctx)),
        LearnerCommand::Announcements(words) => announcements::command(&ctx, &words).await,
        LearnerCommand::Privacy(_) => Ok(privacy::short(&ctx)),
        LearnerCommand::Mydata(_) => privacy::data(&ctx).await,
        LearnerCommand::Forgetme(_) => privacy::ask(&ctx).await,
        LearnerCommand::Help(_) => settings::help(&ctx).await,
        LearnerCommand::Cancel(_) => settings::cancel(&ctx).await,
    }
}

async fn press(ctx: Context, press: Press) -> Answer {
    match press {
        Press::Catalogue { page } => browse::turn_page(&ctx, page).await,
        Press::Card { course } => browse::card(&ctx, course).await,
        Press::Enrol { course } => study::enrol(&ctx, course, Way::Catalogue).await,
        Press::EnrolByLink { course, key } => study::enrol(&ctx, course, Way::Link(key)).await,
        Press::Continue { course } => study::resume(&ctx, course).await,
        Press::Advance { course, from } => study::advance(&ctx, course, from).await,
        Press::Back { course, shown } => study::back(&ctx, course, shown).await,
        Press::Forward { course, shown } => study::forward(&ctx, course, shown).await,
        Press::Look { course, step } => study::look(&ctx, course, step).await,
        Press::Contents { course, page } => study::contents(&ctx, course, page).await,
        Press::TurnContents { course, page } => study::turn_contents(&ctx, course, page).await,
        Press::Restart { course } => study::ask_restart(&ctx, course).await,
        Press::RestartConfirmed { course, from } => study::restart(&ctx, course, from).await,
        Press::Leave { course } => study::ask_leave(&ctx, course).await,
        Press::LeaveConfirmed { course, from } => study::leave(&ctx, course, from).await,
        Press::TurnProgress { page } => browse::progress(&ctx, page).await,
        Press::TurnRestart { page } => browse::choose_restart(&ctx, page).await,
        Press::TurnLeave { page } => browse::choose_leave(&ctx, page).await,
        Press::Plain { choice } => settings::choose_plain(&ctx, choice).await,
        Press::ShowMedia { course, step } => study::show_media(&ctx, course, step).await,
        Press::Language { choice } => settings::choose_language(&ctx, choice).await,
        Press::Quiz(press) => quiz::press(&ctx, press).await,
        Press::Review(press) => review::press(&ctx, press).await,
        Press::Work(press) => work::press(&ctx, press).await,
        Press::Rhythm(press) => rhythm::press(&ctx, press).await,
        Press::Goal(press) => goal::press(&ctx, press).await,
        Press::Reminder(press) => reminders::press(&ctx, press).await,
        Press::Announcement(press) => announcements::press(&ctx, press).await,
        Press::Privacy(press) => privacy::press(&ctx, press).await,
        // The presses of those who work on courses have been answered by their own routes.
        Press::Dismiss
        | Press::Author(_)
        | Press::Team(_)
        | Press::Door(_)
        | Press::Question(_)
        | Press::Broadcast(_)
        | Press::Holding(_)
        | Press::Opening(_)
        | Press::Ladder(_)
        | Press::Cohort(_)
        | Press::Jobs(_) => Ok(settings::dismiss(&ctx)),
    }
}

/// Courses are taken in private: a group is told once where to find the bot.
pub async fn group(ctx: Context) -> Answer {
    settings::direct(&ctx).await
}

/// Telegram says that the person has blocked the bot, or has let it in again.
pub async fn reachable(ctx: Context, change: ChatMemberUpdated) -> Answer {
    let reachable = !matches!(
        change.new_chat_member.kind,
        ChatMemberKind::Banned(_) | ChatMemberKind::Left
    );
    people::set_reachable(&*ctx.db, ctx.user.id, reachable).await?;
    if !reachable {
        // Who leaves for good after being forgotten is not made known again by that.
        return privacy::leave_no_trace(&ctx).await;
    }
    Ok(Reply::nothing())
}
