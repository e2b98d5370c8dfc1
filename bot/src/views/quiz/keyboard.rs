//! What there is to press below a question.

use coursefile::Form;

use crate::courses::Standing;
use crate::courses::quiz::{Asked, letter, to_choose};
use crate::telegram::{Button, Put, QuizPress, Spot};
use crate::texts::Texts;

/// The longest option, in characters, that stands on its button: on a narrow telephone about so much of a label is shown.
const ON_A_BUTTON: usize = 28;
/// How many letters stand in a row.
const LETTERS: usize = 5;

/// Whether all of them stand on their buttons.
pub(super) fn on_buttons(words: &[&str]) -> bool {
    words
        .iter()
        .all(|words| words.chars().count() <= ON_A_BUTTON)
}

/// How many rows of a question with options only answer it: the options, and *Check*.
pub(super) fn answering_rows(asked: &Asked) -> usize {
    let words = to_choose(&asked.question);
    let is_short = on_buttons(&words);
    let rows = words.len().div_ceil(if is_short { 1 } else { LETTERS });
    rows + usize::from(matches!(asked.question.form, Form::Multiple(_)))
}

/// What there is to press: options, *Check*, *Hint*, *Skip*.
pub(super) fn keyboard(texts: &Texts, standing: &Standing, asked: &Asked) -> Vec<Vec<Button>> {
    let (course, step) = (standing.outline.course.id, standing.step);
    let spot = Spot {
        place: u8::try_from(asked.place).unwrap_or(u8::MAX),
        turn: asked.state.turn(),
        stamp: asked.stamp(),
    };
    let mut rows = options(asked, |option| {
        press_of(asked, option, (course, step, spot))
    });
    let mut row = Vec::new();
    let picked = asked.state.picked.len();
    let wanted = match &asked.question.form {
        Form::Order(items) => items.len(),
        Form::Match { pairs, .. } => pairs.len(),
        _ => 0,
    };
    let is_put = wanted > 0 && picked > 0;
    if is_put {
        let press = QuizPress::Clear { course, step, spot };
        row.push(Button::new(texts.say("button-clear"), press));
    }
    if matches!(asked.question.form, Form::Multiple(_)) || (is_put && picked == wanted) {
        let press = QuizPress::Check { course, step, spot };
        row.push(Button::new(texts.say("button-check"), press));
    }
    rows.push(row);
    let mut row = Vec::new();
    if asked.question.hint.is_some() {
        let press = QuizPress::Hint { course, step, spot };
        row.push(Button::new(texts.say("button-hint"), press));
    }
    let others = |it: &&Asked| it.place != asked.place && !it.state.is_decided;
    let paper = standing.paper.as_ref();
    if paper.is_some_and(|paper| paper.asked.iter().any(|it| others(&it))) {
        let press = QuizPress::Skip { course, step, spot };
        row.push(Button::new(texts.say("button-later"), press));
    }
    rows.push(row);
    rows
}

type Where = (entity::CourseId, entity::StepId, Spot);

/// What the button of an option does.
fn press_of(asked: &Asked, option: u8, (course, step, spot): Where) -> QuizPress {
    let words = to_choose(&asked.question);
    let picked = &asked.state.picked;
    let is_ticked = picked.iter().any(|it| it == words[usize::from(option)]);
    match &asked.question.form {
        Form::Multiple(_) if is_ticked => QuizPress::Untick {
            course,
            step,
            spot,
            option,
        },
        Form::Multiple(_) => QuizPress::Tick {
            course,
            step,
            spot,
            option,
        },
        Form::Order(_) | Form::Match { .. } => QuizPress::Put {
            course,
            step,
            spot,
            put: Put {
                item: option,
                at: u8::try_from(picked.len()).unwrap_or(u8::MAX),
            },
        },
        _ => QuizPress::Choose {
            course,
            step,
            spot,
            option,
        },
    }
}

/// The buttons of what there is to choose from: a row for each, or only the letters.
fn options(asked: &Asked, press: impl Fn(u8) -> QuizPress) -> Vec<Vec<Button>> {
    let words = to_choose(&asked.question);
    let picked = &asked.state.picked;
    let is_short = on_buttons(&words);
    let is_left = |option: &usize| match &asked.question.form {
        Form::Order(_) => !picked.iter().any(|it| it == words[*option]),
        Form::Match { pairs, .. } => picked.len() < pairs.len(),
        _ => true,
    };
    let buttons = asked
        .order
        .iter()
        .enumerate()
        .filter(|(_, option)| is_left(option));
    let buttons = buttons.map(|(place, option)| {
        let mark = match &asked.question.form {
            Form::Multiple(_) if picked.iter().any(|it| it == words[*option]) => "☑ ",
            Form::Multiple(_) => "☐ ",
            _ => "",
        };
        let label = if is_short {
            format!("{mark}{}. {}", letter(place), words[*option])
        } else {
            format!("{mark}{}", letter(place))
        };
        Button::new(label, press(u8::try_from(*option).unwrap_or(u8::MAX)))
    });
    let buttons: Vec<Button> = buttons.collect();
    let width = if is_short { 1 } else { LETTERS };
    buttons.chunks(width).map(<[Button]>::to_vec).collect()
}
