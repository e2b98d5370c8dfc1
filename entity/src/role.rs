//! The parts that people can have.

use sea_orm::entity::prelude::*;

/// A part; its name is the key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "Text")]
pub enum Role {
    /// Runs the instance.
    #[sea_orm(string_value = "owner")]
    Owner,
    /// Makes courses, or works on one.
    #[sea_orm(string_value = "author")]
    Author,
    /// Reads what learners do not see yet, and looks at what they hand in; changes no course.
    #[sea_orm(string_value = "reviewer")]
    Reviewer,
    /// Sees the figures.
    #[sea_orm(string_value = "analyst")]
    Analyst,
}

impl Role {
    /// Every role, the one that may do most first.
    pub const ALL: [Role; 4] = [Role::Owner, Role::Author, Role::Reviewer, Role::Analyst];
}

/// One row per role.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "roles")]
pub struct Model {
    /// Which.
    #[sea_orm(primary_key, auto_increment = false)]
    pub name: Role,
    /// What its holders may do.
    #[sea_orm(has_many, via = "role_permission")]
    pub permissions: HasMany<super::permission::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
