//! When learners had paused.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// One row per pause. Kept for two years.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "study_pauses")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// Its first day, in their zone.
    #[sea_orm(primary_key, auto_increment = false)]
    pub from_day: Date,
    /// The first day after it. Whoever goes on earlier moves it.
    pub until_day: Date,
}

impl ActiveModelBehavior for ActiveModel {}
