//! After how many days of silence a learner is reminded of a course.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Days of silence, rising: a reminder comes after each of them. Empty: no reminder comes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Ladder(Vec<u16>);

/// How many reminders there may be in a row.
pub const RUNGS: usize = 10;
/// The longest silence after which somebody is still reminded, in days.
pub const LONGEST: u16 = 365;

impl Ladder {
    /// What holds where nothing is said.
    pub fn usual() -> Ladder {
        Ladder(vec![1, 3, 7])
    }

    /// No reminder.
    pub fn none() -> Ladder {
        Ladder(Vec::new())
    }

    /// What an author writes: `1, 3, 7`, or `none` (also `нет`). `None`: it does not read, the days do not rise, or there are too
    /// many or too long ones.
    pub fn parse(words: &str) -> Option<Ladder> {
        let words = words.trim();
        if ["none", "нет"].contains(&words.to_lowercase().as_str()) {
            return Some(Ladder::none());
        }
        let days = words.split([',', ' ', ';']).filter(|day| !day.is_empty());
        let days: Option<Vec<u16>> = days.map(|day| day.parse().ok()).collect();
        let days = days.filter(|days| (1..=RUNGS).contains(&days.len()))?;
        let is_rising = days.is_sorted_by(|one, next| one < next);
        let fits = days.iter().all(|day| (1..=LONGEST).contains(day));
        (is_rising && fits).then_some(Ladder(days))
    }

    /// The days.
    pub fn days(&self) -> &[u16] {
        &self.0
    }
}

/// As it stands in a file.
impl fmt::Display for Ladder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0.is_empty() {
            return f.write_str("none");
        }
        let days: Vec<String> = self.0.iter().map(ToString::to_string).collect();
        f.write_str(&days.join(", "))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ladders_read_as_they_are_written() {
        let check = |words: &str, expected: Option<&str>| {
            let read = Ladder::parse(words).map(|ladder| ladder.to_string());
            assert_eq!(read.as_deref(), expected, "{words:?}");
        };
        check("1, 3, 7", Some("1, 3, 7"));
        check(" 2 ", Some("2"));
        check("1 3;7,14", Some("1, 3, 7, 14"));
        check("none", Some("none"));
        check("Нет", Some("none"));
        check("365", Some("365"));
        check(
            "1, 2, 3, 4, 5, 6, 7, 8, 9, 10",
            Some("1, 2, 3, 4, 5, 6, 7, 8, 9, 10"),
        );
        for words in [
            "",
            ",",
            "0",
            "366",
            "3, 1",
            "1, 1",
            "-1",
            "1.5",
            "soon",
            "1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11",
            "99999",
        ] {
            check(words, None);
        }
    }
}
