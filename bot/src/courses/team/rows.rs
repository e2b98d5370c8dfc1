//! The rows of roles: given, turned into others, ended, with all that goes with them. Whether they may be stands in `team`.

use entity::{CourseId, Role, UserId, course, user, user_role};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter,
};

use super::held_for;
use crate::courses::submissions;

/// Gives somebody a role with all that goes with it; `true` when they did not hold it. Twice equals once.
pub async fn give(
    db: &impl ConnectionTrait,
    user: UserId,
    role: Role,
    course: Option<CourseId>,
    by: UserId,
) -> Result<bool, DbErr> {
    if (role, course) == (Role::Author, None) {
        add_author(db, user, by).await
    } else {
        grant(db, user, role, course, by).await
    }
}

/// Gives somebody a role, for one course or for the whole instance; `true` when they did not hold it. Twice equals once.
pub async fn grant(
    db: &impl ConnectionTrait,
    user: UserId,
    role: Role,
    course: Option<CourseId>,
    by: UserId,
) -> Result<bool, DbErr> {
    let row = user_role::ActiveModel {
        user_id: Set(user),
        role: Set(role),
        course_id: Set(course),
        granted_by: Set(by),
        ..Default::default()
    };
    let granted = user_role::Entity::insert(row)
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .exec_without_returning(db)
        .await?;
    Ok(granted > 0)
}

/// Whether somebody holds a role there.
pub async fn holds(
    db: &impl ConnectionTrait,
    user: UserId,
    role: Role,
    course: Option<CourseId>,
) -> Result<bool, DbErr> {
    let held = user_role::Entity::find()
        .filter(held_for(course))
        .filter(user_role::COLUMN.user_id.eq(user))
        .filter(user_role::COLUMN.role.eq(role))
        .one(db)
        .await?;
    Ok(held.is_some())
}

/// Lets somebody make courses, and work again on those they once made; `true` when they could not before. Twice equals
/// once.
pub async fn add_author(
    db: &impl ConnectionTrait,
    user: UserId,
    by: UserId,
) -> Result<bool, DbErr> {
    if !grant(db, user, Role::Author, None, by).await? {
        return Ok(false);
    }
    give_back(db, user, by).await?;
    Ok(true)
}

/// Makes somebody an author again of what they once made.
pub(super) async fn give_back(
    db: &impl ConnectionTrait,
    user: UserId,
    by: UserId,
) -> Result<(), DbErr> {
    let made = course::Entity::find()
        .filter(course::COLUMN.author_id.eq(user))
        .all(db)
        .await?;
    for course in made {
        grant(db, user, Role::Author, Some(course.id), by).await?;
    }
    Ok(())
}

/// Takes from somebody the right to make courses and to work on any as its author; `true` when they had it. The courses
/// stay. Twice equals once.
pub async fn remove_author(db: &impl ConnectionTrait, user: UserId) -> Result<bool, DbErr> {
    submissions::let_go(db, user).await?;
    let removed = user_role::Entity::delete_many()
        .filter(user_role::COLUMN.user_id.eq(user))
        .filter(user_role::COLUMN.role.eq(Role::Author))
        .exec(db)
        .await?;
    Ok(removed.rows_affected > 0)
}

/// Everybody who may make courses by a role, by name.
pub async fn authors(db: &impl ConnectionTrait) -> Result<Vec<user::Model>, DbErr> {
    let rows = user_role::Entity::find()
        .filter(user_role::COLUMN.role.eq(Role::Author))
        .filter(user_role::Column::CourseId.is_null())
        .find_also_related(user::Entity)
        .all(db)
        .await?;
    let mut people: Vec<user::Model> = rows.into_iter().filter_map(|(_, user)| user).collect();
    people.sort_by(|a, b| (&a.first_name, a.id).cmp(&(&b.first_name, b.id)));
    Ok(people)
}

/// Ends a role; `false` when it is not held any more.
pub(super) async fn release(
    db: &impl ConnectionTrait,
    held: &user_role::Model,
) -> Result<bool, DbErr> {
    let gone = user_role::Entity::delete_many()
        .filter(as_it_was(held))
        .exec(db)
        .await?;
    if gone.rows_affected == 0 {
        return Ok(false);
    }
    follow(db, held).await?;
    Ok(true)
}

/// Turns a role into another one, so that whoever asks for the former finds this; `false` when it is not held any more.
pub(super) async fn turn(
    db: &impl ConnectionTrait,
    held: &user_role::Model,
    role: Role,
    by: UserId,
) -> Result<bool, DbErr> {
    let turned = user_role::Entity::update_many()
        .col_expr(user_role::Column::Role, Expr::value(role))
        .col_expr(user_role::Column::GrantedBy, Expr::value(by))
        .filter(as_it_was(held))
        .exec(db)
        .await?;
    if turned.rows_affected == 0 {
        return Ok(false);
    }
    follow(db, held).await?;
    Ok(true)
}

/// Compares, so that of two who change a role at once one does.
fn as_it_was(held: &user_role::Model) -> Condition {
    Condition::all()
        .add(user_role::Column::Id.eq(held.id))
        .add(user_role::Column::Role.eq(held.role))
}

/// What goes with a role that has ended. Who no longer makes courses no longer works on any as its author either; who is
/// no longer author of a course they once made is no longer who made it.
async fn follow(db: &impl ConnectionTrait, held: &user_role::Model) -> Result<(), DbErr> {
    submissions::let_go(db, held.user_id).await?;
    match (held.role, held.course_id) {
        (Role::Author, None) => {
            remove_author(db, held.user_id).await?;
        }
        (Role::Author, Some(course)) => {
            course::Entity::update_many()
                .col_expr(course::Column::AuthorId, Expr::value(None::<UserId>))
                .filter(course::COLUMN.id.eq(course))
                .filter(course::COLUMN.author_id.eq(held.user_id))
                .exec(db)
                .await?;
        }
        (Role::Owner | Role::Reviewer | Role::Analyst, _) => {}
    }
    Ok(())
}
