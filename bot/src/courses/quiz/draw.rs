//! Which questions a learner is asked, and in which order options stand: by chance, and for the same learner always alike.
//!
//! The chance is in who is asked and in what is asked, so nothing has to be kept, and a restart of anything changes nothing.

use coursefile::{Form, Question, Quiz};
use entity::{StepId, UserId};
use sha2::{Digest, Sha256};

/// The questions of a step that this learner is asked, by their places in the quiz, in the author's order. What they have
/// been asked already stays among them when the author adds others.
pub fn drawn(
    quiz: &Quiz,
    user: UserId,
    step: StepId,
    is_known: impl Fn(&str) -> bool,
) -> Vec<usize> {
    let all = quiz.questions.len();
    let wanted = quiz.draw.map_or(all, usize::from).clamp(1, all.max(1));
    if wanted >= all {
        return (0..all).collect();
    }
    // Each question has its own lot, so that one that is added or removed changes as little as it can.
    let mut lots: Vec<(bool, u64, usize)> = (quiz.questions.iter().zip(0..))
        .map(|(question, place)| {
            let lot = lot(user, step, &question.slug, "");
            (!is_known(&question.slug), lot, place)
        })
        .collect();
    lots.sort_unstable();
    let mut drawn: Vec<usize> = lots
        .into_iter()
        .take(wanted)
        .map(|(_, _, place)| place)
        .collect();
    drawn.sort_unstable();
    drawn
}

/// The order in which this learner is shown what there is to choose from, as places in what the author wrote. What has to
/// be ordered or matched never stands in its right order, if there is another.
pub fn shown(question: &Question, user: UserId, step: StepId) -> Vec<usize> {
    let words = to_choose(question);
    let own: Vec<usize> = (0..words.len()).collect();
    let is_sorted_out = matches!(question.form, Form::Order(_) | Form::Match { .. });
    if !question.shuffle && !is_sorted_out {
        return own;
    }
    let mut lots: Vec<(u64, usize)> = (words.iter().zip(0..))
        .map(|(words, place)| (lot(user, step, &question.slug, words), place))
        .collect();
    lots.sort_unstable();
    let mut order: Vec<usize> = lots.into_iter().map(|(_, place)| place).collect();
    if is_sorted_out && order == own {
        order.rotate_left(1);
    }
    order
}

/// What there is to choose from, as the author wrote it: options, items, or right sides, those to which nothing belongs
/// included.
pub fn to_choose(question: &Question) -> Vec<&str> {
    match &question.form {
        Form::Single(options) | Form::Multiple(options) | Form::Poll(options) => {
            options.iter().map(|option| option.words.as_str()).collect()
        }
        Form::Order(items) => items.iter().map(String::as_str).collect(),
        Form::Match { pairs, extra } => {
            let right = pairs.iter().map(|pair| pair.right.as_str());
            let mut sides: Vec<&str> = Vec::new();
            for side in right.chain(extra.iter().map(String::as_str)) {
                // Two left sides may have the same right one: it is one thing to choose.
                if !sides.contains(&side) {
                    sides.push(side);
                }
            }
            sides
        }
        Form::Typed { .. } | Form::Number { .. } | Form::Work { .. } => Vec::new(),
    }
}

fn lot(user: UserId, step: StepId, question: &str, words: &str) -> u64 {
    let mut hash = Sha256::new();
    hash.update(user.0.to_be_bytes());
    hash.update(step.0.to_be_bytes());
    hash.update(question);
    hash.update([0]);
    hash.update(words);
    let digest = hash.finalize();
    let (first, _) = digest.split_at(8);
    u64::from_be_bytes(first.try_into().expect("eight bytes"))
}
