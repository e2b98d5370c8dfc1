//! Who may do what: one table, from which every check, the help and the command menus follow.
//!
//! The database's rows are what is asked; a test holds them to the table that stands here. Nothing is remembered between
//! two updates: a role that was taken away is gone with the next one.

use entity::role::Role;
use entity::role_permission::Reach;
use entity::{CourseId, UserId, role_permission, user_role};
use sea_orm::sea_query::SelectStatement;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter,
    QuerySelect, QueryTrait, RelationDef, Select,
};

use super::refusal::{Failure, Refusal};

/// Something that not everybody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Begin a new course, by chat or by file.
    MakeCourses,
    /// Decide who makes courses, and who holds a role for the whole instance.
    ManageAuthors,
    /// Know that a course is there, and see its workbench.
    Look,
    /// Change a course or its steps.
    Edit,
    /// Open a course, publish what was changed, choose its door.
    Publish,
    /// Close a course to newcomers.
    Close,
    /// Delete a course.
    Delete,
    /// Put a file in the place of a course that is there.
    Import,
    /// Take a course out as a file.
    Export,
    /// See what learners do not see yet: the draft and its preview.
    Review,
    /// See what was published when, and by whom.
    SeeHistory,
    /// See how many are where.
    SeeStatistics,
    /// Decide who works on a course.
    ManageTeam,
    /// Give out a course's link and its codes.
    InviteLearners,
    /// Look at what learners hand in and ask, and answer it.
    Assess,
    /// Write to many learners of a course at once.
    Announce,
}

/// Everything there is to be allowed, with its name in the database.
const NAMES: [(Action, &str); 16] = [
    (Action::MakeCourses, "make_courses"),
    (Action::ManageAuthors, "manage_authors"),
    (Action::Look, "look"),
    (Action::Edit, "edit"),
    (Action::Publish, "publish"),
    (Action::Close, "close"),
    (Action::Delete, "delete"),
    (Action::Import, "import"),
    (Action::Export, "export"),
    (Action::Review, "review"),
    (Action::SeeHistory, "see_history"),
    (Action::SeeStatistics, "see_statistics"),
    (Action::ManageTeam, "manage_team"),
    (Action::InviteLearners, "invite_learners"),
    (Action::Assess, "assess"),
    (Action::Announce, "announce"),
];

/// Some of the actions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Actions(u32);

impl Actions {
    /// None of them.
    pub const NONE: Actions = Actions(0);
    /// All of them.
    pub const ALL: Actions = Actions(u32::MAX);

    /// These ones.
    pub const fn of(actions: &[Action]) -> Actions {
        let (mut bits, mut at) = (0, 0);
        while at < actions.len() {
            bits |= 1 << actions[at] as u32;
            at += 1;
        }
        Actions(bits)
    }

    /// Whether this one is among them.
    pub const fn has(self, action: Action) -> bool {
        self.0 & (1 << action as u32) != 0
    }

    /// Whether one of these is among them.
    pub const fn any(self, others: Actions) -> bool {
        self.0 & others.0 != 0
    }

    /// Whether there is none.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Those of either.
    #[must_use]
    pub const fn and(self, others: Actions) -> Actions {
        Actions(self.0 | others.0)
    }
}

/// Everything that is done to one course.
const OF_A_COURSE: Actions = Actions::of(&[
    Action::Look,
    Action::Edit,
    Action::Publish,
    Action::Close,
    Action::Delete,
    Action::Import,
    Action::Export,
    Action::Review,
    Action::SeeHistory,
    Action::SeeStatistics,
    Action::ManageTeam,
    Action::InviteLearners,
    Action::Assess,
    Action::Announce,
]);

const READING: Actions = Actions::of(&[
    Action::Look,
    Action::Export,
    Action::Review,
    Action::SeeHistory,
    Action::Assess,
]);

const COUNTING: Actions = Actions::of(&[Action::Look, Action::SeeStatistics]);

/// What a role allows whoever holds it that far. The table that the database was filled from.
///
/// An author of the whole instance makes courses, and is made the author of each; other people's courses are none of
/// theirs. Nobody owns one course only.
pub const fn allowed(role: Role, reach: Reach) -> Actions {
    match (role, reach) {
        (Role::Owner, Reach::Instance) => Actions::ALL,
        (Role::Owner, Reach::Course) => Actions::NONE,
        (Role::Author, Reach::Instance) => Actions::of(&[Action::MakeCourses]),
        (Role::Author, Reach::Course) => OF_A_COURSE,
        (Role::Reviewer, _) => READING,
        (Role::Analyst, _) => COUNTING,
    }
}

/// What somebody may do, read for one update.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rights {
    /// Who.
    pub user: UserId,
    /// Named in the settings: nothing in the chat changes that.
    pub is_named_owner: bool,
    everywhere: Actions,
    anywhere: Actions,
}

/// What somebody may do. One statement that reads, none for an owner named in the settings.
pub async fn rights(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    user: UserId,
) -> Result<Rights, DbErr> {
    if owners.contains(&user) {
        return Ok(Rights::of_an_owner(user));
    }
    let rows: Vec<(String, Reach)> = held(user)
        .select_only()
        .column(role_permission::Column::Permission)
        .column(role_permission::Column::Reach)
        .distinct()
        .into_tuple()
        .all(db)
        .await?;
    let of = |reach: Option<Reach>| {
        let wanted = rows
            .iter()
            .filter(|(_, row)| reach.is_none_or(|reach| *row == reach));
        named(wanted.map(|(name, _)| name.as_str()))
    };
    Ok(Rights {
        user,
        is_named_owner: false,
        everywhere: of(Some(Reach::Instance)),
        anywhere: of(None),
    })
}

impl Rights {
    /// What an owner may do who is named in the settings: everything.
    pub const fn of_an_owner(user: UserId) -> Rights {
        Rights {
            user,
            is_named_owner: true,
            everywhere: Actions::ALL,
            anywhere: Actions::ALL,
        }
    }

    /// Whether there is anything that this person may do and not everybody may.
    pub fn is_anybody(&self) -> bool {
        !self.anywhere.is_empty()
    }

    /// What they may do somewhere: in one course at least.
    pub fn anywhere(&self) -> Actions {
        self.anywhere
    }

    /// What they may do in every course there is, and to the instance.
    pub fn everywhere(&self) -> Actions {
        self.everywhere
    }

    /// What they may do to this course. One statement that reads, none for an owner named in the settings.
    pub async fn on(&self, db: &impl ConnectionTrait, course: CourseId) -> Result<Actions, DbErr> {
        if self.is_named_owner || !self.is_anybody() {
            return Ok(self.everywhere);
        }
        let rows: Vec<String> = held(self.user)
            .filter(user_role::Column::CourseId.eq(course))
            .select_only()
            .column(role_permission::Column::Permission)
            .distinct()
            .into_tuple()
            .all(db)
            .await?;
        Ok(self.everywhere.and(named(rows.iter().map(String::as_str))))
    }

    /// Passes who may do this to the instance.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`].
    pub fn pass(&self, action: Action) -> Result<(), Refusal> {
        if self.everywhere.has(action) {
            Ok(())
        } else {
            Err(Refusal::NotAnAuthor)
        }
    }

    /// Passes who may do this to the course, and says what else they may do to it.
    ///
    /// # Errors
    /// [`Refusal::NotAnAuthor`] for who may do nothing at all; [`Refusal::UnknownCourse`] for who is not to know of the
    /// course, whether it is there or not; [`Refusal::NotYourPart`] for who has another part in it.
    pub async fn pass_on(
        &self,
        db: &impl ConnectionTrait,
        action: Action,
        course: CourseId,
    ) -> Result<Actions, Failure> {
        if !self.is_anybody() {
            return Err(Refusal::NotAnAuthor.into());
        }
        let allowed = self.on(db, course).await?;
        if !allowed.has(Action::Look) {
            return Err(Refusal::UnknownCourse.into());
        }
        if !allowed.has(action) {
            return Err(Refusal::NotYourPart.into());
        }
        Ok(allowed)
    }

    /// The courses to which they may do this, as a condition; `None`: all of them.
    pub fn courses(&self, action: Action) -> Option<SelectStatement> {
        if self.everywhere.has(action) {
            return None;
        }
        let own = held(self.user)
            .filter(user_role::Column::CourseId.is_not_null())
            .filter(role_permission::Column::Permission.eq(name(action)));
        Some(
            own.select_only()
                .column(user_role::Column::CourseId)
                .into_query(),
        )
    }
}

/// The roles of a person with what each of them allows where it is held.
fn held(user: UserId) -> Select<user_role::Entity> {
    let allowed: RelationDef = user_role::Entity::belongs_to(role_permission::Entity)
        .from(user_role::Column::Role)
        .to(role_permission::Column::Role)
        .into();
    let instance = Condition::all()
        .add(user_role::Column::CourseId.is_null())
        .add(role_permission::Column::Reach.eq(Reach::Instance));
    let course = Condition::all()
        .add(user_role::Column::CourseId.is_not_null())
        .add(role_permission::Column::Reach.eq(Reach::Course));
    user_role::Entity::find()
        .join(JoinType::InnerJoin, allowed)
        .filter(user_role::Column::UserId.eq(user))
        .filter(Condition::any().add(instance).add(course))
}

/// The actions of these names; a name that a newer version has put there means nothing to this one.
fn named<'a>(names: impl Iterator<Item = &'a str>) -> Actions {
    names.fold(Actions::NONE, |actions, wanted| {
        let known = NAMES.iter().find(|(_, name)| *name == wanted);
        known.map_or(actions, |(action, _)| actions.and(Actions::of(&[*action])))
    })
}

/// The action's name in the database.
pub(super) fn name(action: Action) -> &'static str {
    NAMES[action as usize].1
}

#[cfg(test)]
mod tests {
    use super::*;
    use sea_orm::{Database, QueryOrder};
    use std::collections::BTreeSet;

    #[test]
    fn every_action_stands_at_its_own_place() {
        for (at, (action, _)) in NAMES.iter().enumerate() {
            assert_eq!(*action as usize, at, "{action:?}");
        }
    }

    /// The database is filled by migrations, which are frozen; what it says has to be what stands here.
    #[tokio::test]
    async fn the_database_says_the_same() {
        let db = Database::connect("sqlite::memory:").await.unwrap();
        migration::up(&db).await.unwrap();
        let names: Vec<String> = entity::permission::Entity::find()
            .order_by_asc(entity::permission::Column::Name)
            .select_only()
            .column(entity::permission::Column::Name)
            .into_tuple()
            .all(&db)
            .await
            .unwrap();
        let known: BTreeSet<&str> = NAMES.iter().map(|(_, name)| *name).collect();
        assert!(names.iter().map(String::as_str).eq(known), "{names:?}");
        for role in Role::ALL {
            for reach in [Reach::Instance, Reach::Course] {
                let rows = role_permission::Entity::find()
                    .filter(role_permission::Column::Role.eq(role))
                    .filter(role_permission::Column::Reach.eq(reach))
                    .all(&db)
                    .await
                    .unwrap();
                for (action, name) in NAMES {
                    let stored = rows.iter().any(|row| row.permission == name);
                    let here = allowed(role, reach).has(action);
                    assert_eq!(stored, here, "{role:?} {reach:?} {action:?}");
                }
            }
        }
    }
}
