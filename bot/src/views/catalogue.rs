//! The courses: the list, a course's card, how far a learner is.

use std::collections::HashMap;

use entity::{CourseId, Door, StepId};

use super::pager;
use crate::courses::catalogue::{Card, Catalogue, Entry};
use crate::courses::secret::link_key;
use crate::telegram::{Button, Press, Rich, Screen};
use crate::texts::Texts;

/// There is no course to list; who can make one is told how.
pub fn empty(texts: &Texts, heading: &str, makes_courses: bool) -> Screen {
    let key = if makes_courses {
        "no-courses-author"
    } else {
        "no-courses"
    };
    Screen::plain(join(heading, &texts.say(key)))
}

/// The list of courses with a line above it.
pub fn catalogue(texts: &Texts, heading: &str, catalogue: &Catalogue) -> Screen {
    let title = if catalogue.pages > 1 {
        let (page, pages) = (
            usize::from(catalogue.page) + 1,
            usize::from(catalogue.pages),
        );
        texts.with(
            "catalogue-page",
            [("page", page.into()), ("pages", pages.into())],
        )
    } else {
        texts.say("choose-course")
    };
    let screen = Screen::plain(join(heading, &title));
    let screen = courses(texts, screen, &catalogue.entries, |course| Press::Card {
        course,
    });
    screen.row(pager(texts, catalogue.page, catalogue.pages, |page| {
        Press::Catalogue { page }
    }))
}

/// What is to be done with one of the learner's courses.
pub struct Choice {
    /// The name of the question.
    pub question: &'static str,
    /// What choosing a course does.
    pub press: fn(CourseId) -> Press,
    /// What turns to another page.
    pub turn: fn(u16) -> Press,
}

/// A question followed by a page of the learner's courses.
pub fn choice(texts: &Texts, mine: &Catalogue, choice: &Choice) -> Screen {
    let question = Screen::plain(texts.say(choice.question));
    courses(texts, question, &mine.entries, choice.press).row(pager(
        texts,
        mine.page,
        mine.pages,
        choice.turn,
    ))
}

/// How far the learner is in each of their courses, and of the questions they have answered, how many were right at the
/// first try.
pub fn progress(
    texts: &Texts,
    mine: &Catalogue,
    tries: &HashMap<CourseId, (usize, usize)>,
    waiting: &[(CourseId, Option<StepId>)],
    opens: &HashMap<CourseId, String>,
) -> Screen {
    let mut text = Rich::new();
    text.push_bold(&texts.say("progress-title"));
    for entry in &mine.entries {
        let Some(reached) = entry.reached else {
            continue;
        };
        let place = reached.place;
        let args = [
            ("title", (&entry.title).into()),
            ("number", place.number.into()),
            ("total", place.total.into()),
        ];
        text.line();
        text.push_str(&match (reached.finished, place.number == place.total) {
            (false, _) => texts.with("progress-line", args),
            (true, true) => texts.with("progress-finished", args),
            (true, false) => texts.with("progress-again", args),
        });
        if !texts.is_plain {
            text.line();
            text.push_str(&bar(place.number, place.total));
        }
        if let Some((right, total)) = tries.get(&entry.course) {
            let figures = [("right", (*right).into()), ("total", (*total).into())];
            text.line();
            text.push_str(&texts.with("result-first-try", figures));
        }
        if let Some(opens) = opens.get(&entry.course) {
            text.line().push_str(opens);
        }
        let waits = waiting.iter().filter(|(course, _)| *course == entry.course);
        let count = waits.count();
        if count > 0 {
            text.line();
            text.push_str(&texts.with("work-waits", [("count", count.into())]));
        }
    }
    let screen = courses(texts, Screen::new(text), &mine.entries, |course| {
        Press::Continue { course }
    });
    screen.row(pager(texts, mine.page, mine.pages, |page| {
        Press::TurnProgress { page }
    }))
}

/// What a course is about, and the way in.
pub fn card(texts: &Texts, card: &Card) -> Screen {
    let course = card.course.id;
    let mut text = Rich::new();
    text.push_bold(&card.course.title);
    if let Some(description) = &card.course.description {
        text.line();
        text.push_str(description);
    }
    text.line();
    text.line();
    text.push_str(&texts.with("steps", [("count", card.steps.into())]));
    let all = Button::new(texts.say("button-to-courses"), Press::Catalogue { page: 0 });
    let Some(reached) = card.reached else {
        let press = match (card.course.door, &card.course.link_token) {
            (Door::Unlisted, Some(token)) => Press::EnrolByLink {
                course,
                key: link_key(token),
            },
            (Door::Unlisted, None) | (Door::Public | Door::Invitation, _) => {
                Press::Enrol { course }
            }
        };
        let start = Button::new(texts.say("button-start"), press);
        return Screen::new(text).row([start]).row([all]);
    };
    let place = reached.place;
    text.line();
    text.push_str(&if reached.finished && place.number == place.total {
        texts.say("card-finished")
    } else {
        texts.with(
            "card-reached",
            [
                ("number", place.number.into()),
                ("total", place.total.into()),
            ],
        )
    });
    let on = Button::new(texts.say("button-continue"), Press::Continue { course });
    let contents = Button::new(
        texts.say("button-contents"),
        Press::Contents { course, page: 0 },
    );
    let again = Button::new(texts.say("button-restart"), Press::Restart { course });
    let leave = Button::new(texts.say("button-leave"), Press::Leave { course });
    Screen::new(text)
        .row([on, contents])
        .row([again, leave])
        .row([all])
}

/// A small bar that shows `number` of `total`, ten marks wide.
pub fn bar(number: usize, total: usize) -> String {
    const WIDTH: usize = 10;
    let full = (number * WIDTH).div_ceil(total.max(1)).min(WIDTH);
    "▰".repeat(full) + &"▱".repeat(WIDTH - full)
}

fn courses(
    texts: &Texts,
    screen: Screen,
    entries: &[Entry],
    press: impl Fn(CourseId) -> Press,
) -> Screen {
    entries.iter().fold(screen, |screen, entry| {
        let label = match entry.reached {
            None => entry.title.clone(),
            Some(reached) if reached.finished => {
                texts.with("button-finished-course", [("title", (&entry.title).into())])
            }
            Some(reached) => texts.with(
                "button-reached",
                [
                    ("title", (&entry.title).into()),
                    ("number", reached.place.number.into()),
                    ("total", reached.place.total.into()),
                ],
            ),
        };
        screen.row([Button::new(label, press(entry.course))])
    })
}

fn join(heading: &str, rest: &str) -> String {
    if heading.is_empty() {
        rest.to_owned()
    } else {
        format!("{heading}\n\n{rest}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check((number, total): (usize, usize), expected: &str) {
        assert_eq!(bar(number, total), expected, "{number} of {total}");
    }

    #[test]
    fn the_bar_grows_from_the_first_step_and_is_full_at_the_last() {
        check((1, 12), "▰▱▱▱▱▱▱▱▱▱");
        check((3, 12), "▰▰▰▱▱▱▱▱▱▱");
        check((6, 12), "▰▰▰▰▰▱▱▱▱▱");
        check((12, 12), "▰▰▰▰▰▰▰▰▰▰");
        check((1, 1), "▰▰▰▰▰▰▰▰▰▰");
        check((500, 500), "▰▰▰▰▰▰▰▰▰▰");
    }
}
