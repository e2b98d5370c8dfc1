//! Routes for owners: who may make courses, and what the bot does by itself.

use entity::{UserId, user};
use teloxide::dispatching::{HandlerExt, dialogue};
use teloxide::dptree;
use teloxide::types::{Message, MessageOrigin};

use super::{Answer, Awaiting, Context, Dialogues, Routes, chores};
use crate::courses::{Action, Failure, Refusal, people, policy, team};
use crate::telegram::{Act, AuthorPress, OwnerCommand, Press, Reply, Screen};
use crate::texts::Texts;
use crate::views;

/// What owners may say.
pub fn commands() -> Routes {
    dptree::entry()
        .filter_command::<OwnerCommand>()
        .endpoint(command)
}

/// What owners may press.
pub fn presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Author(AuthorPress::RemoveAuthor { user }) => Some(user),
        _ => None,
    })
    .endpoint(press_remove)
}

/// What owners may press below the overview of jobs.
pub fn jobs_presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Jobs(press) => Some(press),
        _ => None,
    })
    .endpoint(chores::press)
}

/// What an owner answers to a question.
pub fn dialogues() -> Routes {
    dptree::entry()
        .chain(dialogue::enter::<Message, Dialogues, Awaiting, Answer>())
        .chain(dptree::filter(|awaiting: Awaiting| {
            awaiting.is_for_owners()
        }))
        .endpoint(answer)
}

async fn command(ctx: Context, command: OwnerCommand) -> Answer {
    let rights = ctx.owner().await?;
    debug_assert!(
        views::help::has(rights.anywhere(), command.name()),
        "the table of commands knows another owner"
    );
    match command {
        OwnerCommand::Addauthor(who) if who.trim().is_empty() => {
            ctx.wait_for(Awaiting::AuthorToAdd).await?;
            Ok(Reply::say(ctx.texts.say("ask-author")))
        }
        OwnerCommand::Addauthor(who) => add(&ctx, person(&ctx, &who).await?).await,
        OwnerCommand::Removeauthor(who) if who.trim().is_empty() => {
            let authors = team::authors(&*ctx.db).await?;
            if authors.is_empty() {
                return Ok(Reply::say(ctx.texts.say("no-authors")));
            }
            ctx.wait_for(Awaiting::AuthorToRemove).await?;
            Ok(Reply::show(views::owner::authors(&ctx.texts, &authors, 0)))
        }
        OwnerCommand::Jobs(_) => chores::overview(&ctx).await,
        OwnerCommand::Removeauthor(who) => remove(&ctx, person(&ctx, &who).await?).await,
    }
}

/// Another page of those who make courses, in the message that shows them.
pub async fn leaving(ctx: &Context, page: u16) -> Answer {
    ctx.owner().await?;
    let authors = team::authors(&*ctx.db).await?;
    let screen = views::owner::authors(&ctx.texts, &authors, page);
    Ok(super::team::in_place(ctx, screen))
}

async fn answer(ctx: Context, awaiting: Awaiting, message: Message) -> Answer {
    ctx.owner().await?;
    let who = match message.forward_origin() {
        Some(MessageOrigin::User { sender_user, .. }) => forwarded(&ctx, sender_user).await?,
        Some(_) => return Ok(Reply::say(ctx.texts.say("forward-hidden"))),
        None => person(&ctx, message.text().unwrap_or_default()).await?,
    };
    match awaiting {
        Awaiting::AuthorToAdd => add(&ctx, who).await,
        _ => remove(&ctx, who).await,
    }
}

async fn press_remove(ctx: Context, user: UserId) -> Answer {
    ctx.owner().await?;
    let who = people::find(&*ctx.db, &user.to_string()).await?;
    let reply = remove(&ctx, who).await?;
    Ok(match ctx.pressed {
        Some(message) => reply.and(Act::Strip(message)),
        None => reply,
    })
}

async fn person(ctx: &Context, who: &str) -> Result<user::Model, Failure> {
    people::find(&*ctx.db, who).await
}

/// The sender of a forwarded message. They may never have written to the bot: they are made known, and marked
/// unreachable until they write.
async fn forwarded(ctx: &Context, sender: &teloxide::types::User) -> Result<user::Model, Failure> {
    if sender.is_bot {
        return Err(Refusal::UnknownPerson.into());
    }
    let person = super::newcomer(sender);
    match people::find(&*ctx.db, &person.id.to_string()).await {
        Ok(known) => Ok(known),
        Err(Failure::Refused(_)) => {
            let mut known = people::meet(&*ctx.db, &person).await?.user;
            people::set_reachable(&*ctx.db, person.id, false).await?;
            known.is_active = false;
            Ok(known)
        }
        Err(fault) => Err(fault),
    }
}

async fn add(ctx: &Context, who: user::Model) -> Answer {
    let name = views::owner::full_name(&who);
    ctx.wait_for(Awaiting::Nothing).await?;
    let before = policy::rights(&*ctx.db, &ctx.house.owners, who.id).await?;
    let could = before.everywhere().has(Action::MakeCourses);
    if could || !team::add_author(&*ctx.db, who.id, ctx.user.id).await? {
        return Ok(Reply::say(
            ctx.texts.with("author-already", [("name", (&name).into())]),
        ));
    }
    let said = Reply::say(ctx.texts.with("author-added", [("name", (&name).into())]));
    told(ctx, said, &who, "author-welcome").await
}

async fn remove(ctx: &Context, who: user::Model) -> Answer {
    let name = views::owner::full_name(&who);
    if ctx.house.owners.contains(&who.id) {
        return Err(Refusal::OwnerStays.into());
    }
    ctx.wait_for(Awaiting::Nothing).await?;
    if !team::remove_author(&*ctx.db, who.id).await? {
        return Ok(Reply::say(
            ctx.texts
                .with("author-was-none", [("name", (&name).into())]),
        ));
    }
    let said = Reply::say(ctx.texts.with("author-removed", [("name", (&name).into())]));
    told(ctx, said, &who, "author-farewell").await
}

/// Tells the person, and gives their chat the command menu of what they are now.
async fn told(ctx: &Context, reply: Reply, who: &user::Model, key: &'static str) -> Answer {
    if !who.is_active {
        return Ok(reply);
    }
    let texts = Texts::new(ctx.house.language_of(who));
    let reply = reply.and(Act::Tell(who.id.0, Screen::plain(texts.say(key))));
    let (_, menus) = super::menu::brought_up_to_date(&ctx.db, &ctx.house, who).await?;
    Ok(menus.into_iter().fold(reply, Reply::and))
}
