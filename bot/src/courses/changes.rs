//! What is different between two contents of one course, step by step: a step is known by its slug.

use std::collections::HashMap;

use coursefile::{Course, Step};
use serde::{Deserialize, Serialize};

/// The differences.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Changes {
    /// The course has another title.
    pub title: bool,
    /// Another description.
    pub description: bool,
    /// Another language.
    pub language: bool,
    /// Steps that were not there before, in their order.
    pub added: Vec<StepName>,
    /// Steps that are gone.
    pub removed: Vec<StepName>,
    /// Steps that say something else, or are called, switched or ended otherwise.
    pub changed: Vec<StepName>,
    /// Steps that stand elsewhere among the others: the fewest whose moving explains the new order.
    pub moved: Vec<StepName>,
}

/// How a step is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepName {
    /// Its identity.
    pub slug: String,
    /// Its title; of a step that is gone the last one it had.
    pub title: String,
}

impl Changes {
    /// Whether nothing is different.
    pub fn is_empty(&self) -> bool {
        *self == Changes::default()
    }
}

/// Compares a course with what it was.
pub fn compare(old: &Course, new: &Course) -> Changes {
    let before: HashMap<&str, (usize, &Step)> = numbered(old);
    let after: HashMap<&str, (usize, &Step)> = numbered(new);
    let survivors: Vec<(&Step, usize)> = new
        .steps
        .iter()
        .filter_map(|step| Some((step, before.get(step.slug.as_str())?.0)))
        .collect();
    let places: Vec<usize> = survivors.iter().map(|(_, place)| *place).collect();
    let stays = longest_rise(&places);
    let differs = |step: &&Step| {
        before
            .get(step.slug.as_str())
            .is_some_and(|(_, old)| !same(old, step))
    };
    Changes {
        title: old.title != new.title,
        description: old.description != new.description,
        language: old.language != new.language,
        added: names(
            new.steps
                .iter()
                .filter(|step| !before.contains_key(step.slug.as_str())),
        ),
        removed: names(
            old.steps
                .iter()
                .filter(|step| !after.contains_key(step.slug.as_str())),
        ),
        changed: names(new.steps.iter().filter(differs)),
        moved: names(
            survivors
                .iter()
                .zip(&stays)
                .filter(|(_, stays)| !**stays)
                .map(|((step, _), _)| *step),
        ),
    }
}

/// Whether two steps are the same to whoever reads them.
fn same(old: &Step, new: &Step) -> bool {
    (old.title == new.title && old.markdown == new.markdown && old.picture == new.picture)
        && (old.is_active == new.is_active && old.is_end == new.is_end)
}

fn numbered(course: &Course) -> HashMap<&str, (usize, &Step)> {
    let steps = course.steps.iter().enumerate();
    steps
        .map(|(place, step)| (step.slug.as_str(), (place, step)))
        .collect()
}

fn names<'a>(steps: impl Iterator<Item = &'a Step>) -> Vec<StepName> {
    steps
        .map(|step| StepName {
            slug: step.slug.clone(),
            title: step.title.clone(),
        })
        .collect()
}

/// Which of the numbers belong to the longest series that rises from left to right. A course has at most a few hundred
/// steps, so the plain way is quick enough.
fn longest_rise(numbers: &[usize]) -> Vec<bool> {
    let mut best: Vec<(usize, Option<usize>)> = Vec::with_capacity(numbers.len());
    for (at, number) in numbers.iter().enumerate() {
        let before = (0..at)
            .filter(|earlier| numbers[*earlier] < *number)
            .max_by_key(|earlier| best[*earlier].0);
        best.push((before.map_or(1, |before| best[before].0 + 1), before));
    }
    let mut stays = vec![false; numbers.len()];
    let mut at = (0..best.len()).max_by_key(|at| best[*at].0);
    while let Some(here) = at {
        stays[here] = true;
        at = best[here].1;
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::*;

    fn course(steps: &str) -> Course {
        let step = |slug: char| Step {
            slug: slug.to_lowercase().to_string(),
            title: slug.to_lowercase().to_string(),
            markdown: slug.to_string(),
            is_active: true,
            ..Step::default()
        };
        Course {
            steps: steps.chars().map(step).collect(),
            ..Course::default()
        }
    }

    /// Steps are letters; a capital letter is the same step with another text.
    fn check(old: &str, new: &str, expected: [&str; 4]) {
        let changes = compare(&course(old), &course(new));
        let found = [
            &changes.added,
            &changes.removed,
            &changes.changed,
            &changes.moved,
        ];
        let found = found.map(|names| {
            names
                .iter()
                .map(|name| name.slug.as_str())
                .collect::<String>()
        });
        assert_eq!(found, expected, "{old} → {new}");
        assert_eq!(changes.is_empty(), old == new, "{old} → {new}");
    }

    #[test]
    fn differences() {
        check("abc", "abc", ["", "", "", ""]);
        check("", "ab", ["ab", "", "", ""]);
        check("abc", "axbc", ["x", "", "", ""]);
        check("abc", "ac", ["", "b", "", ""]);
        check("abc", "aBc", ["", "", "b", ""]);
        check("abcd", "dabc", ["", "", "", "d"]);
        check("abcd", "acdb", ["", "", "", "b"]);
        check("abcd", "dXa", ["x", "bc", "", "d"]);
    }
}
