//! The days on which learners have studied.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// One row per learner and day, since they have a goal. Kept for two years.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "study_days")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// The day, by the clock that they went by on it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub day: Date,
    /// The goal of its week, 1–7 study days.
    pub goal: i16,
}

impl ActiveModelBehavior for ActiveModel {}
