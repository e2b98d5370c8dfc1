//! What an author may not have meant by the rules of a course.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Release;
use crate::Course;

/// Something to tell the author of: the course can be walked all the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hint {
    /// The first step has a rule: the course begins only then.
    First,
    /// A step opens before one that stands before it.
    Backwards {
        /// The place of the earlier step.
        than: usize,
    },
    /// The day lies in the past: the step is open.
    Past,
    /// It counts the days of a cohort, and there is none: for learners without one the days count from their enrolment.
    NoCohort,
}

/// The hints for the steps that are switched on, by their places. `today` in the zone of whoever asks, and whether learners
/// come with cohorts; none: what depends on it is not looked at.
pub fn hints(
    course: &Course,
    today: Option<NaiveDate>,
    has_cohorts: Option<bool>,
) -> Vec<(usize, Hint)> {
    let mut found = Vec::new();
    let mut dates: Option<(usize, NaiveDateTime)> = None;
    let mut days: Option<(usize, (u16, NaiveTime))> = None;
    let active = course
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.is_active);
    for (number, (place, step)) in active.enumerate() {
        let Some(rule) = &step.release else { continue };
        if number == 0 && *rule != Release::AtOnce {
            found.push((place, Hint::First));
        }
        match rule {
            Release::Date { day, at, .. } => {
                let when = day.and_time(at.unwrap_or_default());
                if today.is_some_and(|today| *day < today) {
                    found.push((place, Hint::Past));
                }
                backwards(&mut found, &mut dates, place, when);
            }
            Release::CourseDay { number, at } => {
                if has_cohorts == Some(false) {
                    found.push((place, Hint::NoCohort));
                }
                backwards(
                    &mut found,
                    &mut days,
                    place,
                    (*number, at.unwrap_or_default()),
                );
            }
            _ => {}
        }
    }
    found
}

/// Tells of what is earlier than the latest so far; the later of the two is compared from now on.
fn backwards<T: Ord>(
    found: &mut Vec<(usize, Hint)>,
    latest: &mut Option<(usize, T)>,
    place: usize,
    when: T,
) {
    match latest {
        Some((than, before)) if when < *before => {
            found.push((place, Hint::Backwards { than: *than }));
        }
        _ => *latest = Some((place, when)),
    }
}
