//! What owners see: who makes courses, and which media Telegram refuses.

use coursefile::MediumKind;
use entity::user;

use super::{LIST_PAGE, page_of, pager};
use crate::telegram::{AuthorPress, Button, Screen, Showing, TeamPress};
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

/// Telegram will not show something of a step.
pub fn medium_refused(texts: &Texts, shown: &Showing, reason: &str) -> Screen {
    let key = if shown.kind == MediumKind::Picture {
        "picture-refused"
    } else {
        "medium-refused"
    };
    Screen::plain(texts.with(
        key,
        [
            ("step", (&shown.step).into()),
            ("course", (&shown.course).into()),
            ("reason", reason.into()),
        ],
    ))
}
