//! For which cohort an announcement is.

use entity::{cohort, course};

use super::back;
use crate::telegram::{BroadcastPress, Button, Screen};
use crate::texts::Texts;
use crate::views::cohorts::called;
use crate::views::{LIST_PAGE, page_of, pager};

/// The cohorts to choose from, with their days.
pub fn cohorts(
    texts: &Texts,
    course: &course::Model,
    cohorts: &[cohort::Model],
    page: u16,
) -> Screen {
    let (page, pages) = page_of(cohorts.len(), page);
    let course = course.id;
    let from = usize::from(page) * LIST_PAGE;
    let shown = cohorts.iter().skip(from).take(LIST_PAGE);
    shown
        .fold(
            Screen::plain(texts.say("broadcast-which-cohort")),
            |screen, one| {
                let cohort = one.id;
                let press = BroadcastPress::Cohort { course, cohort };
                screen.row([Button::new(called(texts, one), press)])
            },
        )
        .row(pager(texts, page, pages, |page| {
            BroadcastPress::Cohorts { course, page }.into()
        }))
        .row([back(texts, BroadcastPress::Course { course })])
}
