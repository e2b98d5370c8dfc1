//! What a learner has given and earned, as little of each row as results need.

use entity::{CourseId, StepId, UserId, answer};
use sea_orm::{DbErr, EntityTrait, FromQueryResult, QuerySelect, Select};

use super::judge::Given;

/// What is stored of a question for a learner: also of one that was only put off, since it stays among what they are asked.
#[derive(Clone, Debug, PartialEq, Eq, FromQueryResult)]
pub struct Earned {
    /// Who.
    pub user_id: UserId,
    /// In which course.
    pub course_id: CourseId,
    /// The step that asks.
    pub step_id: StepId,
    /// The slug of the question.
    pub question: String,
    /// How many answers were given, in all rounds.
    pub attempts: i16,
    /// What was earned, in whatever round.
    pub points: i16,
    /// The very first answer, as it is stored; `None` where nobody has asked for it.
    pub first_given: Option<String>,
    /// Whether that was right; `None`: there is no right answer.
    pub first_right: Option<bool>,
}

impl Earned {
    /// What was earned, not less than nothing.
    pub fn points(&self) -> u64 {
        u64::try_from(self.points).unwrap_or(0)
    }

    /// Whether an answer was given.
    pub fn is_answered(&self) -> bool {
        self.attempts > 0
    }

    /// The very first answer.
    ///
    /// # Errors
    /// That it does not read.
    pub fn given(&self) -> Result<Given, DbErr> {
        super::paper::given(self.first_given.as_deref())
    }

    /// Everything that is stored, without words.
    pub fn rows() -> Select<answer::Entity> {
        answer::Entity::find().select_only().columns([
            answer::Column::UserId,
            answer::Column::CourseId,
            answer::Column::StepId,
            answer::Column::Question,
            answer::Column::Attempts,
            answer::Column::Points,
            answer::Column::FirstRight,
        ])
    }

    /// The same with the words of the very first answer.
    pub fn rows_with_words() -> Select<answer::Entity> {
        Earned::rows().column(answer::Column::FirstGiven)
    }
}
