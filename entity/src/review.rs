//! A question that comes back to a learner.

use sea_orm::entity::prelude::*;

use crate::{CourseId, StepId, UserId};

/// One row per learner and question: a card. It goes with the learner's place in the course, and with the step.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "reviews")]
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
    /// How firmly it is remembered, as FSRS means it: after so many days nine of ten such questions are still known.
    pub stability: f64,
    /// How hard it is for this learner, as FSRS means it: 1–10.
    pub difficulty: f64,
    /// How often it was answered in review.
    pub reps: i32,
    /// How often that was wrong.
    pub lapses: i32,
    /// UTC; when it was answered last, in review or before that in the course.
    pub last_at: DateTimeUtc,
    /// UTC; when it comes back.
    pub due_at: DateTimeUtc,
    /// UTC; since when it waits for an answer in the chat; null: it does not.
    pub shown_at: Option<DateTimeUtc>,
    /// What was picked and not yet handed in, as JSON; null: nothing.
    #[sea_orm(column_type = "Text", nullable)]
    pub picked: Option<String>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
