//! Codes that opened nothing, so that nobody can try them all.

use sea_orm::entity::prelude::*;

use crate::UserId;

/// One row per try, for as long as it counts.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "wrong_codes")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Who tried.
    pub user_id: UserId,
    /// UTC.
    pub tried_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
