//! What a learner has done and heard, and so what they may hear next and must have heard by now.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::almanac::{Almanac, Rule};
use crate::properties::school::Found;

/// What waits longer than this has waited for the bot: of that comes one thing a day.
const OVERDUE: TimeDelta = TimeDelta::hours(6);
/// How long something that came by itself stands alone.
const ALONE: TimeDelta = TimeDelta::hours(1);
/// How late something may be while the bot is at work.
const LATE: TimeDelta = TimeDelta::seconds(60);

/// Where the learner is in one course.
#[derive(Clone, Debug)]
pub struct Place {
    /// When its steps open; the first stands here as well. Nothing: at once.
    pub rules: Vec<Option<Rule>>,
    /// After how many days of silence they are reminded.
    pub ladder: Vec<i64>,
    /// Their first day: of their cohort, or the one on which they joined.
    pub first: NaiveDate,
    /// Where they stand; before the beginning nowhere.
    pub at: Option<usize>,
    /// Since when they wait for the next step.
    pub asked: Option<DateTime<Utc>>,
    /// They have been at the end.
    pub is_finished: bool,
    /// Nothing of it comes by itself.
    pub rests: bool,
    /// When they were there last.
    pub active: DateTime<Utc>,
    /// When they came to where they stand or looked at it.
    pub seen: DateTime<Utc>,
    /// The step of which they have heard that it is open.
    pub told: Option<usize>,
    /// The one of which they have heard by a clock that went ahead: it opens once more, and they may hear of it again.
    pub misled: Option<usize>,
}

/// What comes by itself.
#[derive(Clone, Copy, Debug)]
pub enum Word {
    /// A step they have asked for.
    Brought(usize),
    /// They may go on to this step.
    Opened(usize),
    /// A reminder; the last one?
    Reminder(bool),
}

/// The learner.
#[derive(Clone, Debug)]
pub struct Known {
    /// When they may be written to.
    pub almanac: Almanac,
    /// The day from which dates are counted.
    pub beginning: NaiveDate,
    /// Where they are in their courses.
    pub places: Vec<Place>,
    /// When they were reminded last.
    pub reminded: Option<DateTime<Utc>>,
    /// The last day on which something came that comes once a day.
    pub counted: Option<NaiveDate>,
    /// When a step came by itself.
    pub spoke: Option<DateTime<Utc>>,
    /// Whether nothing has happened since.
    pub is_still: bool,
}

/// A step that is to be brought or told of.
struct Wish {
    word: Word,
    opens: DateTime<Utc>,
    comes: DateTime<Utc>,
}

impl Known {
    /// When the step behind where they stand opens, for who is done there at `done`; nothing: at once.
    pub fn opens(&self, course: usize, done: DateTime<Utc>) -> Option<(Rule, DateTime<Utc>)> {
        let place = &self.places[course];
        let next = place.at.map_or(0, |at| at + 1);
        let rule = (*place.rules.get(next)?).filter(|_| !place.is_finished)?;
        let days = (place.first, self.beginning);
        Some((rule, self.almanac.opens(rule, done, days)))
    }

    fn wish(&self, course: usize) -> Option<Wish> {
        let place = &self.places[course];
        let next = place.at.map_or(0, |at| at + 1);
        if place.is_finished || place.rests {
            return None;
        }
        let (rule, opens) = self.opens(course, place.asked.unwrap_or_default())?;
        let comes = self.almanac.comes(rule, opens);
        let is_news = rule.is_by_calendar() && opens > place.seen && place.told != Some(next);
        let word = match place.asked {
            Some(_) => Word::Brought(next),
            None if is_news => Word::Opened(next),
            None => return None,
        };
        Some(Wish { word, opens, comes })
    }

    /// The course of which they are reminded, and from when on.
    fn rung(&self) -> Option<(usize, DateTime<Utc>)> {
        let places = self.places.iter().enumerate();
        let silent = places.filter(|(_, place)| {
            !place.is_finished && !place.rests && place.asked.is_none() && !place.ladder.is_empty()
        });
        let (course, place) = silent.max_by_key(|(number, place)| (place.seen, *number))?;
        let active = self.places.iter().map(|place| place.active).max()?;
        let since = active.max(place.seen);
        let told = self.reminded.filter(|told| *told > active);
        let mut rungs = place
            .ladder
            .iter()
            .map(|days| since + TimeDelta::days(*days));
        let rung = rungs.find(|rung| told.is_none_or(|told| *rung > told))?;
        Some((course, rung))
    }

    /// They hear something: it is right that they do, here and now.
    pub fn hear(&mut self, (course, word): (usize, Word), now: DateTime<Utc>) -> Found {
        let wrong = |why: &str| Err(format!("{word:?} of {course} at {now}: {why}"));
        if !self.almanac.may(now) {
            return wrong("in quiet hours");
        }
        if self.is_still && self.spoke.is_some_and(|spoke| now < spoke + ALONE) {
            return wrong("not alone");
        }
        let is_reminder = matches!(word, Word::Reminder(_));
        let is_counted = match word {
            Word::Reminder(_) => match self.rung() {
                Some((of, due)) if of == course && due <= now => true,
                _ => return wrong("nobody is to be reminded"),
            },
            Word::Brought(_) | Word::Opened(_) => match self.wish(course) {
                Some(wish) if now < wish.opens => return wrong("before it opens"),
                Some(wish) if now < wish.comes => return wrong("before its hour"),
                Some(wish) if wish.word.is(word) => wish.comes < now - OVERDUE,
                _ => return wrong("nobody has asked for it, or they know"),
            },
        };
        let today = self.almanac.local(now).date();
        if is_counted && self.counted.is_some_and(|day| day >= today) {
            return wrong("the second on a day");
        }
        if is_counted {
            self.counted = Some(today);
        }
        if !is_reminder {
            (self.spoke, self.is_still) = (Some(now), true);
        }
        self.take(course, word, now)
    }

    fn take(&mut self, course: usize, word: Word, now: DateTime<Utc>) -> Found {
        match word {
            Word::Brought(_) => self.places[course].go_on(now),
            Word::Opened(step) => {
                let place = &mut self.places[course];
                (place.told, place.misled) = (Some(step), None);
            }
            Word::Reminder(is_last) => {
                self.reminded = Some(now);
                if is_last == self.rung().is_some_and(|(of, _)| of == course) {
                    return Err(format!("the last reminder of {course}? {is_last}"));
                }
                self.places[course].rests = is_last;
            }
        }
        Ok(())
    }

    /// They do something themselves.
    pub fn acts(&mut self, course: usize, now: DateTime<Utc>) -> &mut Place {
        self.is_still = false;
        let place = &mut self.places[course];
        (place.active, place.seen, place.rests) = (now, now, false);
        place
    }

    /// The clock is put to `now`.
    pub fn jump(&mut self, now: DateTime<Utc>) {
        self.is_still = false;
        for told in [&mut self.reminded, &mut self.spoke] {
            *told = told.map(|told| told.min(now));
        }
        let (almanac, beginning) = (self.almanac, self.beginning);
        for place in &mut self.places {
            let rule = place.told.and_then(|step| place.rules[step]);
            let opens = rule.map(|rule| almanac.opens(rule, now, (place.first, beginning)));
            if opens.is_some_and(|opens| opens > now) {
                place.misled = place.told.take();
            }
        }
    }

    /// The first instant from `now` on at which something has to be said; what should have been said before counts as `now`.
    pub fn must(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let steps = (0..self.places.len()).filter_map(|course| {
            let misled = self.places[course].misled;
            let owed = |wish: &Wish| misled.is_none_or(|step| !wish.word.is(Word::Opened(step)));
            let comes = self.wish(course).filter(owed)?.comes;
            let is_overdue = comes < now - OVERDUE;
            Some(if is_overdue {
                comes.max(self.tomorrow(comes))
            } else {
                comes
            })
        });
        let reminder = self.rung().map(|(_, due)| {
            let due = due.max(self.tomorrow(due));
            self.almanac.turn(due)
        });
        let first = steps.chain(reminder).min()?;
        let alone = self.spoke.map_or(first, |spoke| spoke + ALONE);
        Some(self.almanac.free(first.max(alone)))
    }

    /// When the day after the one begins on which something came; `or`: nothing has.
    fn tomorrow(&self, or: DateTime<Utc>) -> DateTime<Utc> {
        let next = self.counted.map(|day| day + TimeDelta::days(1));
        next.map_or(or, |day| self.almanac.midnight(day))
    }

    /// The bot has been at work until now: whatever had to be said was said.
    pub fn nobody_is_forgotten(&self, now: DateTime<Utc>) -> Found {
        let then = now - LATE;
        match self.must(now) {
            Some(at) if at <= then && self.almanac.may(then) && self.almanac.may(now) => {
                Err(format!("{at} is over at {now}"))
            }
            _ => Ok(()),
        }
    }
}

impl Place {
    /// They stand on the next step from now on.
    pub fn go_on(&mut self, now: DateTime<Utc>) {
        let next = self.at.map_or(0, |at| at + 1);
        (self.at, self.asked, self.seen) = (Some(next), None, now);
        self.is_finished |= next + 1 == self.rules.len();
    }
}

impl Word {
    fn is(self, other: Word) -> bool {
        match (self, other) {
            (Word::Brought(one), Word::Brought(other))
            | (Word::Opened(one), Word::Opened(other)) => one == other,
            _ => false,
        }
    }
}
