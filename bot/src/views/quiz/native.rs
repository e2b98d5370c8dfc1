//! A question as a poll of Telegram.

use coursefile::Form;

use super::keyboard::answering_rows;
use crate::courses::Standing;
use crate::courses::quiz::{Asked, Drawn, poll_name, to_choose};
use crate::telegram::{About, NativePoll, Rich};

/// The poll that asks it, when its author wants one. Who only looks back gets words and buttons.
pub(super) fn native(standing: &Standing, asked: &Asked) -> Option<NativePoll> {
    let question = &asked.question;
    if !question.as_poll || standing.looking_back() {
        return None;
    }
    let drawn = Drawn {
        course: standing.outline.course.id,
        step: standing.step,
        place: asked.place,
        turn: asked.state.turn(),
        stamp: asked.stamp(),
    };
    let (words, options) = (to_choose(question), question.form.options());
    let is_right = |place: &usize| options[asked.order[*place]].is_right;
    let right = || (0..asked.order.len()).filter(is_right).collect();
    let explanation = question.explanation.as_deref();
    Some(NativePoll {
        question: Rich::from_html(question.ask.as_deref()?).text,
        options: asked.order.iter().map(|at| words[*at].to_owned()).collect(),
        right: (!matches!(question.form, Form::Poll(_))).then(right),
        multiple: matches!(question.form, Form::Multiple(_)),
        explanation: explanation.map(Rich::from_html).unwrap_or_default(),
        rows: answering_rows(asked),
        about: About::new(poll_name(&drawn))?,
    })
}
