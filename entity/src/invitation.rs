//! Invitations to a part in the making.

use sea_orm::entity::prelude::*;

use crate::role::Role;
use crate::{CourseId, InvitationId, UserId};

/// One row per invitation. The link itself is kept nowhere.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "invitations")]
pub struct Model {
    /// Generated.
    #[sea_orm(primary_key)]
    pub id: InvitationId,
    /// SHA-256 of what stands in the link, 64 hexadecimal digits.
    #[sea_orm(unique)]
    pub token_hash: String,
    /// What it invites to.
    pub role: Role,
    /// In which course; null: in the whole instance.
    pub course_id: Option<CourseId>,
    /// Who invites.
    pub made_by: UserId,
    /// UTC; from then on it is worth nothing.
    pub ends_at: DateTimeUtc,
    /// Who has accepted.
    pub accepted_by: Option<UserId>,
    /// UTC; when.
    pub accepted_at: Option<DateTimeUtc>,
    /// UTC; when it was taken back.
    pub revoked_at: Option<DateTimeUtc>,
    /// UTC, filled by the database.
    pub created_at: DateTimeUtc,
    /// Who invites.
    #[sea_orm(belongs_to, from = "made_by", to = "id", on_delete = "Cascade")]
    pub maker: BelongsTo<super::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
