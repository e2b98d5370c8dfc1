//! Who is told of what is handed in.

use entity::role_permission::Reach;
use entity::{CourseId, Role, UserId, review_room, role_permission, user, user_role};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationDef,
};

use super::room::room_of;
use crate::courses::policy::{self, Action};

/// Where what is handed in is shown.
#[derive(Clone, Debug, PartialEq)]
pub enum Audience {
    /// In a group.
    Room(review_room::Model),
    /// In the private chats of these people.
    People(Vec<user::Model>),
}

/// Where what is handed in a course is shown: in its group, or else to everybody who looks at its work and can be reached.
/// Those who run the instance are told only where nobody else would be.
///
/// # Errors
/// The database.
pub async fn audience(
    db: &impl ConnectionTrait,
    course: CourseId,
    owners: &[UserId],
) -> Result<Audience, DbErr> {
    if let Some(room) = room_of(db, course).await? {
        return Ok(Audience::Room(room));
    }
    let allowed: RelationDef = user_role::Entity::belongs_to(role_permission::Entity)
        .from(user_role::Column::Role)
        .to(role_permission::Column::Role)
        .into();
    let here = Condition::all()
        .add(user_role::Column::CourseId.eq(course))
        .add(role_permission::Column::Reach.eq(Reach::Course));
    let everywhere = Condition::all()
        .add(user_role::Column::CourseId.is_null())
        .add(role_permission::Column::Reach.eq(Reach::Instance));
    let held: Vec<(UserId, Role)> = user_role::Entity::find()
        .join(JoinType::InnerJoin, allowed)
        .filter(role_permission::Column::Permission.eq(policy::name(Action::Assess)))
        .filter(Condition::any().add(here).add(everywhere))
        .select_only()
        .column(user_role::Column::UserId)
        .column(user_role::Column::Role)
        .into_tuple()
        .all(db)
        .await?;
    let of = |is_owner: bool| {
        let those = held
            .iter()
            .filter(move |(_, role)| (*role == Role::Owner) == is_owner);
        those.map(|(user, _)| *user).collect::<Vec<_>>()
    };
    let reviewers = reachable(db, of(false)).await?;
    if !reviewers.is_empty() {
        return Ok(Audience::People(reviewers));
    }
    let mut owners = owners.to_vec();
    owners.extend(of(true));
    Ok(Audience::People(reachable(db, owners).await?))
}

async fn reachable(
    db: &impl ConnectionTrait,
    people: Vec<UserId>,
) -> Result<Vec<user::Model>, DbErr> {
    if people.is_empty() {
        return Ok(Vec::new());
    }
    user::Entity::find()
        .filter(user::COLUMN.id.is_in(people))
        .filter(user::COLUMN.is_active.eq(true))
        .order_by_asc(user::Column::Id)
        .all(db)
        .await
}
