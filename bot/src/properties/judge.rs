//! What a publication may do to those inside, and what somebody has met who has come to the end.

use std::collections::{HashMap, HashSet};

use entity::{StepId, UserId, step};

use super::school::{Found, Seen};
use crate::courses::Standing;

/// The steps that learners walk: switched on, up to the first that ends the course.
fn walk(steps: &[step::Model]) -> Vec<&step::Model> {
    let active = || steps.iter().filter(|step| step.is_active);
    let end = active().position(|step| step.is_end);
    active()
        .take(end.map_or(usize::MAX, |end| end + 1))
        .collect()
}

/// Looks at everybody before and after a publication.
pub fn judge(before: &Seen, after: &Seen) -> Found {
    for (was, is) in before.places.iter().zip(&after.places) {
        let who = was.user_id;
        if was.finished_at != is.finished_at {
            return Err(format!("{who}: a finished course is undone"));
        }
        let stands = after
            .steps
            .iter()
            .find(|step| Some(step.id) == is.current_step_id);
        let stands = stands.ok_or_else(|| format!("{who} is left without a place"))?;
        let here = |step: &step::Model| Some(step.id) == was.current_step_id;
        if after.steps.iter().any(here) {
            if is.current_step_id != was.current_step_id {
                return Err(format!("{who} was moved off a step that stays"));
            }
            continue;
        }
        let here = before.steps.iter().position(here);
        led(before, after, here.ok_or("somebody stood nowhere")?, stands)
            .map_err(|what| format!("{who} {what}"))?;
    }
    Ok(())
}

/// Looks at where those were led who stood on the old step at this place, which is gone.
fn led(before: &Seen, after: &Seen, here: usize, stands: &step::Model) -> Found {
    let old: HashMap<StepId, usize> = before
        .steps
        .iter()
        .enumerate()
        .filter(|(_, step)| step.is_active)
        .map(|(at, step)| (step.id, at))
        .collect();
    let walk = walk(&after.steps);
    let place = walk.iter().position(|step| step.id == stands.id);
    let place = place.ok_or("was led to a step that nobody comes to")?;
    let passed = |step: &step::Model| old.get(&step.id).is_some_and(|at| *at < here);
    let unmet = |step: &step::Model| old.get(&step.id).is_some_and(|at| *at > here);
    let last = walk.iter().rposition(|step| passed(step));
    if last.is_none_or(|last| place > last) {
        return Ok(());
    }
    // Something that they have passed lies ahead of them again, or they stand on it.
    if last.is_some_and(|last| last + 1 < walk.len()) {
        return Err("was led back, and there is a way on behind all that they have passed".into());
    }
    if passed(stands) && walk.iter().any(|step| unmet(step)) {
        return Err(
            "was led to a step that they have passed, and there is one that they have not".into(),
        );
    }
    Ok(())
}

/// A move of a learner.
pub struct Walked {
    learner: UserId,
    /// Nothing that they have met before counts.
    is_again: bool,
    shown: Vec<StepId>,
}

impl Walked {
    /// From this step to where they stand now.
    pub fn on(learner: UserId, from: StepId, standing: &Standing) -> Walked {
        let mut shown = standing.passed.clone();
        shown.extend([from, standing.current]);
        Walked {
            learner,
            is_again: false,
            shown,
        }
    }

    /// Back to the first step.
    pub fn again(learner: UserId, standing: &Standing) -> Walked {
        Walked {
            is_again: true,
            ..Walked::on(learner, standing.current, standing)
        }
    }
}

/// What each learner has been shown or offered.
pub struct Met(HashMap<UserId, HashSet<StepId>>);

impl Met {
    /// Everybody has met what lies before them.
    pub fn of(seen: &Seen) -> Met {
        let met = seen.places.iter().map(|row| {
            let here = seen
                .steps
                .iter()
                .position(|step| Some(step.id) == row.current_step_id);
            let steps = seen.steps.iter().take(here.map_or(0, |here| here + 1));
            (row.user_id, steps.map(|step| step.id).collect())
        });
        Met(met.collect())
    }

    /// Somebody has moved.
    pub fn note(&mut self, walked: &Walked) {
        let met = self.0.entry(walked.learner).or_default();
        if walked.is_again {
            met.clear();
        }
        met.extend(&walked.shown);
    }

    /// Looks at what somebody has met who has come to the end.
    pub fn judge(&self, learner: UserId, seen: &Seen) -> Found {
        let met = self.0.get(&learner);
        let unmet = walk(&seen.steps)
            .into_iter()
            .find(|step| met.is_none_or(|met| !met.contains(&step.id)));
        match unmet {
            Some(step) => Err(format!(
                "{learner} is at the end and was neither shown nor offered {}",
                step.slug
            )),
            None => Ok(()),
        }
    }
}
