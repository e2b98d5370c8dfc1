//! What is said of an announcement without anybody speaking: to those who get it, and to its author.

use chrono::TimeDelta;
use entity::user;
use teloxide::types::MessageId;

use super::House;
use crate::courses::Fault;
use crate::courses::broadcasts::feed::Portion;
use crate::courses::broadcasts::{Shown, read_media};
use crate::telegram::{Act, Reply};
use crate::views;

/// The messages of a portion, each in the language of who gets it.
///
/// # Errors
/// What was stored is none of ours.
pub fn portion(house: &House, portion: &Portion) -> Result<Reply, Fault> {
    let media = read_media(&portion.row)?;
    let act = |person: &user::Model| Act::Broadcast {
        to: person.id.0,
        broadcast: portion.row.id,
        has_words: portion.row.text.is_some(),
        screen: views::broadcast::message(
            &house.texts_of(person),
            &portion.row,
            &portion.course,
            &media,
        ),
    };
    Ok(Reply {
        acts: portion.people.iter().map(act).collect(),
        toast: None,
    })
}

/// How far it has come, for its author, in the message that shows it: with buttons as long as that message is the one that
/// can be pressed.
pub fn progress(
    house: &House,
    author: &user::Model,
    shown: &Shown,
    live: Option<i32>,
    left: Option<TimeDelta>,
) -> Reply {
    let Some(message) = shown.row.message_id else {
        return Reply::nothing();
    };
    let mut screen = views::broadcast::progress(&house.texts_of(author), shown, left);
    if live != Some(message) {
        screen.keyboard.clear();
    }
    Reply::nothing().and(Act::Rewrite {
        chat: author.id.0,
        message: MessageId(message),
        screen,
    })
}

/// The report at the end.
pub fn ended(house: &House, author: &user::Model, shown: &Shown) -> Reply {
    let report = views::broadcast::report(&house.texts_of(author), shown);
    progress(house, author, shown, None, None).and(Act::Tell(author.id.0, report))
}
