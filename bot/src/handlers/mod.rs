//! The handler tree: one update in, one answer out. A handler understands, asks the rules and shows; it never
//! calls Telegram and never writes a query.

use entity::UserId;
use teloxide::dispatching::{DpHandlerDescription, UpdateFilterExt};
use teloxide::dptree::{self, Handler};
use teloxide::prelude::*;
use teloxide::types::Update;

use crate::courses::people::Person;
use crate::courses::{Action, Failure, Refusal};
use crate::telegram::{Act, Press, Reply, Showing, Toast, clean};
use crate::texts::Texts;
use crate::views;

pub mod announced;
mod author;
mod chores;
mod cohorts;
mod context;
mod doors;
mod finished;
mod invitation;
mod learner;
mod menu;
mod owner;
mod reviewer;
mod team;
mod wakes;

use author::broadcast::withdraw as withdraw_announcement;
pub use author::transfer::FILE_LIMIT;
use author::transfer::forget as forget_file;
pub use author::{Awaiting, ReadFile, RhythmQuestion, Told, Written, WrittenQuestions};
pub use context::{Context, Dialogues, House};
pub use finished::{Finished, Topic, finish};
pub use learner::OwnData;
pub use menu::{all_brought_up_to_date, caught_up};
pub use reviewer::room::gone as room_gone;
pub use wakes::said;

/// What a handler gives back.
pub type Answer = Result<Reply, Failure>;

/// A part of the tree.
pub type Routes = Handler<'static, Answer, DpHandlerDescription>;

/// The whole tree on one page: groups, then presses, then commands, then dialogues, then answers to questions, then
/// "I did not understand".
pub fn tree() -> Routes {
    dptree::entry()
        .branch(
            dptree::filter(|ctx: Context| !ctx.is_private())
                .branch(reviewer::in_groups())
                .endpoint(learner::group),
        )
        .branch(Update::filter_my_chat_member().endpoint(learner::reachable))
        .branch(Update::filter_poll_answer().endpoint(learner::vote))
        .branch(
            Update::filter_callback_query()
                .branch(
                    dptree::filter_map(pressed)
                        .branch(author::presses())
                        .branch(author::question_presses())
                        .branch(author::holding_presses())
                        .branch(author::opening_presses())
                        .branch(author::ladder_presses())
                        .branch(author::broadcast::presses())
                        .branch(owner::presses())
                        .branch(owner::jobs_presses())
                        .branch(team::presses())
                        .branch(doors::presses())
                        .branch(cohorts::presses())
                        .branch(reviewer::presses())
                        .branch(learner::presses()),
                )
                .endpoint(old_button),
        )
        .branch(Update::filter_edited_message().endpoint(learner::edited))
        .branch(
            Update::filter_message()
                .branch(author::files())
                .branch(learner::commands())
                .branch(author::commands())
                .branch(author::broadcast::commands())
                .branch(owner::commands())
                .branch(team::commands())
                .branch(reviewer::commands())
                .branch(dptree::filter(is_command).endpoint(unknown_command))
                .branch(learner::dialogues())
                .branch(author::dialogues())
                .branch(owner::dialogues())
                .branch(reviewer::dialogues())
                .endpoint(words),
        )
}

/// What the rules' no sounds like, to the person who asked for it.
pub fn refuse(ctx: &Context, refusal: &Refusal) -> Reply {
    if let Refusal::MovedOn { standing, pressed } = refusal {
        return learner::moved_on(ctx, standing, *pressed);
    }
    if let Refusal::QuestionChanged { standing } = refusal {
        return learner::changed(ctx, standing);
    }
    let sentence = views::refusal::refusal(&ctx.texts, refusal);
    if ctx.pressed.is_some() {
        // What is too long for a toast becomes a message.
        if sentence.chars().count() <= Toast::LIMIT {
            return Reply::toast(sentence);
        }
    }
    Reply::say(sentence)
}

fn pressed(query: CallbackQuery) -> Option<Press> {
    Press::decode(query.data.as_deref()?)
}

fn is_command(message: Message) -> bool {
    message.text().is_some_and(|text| text.starts_with('/'))
}

async fn old_button(ctx: Context) -> Answer {
    Ok(Reply::toast(ctx.texts.say("old-button")))
}

async fn unknown_command(ctx: Context) -> Answer {
    Ok(Reply::say(ctx.texts.say("unknown-command")))
}

/// Words that are no command and no answer to a dialogue: the answer to what a step asks, if one does. What fits nowhere gets
/// an answer all the same; a file and an author's photo come from somebody who means something by them.
async fn words(ctx: Context, message: Message) -> Answer {
    if let Some(answer) = learner::said(&ctx, &message).await? {
        return Ok(answer);
    }
    let key = if message.document().is_some() {
        "file-not-yours"
    } else if message.photo().is_some() && ctx.rights().await?.anywhere().has(Action::Edit) {
        "photo-for-what"
    } else {
        "not-understood"
    };
    Ok(Reply::say(ctx.texts.say(key)))
}

/// Tells the owners that Telegram will not show something of a step.
pub fn medium_refused(house: &House, shown: &Showing, reason: &str) -> Reply {
    let texts = Texts::new(house.default_language);
    let screen = views::owner::medium_refused(&texts, shown, reason);
    let tell = |owner: &UserId| Act::Tell(owner.0, screen.clone());
    Reply {
        acts: house.owners.iter().map(tell).collect(),
        toast: None,
    }
}

/// What a person is told whose update could not be answered.
pub fn apologise(texts: &Texts, reference: &str) -> Reply {
    Reply::say(texts.with("apology", [("reference", reference.into())]))
}

/// A person as the update names them, within the lengths that Telegram promises.
pub fn newcomer(user: &teloxide::types::User) -> Person {
    let short = |name: &str, limit| clean(name).chars().take(limit).collect::<String>();
    Person {
        id: UserId(i64::try_from(user.id.0).unwrap_or(i64::MAX)),
        first_name: short(&user.first_name, 64),
        last_name: user.last_name.as_deref().map(|name| short(name, 64)),
        username: user.username.as_deref().map(|name| short(name, 32)),
        language: user.language_code.as_deref().map(|code| short(code, 35)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use teloxide::types::Me;

    #[test]
    fn every_endpoint_finds_its_arguments() {
        dptree::type_check(
            tree().sig(),
            &dptree::di::DependencyMap::new(),
            &[
                dptree::Type::of::<Context>(),
                dptree::Type::of::<std::sync::Arc<Dialogues>>(),
                dptree::Type::of::<Update>(),
                dptree::Type::of::<Me>(),
            ],
        );
    }
}
