//! What a publication would mean for those inside: where each of them stands afterwards, and what they will meet.
//!
//! Learners keep their step by its slug. Who stands on a step that goes is moved to its heir.

use std::collections::HashMap;

use coursefile::Course;

/// Who is affected by a publication, in numbers. Everybody is counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// How many people are in the course.
    pub learners: u64,
    /// Nothing new lies before or behind them, and they keep their place.
    pub unaffected: u64,
    /// Something new lies ahead of them.
    pub meeting: u64,
    /// Something new lies behind them only; it will be offered.
    pub passed: u64,
    /// Their step goes.
    pub moved: Vec<Move>,
}

/// Those who stand on a step that goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Move {
    /// The title of the step that goes.
    pub from: String,
    /// The title of the step where they go on.
    pub to: String,
    /// How many.
    pub learners: u64,
}

/// How the steps of a course become others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<'a> {
    old: &'a Course,
    new: &'a Course,
    /// Where each step will be among the new ones, by slug.
    places: HashMap<&'a str, usize>,
    /// The places of steps that learners could not come to before and now can.
    appearing: Vec<usize>,
}

impl<'a> Plan<'a> {
    /// The plan for turning `old` into `new`.
    pub fn new(old: &'a Course, new: &'a Course) -> Plan<'a> {
        let places = new.steps.iter().enumerate();
        let places = places.map(|(at, step)| (step.slug.as_str(), at)).collect();
        let seen: HashMap<&str, bool> = old
            .steps
            .iter()
            .map(|step| (step.slug.as_str(), step.is_active))
            .collect();
        let end = new
            .steps
            .iter()
            .position(|step| step.is_active && step.is_end);
        let walk = end.map_or(new.steps.len(), |end| end + 1);
        let appearing = new.steps[..walk]
            .iter()
            .enumerate()
            .filter(|(_, step)| step.is_active && seen.get(step.slug.as_str()) != Some(&true))
            .map(|(at, _)| at)
            .collect();
        Plan {
            old,
            new,
            places,
            appearing,
        }
    }

    /// Whether learners meet this step for the first time, or again after it was switched off.
    pub fn appears(&self, slug: &str) -> bool {
        let place = self.places.get(slug);
        place.is_some_and(|place| self.appearing.contains(place))
    }

    /// The steps that go, each with the slug of the step where those who stand on it go on.
    pub fn heirs(&self) -> Vec<(&'a str, Option<&'a str>)> {
        let gone = |slug: &str| !self.places.contains_key(slug);
        self.old
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| gone(&step.slug))
            .map(|(at, step)| {
                let heir = self.heir(at).map(|heir| self.new.steps[heir].slug.as_str());
                (step.slug.as_str(), heir)
            })
            .collect()
    }

    /// Where those go on who stand on the old step at this place: with the next surviving one of the old order; if there is
    /// none, with the first new one behind the last that they have passed; if there is none, with the last step of all.
    fn heir(&self, at: usize) -> Option<usize> {
        let place = |step: &coursefile::Step| self.places.get(step.slug.as_str()).copied();
        let next = self.old.steps[at + 1..]
            .iter()
            .filter_map(place)
            .find(|place| self.new.steps[*place].is_active);
        let active = |from: usize| {
            let steps = self.new.steps.iter().enumerate().skip(from);
            steps.filter(|(_, step)| step.is_active).map(|(at, _)| at)
        };
        next.or_else(|| {
            let passed = self.old.steps[..at].iter().filter_map(place).max();
            active(passed.map_or(0, |passed| passed + 1)).next()
        })
        .or_else(|| active(0).next_back())
    }

    /// Counts who is affected, given how many stand on each of the old steps; `None`: who has seen nothing yet.
    pub fn impact(&self, standing: &[(Option<String>, u64)]) -> Impact {
        let mut impact = Impact::default();
        let heirs: HashMap<&str, Option<&str>> = self.heirs().into_iter().collect();
        for (slug, learners) in standing {
            impact.learners += learners;
            if let Some(heir) = slug.as_deref().and_then(|slug| heirs.get(slug)) {
                impact.moved.push(Move {
                    from: title(self.old, slug.as_deref()),
                    to: title(self.new, *heir),
                    learners: *learners,
                });
                continue;
            }
            let here = slug.as_deref().and_then(|slug| self.places.get(slug));
            if self.appearing.iter().any(|place| Some(place) > here) {
                impact.meeting += learners;
            } else if self.appearing.iter().any(|place| Some(place) < here) {
                impact.passed += learners;
            } else {
                impact.unaffected += learners;
            }
        }
        let order: HashMap<&str, usize> = self
            .old
            .steps
            .iter()
            .enumerate()
            .map(|(at, step)| (step.title.as_str(), at))
            .collect();
        impact
            .moved
            .sort_by_key(|moved| order.get(moved.from.as_str()).copied());
        impact
    }
}

fn title(course: &Course, slug: Option<&str>) -> String {
    let step = course
        .steps
        .iter()
        .find(|step| Some(step.slug.as_str()) == slug);
    step.map(|step| step.title.clone()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Steps are letters; a capital one is switched off; the last is the end.
    fn course(steps: &str) -> Course {
        let last = steps.chars().count();
        let steps = steps
            .chars()
            .zip(1..)
            .map(|(slug, number)| coursefile::Step {
                slug: slug.to_lowercase().to_string(),
                title: slug.to_lowercase().to_string(),
                is_active: slug.is_lowercase(),
                is_end: number == last,
                ..coursefile::Step::default()
            });
        Course {
            steps: steps.collect(),
            ..Course::default()
        }
    }

    fn check_heirs(old: &str, new: &str, expected: &str) {
        let (old, new) = (course(old), course(new));
        let plan = Plan::new(&old, &new);
        let found: Vec<String> = plan
            .heirs()
            .into_iter()
            .map(|(gone, heir)| format!("{gone}{}", heir.unwrap_or("-")))
            .collect();
        assert_eq!(
            found.join(" "),
            expected,
            "{:?} → {:?}",
            old.steps,
            new.steps
        );
    }

    #[test]
    fn who_stands_on_a_step_that_goes_has_somewhere_to_go() {
        check_heirs("abc", "abc", "");
        check_heirs("abcd", "acd", "bc");
        check_heirs("abcd", "ad", "bd cd");
        // The next one is switched off.
        check_heirs("abcd", "aCd", "bd");
        // Nothing after it survives: the first new one behind what was passed.
        check_heirs("abcd", "axby", "cy dy");
        // Nothing new behind it: the last step.
        check_heirs("abcd", "xab", "cb db");
        // The next one stands elsewhere now.
        check_heirs("abcd", "dac", "bc");
        check_heirs("ab", "xy", "ax bx");
    }

    fn check_impact(old: &str, new: &str, expected: [u64; 4]) {
        let (old, new) = (course(old), course(new));
        let standing: Vec<_> = old
            .steps
            .iter()
            .map(|step| (Some(step.slug.clone()), 1))
            .chain([(None, 1)])
            .collect();
        let impact = Plan::new(&old, &new).impact(&standing);
        let moved = impact.moved.iter().map(|moved| moved.learners).sum();
        let found = [impact.unaffected, impact.meeting, impact.passed, moved];
        assert_eq!(found, expected, "{:?} → {:?}", old.steps, new.steps);
        assert_eq!(impact.learners, found.iter().sum::<u64>());
    }

    #[test]
    fn who_is_affected() {
        check_impact("abc", "abc", [4, 0, 0, 0]);
        check_impact("abc", "cab", [4, 0, 0, 0]);
        check_impact("abc", "abxc", [0, 3, 1, 0]);
        check_impact("abc", "xabc", [0, 1, 3, 0]);
        check_impact("abc", "ac", [3, 0, 0, 1]);
        check_impact("aBc", "abc", [1, 2, 1, 0]);
    }
}
