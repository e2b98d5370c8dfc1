//! The command menu of a private chat: it shows what its person may do, and follows when that changes.

use entity::user;
use sea_orm::DatabaseTransaction;

use super::{Context, House};
use crate::courses::{Action, Failure, Rights, people, policy, secret};
use crate::telegram::{Act, Screen};
use crate::texts::{Lang, Texts};
use crate::views;

/// Gives the person's chat the menu of what they may do now, when it shows something else. Twice equals once.
pub async fn brought_up_to_date(
    db: &DatabaseTransaction,
    house: &House,
    who: &user::Model,
) -> Result<(Rights, Vec<Act>), Failure> {
    let rights = policy::rights(db, &house.owners, who.id).await?;
    let own = views::help::own_commands(rights.anywhere());
    let menu = |(language, lang)| {
        let commands = if own.is_empty() {
            Vec::new()
        } else {
            views::help::menu(&Texts::new(lang), &own)
        };
        (language, commands)
    };
    let menus: Vec<_> = languages(house.default_language).map(menu).collect();
    // Names and descriptions in every language: what is said otherwise in a newer version is shown as well.
    let shown = if own.is_empty() {
        String::new()
    } else {
        secret::digest(&format!("{menus:?}"))
    };
    if !who.is_active || !people::set_menu(db, who.id, &shown).await? {
        return Ok((rights, Vec::new()));
    }
    let acts = menus.into_iter().map(|(language, commands)| Act::Menu {
        chat: who.id.0,
        language,
        commands,
    });
    Ok((rights, acts.collect()))
}

/// What somebody is told who has not been heard of for a while, or never: their menu, and what they may do that they
/// could not be told of when it was given to them.
pub async fn caught_up(ctx: &Context) -> Result<Vec<Act>, Failure> {
    let (rights, mut acts) = brought_up_to_date(&ctx.db, &ctx.house, &ctx.user).await?;
    if !acts.is_empty() && !rights.is_named_owner && rights.is_anybody() {
        let makes_courses = rights.everywhere().has(Action::MakeCourses);
        let welcome = ctx.texts.say(if makes_courses {
            "author-welcome"
        } else {
            "team-welcome"
        });
        acts.insert(0, Act::Tell(ctx.user.id.0, Screen::plain(welcome)));
    }
    Ok(acts)
}

/// Brings the menus of everybody up to date who has one of their own or should have: for the start of the program, when
/// the settings or the commands may be others than they were.
pub async fn all_brought_up_to_date(
    db: &DatabaseTransaction,
    house: &House,
) -> Result<Vec<Act>, Failure> {
    let mut acts = Vec::new();
    for who in people::with_menus(db).await? {
        acts.extend(brought_up_to_date(db, house, &who).await?.1);
    }
    Ok(acts)
}

/// Gives the person's chat the menu that everybody has, if it shows one of their own.
pub async fn taken_away(ctx: &Context) -> Result<Vec<Act>, Failure> {
    if !people::has_menu(&*ctx.db, ctx.user.id).await? {
        return Ok(Vec::new());
    }
    let acts = languages(ctx.house.default_language).map(|(language, _)| Act::Menu {
        chat: ctx.chat,
        language,
        commands: Vec::new(),
    });
    Ok(acts.collect())
}

/// The languages in which a menu is told: first none, for those whose Telegram speaks one that the bot does not.
fn languages(default: Lang) -> impl Iterator<Item = (&'static str, Lang)> {
    let each = Lang::ALL.map(|lang| (lang.code(), lang));
    std::iter::once(("", default)).chain(each)
}
