//! What owners see: who makes courses, and which picture Telegram refuses.

use entity::user;

use super::{LIST_PAGE, page_of, pager};
use crate::telegram::{AuthorPress, Button, Picture, Screen, TeamPress};
use crate::texts::Texts;

/// The authors, to choose one from.
pub fn authors(texts: &Texts, authors: &[user::Model], page: u16) -> Screen {
    let (page, pages) = page_of(authors.len(), page);
    let from = usize::from(page) * LIST_PAGE;
    let shown = authors.iter().skip(from).take(LIST_PAGE);
    shown
        .fold(
            Screen::plain(texts.say("ask-author-leaving")),
            |screen, author| {
                let press = AuthorPress::RemoveAuthor { user: author.id };
                screen.row([Button::new(full_name(author), press)])
            },
        )
        .row(pager(texts, page, pages, |page| {
            TeamPress::Leaving { page }.into()
        }))
}

/// How a person is called, with the username that tells two of them apart.
pub fn full_name(user: &user::Model) -> String {
    let mut name = crate::telegram::clean(&user.first_name);
    if let Some(last) = &user.last_name {
        name.push(' ');
        name.push_str(&crate::telegram::clean(last));
    }
    if let Some(username) = &user.username {
        name.push_str(" (@");
        name.push_str(username);
        name.push(')');
    }
    name
}

/// Telegram will not show a step's picture.
pub fn picture_refused(texts: &Texts, picture: &Picture, reason: &str) -> Screen {
    Screen::plain(texts.with(
        "picture-refused",
        [
            ("step", (&picture.step).into()),
            ("course", (&picture.course).into()),
            ("reason", reason.into()),
        ],
    ))
}
