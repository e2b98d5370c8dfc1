//! Who holds which role.

use sea_orm::entity::prelude::*;

use crate::role::Role;
use crate::{CourseId, UserId, UserRoleId};

/// One row per person, role and course; without a course it is held for the whole instance.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "user_roles")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: UserRoleId,
    /// Who holds it.
    pub user_id: UserId,
    /// What they hold.
    pub role: Role,
    /// For which course; null: for the whole instance.
    pub course_id: Option<CourseId>,
    /// Who gave it to them.
    pub granted_by: UserId,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// Who holds it.
    #[sea_orm(belongs_to, from = "user_id", to = "id", on_delete = "Cascade")]
    pub user: BelongsTo<super::user::Entity>,
    /// For which course.
    #[sea_orm(belongs_to, from = "course_id", to = "id", on_delete = "Cascade")]
    pub course: BelongsTo<Option<super::course::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}
