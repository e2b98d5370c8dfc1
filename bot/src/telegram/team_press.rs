//! The buttons of the screens on which it is decided who works on courses, and how learners come in.

use entity::{CodeId, CourseId, InvitationId, UserRoleId};

use super::press::{Number, choice, codec, course, natural, page};

/// A pressed button on a screen about who has which part. A place is a course, or none for the whole instance; a role is
/// its number in `Role::ALL`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TeamPress {
    /// Whose team, a page of the choice from 0.
    Which { page: u16 },
    /// Who shall no longer make courses, a page of the choice from 0.
    Leaving { page: u16 },
    /// Who has a role there, a page from 0.
    Team { place: Option<CourseId>, page: u16 },
    /// What somebody has for a part.
    Member { member: UserRoleId },
    /// Give somebody another role in the place of this one.
    Change {
        member: UserRoleId,
        from: u8,
        role: u8,
    },
    /// The same, knowing what goes with it.
    ChangeKnowing {
        member: UserRoleId,
        from: u8,
        role: u8,
    },
    /// Ask whether to take somebody's part away.
    Remove { member: UserRoleId },
    /// Take it away.
    RemoveConfirmed { member: UserRoleId },
    /// The same, knowing what goes with it.
    RemoveKnowing { member: UserRoleId },
    /// Ask to which part somebody shall be invited.
    Invite { place: Option<CourseId> },
    /// Make a link for this part.
    InviteTo { place: Option<CourseId>, role: u8 },
    /// The invitations that stand open, a page from 0.
    Invitations { place: Option<CourseId>, page: u16 },
    /// Take an invitation back.
    Revoke { invitation: InvitationId },
    /// Accept an invitation; the numbers are those of its token, so that no number of an invitation is worth anything.
    Accept { a: i64, b: i64, c: i64 },
}

/// A pressed button on a screen about how learners come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DoorPress {
    /// The link of which course, a page of the choice from 0.
    Which { page: u16 },
    /// Ask who may come in.
    Ask { course: CourseId },
    /// Let these come in: the number in `Door::ALL`.
    Set { course: CourseId, door: u8 },
    /// The link with its picture.
    Link { course: CourseId },
    /// Another link in the place of the one of this key.
    NewLink { course: CourseId, key: i64 },
    /// The codes that open the course, a page from 0.
    Codes { course: CourseId, page: u16 },
    /// Ask for how many people a new code is: numbers of `doors::USES`.
    NewCode { course: CourseId },
    /// Ask for how long it is good: numbers of `doors::DAYS`.
    CodeUses { course: CourseId, uses: u8 },
    /// Make the code.
    MakeCode {
        course: CourseId,
        uses: u8,
        days: u8,
    },
    /// Take a code back.
    RevokeCode { code: CodeId },
}

impl Number for UserRoleId {
    fn number(self) -> i64 {
        self.0
    }
}
impl Number for InvitationId {
    fn number(self) -> i64 {
        self.0
    }
}
impl Number for CodeId {
    fn number(self) -> i64 {
        self.0
    }
}
impl Number for Option<CourseId> {
    fn number(self) -> i64 {
        self.map_or(0, |course| course.0)
    }
}

/// A course, or 0 for the whole instance.
#[expect(
    clippy::option_option,
    reason = "the outer one is a number that no button carries"
)]
fn place(number: i64) -> Option<Option<CourseId>> {
    (number >= 0).then_some(course(number))
}
fn member(number: i64) -> Option<UserRoleId> {
    (number > 0).then_some(UserRoleId(number))
}
fn invitation(number: i64) -> Option<InvitationId> {
    (number > 0).then_some(InvitationId(number))
}
fn code(number: i64) -> Option<CodeId> {
    (number > 0).then_some(CodeId(number))
}

codec!(TeamPress; {
    "t.w" => Which { page: page },
    "t.l" => Leaving { page: page },
    "t" => Team { place: place, page: page },
    "t.m" => Member { member: member },
    "t.r" => Change { member: member, from: choice, role: choice },
    "t.r!" => ChangeKnowing { member: member, from: choice, role: choice },
    "t.x" => Remove { member: member },
    "t.x!" => RemoveConfirmed { member: member },
    "t.x!!" => RemoveKnowing { member: member },
    "t.i" => Invite { place: place },
    "t.it" => InviteTo { place: place, role: choice },
    "t.is" => Invitations { place: place, page: page },
    "t.v" => Revoke { invitation: invitation },
    "t.ok" => Accept { a: natural, b: natural, c: natural },
});

codec!(DoorPress; {
    "d.w" => Which { page: page },
    "d" => Ask { course: course },
    "d.s" => Set { course: course, door: choice },
    "d.l" => Link { course: course },
    "d.nl" => NewLink { course: course, key: natural },
    "d.cs" => Codes { course: course, page: page },
    "d.n" => NewCode { course: course },
    "d.nu" => CodeUses { course: course, uses: choice },
    "d.nd" => MakeCode { course: course, uses: choice, days: choice },
    "d.v" => RevokeCode { code: code },
});
