//! When a card comes back: FSRS 6 with its default parameters, which fit most people's memory, and nine of ten cards still
//! known when they come. Pure, and without chance: the same answers at the same times give the same days.

use chrono::{DateTime, TimeDelta, Utc};
use fsrs::{FSRS, ItemState, MemoryState};

use crate::courses::refusal::Fault;

/// How many of ten cards shall still be known when they come back.
const RETENTION: f32 = 0.9;
/// Days until a card comes back, at least: what was asked today is not asked again today.
const SHORTEST: f32 = 1.0;
/// The same at most: ten years.
const LONGEST: f32 = 3650.0;

/// How a question is remembered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Memory {
    /// In days, see [`entity::review::Model::stability`].
    pub stability: f64,
    /// 1–10.
    pub difficulty: f64,
}

/// What an answer makes of a card.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scheduled {
    /// How it is remembered now.
    pub memory: Memory,
    /// When it comes back: whole days after the answer, at least one.
    pub due_at: DateTime<Utc>,
}

/// A question that was answered wrong in its course.
///
/// # Errors
/// None; the crate's own parameters are good.
pub fn learnt_wrong(at: DateTime<Utc>) -> Result<Scheduled, Fault> {
    rated(None, 0, at, false)
}

/// A card that was answered in review: wrong is *Again*, right is *Good*.
///
/// # Errors
/// [`Fault::Broken`] for a memory that is no number.
pub fn reviewed(
    memory: Memory,
    last_at: DateTime<Utc>,
    now: DateTime<Utc>,
    is_right: bool,
) -> Result<Scheduled, Fault> {
    let days = u32::try_from((now - last_at).num_days()).unwrap_or(0);
    rated(Some(memory), days, now, is_right)
}

fn rated(
    memory: Option<Memory>,
    days: u32,
    now: DateTime<Utc>,
    is_right: bool,
) -> Result<Scheduled, Fault> {
    let state = memory.map(|memory| MemoryState {
        stability: narrow(memory.stability),
        difficulty: narrow(memory.difficulty),
    });
    let next = FSRS::default().next_states(state, RETENTION, days);
    let next = next.map_err(|_| Fault::Broken("a card has no memory"))?;
    let ItemState { memory, interval } = if is_right { next.good } else { next.again };
    Ok(Scheduled {
        memory: Memory {
            stability: memory.stability.into(),
            difficulty: memory.difficulty.into(),
        },
        due_at: now + TimeDelta::days(whole(interval)),
    })
}

/// The crate works with numbers of half the width.
#[expect(
    clippy::cast_possible_truncation,
    reason = "what was a narrow number comes back as the same one"
)]
fn narrow(number: f64) -> f32 {
    number as f32
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "it lies between one day and ten years"
)]
fn whole(days: f32) -> i64 {
    days.round().clamp(SHORTEST, LONGEST) as i64
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Answers as days after the one before and whether they are right, with what has to come of them: the days until the
    /// card comes back, and stability and difficulty to the fourth digit.
    ///
    /// The figures were computed apart from the crate, from the formulas of FSRS 6 as its authors have published them
    /// (open-spaced-repetition, "The Algorithm", read 2026-11-21), in numbers of full width.
    fn check(answers: &[(i64, bool, i64, f64, f64)]) {
        let begin = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let mut made = learnt_wrong(begin).expect("a card");
        assert_eq!(made.due_at - begin, TimeDelta::days(1));
        assert_close(made.memory, 0.212, 6.4133);
        let mut at = begin;
        for (number, (after, is_right, days, stability, difficulty)) in answers.iter().enumerate() {
            let now = at + TimeDelta::days(*after);
            made = reviewed(made.memory, at, now, *is_right).expect("a card");
            assert_eq!((made.due_at - now).num_days(), *days, "answer {number}");
            assert_close(made.memory, *stability, *difficulty);
            at = now;
        }
    }

    fn assert_close(memory: Memory, stability: f64, difficulty: f64) {
        let near = |one: f64, other: f64| (one - other).abs() < 0.000_2 * other.max(1.0);
        assert!(
            near(memory.stability, stability) && near(memory.difficulty, difficulty),
            "{memory:?} is not {stability}, {difficulty}"
        );
    }

    #[test]
    fn days_follow_the_published_formulas() {
        check(&[
            (1, true, 2, 1.8868, 6.4021),
            (3, true, 8, 7.6382, 6.3909),
            (10, true, 24, 23.9266, 6.3798),
            (30, true, 65, 65.0011, 6.3686),
        ]);
        check(&[
            (1, false, 1, 0.1009, 8.8063),
            (1, false, 1, 0.0550, 9.5929),
            (1, true, 1, 0.3294, 9.5785),
        ]);
        check(&[
            (1, true, 2, 1.8868, 6.4021),
            (2, true, 6, 6.2692, 6.3909),
            (6, false, 1, 1.0634, 8.7990),
            (1, true, 2, 2.2575, 8.7854),
        ]);
        check(&[
            (30, true, 5, 4.5402, 6.4021),
            (60, true, 37, 36.6698, 6.3909),
        ]);
        // Twice on one day.
        check(&[(1, true, 2, 1.8868, 6.4021), (0, true, 2, 1.9014, 6.3909)]);
        // Forgotten for more than a year.
        check(&[
            (400, false, 1, 0.2018, 8.8063),
            (1, true, 1, 0.9878, 8.7927),
        ]);
    }

    #[test]
    fn who_is_always_right_is_asked_more_and_more_seldom() {
        let mut at = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let mut made = learnt_wrong(at).expect("a card");
        for days in [2, 6, 17, 44, 102, 220, 445, 850] {
            let last = at;
            at = made.due_at;
            made = reviewed(made.memory, last, at, true).expect("a card");
            assert_eq!((made.due_at - at).num_days(), days);
        }
        for _ in 0..30 {
            let last = at;
            at = made.due_at;
            made = reviewed(made.memory, last, at, true).expect("a card");
        }
        assert!((made.due_at - at).num_days() <= 3650);
    }

    #[test]
    fn a_memory_that_is_no_number_is_a_fault() {
        let at = DateTime::from_timestamp(1_800_000_000, 0).expect("a time");
        let broken = Memory {
            stability: f64::NAN,
            difficulty: 5.0,
        };
        assert!(reviewed(broken, at, at, true).is_err());
    }
}
