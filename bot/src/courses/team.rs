//! Giving people a part, changing it, taking it away.

use entity::role_permission::Reach;
use entity::{CourseId, Role, UserId, UserRoleId, course, user, user_role};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QuerySelect,
};

use super::policy::{self, Action, Rights};
use super::refusal::{Failure, Refusal};

/// Somebody with a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What they hold, and for which course.
    pub held: user_role::Model,
    /// Who they are.
    pub user: user::Model,
}

/// What became of a part.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// It is as was asked.
    Done(Member),
    /// This is the last author of the course, and who asked has not been told.
    LastAuthor(Member),
}

/// Who changes the parts of others, and who nobody can touch.
#[derive(Clone, Copy, Debug)]
pub struct Team<'a> {
    /// What who asks may do.
    pub rights: Rights,
    /// Those named in the settings.
    pub owners: &'a [UserId],
}

/// How far a role reaches that is held for a course, or for none in particular.
pub const fn reach(course: Option<CourseId>) -> Reach {
    match course {
        Some(_) => Reach::Course,
        None => Reach::Instance,
    }
}

/// The roles that can be held there.
pub fn roles(course: Option<CourseId>) -> impl Iterator<Item = Role> {
    let reach = reach(course);
    Role::ALL
        .into_iter()
        .filter(move |role| !policy::allowed(*role, reach).is_empty())
}

/// Passes who decides on parts there: in a course, or in the whole instance.
///
/// # Errors
/// [`Refusal::NotAnAuthor`], [`Refusal::UnknownCourse`], [`Refusal::NotYourPart`].
pub async fn pass(
    db: &impl ConnectionTrait,
    rights: &Rights,
    course: Option<CourseId>,
) -> Result<(), Failure> {
    match course {
        Some(course) => rights
            .pass_on(db, Action::ManageTeam, course)
            .await
            .map(drop),
        None => Ok(rights.pass(Action::ManageAuthors)?),
    }
}

impl Team<'_> {
    /// Everybody with a part there, those who may do most first, then by name.
    ///
    /// # Errors
    /// As [`pass`].
    pub async fn members(
        &self,
        db: &impl ConnectionTrait,
        course: Option<CourseId>,
    ) -> Result<Vec<Member>, Failure> {
        pass(db, &self.rights, course).await?;
        let rows = user_role::Entity::find()
            .filter(held_for(course))
            .find_also_related(user::Entity)
            .all(db)
            .await?;
        let people = rows.into_iter();
        let mut members: Vec<Member> = people
            .filter_map(|(held, user)| Some(Member { held, user: user? }))
            .collect();
        members.sort_by(|a, b| {
            let key = |member: &Member| {
                (
                    member.held.role,
                    member.user.first_name.clone(),
                    member.held.id,
                )
            };
            key(a).cmp(&key(b))
        });
        Ok(members)
    }

    /// Somebody's part, for who decides on it. To anybody else there is no such part.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`], [`Refusal::UnknownMember`].
    pub async fn member(
        &self,
        db: &impl ConnectionTrait,
        held: UserRoleId,
    ) -> Result<Member, Failure> {
        if !self.rights.is_anybody() {
            return Err(Refusal::NotAnAuthor.into());
        }
        let found = user_role::Entity::find_by_id(held)
            .find_also_related(user::Entity)
            .one(db)
            .await?;
        let Some((held, Some(user))) = found else {
            return Err(Refusal::UnknownMember.into());
        };
        match pass(db, &self.rights, held.course_id).await {
            Ok(()) => Ok(Member { held, user }),
            Err(Failure::Refused(_)) => Err(Refusal::UnknownMember.into()),
            Err(fault) => Err(fault),
        }
    }

    /// Gives a member another role in the same place. `knowing` says that the last author of a course is no longer one
    /// after that. Twice equals once.
    ///
    /// # Errors
    /// As [`Team::member`], [`Refusal::OwnerStays`]; [`Refusal::NotYourPart`] for a role that nobody can hold there.
    pub async fn change(
        &self,
        db: &impl ConnectionTrait,
        held: UserRoleId,
        role: Role,
        knowing: bool,
    ) -> Result<Changed, Failure> {
        let mut member = self.touchable(db, held).await?;
        let course = member.held.course_id;
        if !roles(course).any(|other| other == role) {
            return Err(Refusal::NotYourPart.into());
        }
        if member.held.role == role {
            return Ok(Changed::Done(member));
        }
        if !knowing && self.is_last_author(db, &member).await? {
            return Ok(Changed::LastAuthor(member));
        }
        release(db, &member.held).await?;
        grant(db, member.user.id, role, course, self.rights.user).await?;
        member.held.role = role;
        Ok(Changed::Done(member))
    }

    /// Takes a member's part away. `knowing` as above. A part already gone is [`Refusal::UnknownMember`].
    ///
    /// # Errors
    /// As [`Team::member`], [`Refusal::OwnerStays`].
    pub async fn remove(
        &self,
        db: &impl ConnectionTrait,
        held: UserRoleId,
        knowing: bool,
    ) -> Result<Changed, Failure> {
        let member = self.touchable(db, held).await?;
        if !knowing && self.is_last_author(db, &member).await? {
            return Ok(Changed::LastAuthor(member));
        }
        release(db, &member.held).await?;
        Ok(Changed::Done(member))
    }

    /// Whether the course has no author but this one.
    pub async fn is_last_author(
        &self,
        db: &impl ConnectionTrait,
        member: &Member,
    ) -> Result<bool, DbErr> {
        let (Some(course), Role::Author) = (member.held.course_id, member.held.role) else {
            return Ok(false);
        };
        // Two who leave at once leave one after the other.
        course::Entity::find_by_id(course)
            .lock_exclusive()
            .one(db)
            .await?;
        let authors = user_role::Entity::find()
            .filter(user_role::COLUMN.course_id.eq(course))
            .filter(user_role::COLUMN.role.eq(Role::Author))
            .count(db)
            .await?;
        Ok(authors <= 1)
    }

    async fn touchable(
        &self,
        db: &impl ConnectionTrait,
        held: UserRoleId,
    ) -> Result<Member, Failure> {
        let member = self.member(db, held).await?;
        if self.owners.contains(&member.user.id) {
            return Err(Refusal::OwnerStays.into());
        }
        Ok(member)
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
    let made = course::Entity::find()
        .filter(course::COLUMN.author_id.eq(user))
        .all(db)
        .await?;
    for course in made {
        grant(db, user, Role::Author, Some(course.id), by).await?;
    }
    Ok(true)
}

/// Takes from somebody the right to make courses and to work on any as its author; `true` when they had it. The courses
/// stay. Twice equals once.
pub async fn remove_author(db: &impl ConnectionTrait, user: UserId) -> Result<bool, DbErr> {
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

/// Ends a part. Who no longer makes courses no longer works on any as its author either; who is no longer author of a
/// course they once made is no longer who made it.
async fn release(db: &impl ConnectionTrait, held: &user_role::Model) -> Result<(), DbErr> {
    match (held.role, held.course_id) {
        (Role::Author, None) => {
            remove_author(db, held.user_id).await?;
        }
        (role, course) => {
            user_role::Entity::delete_by_id(held.id).exec(db).await?;
            if let (Role::Author, Some(course)) = (role, course) {
                course::Entity::update_many()
                    .col_expr(course::Column::AuthorId, Expr::value(None::<UserId>))
                    .filter(course::COLUMN.id.eq(course))
                    .filter(course::COLUMN.author_id.eq(held.user_id))
                    .exec(db)
                    .await?;
            }
        }
    }
    Ok(())
}

fn held_for(course: Option<CourseId>) -> Expr {
    match course {
        Some(course) => user_role::Column::CourseId.eq(course),
        None => user_role::Column::CourseId.is_null(),
    }
}
