//! What a publication would mean for those inside: where each of them stands afterwards, and what they will meet.
//!
//! Learners keep their step by its slug. Who stands on a step that goes is moved to its heir. What counts is the walk: the
//! steps that are switched on, up to the first that ends the course; nobody comes to what stands behind it.

use std::collections::{HashMap, HashSet};

use coursefile::Course;

/// Who is affected by a publication, in numbers. Everybody is counted once.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Impact {
    /// How many people are in the course.
    pub learners: u64,
    /// Nothing that they have not met lies before or behind them, and they keep their place.
    pub unaffected: u64,
    /// Something new lies ahead of them.
    pub meeting: u64,
    /// Something that they have not met lies behind them only; it will be offered.
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

/// A step that goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Gone<'a> {
    /// The step.
    pub slug: &'a str,
    /// Where those go on who stand on it; `None`: nothing is left.
    pub heir: Option<&'a str>,
    /// Where those wait on who are done with it and have asked for the next one; `None`: before the first step.
    pub done: Option<&'a str>,
}

/// How the steps of a course become others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Plan<'a> {
    old: &'a Course,
    new: &'a Course,
    /// Where each step will be among the new ones, by slug.
    places: HashMap<&'a str, usize>,
    /// Where the steps of the old walk are among the old ones, by slug.
    met: HashMap<&'a str, usize>,
    /// The places of the new walk.
    walk: Vec<usize>,
    /// Those of them to which learners could not come before.
    appearing: HashSet<usize>,
}

impl<'a> Plan<'a> {
    /// The plan for turning `old` into `new`.
    pub fn new(old: &'a Course, new: &'a Course) -> Plan<'a> {
        let places = new.steps.iter().enumerate();
        let places = places.map(|(at, step)| (step.slug.as_str(), at)).collect();
        let met: HashMap<&str, usize> = walk(old)
            .map(|at| (old.steps[at].slug.as_str(), at))
            .collect();
        let walk: Vec<usize> = walk(new).collect();
        let is_new = |at: &usize| !met.contains_key(new.steps[*at].slug.as_str());
        let appearing = walk.iter().copied().filter(is_new).collect();
        Plan {
            old,
            new,
            places,
            met,
            walk,
            appearing,
        }
    }

    /// Whether learners can come to this step and could not before: it is new, was switched off, or stood behind the end.
    pub fn appears(&self, slug: &str) -> bool {
        let place = self.places.get(slug);
        place.is_some_and(|place| self.appearing.contains(place))
    }

    /// The steps that go, in their order.
    pub fn gone(&self) -> Vec<Gone<'a>> {
        let slug = |place: usize| self.new.steps[place].slug.as_str();
        let steps = self.old.steps.iter().enumerate();
        let gone = steps.filter(|(_, step)| !self.places.contains_key(step.slug.as_str()));
        gone.map(|(at, step)| Gone {
            slug: &step.slug,
            heir: self.heir(at).map(slug),
            done: self.done(at).map(slug),
        })
        .collect()
    }

    /// The steps that go, each with the slug of the step where those who stand on it go on.
    fn heirs(&self) -> Vec<(&'a str, Option<&'a str>)> {
        let gone = self.gone().into_iter();
        gone.map(|gone| (gone.slug, gone.heir)).collect()
    }

    /// Where those wait on who are done with the old step at this place: the last step of the new walk that they have passed.
    fn done(&self, at: usize) -> Option<usize> {
        let old = self.before();
        let passed = |place: &usize| old.get(self.slug(*place)).is_some_and(|old| *old < at);
        self.walk.iter().copied().rfind(passed)
    }

    /// Where the old steps that were switched on stood, by slug.
    fn before(&self) -> HashMap<&'a str, usize> {
        let steps = self.old.steps.iter().enumerate();
        let active = steps.filter(|(_, step)| step.is_active);
        active.map(|(at, step)| (step.slug.as_str(), at)).collect()
    }

    /// Where those go on who stand on the old step at this place: with the next step that survives and lies behind all
    /// that they have passed; if there is none, with the first new one there; if there is none, with a surviving one that
    /// has moved before what they have passed; if there is none, with the last one.
    fn heir(&self, at: usize) -> Option<usize> {
        let old = self.before();
        let survives = |place: &usize| old.get(self.slug(*place)).is_some_and(|old| *old > at);
        let walk = || self.walk.iter().copied();
        let behind = self.done(at);
        let ahead = || walk().filter(|place| Some(*place) > behind);
        ahead()
            .find(survives)
            .or_else(|| ahead().next())
            .or_else(|| walk().find(survives))
            .or_else(|| walk().next_back())
    }

    /// The place of those who stand on the old step at this place, afterwards.
    fn afterwards(&self, at: usize) -> Option<usize> {
        let place = self.places.get(self.old.steps[at].slug.as_str());
        place.copied().or_else(|| self.heir(at))
    }

    /// What has moved from ahead of learners to behind them: for each old step on which that happens to who stands there,
    /// the steps to be offered to them.
    pub fn overtaken(&self) -> Vec<(&'a str, Vec<&'a str>)> {
        let met: Vec<(usize, usize)> = self
            .walk
            .iter()
            .filter_map(|place| Some((*place, *self.met.get(self.slug(*place))?)))
            .collect();
        let steps = self.old.steps.iter().enumerate();
        steps
            .filter_map(|(at, step)| {
                let here = self.afterwards(at)?;
                let overtaken: Vec<&str> = met
                    .iter()
                    .filter(|(place, old)| *old > at && *place < here)
                    .map(|(place, _)| self.slug(*place))
                    .collect();
                (!overtaken.is_empty()).then_some((step.slug.as_str(), overtaken))
            })
            .collect()
    }

    fn slug(&self, place: usize) -> &'a str {
        self.new.steps[place].slug.as_str()
    }

    /// Counts who is affected, given how many stand on each of the old steps; `None`: who has seen nothing yet.
    pub fn impact(&self, standing: &[(Option<String>, u64)]) -> Impact {
        let mut impact = Impact::default();
        let heirs: HashMap<&str, Option<&str>> = self.heirs().into_iter().collect();
        let overtaken: HashSet<&str> = self.overtaken().into_iter().map(|(at, _)| at).collect();
        for (slug, learners) in standing {
            impact.learners += learners;
            let slug = slug.as_deref();
            if let Some(heir) = slug.and_then(|slug| heirs.get(slug)) {
                impact.moved.push(Move {
                    from: title(self.old, slug),
                    to: title(self.new, *heir),
                    learners: *learners,
                });
                continue;
            }
            let here = slug.and_then(|slug| self.places.get(slug));
            let overtaken = slug.is_some_and(|slug| overtaken.contains(slug));
            if self.appearing.iter().any(|place| Some(place) > here) {
                impact.meeting += learners;
            } else if overtaken || self.appearing.iter().any(|place| Some(place) < here) {
                impact.passed += learners;
            } else {
                impact.unaffected += learners;
            }
        }
        self.sort(&mut impact.moved);
        impact
    }

    /// In the order of the steps that go.
    fn sort(&self, moved: &mut [Move]) {
        let steps = self.old.steps.iter().enumerate();
        let order: HashMap<&str, usize> =
            steps.map(|(at, step)| (step.title.as_str(), at)).collect();
        moved.sort_by_key(|moved| order.get(moved.from.as_str()).copied());
    }
}

/// The places of the steps that learners walk.
fn walk(course: &Course) -> impl Iterator<Item = usize> + '_ {
    let mut ended = false;
    let active = course.steps.iter().enumerate();
    active
        .filter(|(_, step)| step.is_active)
        .take_while(move |(_, step)| !std::mem::replace(&mut ended, step.is_end))
        .map(|(at, _)| at)
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

    /// Steps are letters; a capital one is switched off; the one before a `|` is the end, or the last.
    fn course(steps: &str) -> Course {
        let (walk, behind) = steps.split_once('|').unwrap_or((steps, ""));
        let last = walk.chars().count();
        let steps = walk
            .chars()
            .chain(behind.chars())
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
        // The next one stands behind the end now.
        check_heirs("abcd", "ad|c", "bd");
        // The next one stands before what was passed now; going on there would be walking back.
        check_heirs("abcd", "cad", "bd");
        // There is nothing but what has moved before it.
        check_heirs("abc", "ca", "bc");
        // Of those that survive, the one that is next now.
        check_heirs("abcd", "adc", "bd");
    }

    fn check_done(old: &str, new: &str, expected: &str) {
        let (old, new) = (course(old), course(new));
        let plan = Plan::new(&old, &new);
        let gone = plan.gone().into_iter();
        let found: Vec<String> = gone
            .map(|gone| format!("{}{}", gone.slug, gone.done.unwrap_or("-")))
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
    fn who_waits_on_a_step_that_goes_waits_behind_it() {
        check_done("abcd", "acd", "ba");
        check_done("abcd", "ad", "ba ca");
        check_done("abcd", "cd", "a- b-");
        // The one before it is switched off.
        check_done("abcd", "aBd", "ca");
        // What was passed stands elsewhere, and something is new.
        check_done("abcd", "baxd", "ca");
        check_done("ab", "xy", "a- b-");
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
        // Who stands on a or b has c behind them now, and has not met it.
        check_impact("abc", "cab", [2, 0, 2, 0]);
        check_impact("abcd", "adbc", [3, 0, 2, 0]);
        // What stood behind the end was met by nobody.
        check_impact("abc|x", "axbc", [1, 2, 2, 0]);
        check_impact("abc|x", "abc|x", [5, 0, 0, 0]);
        check_impact("abc", "abxc", [0, 3, 1, 0]);
        check_impact("abc", "xabc", [0, 1, 3, 0]);
        check_impact("abc", "ac", [3, 0, 0, 1]);
        check_impact("aBc", "abc", [1, 2, 1, 0]);
    }

    fn check_overtaken(old: &str, new: &str, expected: &str) {
        let (old, new) = (course(old), course(new));
        let found: Vec<String> = Plan::new(&old, &new)
            .overtaken()
            .into_iter()
            .map(|(at, steps)| format!("{at}:{}", steps.concat()))
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
    fn what_moves_behind_somebody_is_to_be_offered() {
        check_overtaken("abcd", "abcd", "");
        check_overtaken("abcd", "adbc", "b:d c:d");
        check_overtaken("abc", "cba", "a:cb b:c");
        // New ones are everybody's.
        check_overtaken("abc", "axbc", "");
        // Who is led over it.
        check_overtaken("abcd", "cad", "a:c b:c");
        // What nobody comes to any more is offered to nobody.
        check_overtaken("abcd", "dab|c", "a:d b:d c:d");
    }
}
