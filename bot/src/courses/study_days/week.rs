//! A learner's week: its study days, whether they are as many as wanted, and for how many weeks in a row they were.
//!
//! A week begins on Monday. It counts when it has as many study days as its goal says. One that is a single day short ends
//! nothing, unless the last week that was no pause was short as well: a missed day is forgiven every other week. One with a pause
//! in it ends nothing. Any other ends the row. The week that is under way counts as soon as its goal is reached.

use std::collections::BTreeMap;

use chrono::{Datelike, Days, NaiveDate};

/// So many study days a week: 1–7.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Goal(u8);

impl Goal {
    /// `None`: no week has so many days, or it would be no goal.
    pub fn new(days: u8) -> Option<Goal> {
        (1..=7).contains(&days).then_some(Goal(days))
    }

    /// How many days.
    pub fn days(self) -> u8 {
        self.0
    }
}

/// A day on which somebody has studied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Noted {
    /// The day, by the clock that they went by on it.
    pub day: NaiveDate,
    /// The goal of its week.
    pub goal: Goal,
}

/// Days on which somebody had paused.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pause {
    /// The first of them.
    pub from: NaiveDate,
    /// The first day after them.
    pub until: NaiveDate,
}

impl Pause {
    /// Whether a day of the week from `monday` on is one of them.
    fn touches(self, monday: NaiveDate) -> bool {
        self.from < monday + Days::new(7) && monday < self.until
    }
}

/// The week that is under way, and how many before it count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// What they want.
    pub goal: Goal,
    /// Whether they have studied, from Monday on.
    pub days: [bool; 7],
    /// How many weeks in a row the goal was reached, this one included if it was.
    pub row: u32,
    /// How many days it has from today on on which they have not studied yet.
    pub left: u8,
}

impl Week {
    /// The week that has `today` in it. The order of `noted` and of `pauses` does not matter, nor that a day comes twice.
    pub fn of(goal: Goal, today: NaiveDate, noted: &[Noted], pauses: &[Pause]) -> Week {
        let weeks = by_week(noted);
        let monday = monday(today);
        let days = weeks.get(&monday).map_or([false; 7], |week| week.days);
        let ahead = days.iter().skip(place(today));
        let left = ahead.filter(|studied| !**studied).count();
        let mut week = Week {
            goal,
            days,
            row: row(&weeks, monday, pauses),
            left: u8::try_from(left).unwrap_or_default(),
        };
        week.row += u32::from(week.is_reached());
        week
    }

    /// On how many of its days they have studied.
    pub fn done(&self) -> u8 {
        count(&self.days)
    }

    /// Whether that is what they want.
    pub fn is_reached(&self) -> bool {
        self.done() >= self.goal.days()
    }

    /// Whether it is not yet, and may be this week.
    pub fn is_within_reach(&self) -> bool {
        !self.is_reached() && self.done() + self.left >= self.goal.days()
    }
}

/// The Monday of a day's week.
pub fn monday(day: NaiveDate) -> NaiveDate {
    day - Days::new(day.weekday().num_days_from_monday().into())
}

/// Of a week that has study days.
struct Past {
    days: [bool; 7],
    /// When it was set, and what it is: the last day's.
    goal: (NaiveDate, Goal),
}

fn by_week(noted: &[Noted]) -> BTreeMap<NaiveDate, Past> {
    let mut weeks = BTreeMap::new();
    for one in noted {
        let goal = (one.day, one.goal);
        let days = [false; 7];
        let week = weeks.entry(monday(one.day)).or_insert(Past { days, goal });
        week.days[place(one.day)] = true;
        week.goal = week.goal.max(goal);
    }
    weeks
}

/// How many weeks in a row count before the one from `this` on. A week without any study day has the goal of the one before it.
fn row(weeks: &BTreeMap<NaiveDate, Past>, this: NaiveDate, pauses: &[Pause]) -> u32 {
    let Some((first, past)) = weeks.first_key_value() else {
        return 0;
    };
    let (mut row, mut forgives, mut goal) = (0, true, past.goal.1);
    for monday in first.iter_weeks().take_while(|monday| *monday < this) {
        let past = weeks.get(&monday);
        goal = past.map_or(goal, |past| past.goal.1);
        let done = past.map_or(0, |past| count(&past.days));
        if done >= goal.days() {
            row += 1;
            forgives = true;
        } else if pauses.iter().any(|pause| pause.touches(monday)) {
            // Neither counts nor ends anything.
        } else if forgives && done + 1 == goal.days() {
            forgives = false;
        } else {
            row = 0;
            forgives = true;
        }
    }
    row
}

/// Where a day stands in its week, from 0.
fn place(day: NaiveDate) -> usize {
    usize::try_from(day.weekday().num_days_from_monday()).unwrap_or_default()
}

fn count(days: &[bool; 7]) -> u8 {
    days.iter().map(|studied| u8::from(*studied)).sum()
}

#[cfg(test)]
mod tests;
