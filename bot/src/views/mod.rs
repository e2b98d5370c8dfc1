//! What is said: plain functions from what a rule returned to a screen, in the reader's language.
//!
//! Nothing here asks the database or waits for anything.

pub mod author;
pub mod broadcast;
pub mod catalogue;
pub mod chores;
pub mod cohorts;
pub mod doors;
pub mod goal;
pub mod help;
pub mod inbox;
pub mod ladder;
pub mod media;
pub mod opening;
pub mod owner;
pub mod preview;
pub mod privacy;
pub mod problem;
pub mod publishing;
pub mod qr;
pub mod quiz;
pub mod refusal;
pub mod reminder;
pub mod results;
pub mod review;
pub mod rhythm;
pub mod step;
pub mod team;
pub mod transfer;
pub mod when;
pub mod work;
pub mod zone;

use crate::telegram::{Button, Press};
use crate::texts::Texts;

/// How many lines of buttons a paged list shows.
pub const LIST_PAGE: usize = 8;

/// The row that turns the pages of a list; no row when there is only one page.
fn pager(texts: &Texts, page: u16, pages: u16, press: impl Fn(u16) -> Press) -> Vec<Button> {
    let mut row = Vec::new();
    if page > 0 {
        row.push(Button::new(texts.say("button-newer"), press(page - 1)));
    }
    if page + 1 < pages {
        row.push(Button::new(texts.say("button-older"), press(page + 1)));
    }
    row
}

/// How many pages `total` lines fill, at least one, and the wanted page or the last one.
fn page_of(total: usize, wanted: u16) -> (u16, u16) {
    let pages = u16::try_from(total.div_ceil(LIST_PAGE).max(1)).unwrap_or(u16::MAX);
    (wanted.min(pages - 1), pages)
}
