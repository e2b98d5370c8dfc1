//! What has moved from ahead of a learner to behind them.

use sea_orm::entity::prelude::*;

use crate::{CourseId, StepId, UserId};

/// One row per learner and step; it goes with the learner's next move in the course.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "offers")]
pub struct Model {
    /// To whom it is offered.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// In which course.
    #[sea_orm(primary_key, auto_increment = false)]
    pub course_id: CourseId,
    /// The step that they have not met.
    #[sea_orm(primary_key, auto_increment = false)]
    pub step_id: StepId,
    /// The revision with which it moved; who has moved in that one or a later one needs no offer.
    pub revision: i32,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// UTC, moved by the database on every change.
    pub updated_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
