//! What authors see while they work.

use entity::{CourseId, course, draft_step};

use super::step::numbered;
use super::{LIST_PAGE, page_of, pager};
use crate::courses::authoring::{Draft, Workbench};
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
    let question = texts.say("add-step-which");
    choice(texts, &question, courses, |course| AuthorPress::AddStep {
        course,
    })
}

/// The author's courses, to choose one from.
pub fn choice(
    texts: &Texts,
    question: &str,
    courses: &[course::Model],
    press: impl Fn(CourseId) -> AuthorPress,
) -> Screen {
    if courses.is_empty() {
        return self::courses(texts, "", courses, 0);
    }
    let courses = courses.iter().take(LIST_PAGE * 4);
    courses.fold(Screen::plain(question), |screen, course| {
        let label = course_label(texts, course);
        screen.row([Button::new(label, press(course.id))])
    })
}

/// The author's courses, each leading to its file.
pub fn export_choice(texts: &Texts, courses: &[course::Model]) -> Screen {
    if courses.is_empty() {
        return self::courses(texts, "", courses, 0);
    }
    courses.iter().take(LIST_PAGE * 4).fold(
        Screen::plain(texts.say("export-which")),
        |screen, course| {
            let press = AuthorPress::Export { course: course.id };
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
pub fn course(texts: &Texts, bench: &Workbench, link: &str, page: u16) -> Screen {
    let (draft, id) = (&bench.draft, bench.draft.course.id);
    let total = draft.steps.len();
    let (page, pages) = page_of(total, page);
    let from = usize::from(page) * LIST_PAGE;
    let text = course_text(texts, bench, link, (from, pages));
    let steps = draft.steps.iter().enumerate().skip(from).take(LIST_PAGE);
    let screen = steps.fold(Screen::new(text), |screen, (index, step)| {
        let label = step_label(texts, index + 1, step);
        screen.row([Button::new(label, AuthorPress::Step { step: step.id })])
    });
    let button = |key, press: AuthorPress| Button::new(texts.say(key), press);
    let publish = button("button-publish", AuthorPress::Publish { course: id });
    let close = button("button-unpublish", AuthorPress::Unpublish { course: id });
    let add = button("button-add-step", AuthorPress::AddStep { course: id });
    let discard = button("button-discard", AuthorPress::Discard { course: id });
    let history = AuthorPress::History {
        course: id,
        page: 0,
    };
    let look =
        (total > 0).then(|| button("button-preview", AuthorPress::PreviewCourse { course: id }));
    let history = bench
        .is_published
        .then(|| button("button-history", history));
    let (changed, door) = match (bench.is_changed, draft.course.is_active) {
        (true, true) => (vec![publish, discard], close),
        (true, false) => (vec![discard], publish),
        (false, true) => (vec![], close),
        (false, false) => (vec![], publish),
    };
    screen
        .row(pager(texts, page, pages, |page| {
            AuthorPress::Course { course: id, page }.into()
        }))
        .row(changed)
        .row([add, door])
        .row(look.into_iter().chain(history))
        .row([
            button("button-rename", AuthorPress::RenameCourse { course: id }),
            button(
                "button-describe",
                AuthorPress::DescribeCourse { course: id },
            ),
            button("button-delete", AuthorPress::DeleteCourse { course: id }),
        ])
        .row([button(
            "button-to-my-courses",
            AuthorPress::Courses { page: 0 },
        )])
}

fn course_text(texts: &Texts, bench: &Workbench, link: &str, (from, pages): (usize, u16)) -> Rich {
    let draft = &bench.draft;
    let mut text = Rich::new();
    text.push_bold(&draft.head.title);
    let mut add = |words: &str| {
        text.line();
        text.push_str(words);
    };
    if let Some(description) = &draft.head.description {
        add(description);
    }
    add("");
    let is_open = draft.course.is_active;
    let state = if is_open {
        "workbench-open"
    } else {
        "workbench-closed"
    };
    add(&texts.say(state));
    add(&texts.with("workbench-learners", [("learners", bench.learners.into())]));
    if is_open {
        add(link);
    }
    let total = draft.steps.len();
    add(&if total == 0 {
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
    if bench.is_changed {
        add(&texts.say("workbench-changed"));
    }
    text
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
    let mut text = Rich::new();
    text.push_bold(&texts.with(
        "workbench-step",
        [
            ("number", (index + 1).into()),
            ("total", draft.steps.len().into()),
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
    if draft.is_behind_end(id) {
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
    if step.is_end {
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
            Button::new(texts.say("button-undo"), AuthorPress::UndoStep { step: id }),
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
