//! Routes for those who decide who works on courses: members, their parts, invitations. The rules ask again with every
//! press who is asking.

use entity::{CourseId, Role, UserRoleId, course};
use teloxide::dispatching::HandlerExt;
use teloxide::dptree;

pub use super::context::in_place;
use super::{Answer, Context, Routes, cohorts, doors, invitation, menu, owner};
use crate::courses::authoring::Author;
use crate::courses::team::{Changed, Loss, Member};
use crate::courses::{Action, Failure, Refusal, team};
use crate::telegram::{Act, Press, Reply, Screen, TeamCommand, TeamPress};
use crate::texts::Texts;
use crate::views;
use crate::views::team::Everybody;

/// What they may say.
pub fn commands() -> Routes {
    dptree::entry()
        .filter_command::<TeamCommand>()
        .endpoint(command)
}

/// What they may press.
pub fn presses() -> Routes {
    dptree::filter_map(|press: Press| match press {
        Press::Team(press) => Some(press),
        _ => None,
    })
    .endpoint(press)
}

async fn command(ctx: Context, command: TeamCommand) -> Answer {
    if !views::help::has(ctx.rights().await?.anywhere(), command.name()) {
        return Err(Refusal::NotAnAuthor.into());
    }
    match command {
        TeamCommand::Team(of) => choose(&ctx, of.trim()).await,
        TeamCommand::Link(of) => doors::choose_link(&ctx, of.trim()).await,
        TeamCommand::Cohorts(of) => cohorts::choose(&ctx, of.trim()).await,
    }
}

async fn press(ctx: Context, press: TeamPress) -> Answer {
    match press {
        TeamPress::Which { page } => turn_choice(&ctx, page).await,
        TeamPress::Leaving { page } => owner::leaving(&ctx, page).await,
        TeamPress::Team { place, page } => show(&ctx, place, page).await,
        TeamPress::Member { member } => show_member(&ctx, member).await,
        TeamPress::Change { member, from, role } => change(&ctx, member, (from, role), false).await,
        TeamPress::ChangeKnowing { member, from, role } => {
            change(&ctx, member, (from, role), true).await
        }
        TeamPress::Remove { member } => ask_remove(&ctx, member).await,
        TeamPress::RemoveConfirmed { member } => remove(&ctx, member, false).await,
        TeamPress::RemoveKnowing { member } => remove(&ctx, member, true).await,
        TeamPress::Invite { place } => invitation::ask(&ctx, place).await,
        TeamPress::InviteTo { place, role } => invitation::make(&ctx, place, role).await,
        TeamPress::Invitations { place, page } => invitation::list(&ctx, place, page).await,
        TeamPress::Revoke { invitation } => invitation::revoke(&ctx, invitation).await,
        TeamPress::Accept { a, b, c } => invitation::accept(&ctx, [a, b, c]).await,
    }
}

/// The course that was named by its slug or its title, among those to which the person may do this.
pub async fn named_course(
    ctx: &Context,
    author: &Author<'_>,
    action: Action,
    name: &str,
) -> Result<course::Model, Failure> {
    author.named(&*ctx.db, action, name).await
}

/// Whose team; with nothing to choose from it is shown at once.
async fn choose(ctx: &Context, name: &str) -> Answer {
    let author = ctx.author().await?;
    if !name.is_empty() {
        let course = named_course(ctx, &author, Action::ManageTeam, name).await?;
        return show(ctx, Some(course.id), 0).await;
    }
    let courses = author.courses(&*ctx.db, Action::ManageTeam).await?;
    let whole = author.rights.everywhere().has(Action::ManageAuthors);
    match (courses.as_slice(), whole) {
        ([], true) => show(ctx, None, 0).await,
        ([only], false) => show(ctx, Some(only.id), 0).await,
        _ => {
            let screen = views::team::choice(&ctx.texts, &courses, whole, 0);
            Ok(Reply::show(screen))
        }
    }
}

/// Another page of the same choice, in the message that shows it.
async fn turn_choice(ctx: &Context, page: u16) -> Answer {
    let author = ctx.author().await?;
    if !views::help::has(author.rights.anywhere(), "team") {
        return Err(Refusal::NotAnAuthor.into());
    }
    let courses = author.courses(&*ctx.db, Action::ManageTeam).await?;
    let whole = author.rights.everywhere().has(Action::ManageAuthors);
    let screen = views::team::choice(&ctx.texts, &courses, whole, page);
    Ok(in_place(ctx, screen))
}

/// Everybody with a part there.
async fn show(ctx: &Context, place: Option<CourseId>, page: u16) -> Answer {
    let team = ctx.team().await?;
    let who = Everybody {
        members: team.members(&*ctx.db, place).await?,
        named: team.named_owners(&*ctx.db).await?,
    };
    let course = course_of(ctx, place).await?;
    let screen = views::team::team(&ctx.texts, course.as_ref(), &who, page);
    Ok(in_place(ctx, screen))
}

/// The course of a place, for who was let through to it: called as its draft is where they may read that, as in the lists.
pub async fn course_of(
    ctx: &Context,
    place: Option<CourseId>,
) -> Result<Option<course::Model>, Failure> {
    match place {
        Some(course) => {
            let author = ctx.author().await?;
            let may = author.may(&*ctx.db, Action::Look, course).await?;
            let draft = author.open_to(&*ctx.db, Action::Look, course).await?;
            let course = if may.has(Action::Review) {
                draft.called()
            } else {
                draft.course
            };
            Ok(Some(course))
        }
        None => Ok(None),
    }
}

async fn show_member(ctx: &Context, held: UserRoleId) -> Answer {
    let member = ctx.team().await?.member(&*ctx.db, held).await?;
    let course = course_of(ctx, member.held.course_id).await?;
    let screen = views::team::member(&ctx.texts, course.as_ref(), &member);
    Ok(in_place(ctx, screen))
}

/// The role of a button; a number that no button carries is none.
pub fn role(number: u8) -> Result<Role, Refusal> {
    let role = Role::ALL.get(usize::from(number)).copied();
    role.ok_or(Refusal::NotYourPart)
}

/// From one role to another, as the numbers of a button.
async fn change(
    ctx: &Context,
    held: UserRoleId,
    (from, number): (u8, u8),
    knowing: bool,
) -> Answer {
    let team = ctx.team().await?;
    let turn = (role(from)?, role(number)?);
    // Read before the change: who changes their own part may no longer look afterwards.
    let before = team.member(&*ctx.db, held).await?;
    let course = course_of(ctx, before.held.course_id).await?;
    match team.change(&*ctx.db, held, turn, knowing).await? {
        Changed::Asks(member, loss) => {
            let press = TeamPress::ChangeKnowing {
                member: held,
                from,
                role: number,
            };
            Ok(ask(ctx, &member, course.as_ref(), &loss, press))
        }
        Changed::Already(_) => Ok(Reply::toast(ctx.texts.say("done-already"))),
        Changed::Done(member) => {
            let said = about(ctx, "team-changed", &member, course.as_ref());
            let reply = replaced(ctx, &said);
            tell(ctx, reply, &member, course.as_ref(), "team-told").await
        }
    }
}

async fn ask_remove(ctx: &Context, held: UserRoleId) -> Answer {
    let team = ctx.team().await?;
    let member = team.member(&*ctx.db, held).await?;
    let course = course_of(ctx, member.held.course_id).await?;
    if team.owners.contains(&member.user.id) {
        return Err(Refusal::OwnerStays.into());
    }
    if let Some(loss) = team.loss(&*ctx.db, &member).await? {
        let press = TeamPress::RemoveKnowing { member: held };
        return Ok(ask(ctx, &member, course.as_ref(), &loss, press));
    }
    let question = about(ctx, "team-remove-ask", &member, course.as_ref());
    let press = TeamPress::RemoveConfirmed { member: held };
    Ok(confirm(ctx, question, press))
}

async fn remove(ctx: &Context, held: UserRoleId, knowing: bool) -> Answer {
    let team = ctx.team().await?;
    let before = team.member(&*ctx.db, held).await?;
    let course = course_of(ctx, before.held.course_id).await?;
    match team.remove(&*ctx.db, held, knowing).await? {
        Changed::Asks(member, loss) => {
            let press = TeamPress::RemoveKnowing { member: held };
            Ok(ask(ctx, &member, course.as_ref(), &loss, press))
        }
        Changed::Already(_) => Ok(Reply::toast(ctx.texts.say("done-already"))),
        Changed::Done(member) => {
            let said = about(ctx, "team-removed", &member, course.as_ref());
            let reply = replaced(ctx, &said);
            tell(ctx, reply, &member, course.as_ref(), "team-told-removed").await
        }
    }
}

/// What goes with a role goes only after a word about it.
fn ask(
    ctx: &Context,
    member: &Member,
    course: Option<&course::Model>,
    loss: &Loss,
    press: TeamPress,
) -> Reply {
    let question = views::team::loss(&ctx.texts, member, course, loss);
    confirm(ctx, question, press)
}

fn confirm(ctx: &Context, question: String, press: TeamPress) -> Reply {
    let yes = ctx.texts.say("button-go-on");
    Reply::show(views::author::confirm(&ctx.texts, question, yes, press))
}

/// A sentence about a member and their part.
fn about(
    ctx: &Context,
    key: &'static str,
    member: &Member,
    course: Option<&course::Model>,
) -> String {
    let name = views::owner::full_name(&member.user);
    let part = views::team::part(&ctx.texts, member.held.role, course);
    ctx.texts
        .with(key, [("name", (&name).into()), ("part", (&part).into())])
}

/// The question is done with.
fn replaced(ctx: &Context, said: &str) -> Reply {
    in_place(ctx, Screen::plain(said))
}

/// Tells the member what has changed, unless they did it themselves, and gives their chat the menu of what they are now.
async fn tell(
    ctx: &Context,
    reply: Reply,
    member: &Member,
    course: Option<&course::Model>,
    key: &'static str,
) -> Answer {
    let who = &member.user;
    let mut reply = reply;
    if who.is_active && who.id != ctx.user.id {
        let texts = Texts::new(ctx.house.language_of(who));
        let part = views::team::part(&texts, member.held.role, course);
        let told = texts.with(key, [("part", (&part).into())]);
        reply = reply.and(Act::Tell(who.id.0, Screen::plain(told)));
    }
    let (_, menus) = menu::brought_up_to_date(&ctx.db, &ctx.house, who).await?;
    Ok(menus.into_iter().fold(reply, Reply::and))
}

/// Passes who decides on parts there.
pub async fn pass(ctx: &Context, place: Option<CourseId>) -> Result<(), Failure> {
    team::pass(&*ctx.db, &ctx.rights().await?, place).await
}
