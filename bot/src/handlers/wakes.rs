//! What is said to a learner by itself, in their language.

use super::{House, learner};
use crate::courses::release::{News, Told};
use crate::courses::wakes::Say;
use crate::telegram::Act;
use crate::views;

/// The messages that say it.
pub fn said(house: &House, say: &Say) -> Vec<Act> {
    match say {
        Say::Release(told) => released(house, told),
        Say::Review(call) => vec![learner::call(house, call)],
        Say::Reminder(reminder) => vec![learner::remind(house, reminder)],
    }
}

/// A step that has opened: the step itself for who has asked for it, and otherwise that it is there.
fn released(house: &House, told: &Told) -> Vec<Act> {
    let texts = house.texts_of(&told.user);
    let chat = told.user.id.0;
    let mut screens = match &told.news {
        News::Brought { standing, ending } => {
            let mut screens = views::step::step(&texts, standing);
            screens.extend(ending.as_ref().map(|ending| {
                let name = crate::telegram::clean(&told.user.first_name);
                views::step::completion(&texts, &name, standing, ending)
            }));
            screens
        }
        News::Ended { standing, ending } => {
            let name = crate::telegram::clean(&told.user.first_name);
            vec![views::step::completion(&texts, &name, standing, ending)]
        }
        News::Opened { standing, step } => vec![views::opening::opened(&texts, standing, *step)],
    };
    let last = screens.pop();
    let before = screens.into_iter();
    let acts = before.map(|screen| Act::Announce(chat, screen));
    let last = last.map(|screen| Act::Invite(chat, told.live, screen));
    acts.chain(last).collect()
}
