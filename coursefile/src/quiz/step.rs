//! What the heading of a step says about its questions.

use crate::problem::Problem;
use crate::{Gate, Question, Quiz, Spent};

/// The longest pause, in minutes: a year.
const PAUSE: u32 = 366 * DAY;
const DAY: u32 = 24 * 60;

/// The quiz of a step, from its questions and from the flags of its heading: those that are not about questions are passed
/// over. Where a step that is led to stands is not looked at.
pub(crate) fn quiz(
    questions: Vec<Question>,
    flags: &[String],
    line: usize,
    problems: &mut Vec<Problem>,
) -> Option<Quiz> {
    let mut quiz = Quiz {
        questions,
        ..Quiz::default()
    };
    for flag in flags.iter().filter(|flag| is_ours(flag)) {
        if quiz.questions.is_empty() {
            let flag = [("flag", flag.as_str().into())];
            problems.push(Problem::warning(line, "step-flag-idle", flag));
            continue;
        }
        match flag.split_once('=') {
            Some(("draw", value)) => quiz.draw = draw(value, quiz.questions.len(), line, problems),
            Some((_, value)) => quiz.spent = spent(value, line, problems),
            None if flag == ".must-pass" => quiz.gate = Gate::Pass,
            None if quiz.gate == Gate::Free => quiz.gate = Gate::Answer,
            None => {}
        }
    }
    (!quiz.questions.is_empty()).then_some(quiz)
}

/// Whether a flag of a heading is about questions.
pub(crate) fn is_ours(flag: &str) -> bool {
    matches!(flag, ".must-answer" | ".must-pass")
        || flag.starts_with("draw=")
        || flag.starts_with("spent=")
}

fn draw(value: &str, count: usize, line: usize, problems: &mut Vec<Problem>) -> Option<u16> {
    let draw = value.parse::<u16>().ok().filter(|draw| *draw > 0);
    match draw {
        None => {
            let value = [("value", value.into())];
            problems.push(Problem::error(line, "step-draw-bad", value));
        }
        Some(draw) if usize::from(draw) > count => {
            let figures = [("draw", usize::from(draw).into()), ("count", count.into())];
            problems.push(Problem::warning(line, "step-draw-many", figures));
        }
        Some(_) => {}
    }
    draw
}

fn spent(value: &str, line: usize, problems: &mut Vec<Problem>) -> Spent {
    if value == "show" {
        return Spent::Show;
    }
    let figures = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let each = match &value[figures.len()..] {
        "m" => Some(1),
        "h" => Some(60),
        "d" => Some(DAY),
        _ => None,
    };
    let pause = figures.parse::<u32>().ok().zip(each);
    if let Some((count, each)) = pause {
        let minutes = count.checked_mul(each);
        let minutes = minutes.filter(|minutes| (1..=PAUSE).contains(minutes));
        if let Some(minutes) = minutes {
            return Spent::Wait(minutes);
        }
    } else if crate::slug::is_slug(value) {
        return Spent::Step(value.to_owned());
    }
    let value = [("value", value.into())];
    problems.push(Problem::error(line, "step-spent-bad", value));
    Spent::Show
}

/// How it is written in a heading. None: it follows.
pub(crate) fn spent_words(spent: &Spent) -> Option<String> {
    match spent {
        Spent::Show => None,
        Spent::Step(slug) => Some(slug.clone()),
        Spent::Wait(minutes) if minutes % DAY == 0 => Some(format!("{}d", minutes / DAY)),
        Spent::Wait(minutes) if minutes % 60 == 0 => Some(format!("{}h", minutes / 60)),
        Spent::Wait(minutes) => Some(format!("{minutes}m")),
    }
}
