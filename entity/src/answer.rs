//! What a learner has answered to a question.

use sea_orm::entity::prelude::*;

use crate::{CourseId, StepId, SubmissionId, UserId};

/// One row per learner and question, from the first time something was picked or answered.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "answers")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// In which course.
    pub course_id: CourseId,
    /// The step that asks.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_id: StepId,
    /// The slug of the question; at most 48 characters, unique within its step.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question: String,
    /// How many answers were given, in all rounds. A new round begins with a restart of the course, or when the attempts
    /// had run out and the learner may try again.
    pub attempts: i16,
    /// How many of them were given before this round.
    pub attempts_before: i16,
    /// What was picked and not yet handed in, as JSON; null: nothing.
    #[sea_orm(column_type = "Text", nullable)]
    pub picked: Option<String>,
    /// The answer that was given last in this round, as JSON.
    #[sea_orm(column_type = "Text", nullable)]
    pub given: Option<String>,
    /// Whether that was right.
    pub is_right: bool,
    /// Whether nothing more is asked in this round: it was right, there is no right answer, or the attempts have run out.
    pub is_decided: bool,
    /// Whether the learner has put it off; it is asked again when nothing else is open.
    pub is_skipped: bool,
    /// UTC; when the last answer was given.
    pub answered_at: Option<DateTimeUtc>,
    /// What the learner has earned with this question, in whatever round; it never becomes less.
    pub points: i16,
    /// The very first answer, as JSON; later rounds do not change it.
    #[sea_orm(column_type = "Text", nullable)]
    pub first_given: Option<String>,
    /// Whether that was right; null: there is no right answer, or none was given yet.
    pub first_right: Option<bool>,
    /// The work that somebody has yet to look at; null: none waits.
    pub submission_id: Option<SubmissionId>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
