//! What authors see while they work.

use entity::{CourseId, course, step};

use super::step::{body, numbered};
use super::{LIST_PAGE, page_of, pager};
use crate::courses::Outline;
use crate::telegram::{AuthorPress, Button, Press, Rich, Screen};
use crate::texts::Texts;

/// The author's courses, with a line above them.
pub fn courses(texts: &Texts, question: &str, courses: &[course::Model], page: u16) -> Screen {
    let new = Button::new(texts.say("button-new-course"), AuthorPress::NewCourse);
    if courses.is_empty() {
        return Screen::plain(texts.say("my-courses-none")).row([new]);
    }
    let (page, pages) = page_of(courses.len(), page);
    courses
        .iter()
        .skip(usize::from(page) * LIST_PAGE)
        .take(LIST_PAGE)
        .fold(Screen::plain(question), |screen, course| {
            let press = AuthorPress::Course {
                course: course.id,
                page: 0,
            };
            screen.row([Button::new(course_label(texts, course), press)])
        })
        .row(pager(texts, page, pages, |page| {
            AuthorPress::Courses { page }.into()
        }))
        .row([new])
}

/// The author's courses, each leading to a new step.
pub fn add_step_choice(texts: &Texts, courses: &[course::Model]) -> Screen {
    if courses.is_empty() {
        return self::courses(texts, "", courses, 0);
    }
    courses.iter().take(LIST_PAGE * 4).fold(
        Screen::plain(texts.say("add-step-which")),
        |screen, course| {
            let press = AuthorPress::AddStep { course: course.id };
            screen.row([Button::new(course_label(texts, course), press)])
        },
    )
}

fn course_label(texts: &Texts, course: &course::Model) -> String {
    let key = if course.is_active {
        "button-course-open"
    } else {
        "button-course-closed"
    };
    texts.with(key, [("title", (&course.title).into())])
}

/// The workbench of a course: what it is, its steps, what can be done with it.
pub fn course(texts: &Texts, outline: &Outline, learners: u64, link: &str, page: u16) -> Screen {
    let course = &outline.course;
    let id = course.id;
    let mut text = Rich::new();
    text.push_bold(&course.title);
    if let Some(description) = &course.description {
        text.line();
        text.push_str(description);
    }
    text.line();
    text.line();
    let state = if course.is_active {
        "workbench-open"
    } else {
        "workbench-closed"
    };
    text.push_str(&texts.say(state));
    text.line();
    text.push_str(&texts.with("workbench-learners", [("learners", learners.into())]));
    if course.is_active {
        text.line();
        text.push_str(link);
    }
    let total = outline.steps.len();
    let (page, pages) = page_of(total, page);
    let from = usize::from(page) * LIST_PAGE;
    text.line();
    text.push_str(&if total == 0 {
        texts.say("workbench-no-steps")
    } else if pages > 1 {
        let to = (from + LIST_PAGE).min(total);
        texts.with(
            "workbench-steps-page",
            [
                ("from", (from + 1).into()),
                ("to", to.into()),
                ("total", total.into()),
            ],
        )
    } else {
        texts.with("steps", [("count", total.into())])
    });
    let steps = outline.steps.iter().enumerate().skip(from).take(LIST_PAGE);
    let screen = steps.fold(Screen::new(text), |screen, (index, step)| {
        let label = step_label(texts, index + 1, step);
        screen.row([Button::new(label, AuthorPress::Step { step: step.id })])
    });
    let door = if course.is_active {
        Button::new(
            texts.say("button-unpublish"),
            AuthorPress::Unpublish { course: id },
        )
    } else {
        Button::new(
            texts.say("button-publish"),
            AuthorPress::Publish { course: id },
        )
    };
    screen
        .row(pager(texts, page, pages, |page| {
            AuthorPress::Course { course: id, page }.into()
        }))
        .row([
            Button::new(
                texts.say("button-add-step"),
                AuthorPress::AddStep { course: id },
            ),
            door,
        ])
        .row([
            Button::new(
                texts.say("button-rename"),
                AuthorPress::RenameCourse { course: id },
            ),
            Button::new(
                texts.say("button-describe"),
                AuthorPress::DescribeCourse { course: id },
            ),
            Button::new(
                texts.say("button-delete"),
                AuthorPress::DeleteCourse { course: id },
            ),
        ])
        .row([Button::new(
            texts.say("button-to-my-courses"),
            AuthorPress::Courses { page: 0 },
        )])
}

fn step_label(texts: &Texts, number: usize, step: &step::Model) -> String {
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
pub fn step(texts: &Texts, outline: &Outline, step: &step::Model) -> Screen {
    let id = step.id;
    let index = outline
        .steps
        .iter()
        .position(|other| other.id == id)
        .unwrap_or_default();
    let mut text = Rich::new();
    text.push_bold(&texts.with(
        "workbench-step",
        [
            ("number", (index + 1).into()),
            ("total", outline.steps.len().into()),
            ("title", (&step.title).into()),
        ],
    ));
    if step.is_end {
        text.line();
        text.push_str(&texts.say("workbench-step-end"));
    }
    if !step.is_active {
        text.line();
        text.push_str(&texts.say("workbench-step-off"));
    }
    if behind_end(outline, step) {
        text.line();
        text.push_str(&texts.say("step-behind-end"));
    }
    let mut places = Vec::new();
    if index > 0 {
        places.push(Button::new(
            texts.say("button-up"),
            AuthorPress::MoveUp { step: id },
        ));
    }
    if index + 1 < outline.steps.len() {
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
        course: outline.course.id,
        page: page_with(index),
    };
    // With the end marked nothing else may be missing.
    let publish = (step.is_end && !outline.course.is_active).then(|| {
        let course = outline.course.id;
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

fn behind_end(outline: &Outline, step: &step::Model) -> bool {
    outline.walk().iter().all(|walked| walked.id != step.id)
}

fn page_with(index: usize) -> u16 {
    u16::try_from(index / LIST_PAGE).unwrap_or(u16::MAX)
}

fn end_button(texts: &Texts, step: &step::Model) -> Button {
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
pub fn step_saved(texts: &Texts, outline: &Outline, step: &step::Model) -> Screen {
    let id = step.id;
    let number = outline
        .steps
        .iter()
        .position(|other| other.id == id)
        .map_or(1, |index| index + 1);
    let mut text = texts.with(
        "step-saved",
        [("number", number.into()), ("title", (&step.title).into())],
    );
    if step.is_end {
        text.push(' ');
        text.push_str(&texts.say("step-saved-end"));
    }
    if behind_end(outline, step) {
        text.push(' ');
        text.push_str(&texts.say("step-behind-end"));
    }
    let course = outline.course.id;
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
            Button::new(texts.say("button-undo"), AuthorPress::UndoStep { step: id }),
        ]);
    if outline.course.is_active {
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

/// A step exactly as a learner gets it; its buttons lead through the preview instead of the course.
pub fn preview(texts: &Texts, outline: &Outline, step: &step::Model) -> Screen {
    let screen = body(texts, outline, step);
    let mut row = Vec::new();
    if let Some(before) = outline.before(step.position) {
        let press = AuthorPress::Preview { step: before.id };
        row.push(Button::new(texts.say("button-back"), press));
    }
    if !step.is_end && outline.after(step.position).is_some() {
        let press = AuthorPress::PreviewNext { step: step.id };
        row.push(Button::new(texts.say("button-next"), press));
    }
    let edit = Button::new(
        texts.say("button-edit"),
        AuthorPress::Step { step: step.id },
    );
    let course = AuthorPress::Course {
        course: outline.course.id,
        page: 0,
    };
    screen
        .row(row)
        .row([edit, Button::new(texts.say("button-to-course"), course)])
}

/// A course that is open now, and its link.
pub fn published(texts: &Texts, outline: &Outline, link: &str) -> Screen {
    let title = texts.with("published", [("title", (&outline.course.title).into())]);
    let course = AuthorPress::Course {
        course: outline.course.id,
        page: 0,
    };
    Screen::plain(format!("{title}\n{link}"))
        .row([Button::new(texts.say("button-to-course"), course)])
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
