//! A step as a learner gets it, the contents of a course, and what is said at its end.

use std::collections::HashMap;

use entity::{course, step};

use super::catalogue::bar;
use super::{LIST_PAGE, media, page_of, pager, quiz, review};
use crate::courses::quiz::Paper;
use crate::courses::{Ending, Outline, Standing};
use crate::telegram::{Button, Press, Rich, Screen};
use crate::texts::Texts;

/// The step that a standing shows, as one message or as two: with a question that is open, the question is a message of
/// its own. The last one carries *Next*, *Back* and *Contents*.
pub fn step(texts: &Texts, standing: &Standing) -> Vec<Screen> {
    let mut screen = body(texts, &standing.outline, standing.shown());
    let media = media::show_anyway(texts, standing);
    if let Some(asked) = standing.open() {
        let question = quiz::question(texts, standing, asked);
        return vec![screen, around(texts, standing, question.row(media))];
    }
    screen = screen.row(media);
    quiz::closing(texts, standing, &mut screen.text);
    vec![around(texts, standing, screen)]
}

/// The same screen with the ways from the shown step below it.
pub fn around(texts: &Texts, standing: &Standing, screen: Screen) -> Screen {
    let shown = standing.shown();
    let mut screen = screen.protected(shown.is_protected);
    if standing.looking_back() {
        let here = standing.outline.step(standing.current);
        let number = here.map_or(1, |here| standing.outline.place(here).number);
        screen.text.line();
        screen.text.line();
        screen
            .text
            .push_italic(&texts.with("step-looking-back", [("number", number.into())]));
    }
    let is_done = standing.paper.as_ref().is_none_or(Paper::is_over);
    if shown.is_end && is_done && !standing.looking_back() {
        // The completion message follows at once and carries the buttons.
        return screen;
    }
    let screen = screen.row(forth_and_back(texts, standing));
    let screen = quiz::ways(standing, texts)
        .into_iter()
        .fold(screen, Screen::row);
    let course = standing.outline.course.id;
    let contents = Button::new(
        texts.say("button-contents"),
        Press::Contents {
            course,
            page: page_of_step(standing.place().number),
        },
    );
    if standing.looking_back() {
        let on = Button::new(texts.say("button-continue"), Press::Continue { course });
        return screen.row([on, contents]);
    }
    offered(texts, standing, screen.row([contents]))
}

/// *Back*, and *Next*, *Finish* or *Forward* as far as they lead anywhere.
fn forth_and_back(texts: &Texts, standing: &Standing) -> Vec<Button> {
    let (outline, shown) = (&standing.outline, standing.shown());
    let (course, step) = (outline.course.id, shown.id);
    let mut row = Vec::new();
    if outline.before(shown.position).is_some() {
        let press = Press::Back {
            course,
            shown: step,
        };
        row.push(Button::new(texts.say("button-back"), press));
    }
    if standing.looking_back() {
        let press = Press::Forward {
            course,
            shown: step,
        };
        row.push(Button::new(texts.say("button-forward"), press));
    } else if standing.lets_on() {
        let last = outline.after(shown.position).is_none() && outline.ends_by(shown.position);
        let label = if last || shown.is_end {
            texts.say("button-finish")
        } else {
            texts.say("button-next")
        };
        let press = Press::Advance { course, from: step };
        row.push(Button::new(label, press));
    }
    row
}

/// The same screen with what has come since the learner passed: offered, never in the way.
pub fn offered(texts: &Texts, standing: &Standing, mut screen: Screen) -> Screen {
    const BUTTONS: usize = 3;
    let outline = &standing.outline;
    let passed = || standing.passed.iter().filter_map(|id| outline.step(*id));
    if standing.passed.is_empty() {
        return screen;
    }
    let mut titles: Vec<String> = passed()
        .take(BUTTONS)
        .map(|step| texts.with("quoted", [("title", (&step.title).into())]))
        .collect();
    if standing.passed.len() > BUTTONS {
        let more = standing.passed.len() - BUTTONS;
        titles.push(texts.with("and-more", [("count", more.into())]));
    }
    screen.text.line();
    screen.text.line();
    let titles = titles.join(", ");
    let said = texts.with("new-since-passed", [("titles", (&titles).into())]);
    screen.text.push_italic(&said);
    passed().take(BUTTONS).fold(screen, |screen, step| {
        let press = Press::Look {
            course: outline.course.id,
            step: step.id,
        };
        let label = texts.with("button-look", [("title", (&step.title).into())]);
        screen.row([Button::new(label, press)])
    })
}

/// The step itself: the progress line, the text, the media, the buttons that lead elsewhere.
pub fn body(texts: &Texts, outline: &Outline, shown: &step::Model) -> Screen {
    let place = outline.place(shown);
    let mut text = Rich::new();
    text.push_bold(&texts.with(
        "step-progress",
        [
            ("number", place.number.into()),
            ("total", place.total.into()),
            ("title", (&shown.title).into()),
        ],
    ));
    if !texts.is_plain {
        text.line();
        text.push_str(&bar(place.number, place.total));
    }
    media::in_text(texts, outline, shown, &mut text);
    if let Some(html) = &shown.text_content {
        text.line();
        text.line();
        text.push(&Rich::from_html(html));
    }
    let screen = Screen::new(text)
        .media(media::showings(texts, outline, shown))
        .protected(shown.is_protected);
    media::links(outline, shown)
        .into_iter()
        .fold(screen, Screen::row)
}

/// What follows the end step at once: praise, the result, and what there is to choose from now.
pub fn completion(texts: &Texts, name: &str, standing: &Standing, ending: &Ending) -> Screen {
    let outline = &standing.outline;
    let course = &outline.course;
    let others = Button::new(
        texts.say("button-other-courses"),
        Press::Catalogue { page: 0 },
    );
    let again = Press::Contents {
        course: course.id,
        page: 0,
    };
    let mut text = praise(texts, name, course);
    if let Some(score) = &ending.score {
        text.line().line();
        text.push_str(&quiz::result(texts, score));
    }
    let screen = Screen::new(text);
    let screen = screen.row([others, Button::new(texts.say("button-review"), again)]);
    let screen = match ending.wrong {
        0 => screen,
        wrong => review::kept_fresh(texts, outline, wrong, screen),
    };
    offered(texts, standing, screen)
}

/// What is said at the end of a course.
pub fn praise(texts: &Texts, name: &str, course: &course::Model) -> Rich {
    let mut text = Rich::new();
    text.push_bold(&texts.with(
        "course-finished",
        [("name", name.into()), ("title", (&course.title).into())],
    ));
    text.line();
    text.push_str(&texts.say("course-finished-hint"));
    text
}

/// The steps already reached, as buttons; those ahead are named but cannot be opened.
/// `waiting` are the steps whose work somebody has yet to look at, `opens` says when those open that are not open yet.
pub fn contents(
    texts: &Texts,
    standing: &Standing,
    page: u16,
    waiting: &[entity::StepId],
    opens: &HashMap<entity::StepId, String>,
) -> Screen {
    let course = standing.outline.course.id;
    let steps: Vec<&step::Model> = standing.outline.walked().collect();
    let (page, pages) = page_of(steps.len(), page);
    let mut text = Rich::new();
    let title = &standing.outline.course.title;
    text.push_bold(&texts.with("contents-title", [("title", title.into())]));
    text.line();
    text.push_str(&texts.say("contents-hint"));
    text.line();
    let from = usize::from(page) * LIST_PAGE;
    let mut reached = Vec::new();
    for (number, step) in steps.iter().enumerate().skip(from).take(LIST_PAGE) {
        text.line();
        let is_here = step.id == standing.current;
        text.push_str(&line_of_contents(texts, number + 1, &step.title, is_here));
        if waiting.contains(&step.id) {
            text.push_str(" ").push_str(&texts.say("contents-waiting"));
        }
        if let Some(opens) = opens.get(&step.id) {
            text.push_str(" · ").push_italic(opens);
        }
        if standing.reached(step) {
            let label = numbered(texts, number + 1, &step.title);
            reached.push(Button::new(
                label,
                Press::Look {
                    course,
                    step: step.id,
                },
            ));
        }
    }
    let screen = reached
        .into_iter()
        .fold(Screen::new(text), |screen, button| screen.row([button]))
        .row(pager(texts, page, pages, |page| Press::TurnContents {
            course,
            page,
        }));
    screen.row([Button::new(
        texts.say("button-continue"),
        Press::Continue { course },
    )])
}

/// A step in the contents; where the learner is, it says so.
fn line_of_contents(texts: &Texts, number: usize, title: &str, is_here: bool) -> String {
    let line = format!("{number}. {title}");
    match (texts.is_plain, is_here) {
        (false, true) => format!("▸ {line}"),
        (false, false) => format!("   {line}"),
        (true, true) => texts.with("contents-here", [("step", (&line).into())]),
        (true, false) => line,
    }
}

/// The page of the contents on which the step of this number stands.
fn page_of_step(number: usize) -> u16 {
    u16::try_from((number - 1) / LIST_PAGE).unwrap_or(u16::MAX)
}

/// The label of a step in a list.
pub fn numbered(texts: &Texts, number: usize, title: &str) -> String {
    texts.with(
        "button-step",
        [("number", number.into()), ("title", title.into())],
    )
}

/// A step of a course that is only data, in a list.
pub fn listed(texts: &Texts, number: usize, step: &coursefile::Step) -> String {
    let key = match (step.is_active, step.is_end) {
        (false, _) => "button-step-off",
        (true, true) => "button-step-end",
        (true, false) => "button-step",
    };
    texts.with(
        key,
        [("number", number.into()), ("title", (&step.title).into())],
    )
}

/// A pressed button belonged to a step long passed: where the learner is, and the way there.
pub fn moved_on(texts: &Texts, standing: &Standing) -> Screen {
    let place = standing.place();
    let course = standing.outline.course.id;
    let text = texts.with(
        "moved-on-offer",
        [
            ("number", place.number.into()),
            ("total", place.total.into()),
            ("title", (&standing.shown().title).into()),
        ],
    );
    let on = Button::new(texts.say("button-continue"), Press::Continue { course });
    Screen::plain(text).row([on])
}

/// Whether the learner has only just left `pressed` for the step they stand on: the new step is the message
/// right below, so a toast is enough.
pub fn just_left(outline: &Outline, pressed: entity::StepId, current: entity::StepId) -> bool {
    outline
        .step(pressed)
        .and_then(|pressed| outline.after(pressed.position))
        .is_some_and(|next| next.id == current)
}
