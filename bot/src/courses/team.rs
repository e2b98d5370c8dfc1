//! Giving people a part, changing it, taking it away.

use std::collections::HashSet;

use entity::role_permission::Reach;
use entity::{CourseId, Role, UserId, UserRoleId, course, user, user_role};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait,
};

use super::policy::{self, Action, Rights};
use super::refusal::{Failure, Refusal, hidden};

mod rows;

pub use rows::{add_author, authors, give, grant, holds, remove_author};
use rows::{give_back, release, turn};

/// Somebody with a part.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// What they hold, and for which course.
    pub held: user_role::Model,
    /// Who they are.
    pub user: user::Model,
}

/// What became of a role.
#[derive(Clone, Debug, PartialEq)]
pub enum Changed {
    /// It is as was asked.
    Done(Member),
    /// It was so already.
    Already(Member),
    /// More goes with it than the button says, and who asked has not been told.
    Asks(Member, Loss),
}

/// What goes with a role and is not easily given back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Loss {
    /// The course then has no author.
    LastAuthor,
    /// The instance then has no owner.
    LastOwner,
    /// The member is author of so many courses, and these – by their titles – then have none.
    Courses { count: usize, orphans: Vec<String> },
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

    /// Those named in the settings, who may do everything everywhere, by name; who never wrote to the bot has a number only.
    ///
    /// # Errors
    /// The database.
    pub async fn named_owners(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<Vec<(UserId, Option<user::Model>)>, DbErr> {
        let known = user::Entity::find()
            .filter(user::COLUMN.id.is_in(self.owners.iter().copied()))
            .all(db)
            .await?;
        let row = |id: &UserId| known.iter().find(|user| user.id == *id).cloned();
        Ok(self.owners.iter().map(|id| (*id, row(id))).collect())
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
        hidden(
            pass(db, &self.rights, held.course_id).await,
            Refusal::UnknownMember,
        )?;
        Ok(Member { held, user })
    }

    /// Gives a member another role in the same place, for who saw them as `from`. `knowing` says that what goes with the former one may go. Twice
    /// equals once, and of two who change it at once one does.
    ///
    /// # Errors
    /// As [`Team::member`], [`Refusal::OwnerStays`]; [`Refusal::NotYourPart`] for a role that nobody can hold there.
    pub async fn change(
        &self,
        db: &impl ConnectionTrait,
        held: UserRoleId,
        (from, role): (Role, Role),
        knowing: bool,
    ) -> Result<Changed, Failure> {
        let mut member = self.touchable(db, held).await?;
        let course = member.held.course_id;
        if !roles(course).any(|other| other == role) {
            return Err(Refusal::NotYourPart.into());
        }
        if member.held.role == role {
            return Ok(Changed::Already(member));
        }
        if member.held.role != from {
            return Err(Refusal::UnknownMember.into());
        }
        if !knowing && let Some(loss) = self.loss(db, &member).await? {
            return Ok(Changed::Asks(member, loss));
        }
        let by = self.rights.user;
        let turned = if holds(db, member.user.id, role, course).await? {
            release(db, &member.held).await?
        } else {
            turn(db, &member.held, role, by).await?
        };
        if !turned {
            return Err(Refusal::UnknownMember.into());
        }
        if (role, course) == (Role::Author, None) {
            give_back(db, member.user.id, by).await?;
        }
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
        if !knowing && let Some(loss) = self.loss(db, &member).await? {
            return Ok(Changed::Asks(member, loss));
        }
        if !release(db, &member.held).await? {
            return Err(Refusal::UnknownMember.into());
        }
        Ok(Changed::Done(member))
    }

    /// What goes with a member's role besides what its name says.
    pub async fn loss(
        &self,
        db: &impl ConnectionTrait,
        member: &Member,
    ) -> Result<Option<Loss>, DbErr> {
        let held = &member.held;
        match (held.role, held.course_id) {
            (Role::Author, Some(course)) => {
                // Two who leave at once leave one after the other.
                course::Entity::find_by_id(course)
                    .lock_exclusive()
                    .one(db)
                    .await?;
                let alone = authors_of(db, course).await? <= 1;
                Ok(alone.then_some(Loss::LastAuthor))
            }
            (Role::Author, None) => loss_of_courses(db, held.user_id).await,
            (Role::Owner, None) if self.owners.is_empty() => {
                let owners = user_role::Entity::find()
                    .filter(held_for(None))
                    .filter(user_role::COLUMN.role.eq(Role::Owner))
                    .count(db)
                    .await?;
                Ok((owners <= 1).then_some(Loss::LastOwner))
            }
            (Role::Owner | Role::Reviewer | Role::Analyst, _) => Ok(None),
        }
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

async fn authors_of(db: &impl ConnectionTrait, course: CourseId) -> Result<u64, DbErr> {
    user_role::Entity::find()
        .filter(user_role::COLUMN.course_id.eq(course))
        .filter(user_role::COLUMN.role.eq(Role::Author))
        .count(db)
        .await
}

/// What somebody is author of who shall no longer make courses; nothing is no loss.
async fn loss_of_courses(db: &impl ConnectionTrait, user: UserId) -> Result<Option<Loss>, DbErr> {
    let own = user_role::Entity::find()
        .select_only()
        .column(user_role::Column::CourseId)
        .filter(user_role::COLUMN.user_id.eq(user))
        .filter(user_role::COLUMN.role.eq(Role::Author))
        .filter(user_role::Column::CourseId.is_not_null())
        .into_query();
    let courses = course::Entity::find()
        .filter(course::Column::Id.in_subquery(own))
        .order_by_asc(course::Column::Title)
        .lock_exclusive()
        .all(db)
        .await?;
    if courses.is_empty() {
        return Ok(None);
    }
    let shared: HashSet<CourseId> = user_role::Entity::find()
        .filter(user_role::COLUMN.role.eq(Role::Author))
        .filter(user_role::COLUMN.user_id.ne(user))
        .filter(user_role::Column::CourseId.is_in(courses.iter().map(|course| course.id)))
        .all(db)
        .await?
        .into_iter()
        .filter_map(|held| held.course_id)
        .collect();
    let count = courses.len();
    let orphans = courses.into_iter();
    let orphans = orphans.filter(|course| !shared.contains(&course.id));
    let orphans = orphans.map(|course| course.title).collect();
    Ok(Some(Loss::Courses { count, orphans }))
}

fn held_for(course: Option<CourseId>) -> Expr {
    match course {
        Some(course) => user_role::Column::CourseId.eq(course),
        None => user_role::Column::CourseId.is_null(),
    }
}
