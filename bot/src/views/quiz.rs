//! A question as a learner gets it, what is said to an answer, and what is left to do at a step that asks.

mod closing;
mod keyboard;
mod native;

use coursefile::{Form, Question};

use crate::courses::quiz::{Answered, Asked, Given, letter, solution, to_choose};
use crate::courses::{Standing, quiz};
use crate::telegram::{Rich, Screen};
use crate::texts::Texts;

pub use closing::{closing, duration, result, ways};
use keyboard::{keyboard, on_buttons};
use native::native;

/// The question, with what there is to press.
pub fn question(texts: &Texts, standing: &Standing, asked: &Asked) -> Screen {
    let mut text = heading(texts, standing, asked);
    if asked.state.tries() > 0 {
        text.line().line();
        text.push_italic(&texts.say("quiz-try-again"));
    }
    invitation(texts, asked, &mut text);
    let mut screen = keyboard(texts, standing, asked)
        .into_iter()
        .fold(Screen::new(text), Screen::row);
    // Whoever wants text alone gets words and buttons.
    screen.poll = native(standing, asked).filter(|_| !texts.is_plain);
    screen
}

/// What is said to an answer, in a message of its own.
pub fn alone(texts: &Texts, answered: &Answered) -> Screen {
    Screen::new(said(texts, answered))
}

/// The question with what is said to the answer, and with what there is to press when it may be tried again.
pub fn verdict(texts: &Texts, answered: &Answered) -> Screen {
    let standing = &answered.standing;
    let Some(asked) = answered.asked() else {
        return Screen::default();
    };
    let mut text = heading(texts, standing, asked);
    text.line().line();
    text.push(&said(texts, answered));
    if asked.state.is_decided {
        return Screen::new(text);
    }
    invitation(texts, asked, &mut text);
    keyboard(texts, standing, asked)
        .into_iter()
        .fold(Screen::new(text), Screen::row)
}

/// What is said to an answer, and below it what comes next.
pub fn then(texts: &Texts, answered: &Answered, next: Screen) -> Screen {
    let mut text = said(texts, answered);
    text.line().line();
    text.push(&next.text);
    let is_protected = answered.standing.shown().is_protected;
    Screen { text, ..next }.protected(is_protected)
}

/// What is said to an answer.
fn said(texts: &Texts, answered: &Answered) -> Rich {
    let mut text = Rich::new();
    let (standing, verdict) = (&answered.standing, &answered.verdict);
    let Some(asked) = answered.asked() else {
        return text;
    };
    text.push_str(&yours(texts, &asked.question, &answered.given));
    text.line();
    text.push_bold(&texts.say(match verdict.is_right {
        Some(true) => "quiz-right",
        Some(false) => "quiz-wrong",
        None => "quiz-thanks",
    }));
    if let Some(meant) = &verdict.meant {
        let meant = texts.with("quiz-meant", [("words", meant.into())]);
        text.push_str(" ").push_str(&meant);
    }
    if let Some((fits, total)) = verdict.part {
        let figures = [("fits", fits.into()), ("total", total.into())];
        text.push_str(" ")
            .push_str(&texts.with("quiz-part", figures));
    }
    for feedback in &verdict.feedback {
        text.line().push(&Rich::from_html(feedback));
    }
    if asked.state.is_decided {
        decided(texts, standing, asked, &mut text);
    } else if let Some(left) = asked.left() {
        text.line();
        text.push_str(&texts.with("quiz-attempts-left", [("count", u64::from(left).into())]));
    }
    text
}

/// What nobody is kept in the dark about any longer.
fn decided(texts: &Texts, standing: &Standing, asked: &Asked, text: &mut Rich) {
    let is_stuck = standing
        .paper
        .as_ref()
        .is_some_and(|paper| paper.is_stuck(asked));
    let solution = solution(&asked.question);
    if !asked.state.is_right && !is_stuck && !solution.is_empty() {
        let words = told(&asked.question, &solution);
        text.line();
        text.push_str(&texts.with("quiz-solution", [("words", (&words).into())]));
    }
    if let Some(explanation) = asked.question.explanation.as_ref().filter(|_| !is_stuck) {
        text.line().line();
        text.push(&Rich::from_html(explanation));
    }
}

/// A question to somebody who only looks at it: with its answers, hidden until they are pressed.
pub fn looked_at(texts: &Texts, question: &Question, text: &mut Rich) {
    text.line().line();
    if let Some(ask) = &question.ask {
        text.push(&Rich::from_html(ask)).line();
    }
    for (place, option) in to_choose(question).into_iter().enumerate() {
        text.push_str(&format!("{}. {option}", letter(place)))
            .line();
    }
    let words = told(question, &solution(question));
    if let Form::Work { takes } = &question.form {
        let takes = super::work::takes(texts, takes);
        text.push_italic(&texts.with("work-how", [("takes", (&takes).into())]));
    } else if words.is_empty() {
        text.push_italic(&texts.say("quiz-no-right"));
    } else {
        text.push_str(&texts.say("quiz-answer")).push_str(" ");
        text.push_spoiler(&words);
    }
}

fn heading(texts: &Texts, standing: &Standing, asked: &Asked) -> Rich {
    let mut text = Rich::new();
    let all = standing
        .paper
        .as_ref()
        .map_or(&[][..], |paper| &paper.asked);
    let number = all
        .iter()
        .position(|it| it.place == asked.place)
        .unwrap_or(0)
        + 1;
    let figures = [("number", number.into()), ("total", all.len().into())];
    text.push_bold(&if all.len() > 1 {
        texts.with("quiz-number", figures)
    } else {
        texts.say("quiz-question")
    });
    if let Some(ask) = &asked.question.ask {
        text.line();
        text.push(&Rich::from_html(ask));
    }
    text
}

/// How to answer, and what there is to choose from where the buttons do not say it.
fn invitation(texts: &Texts, asked: &Asked, text: &mut Rich) {
    let question = &asked.question;
    let words = to_choose(question);
    if !words.is_empty() && !on_buttons(&words) {
        text.line();
        for (place, option) in asked.order.iter().enumerate() {
            text.line();
            text.push_str(&format!("{}. {}", letter(place), words[*option]));
        }
    }
    let picked = &asked.state.picked;
    match &question.form {
        Form::Order(_) => picked.iter().enumerate().for_each(|(place, item)| {
            text.line();
            text.push_str(&format!("{}. {item}", place + 1));
        }),
        Form::Match { pairs, .. } => pairs.iter().zip(picked).for_each(|(pair, right)| {
            text.line();
            text.push_str(&format!("{} → {right}", pair.left));
        }),
        _ => {}
    }
    let how = match &question.form {
        Form::Single(_) | Form::Poll(_) => return,
        Form::Multiple(_) => texts.say("quiz-how-multiple"),
        Form::Work { takes } => {
            let takes = super::work::takes(texts, takes);
            texts.with("work-how", [("takes", (&takes).into())])
        }
        Form::Typed { .. } => texts.say("quiz-how-typed"),
        Form::Number { unit: None, .. } => texts.say("quiz-how-number"),
        Form::Number {
            unit: Some(unit), ..
        } => texts.with("quiz-how-number-unit", [("unit", unit.into())]),
        Form::Order(items) if picked.len() < items.len() => {
            texts.with("quiz-how-order", [("number", (picked.len() + 1).into())])
        }
        Form::Match { pairs, .. } if picked.len() < pairs.len() => {
            let left = &pairs[picked.len()].left;
            texts.with("quiz-how-match", [("words", left.into())])
        }
        Form::Order(_) | Form::Match { .. } => texts.say("quiz-how-check"),
    };
    text.line().line();
    text.push_italic(&how);
}

/// What the learner has answered.
fn yours(texts: &Texts, question: &Question, given: &Given) -> String {
    let words = told(question, given);
    let shown: String = words.chars().take(300).collect();
    texts.with("quiz-yours", [("words", (&shown).into())])
}

/// An answer in words.
fn told(question: &Question, given: &Given) -> String {
    match &question.form {
        Form::Order(_) => given.join(" → "),
        Form::Match { pairs, .. } => {
            let pairs = pairs.iter().zip(given);
            let lines = pairs.map(|(pair, right)| format!("{} → {right}", pair.left));
            lines.collect::<Vec<_>>().join("; ")
        }
        Form::Multiple(_) => {
            // As the author wrote them, in whatever order they were ticked.
            let options = to_choose(question).into_iter();
            let given = options.filter(|option| given.iter().any(|it| it == option));
            given.collect::<Vec<_>>().join(", ")
        }
        _ => given.join(", "),
    }
}

/// The hint; the author may have taken it away since the button was drawn.
pub fn hint(texts: &Texts, asked: &Asked) -> Rich {
    let hint = asked.question.hint.as_deref();
    hint.map_or_else(|| Rich::plain(&texts.say("quiz-no-hint")), Rich::from_html)
}

/// How a typed answer has to look like to be one.
pub fn wanted(texts: &Texts, asked: &Asked) -> String {
    let last = quiz::letter(to_choose(&asked.question).len().saturating_sub(1)).to_string();
    let last = [("last", (&last).into())];
    match &asked.question.form {
        Form::Number { .. } => texts.say("quiz-number-wanted"),
        Form::Typed { .. } => texts.say("quiz-words-wanted"),
        Form::Work { takes } => {
            let takes = super::work::takes(texts, takes);
            texts.with("work-wanted", [("takes", (&takes).into())])
        }
        Form::Single(_) | Form::Poll(_) => texts.with("quiz-option-wanted", last),
        Form::Multiple(_) => texts.with("quiz-options-wanted", last),
        Form::Order(_) | Form::Match { .. } => texts.with("quiz-all-wanted", last),
    }
}
