//! The draft as a learner would see it; the buttons lead through the preview instead of the course.

use chrono::{DateTime, Utc};
use entity::{CourseId, DraftStepId, step};

use super::step::praise;
use super::when::when;
use crate::courses::Outline;
use crate::courses::authoring::seen;
use crate::courses::rhythm::Zone;
use crate::telegram::{AuthorPress, Button, Rich, Screen};
use crate::texts::Texts;

/// The time that it is in a preview.
#[derive(Clone, Copy, Debug)]
pub struct Moment {
    /// UTC.
    pub at: DateTime<Utc>,
    /// Where the clock stands of who looks at it.
    pub zone: Zone,
}

impl Moment {
    /// As buttons carry it: minutes since 1970.
    fn minutes(self) -> i64 {
        self.at.timestamp() / 60
    }
}

/// When a step that is not open comes.
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// UTC; when it opens.
    pub opens: DateTime<Utc>,
    /// UTC; when the bot brings it, in the rhythm of who looks at the draft: not before it opens.
    pub comes: DateTime<Utc>,
}

/// A step in a preview.
#[derive(Clone, Copy, Debug)]
pub struct Shown<'a> {
    /// The step.
    pub step: &'a step::Model,
    /// Its number in the draft, for who may change it.
    pub edited: Option<DraftStepId>,
    /// The preview's own time, if it has one.
    pub moment: Option<Moment>,
    /// Who falls silent in this course is reminded.
    pub reminds: bool,
}

/// A step exactly as a learner would get it, and what time it is in a preview that was put forward.
pub fn step(texts: &Texts, outline: &Outline, shown: &Shown<'_>, now: DateTime<Utc>) -> Screen {
    let Shown {
        step,
        edited,
        moment,
        reminds,
    } = *shown;
    let id = DraftStepId(step.id.0);
    debug_assert!(seen(id) == step.id, "the step is the one that is shown");
    let mut screen = body(texts, outline, step);
    if let Some(moment) = moment {
        let time = when(texts, moment.zone, now, moment.at);
        screen.text.line().line();
        let said = texts.with("preview-time", [("when", (&time).into())]);
        screen.text.push_italic(&said);
    }
    let mut row = Vec::new();
    if let Some(before) = outline.before(step.position) {
        let before = DraftStepId(before.id.0);
        row.push(Button::new(texts.say("button-back"), at(before, moment)));
    }
    let on = outline.after(step.position).is_some();
    let last = !on && outline.ends_by(step.position);
    if on || last {
        let label = if last { "button-finish" } else { "button-next" };
        let press = match moment.map(Moment::minutes) {
            Some(at) => AuthorPress::PreviewOn { step: id, at },
            None => AuthorPress::PreviewNext { step: id },
        };
        row.push(Button::new(texts.say(label), press));
    }
    let reminder = reminds.then(|| {
        let at = moment.map_or(now.timestamp() / 60, Moment::minutes);
        let press = AuthorPress::PreviewReminder { step: id, at };
        Button::new(texts.say("button-preview-reminder"), press)
    });
    let edit = edited.map(|step| Button::new(texts.say("button-edit"), AuthorPress::Step { step }));
    screen.row(row).row(reminder).row(
        edit.into_iter()
            .chain([to_course(texts, outline.course.id)]),
    )
}

/// A step at the preview's time.
fn at(step: DraftStepId, moment: Option<Moment>) -> AuthorPress {
    match moment.map(Moment::minutes) {
        Some(at) => AuthorPress::PreviewAt { step, at },
        None => AuthorPress::Preview { step },
    }
}

/// Instead of a step that is not open yet: when it opens for a learner who is done with `from` now, and the ways to go there.
pub fn waiting(
    texts: &Texts,
    outline: &Outline,
    (from, next, Opening { opens, comes }): (DraftStepId, &step::Model, Opening),
    moment: Moment,
) -> Screen {
    let time = |at| when(texts, moment.zone, moment.at, at);
    let (opens_then, comes_then) = (time(opens), time(comes));
    let args = [
        ("number", outline.place(next).number.into()),
        ("title", (&next.title).into()),
        ("when", (&opens_then).into()),
        ("later", (&comes_then).into()),
    ];
    let key = if comes == opens {
        "preview-waits"
    } else {
        "preview-waits-longer"
    };
    let then = Moment {
        at: comes,
        ..moment
    };
    let skip = texts.with("button-preview-skip", [("when", (&comes_then).into())]);
    let next = DraftStepId(next.id.0);
    Screen::plain(texts.with(key, args))
        .row([Button::new(skip, at(next, Some(then)))])
        .row([
            Button::new(texts.say("button-back"), at(from, Some(moment))),
            to_course(texts, outline.course.id),
        ])
}

/// The reminder that comes after so many days of silence at a step; it is that time in the preview now.
pub fn reminder(
    texts: &Texts,
    outline: &Outline,
    (shown, days): (&step::Model, u16),
    moment: Moment,
) -> Screen {
    let place = outline.place(shown);
    let days = i32::from(days);
    let mut text = Rich::new();
    text.push_italic(&texts.with("preview-reminder", [("count", days.into())]));
    text.line().line();
    let args = [
        ("title", (&outline.course.title).into()),
        ("step", (&shown.title).into()),
        ("number", place.number.into()),
        ("count", place.total.into()),
    ];
    text.push_str(&texts.with("reminder-here", args));
    let id = DraftStepId(shown.id.0);
    Screen::new(text).row([
        Button::new(texts.say("button-continue"), at(id, Some(moment))),
        to_course(texts, outline.course.id),
    ])
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
