//! The goal of study days: the question for it, the week that is under way, and that it was reached. Nothing here compares anybody
//! with anybody, and a day that has passed looks like one that comes.

use super::rhythm::{back, weekday_name};
use crate::courses::study_days::{Goal, Week};
use crate::telegram::{Button, GoalPress, Rich, Screen};
use crate::texts::Texts;

/// Asks on how many days a week; the one that holds is marked.
pub fn ask(texts: &Texts, goal: Option<Goal>) -> Screen {
    let days = (1..=7).map(|days| {
        let label = if goal.is_some_and(|goal| goal.days() == days) {
            format!("☑ {days}")
        } else {
            days.to_string()
        };
        Button::new(label, GoalPress::Set { days })
    });
    let mut text = Rich::plain(&texts.say("goal-ask"));
    text.line().line().push_str(&texts.say("goal-forgives"));
    let none = Button::new(texts.say("button-goal-none"), GoalPress::Set { days: 0 });
    Screen::new(text).row(days).row([none]).row([back(texts)])
}

/// What was chosen.
pub fn chosen(texts: &Texts, goal: Option<Goal>) -> String {
    match goal {
        Some(goal) => texts.with("goal-chosen", days(goal)),
        None => texts.say("goal-none-chosen"),
    }
}

/// "Goal: 3 study days a week".
pub fn line(texts: &Texts, goal: Goal) -> String {
    texts.with("goal-line", days(goal))
}

/// The week as `/progress` shows it: how many days, which, and how many weeks in a row.
pub fn week(texts: &Texts, week: &Week) -> Vec<String> {
    let mut lines = vec![of(texts, "goal-week", week)];
    lines.extend(marks(texts, week));
    if week.row > 0 {
        let row = i32::try_from(week.row).unwrap_or(i32::MAX);
        lines.push(texts.with("goal-row", [("weeks", row.into())]));
    }
    lines
}

/// That there is time for the goal; `None`: there is none, or it was reached.
pub fn reminder(texts: &Texts, week: &Week) -> Option<String> {
    let reminds = week.is_within_reach();
    reminds.then(|| of(texts, "goal-reminder", week))
}

/// That it was reached just now.
pub fn reached(texts: &Texts, goal: Goal) -> String {
    texts.with("goal-reached", days(goal))
}

fn days(goal: Goal) -> [(&'static str, crate::texts::Arg<'static>); 1] {
    [("days", i32::from(goal.days()).into())]
}

fn of(texts: &Texts, key: &'static str, week: &Week) -> String {
    let (done, goal) = (i32::from(week.done()), i32::from(week.goal.days()));
    texts.with(key, [("done", done.into()), ("goal", goal.into())])
}

/// A mark for each day from Monday; for who wants text alone the names of those on which they have studied, if there are any.
fn marks(texts: &Texts, week: &Week) -> Option<String> {
    if !texts.is_plain {
        let marks = week.days.map(|studied| if studied { "●" } else { "○" });
        return Some(marks.join(" "));
    }
    let studied = super::rhythm::WEEK.into_iter().zip(week.days);
    let names: Vec<String> = studied
        .filter(|(_, studied)| *studied)
        .map(|(day, _)| weekday_name(texts, day))
        .collect();
    let names = names.join(", ");
    (!names.is_empty()).then(|| texts.with("goal-days", [("days", (&names).into())]))
}
