//! How those have done with a question who were forgotten at their wish.

use sea_orm::entity::prelude::*;

use crate::StepId;

/// One row per question that somebody had answered who was forgotten. Nothing in it says who, when, or what was answered.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "past_answers")]
pub struct Model {
    /// The step that asks.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_id: StepId,
    /// The slug of the question.
    #[sea_orm(primary_key, auto_increment = false)]
    pub question: String,
    /// How many of them had answered it.
    pub tried: i64,
    /// How many were right at the first try.
    pub first_right: i64,
}

impl ActiveModelBehavior for ActiveModel {}
