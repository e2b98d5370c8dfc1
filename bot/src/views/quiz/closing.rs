//! What is left to do at a step when nothing is open, and what came of a whole course.

use coursefile::Spent;

use crate::courses::Standing;
use crate::courses::quiz::Score;
use crate::telegram::{Button, QuizPress, Rich};
use crate::texts::Texts;

/// What is left to do when nothing is open: how it went, what was put off, and how to try again.
pub fn closing(texts: &Texts, standing: &Standing, text: &mut Rich) {
    let Some(paper) = &standing.paper else {
        return;
    };
    let (right, total) = paper.right();
    let waiting = paper.waiting().count();
    text.line().line();
    if waiting > 0 {
        text.push_bold(&texts.with("work-waits", [("count", waiting.into())]));
        if waiting == paper.asked.len() {
            return;
        }
        text.line();
    }
    if total > 0 {
        let figures = [("right", right.into()), ("total", total.into())];
        text.push_italic(&texts.with("quiz-summary", figures));
    } else {
        text.push_italic(&texts.say("quiz-summary-poll"));
    }
    let put_off = paper.put_off().count();
    if put_off > 0 {
        text.line();
        text.push_italic(&texts.with("quiz-put-off", [("count", put_off.into())]));
    }
    if paper.is_stuck_anywhere() {
        text.line();
        text.push_italic(&match paper.spent {
            Spent::Wait(minutes) => {
                let wait = duration(texts, minutes);
                texts.with("quiz-stuck-wait", [("wait", (&wait).into())])
            }
            Spent::Show | Spent::Step(_) => texts.say("quiz-stuck-step"),
        });
    }
}

/// The ways to what is left to do.
pub fn ways(standing: &Standing, texts: &Texts) -> Vec<Vec<Button>> {
    let Some(paper) = standing
        .paper
        .as_ref()
        .filter(|paper| paper.open().is_none())
    else {
        return Vec::new();
    };
    let (course, step) = (standing.outline.course.id, paper.step);
    let mut ways: Vec<Vec<Button>> = paper
        .waiting()
        .map(|submission| super::super::work::own(texts, submission).into())
        .collect();
    if paper.put_off().next().is_some() {
        let press = QuizPress::AskAgain { course, step };
        ways.push(vec![Button::new(texts.say("button-put-off"), press)]);
    }
    if paper.is_stuck_anywhere() {
        let label = match standing.remedy() {
            Some(step) => texts.with("button-remedy", [("title", (&step.title).into())]),
            None => texts.say("button-retry"),
        };
        ways.push(vec![Button::new(label, QuizPress::Retry { course, step })]);
    }
    ways
}

/// What a learner has earned in a course.
pub fn result(texts: &Texts, score: &Score) -> String {
    let mark = score.pass_mark.map_or(0, u64::from);
    let args = || {
        [
            ("earned", score.earned.into()),
            ("total", score.total.into()),
            ("percent", score.percent().into()),
            ("mark", mark.into()),
        ]
    };
    let first = [
        ("right", score.first_right.into()),
        ("total", score.judged.into()),
    ];
    let result = texts.with(
        match score.is_passed() {
            None => "result",
            Some(true) => "result-passed",
            Some(false) => "result-not-passed",
        },
        args(),
    );
    format!("{result}\n{}", texts.with("result-first-try", first))
}

/// So many minutes in words, never less.
pub fn duration(texts: &Texts, minutes: u32) -> String {
    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    // What is long is told in whole hours or days, rounded up.
    let (key, count) = match minutes {
        m if m >= 2 * DAY || m == DAY => ("duration-days", m.div_ceil(DAY)),
        m if m >= 2 * HOUR || m == HOUR => ("duration-hours", m.div_ceil(HOUR)),
        m => ("duration-minutes", m),
    };
    texts.with(key, [("count", u64::from(count).into())])
}
