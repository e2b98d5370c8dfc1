//! The draft as a learner would see it; the buttons lead through the preview instead of the course.

use entity::{CourseId, DraftStepId, step};

use super::step::praise;
use crate::courses::Outline;
use crate::courses::authoring::seen;
use crate::telegram::{AuthorPress, Button, Screen};
use crate::texts::Texts;

/// A step exactly as a learner would get it. `edited` is its number in the draft, for who may change it.
pub fn step(
    texts: &Texts,
    outline: &Outline,
    shown: &step::Model,
    edited: Option<DraftStepId>,
) -> Screen {
    let id = DraftStepId(shown.id.0);
    debug_assert!(seen(id) == shown.id, "the step is the one that is shown");
    let screen = body(texts, outline, shown);
    let mut row = Vec::new();
    if let Some(before) = outline.before(shown.position) {
        let press = AuthorPress::Preview {
            step: DraftStepId(before.id.0),
        };
        row.push(Button::new(texts.say("button-back"), press));
    }
    let on = outline.after(shown.position).is_some();
    let last = !on && outline.ends_by(shown.position);
    if on || last {
        let label = if last { "button-finish" } else { "button-next" };
        let press = AuthorPress::PreviewNext { step: id };
        row.push(Button::new(texts.say(label), press));
    }
    let edit = edited.map(|step| Button::new(texts.say("button-edit"), AuthorPress::Step { step }));
    screen.row(row).row(
        edit.into_iter()
            .chain([to_course(texts, outline.course.id)]),
    )
}

/// The step itself with its questions, their answers hidden: nothing that is pressed here is judged.
pub fn body(texts: &Texts, outline: &Outline, shown: &step::Model) -> Screen {
    let mut screen = super::step::body(texts, outline, shown);
    let questions = outline.quiz(shown.id).map(|quiz| &quiz.questions);
    for question in questions.into_iter().flatten() {
        super::quiz::looked_at(texts, question, &mut screen.text);
    }
    screen
}

/// What a learner would be told at the end.
pub fn end(texts: &Texts, name: &str, outline: &Outline) -> Screen {
    let mut text = praise(texts, name, &outline.course);
    text.line();
    text.line();
    text.push_italic(&texts.say("preview-end"));
    Screen::new(text).row([to_course(texts, outline.course.id)])
}

fn to_course(texts: &Texts, course: CourseId) -> Button {
    let press = AuthorPress::Course { course, page: 0 };
    Button::new(texts.say("button-to-course"), press)
}
