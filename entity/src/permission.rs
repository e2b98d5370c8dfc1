//! What there is to be allowed.

use sea_orm::entity::prelude::*;

/// One row per thing that somebody may or may not do; what it means is told by `stepwise::courses::policy`.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "permissions")]
pub struct Model {
    /// Such as `make_courses`.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: String,
    /// Who may do it.
    #[sea_orm(has_many, via = "role_permission")]
    pub roles: HasMany<super::role::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
