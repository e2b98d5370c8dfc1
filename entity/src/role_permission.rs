//! What each role may do.

use sea_orm::entity::prelude::*;

use crate::role::Role;

/// How far a role reaches that somebody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Reach {
    /// It is held for the whole instance.
    #[sea_orm(string_value = "instance")]
    Instance,
    /// It is held for one course.
    #[sea_orm(string_value = "course")]
    Course,
}

/// One row per role, reach, and thing that it allows there.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_permissions")]
pub struct Model {
    /// The role.
    #[sea_orm(primary_key, auto_increment = false)]
    pub role: Role,
    /// What it allows.
    #[sea_orm(primary_key, auto_increment = false)]
    pub permission: String,
    /// Where it allows it.
    #[sea_orm(primary_key, auto_increment = false)]
    pub reach: Reach,
    /// The role.
    #[sea_orm(
        belongs_to,
        relation_enum = "Role",
        from = "role",
        to = "name",
        on_delete = "Cascade"
    )]
    pub of: BelongsTo<super::role::Entity>,
    /// What it allows.
    #[sea_orm(
        belongs_to,
        relation_enum = "Permission",
        from = "permission",
        to = "name",
        on_delete = "Cascade"
    )]
    pub allows: BelongsTo<super::permission::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
