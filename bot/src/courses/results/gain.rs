//! What has been gained between the questions that are asked before a course and the same after it.

use coursefile::Measures;
use entity::StepId;

use crate::courses::outline::Outline;
use crate::courses::quiz::Earned;

/// What those have gained who have answered both: a question that is asked before, and that with the same slug which is
/// asked after. Who has answered only one of them is not counted, so the same people are compared with themselves.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gain {
    /// How many have answered both of at least one pair.
    pub learners: u64,
    /// How many pairs of answers there are.
    pub pairs: u64,
    /// How many of them were right before, at the first try.
    pub right_before: u64,
    /// How many were right after, at the first try.
    pub right_after: u64,
}

impl Gain {
    /// Both shares in percent, rounded down; `None`: nobody has answered both.
    pub fn shares(&self) -> Option<(u64, u64)> {
        let share = |right: u64| (right * 100).checked_div(self.pairs);
        Some((share(self.right_before)?, share(self.right_after)?))
    }

    /// Counts a learner.
    pub(super) fn count(&mut self, pairs: &[Pair], answers: &[Earned]) {
        let right = |step: StepId, slug: &str| {
            let mut found = answers
                .iter()
                .filter(|row| row.step_id == step && row.question == slug);
            found.next().and_then(|row| row.first_right)
        };
        let before = self.pairs;
        for pair in pairs {
            let both = (
                right(pair.before, &pair.question),
                right(pair.after, &pair.question),
            );
            if let (Some(first), Some(last)) = both {
                self.pairs += 1;
                self.right_before += u64::from(first);
                self.right_after += u64::from(last);
            }
        }
        self.learners += u64::from(self.pairs > before);
    }
}

/// A question that is asked before and after.
pub(super) struct Pair {
    before: StepId,
    after: StepId,
    question: String,
}

/// Every such question of a course.
pub(super) fn pairs(outline: &Outline) -> Vec<Pair> {
    let that = |measures: Measures| {
        let asking = outline
            .walked()
            .filter_map(|step| Some((step.id, outline.quiz(step.id)?)));
        asking.flat_map(move |(step, quiz)| {
            let questions = quiz.questions.iter();
            let measured = questions.filter(move |it| it.measures == Some(measures));
            measured.map(move |question| (step, &question.slug))
        })
    };
    let mut pairs = Vec::new();
    for (before, question) in that(Measures::Pretest) {
        for (after, _) in that(Measures::Posttest).filter(|(_, slug)| *slug == question) {
            pairs.push(Pair {
                before,
                after,
                question: question.clone(),
            });
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use entity::{CourseId, UserId};

    #[test]
    fn only_who_has_answered_both_is_compared() {
        let pairs = [Pair {
            before: StepId(1),
            after: StepId(9),
            question: "q".to_owned(),
        }];
        let answer = |step: i64, right: bool| Earned {
            user_id: UserId(1),
            course_id: CourseId(1),
            step_id: StepId(step),
            question: "q".to_owned(),
            attempts: 1,
            points: 0,
            first_given: None,
            first_right: Some(right),
        };
        let mut gain = Gain::default();
        assert_eq!(gain.shares(), None);
        // Ten who knew it before and did not stay, one who did not, and learned it.
        for _ in 0..10 {
            gain.count(&pairs, &[answer(1, true)]);
        }
        assert_eq!(gain.shares(), None);
        gain.count(&pairs, &[answer(1, false), answer(9, true)]);
        gain.count(&pairs, &[answer(9, false)]);
        assert_eq!((gain.learners, gain.shares()), (1, Some((0, 100))));
    }
}
