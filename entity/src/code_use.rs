//! Who came in by which code.

use sea_orm::entity::prelude::*;

use crate::{CodeId, UserId};

/// One row per code and person: whoever uses it twice spends it once.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "code_uses")]
pub struct Model {
    /// The code.
    #[sea_orm(primary_key, auto_increment = false)]
    pub code_id: CodeId,
    /// Who used it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub user_id: UserId,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}
