//! Whatever authors do, in whatever order, while learners stand anywhere: nobody is left without a place, nobody is moved
//! backwards, nobody's finished course is undone, nobody comes to the end without having been shown or offered everything,
//! and nothing is seen before it is published.

mod answers;
mod judge;
mod lookout;
mod releases;
mod reviews;
mod school;
mod study_days;
mod torn;
mod votes;
mod wakes;
mod work;

use proptest::collection::vec;
use proptest::prelude::*;

use crate::courses::authoring::Direction;
use school::School;

/// What happens in a course. The numbers choose among what is there.
#[derive(Clone, Copy, Debug)]
pub enum Act {
    Add(usize),
    Delete(usize),
    Move(usize, bool),
    Switch(usize, bool),
    End(usize, bool),
    Rename(usize, usize),
    Rewrite(usize, usize),
    Replace(usize),
    Discard,
    Publish,
    RollBack(usize),
    Next(usize),
    Restart(usize),
}

fn act() -> impl Strategy<Value = Act> {
    let some = 0..64_usize;
    prop_oneof![
        3 => some.clone().prop_map(Act::Add),
        4 => some.clone().prop_map(Act::Delete),
        4 => (some.clone(), any::<bool>()).prop_map(|(step, up)| Act::Move(step, up)),
        2 => (some.clone(), any::<bool>()).prop_map(|(step, on)| Act::Switch(step, on)),
        2 => (some.clone(), any::<bool>()).prop_map(|(step, end)| Act::End(step, end)),
        1 => (some.clone(), some.clone()).prop_map(|(step, name)| Act::Rename(step, name)),
        1 => (some.clone(), some.clone()).prop_map(|(step, words)| Act::Rewrite(step, words)),
        1 => some.clone().prop_map(Act::Replace),
        1 => Just(Act::Discard),
        5 => Just(Act::Publish),
        1 => some.clone().prop_map(Act::RollBack),
        2 => some.clone().prop_map(Act::Next),
        1 => some.prop_map(Act::Restart),
    ]
}

fn check(steps: usize, places: &[(usize, bool)], acts: &[Act]) -> Result<(), TestCaseError> {
    let found = School::with(|school| school.play(steps, places, acts));
    found.map_err(TestCaseError::fail)
}

fn cases(cases: u32) -> ProptestConfig {
    ProptestConfig {
        cases,
        failure_persistence: None,
        ..ProptestConfig::default()
    }
}

proptest! {
    #![proptest_config(cases(1_400))]

    #[test]
    fn learners_keep_their_place_through_a_few_edits(
        steps in 1..6_usize,
        places in vec((0..6_usize, any::<bool>()), 3),
        acts in vec(act(), 1..7),
    ) {
        check(steps, &places, &acts)?;
    }
}

proptest! {
    #![proptest_config(cases(700))]

    #[test]
    fn learners_keep_their_place_through_many_edits(
        steps in 1..6_usize,
        places in vec((0..6_usize, any::<bool>()), 3),
        acts in vec(act(), 7..16),
    ) {
        check(steps, &places, &acts)?;
    }
}

impl From<bool> for Direction {
    fn from(up: bool) -> Direction {
        if up { Direction::Up } else { Direction::Down }
    }
}
