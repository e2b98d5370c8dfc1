//! What authors see while they work.

use entity::{CourseId, course, draft_step};

use super::step::numbered;
use super::{LIST_PAGE, opening, page_of, pager};
use crate::courses::authoring::Draft;
use crate::courses::{Action, Actions};
use crate::telegram::{
    AuthorPress, Button, OpeningPress, Press, QuestionPress, Rich, Screen, Wish,
};
use crate::texts::Texts;

mod holding;
pub mod questions;
mod workbench;

pub use holding::{ask_alt, ask_links, which_medium};
pub use workbench::course;

/// The courses to choose from for this, with the question above them.
pub fn courses(
    texts: &Texts,
    wish: Wish,
    courses: &[course::Model],
    page: u16,
    may: Actions,
) -> Screen {
    let new = may
        .has(Action::MakeCourses)
        .then(|| Button::new(texts.say("button-new-course"), AuthorPress::NewCourse));
    if courses.is_empty() {
        let key = if new.is_some() {
            "my-courses-none"
        } else {
            "no-courses"
        };
        return Screen::plain(texts.say(key)).row(new);
    }
    let (page, pages) = page_of(courses.len(), page);
    let screen = courses
        .iter()
        .skip(usize::from(page) * LIST_PAGE)
        .take(LIST_PAGE)
        .fold(Screen::plain(question(texts, wish)), |screen, course| {
            let label = course_label(texts, course);
            screen.row([Button::new(label, chosen(wish, course.id))])
        })
        .row(pager(texts, page, pages, |page| {
            AuthorPress::Choose { wish, page }.into()
        }));
    match wish {
        Wish::Look | Wish::Edit => screen.row(new),
        Wish::AddStep
        | Wish::Publish
        | Wish::SeeHistory
        | Wish::RollBack
        | Wish::Export
        | Wish::SeeResults => screen,
    }
}

fn question(texts: &Texts, wish: Wish) -> String {
    texts.say(match wish {
        Wish::Look => "my-courses",
        Wish::Edit => "edit-which",
        Wish::AddStep => "add-step-which",
        Wish::Publish => "publish-which",
        Wish::SeeHistory => "history-which",
        Wish::RollBack => "rollback-which",
        Wish::Export => "export-which",
        Wish::SeeResults => "results-which",
    })
}

fn chosen(wish: Wish, course: CourseId) -> AuthorPress {
    let page = 0;
    match wish {
        Wish::Look | Wish::Edit => AuthorPress::Course { course, page },
        Wish::AddStep => AuthorPress::AddStep { course },
        Wish::Publish => AuthorPress::Publish { course },
        Wish::SeeHistory => AuthorPress::History { course, page },
        Wish::RollBack => AuthorPress::RollBackWhich { course, page },
        Wish::Export => AuthorPress::Export { course },
        Wish::SeeResults => AuthorPress::Results { course },
    }
}

fn course_label(texts: &Texts, course: &course::Model) -> String {
    let key = if course.is_active {
        "button-course-open"
    } else {
        "button-course-closed"
    };
    texts.with(key, [("title", (&course.title).into())])
}

fn step_label(texts: &Texts, number: usize, step: &draft_step::Model) -> String {
    let args = [("number", number.into()), ("title", (&step.title).into())];
    if !step.is_active {
        texts.with("button-step-off", args)
    } else if step.is_end {
        texts.with("button-step-end", args)
    } else {
        numbered(texts, number, &step.title)
    }
}

/// The workbench of a step.
pub fn step(texts: &Texts, draft: &Draft, step: &draft_step::Model) -> Screen {
    let id = step.id;
    let index = draft
        .steps
        .iter()
        .position(|other| other.id == id)
        .unwrap_or_default();
    let mut text = standing_of(texts, draft, step, index);
    let shown = draft.holding(id);
    holding::list(texts, &shown, step.is_protected, &mut text);
    opening::of_step(texts, draft, step, &mut text);
    let [media, links] = holding::buttons(texts, step, &shown);
    let mut places = Vec::new();
    if index > 0 {
        places.push(Button::new(
            texts.say("button-up"),
            AuthorPress::MoveUp { step: id },
        ));
    }
    if index + 1 < draft.steps.len() {
        places.push(Button::new(
            texts.say("button-down"),
            AuthorPress::MoveDown { step: id },
        ));
    }
    let switch = if step.is_active {
        Button::new(
            texts.say("button-switch-off"),
            AuthorPress::SwitchOff { step: id },
        )
    } else {
        Button::new(
            texts.say("button-switch-on"),
            AuthorPress::SwitchOn { step: id },
        )
    };
    let course = AuthorPress::Course {
        course: draft.course.id,
        page: page_with(index),
    };
    let asked = draft
        .quizzes
        .get(&id)
        .map_or(0, |quiz| quiz.questions.len());
    let questions = Button::new(
        texts.with("button-questions", [("count", asked.into())]),
        QuestionPress::List { step: id, page: 0 },
    );
    let opens = Button::new(texts.say("button-opening"), OpeningPress::Step { step: id });
    // With the end marked nothing else may be missing.
    let publish = (step.is_end && !draft.course.is_active).then(|| {
        let course = draft.course.id;
        Button::new(texts.say("button-publish"), AuthorPress::Publish { course })
    });
    Screen::new(text)
        .row([
            Button::new(
                texts.say("button-preview-again"),
                AuthorPress::Preview { step: id },
            ),
            end_button(texts, step),
        ])
        .row([
            Button::new(
                texts.say("button-rename"),
                AuthorPress::RenameStep { step: id },
            ),
            Button::new(
                texts.say("button-rewrite"),
                AuthorPress::RewriteStep { step: id },
            ),
        ])
        .row([questions, opens])
        .row(media)
        .row(links)
        .row(places)
        .row([
            switch,
            Button::new(
                texts.say("button-delete"),
                AuthorPress::DeleteStep { step: id },
            ),
        ])
        .row(publish)
        .row([Button::new(texts.say("button-to-course"), course)])
}

/// Which step it is, and what is special about it.
fn standing_of(texts: &Texts, draft: &Draft, step: &draft_step::Model, index: usize) -> Rich {
    let id = step.id;
    let mut text = Rich::new();
    text.push_bold(&texts.with(
        "workbench-step",
        [
            ("number", (index + 1).into()),
            ("total", draft.steps.len().into()),
            ("title", (&step.title).into()),
        ],
    ));
    if step.is_end && !draft.is_behind_end(id) {
        text.line();
        text.push_str(&texts.say("workbench-step-end"));
    }
    if !step.is_active {
        text.line();
        text.push_str(&texts.say("workbench-step-off"));
    }
    if draft.is_behind_end(id) {
        text.line();
        text.push_str(&texts.say("step-behind-end"));
    }
    text
}

fn page_with(index: usize) -> u16 {
    u16::try_from(index / LIST_PAGE).unwrap_or(u16::MAX)
}

fn end_button(texts: &Texts, step: &draft_step::Model) -> Button {
    if step.is_end {
        Button::new(
            texts.say("button-unmark-end"),
            AuthorPress::UnmarkEnd { step: step.id },
        )
    } else {
        Button::new(
            texts.say("button-mark-end"),
            AuthorPress::MarkEnd { step: step.id },
        )
    }
}

/// What follows a step that was just written.
pub fn step_saved(texts: &Texts, draft: &Draft, step: &draft_step::Model) -> Screen {
    let id = step.id;
    let number = draft
        .steps
        .iter()
        .position(|other| other.id == id)
        .map_or(1, |index| index + 1);
    let mut text = texts.with(
        "step-saved",
        [("number", number.into()), ("title", (&step.title).into())],
    );
    if step.is_end && !draft.is_behind_end(id) {
        text.push(' ');
        text.push_str(&texts.say("step-saved-end"));
    }
    if draft.is_behind_end(id) {
        text.push(' ');
        text.push_str(&texts.say("step-behind-end"));
    }
    let course = draft.course.id;
    let screen = Screen::plain(text)
        .row([
            Button::new(
                texts.say("button-add-next"),
                AuthorPress::AddStep { course },
            ),
            Button::new(
                texts.say("button-preview"),
                AuthorPress::Preview { step: id },
            ),
        ])
        .row([
            end_button(texts, step),
            Button::new(
                texts.say("button-undo"),
                AuthorPress::UndoStepNow {
                    step: id,
                    version: step.version,
                },
            ),
        ]);
    if draft.course.is_active {
        let press = AuthorPress::Course {
            course,
            page: page_with(number - 1),
        };
        return screen.row([Button::new(texts.say("button-to-course"), press)]);
    }
    screen.row([Button::new(
        texts.say("button-publish"),
        AuthorPress::Publish { course },
    )])
}

/// A course whose door is closed now, and the way back to it.
pub fn unpublished(texts: &Texts, course: CourseId, said: &str) -> Screen {
    let course = AuthorPress::Course { course, page: 0 };
    Screen::plain(said).row([Button::new(texts.say("button-to-course"), course)])
}

/// A question with *yes* and *cancel*.
pub fn confirm(texts: &Texts, question: String, yes: String, press: impl Into<Press>) -> Screen {
    Screen::plain(question).row([
        Button::new(yes, press),
        Button::new(texts.say("button-cancel"), Press::Dismiss),
    ])
}
