//! Invitations to a part in the making: one link, one person, at most a day.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CourseId, InvitationId, Role, UserId, course, invitation, user};
use sea_orm::sea_query::Expr;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder,
};

use super::policy::{self, Rights};
use super::refusal::{Failure, Refusal, hidden};
use super::secret::Token;
use super::team;
use crate::clock::Dice;

/// How many invitations to one place stand open at most.
const OPEN: u64 = 20;
/// How long an invitation stands open.
pub const LASTS: TimeDelta = TimeDelta::hours(24);

/// Where to somebody is to be invited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The course; `None`: the whole instance.
    pub course: Option<CourseId>,
    /// As what.
    pub role: Role,
}

/// What somebody is invited to.
#[derive(Clone, Debug, PartialEq)]
pub struct Offer {
    /// The invitation.
    pub invitation: invitation::Model,
    /// Who invites.
    pub maker: user::Model,
    /// The course, unless it is the whole instance.
    pub course: Option<course::Model>,
}

/// Makes an invitation, and the token of its link, which is seen this once.
///
/// # Errors
/// As [`team::pass`]; [`Refusal::NotYourPart`] for a role that nobody can hold there,
/// [`Refusal::TooManyInvitations`].
pub async fn invite(
    db: &impl ConnectionTrait,
    rights: &Rights,
    to: Invited,
    dice: &Dice,
    now: DateTime<Utc>,
) -> Result<Token, Failure> {
    let Invited { course, role } = to;
    team::pass(db, rights, course).await?;
    if !team::roles(course).any(|other| other == role) {
        return Err(Refusal::NotYourPart.into());
    }
    let open = invitation::Entity::find()
        .filter(invites_to(course))
        .filter(standing(now))
        .count(db)
        .await?;
    if open >= OPEN {
        return Err(Refusal::TooManyInvitations { limit: OPEN }.into());
    }
    let token = Token::roll(dice);
    let row = invitation::ActiveModel {
        token_hash: Set(token.hash()),
        role: Set(role),
        course_id: Set(course),
        made_by: Set(rights.user),
        ends_at: Set(now + LASTS),
        ..Default::default()
    };
    invitation::Entity::insert(row)
        .exec_without_returning(db)
        .await?;
    Ok(token)
}

/// The invitations to a place that somebody could still accept, with who made them, the newest first.
///
/// # Errors
/// As [`team::pass`].
pub async fn open(
    db: &impl ConnectionTrait,
    rights: &Rights,
    course: Option<CourseId>,
    now: DateTime<Utc>,
) -> Result<Vec<(invitation::Model, user::Model)>, Failure> {
    team::pass(db, rights, course).await?;
    let rows = invitation::Entity::find()
        .filter(invites_to(course))
        .filter(standing(now))
        .find_also_related(user::Entity)
        .order_by_desc(invitation::Column::Id)
        .all(db)
        .await?;
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(invitation, maker)| Some((invitation, maker?)))
        .collect())
}

/// What became of an invitation that was to be taken back.
#[derive(Clone, Debug, PartialEq)]
pub enum Revoked {
    /// It is taken back, now or before.
    Done,
    /// Somebody had accepted it by then; `None` when that person is gone.
    Accepted(Option<Box<user::Model>>),
    /// Its time was over.
    Ended,
}

/// Takes an invitation back, and says to what it invited. Twice equals once.
///
/// # Errors
/// [`Refusal::NotAnAuthor`]; [`Refusal::UnknownInvitation`] for who does not decide on it, whether it is there or not.
pub async fn revoke(
    db: &impl ConnectionTrait,
    rights: &Rights,
    id: InvitationId,
    now: DateTime<Utc>,
) -> Result<(Option<CourseId>, Revoked), Failure> {
    if !rights.is_anybody() {
        return Err(Refusal::NotAnAuthor.into());
    }
    let find = || invitation::Entity::find_by_id(id).one(db);
    let place = find().await?.ok_or(Refusal::UnknownInvitation)?.course_id;
    hidden(
        team::pass(db, rights, place).await,
        Refusal::UnknownInvitation,
    )?;
    let revoked = invitation::Entity::update_many()
        .col_expr(invitation::Column::RevokedAt, Expr::value(now))
        .filter(invitation::Column::Id.eq(id))
        .filter(standing(now))
        .exec(db)
        .await?;
    if revoked.rows_affected > 0 {
        return Ok((place, Revoked::Done));
    }
    // Read again: what was found before may have been overtaken.
    let found = find().await?.ok_or(Refusal::UnknownInvitation)?;
    let revoked = match found.accepted_by {
        Some(who) => {
            let who = user::Entity::find_by_id(who).one(db).await?;
            Revoked::Accepted(who.map(Box::new))
        }
        None if found.revoked_at.is_some() => Revoked::Done,
        None => Revoked::Ended,
    };
    Ok((place, revoked))
}

/// What a link invites to, for who has just opened it.
///
/// # Errors
/// [`Refusal::InvitationGone`] for one that never was, was accepted, has ended, was taken back, or whose maker could no
/// longer give what it promises – all the same; [`Refusal::HeldAlready`] for who has that role,
/// [`Refusal::AcceptedAlready`] for who has it by this very invitation.
pub async fn look(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    user: UserId,
    token: Token,
    now: DateTime<Utc>,
) -> Result<Offer, Failure> {
    let found = invitation::Entity::find()
        .filter(invitation::COLUMN.token_hash.eq(token.hash()))
        .find_also_related(user::Entity)
        .one(db)
        .await?;
    let Some((invitation, Some(maker))) = found else {
        return Err(Refusal::InvitationGone.into());
    };
    let holds = team::holds(db, user, invitation.role, invitation.course_id).await?;
    if holds && invitation.accepted_by == Some(user) {
        return Err(Refusal::AcceptedAlready.into());
    }
    if !is_standing(&invitation, now) {
        return Err(Refusal::InvitationGone.into());
    }
    let rights = policy::rights(db, owners, maker.id).await?;
    hidden(
        team::pass(db, &rights, invitation.course_id).await,
        Refusal::InvitationGone,
    )?;
    if holds || owners.contains(&user) {
        return Err(Refusal::HeldAlready.into());
    }
    let course = match invitation.course_id {
        Some(course) => course::Entity::find_by_id(course).one(db).await?,
        None => None,
    };
    Ok(Offer {
        invitation,
        maker,
        course,
    })
}

/// Accepts: whoever comes first has the part, and the link is spent.
///
/// # Errors
/// As [`look`].
pub async fn accept(
    db: &impl ConnectionTrait,
    owners: &[UserId],
    user: UserId,
    token: Token,
    now: DateTime<Utc>,
) -> Result<Offer, Failure> {
    let offer = look(db, owners, user, token, now).await?;
    let (role, course) = (offer.invitation.role, offer.invitation.course_id);
    if !take(db, offer.invitation.id, user, now).await? {
        return Err(Refusal::InvitationGone.into());
    }
    team::give(db, user, role, course, offer.maker.id).await?;
    Ok(offer)
}

/// Compares and sets, so that of two who accept at once one does.
async fn take(
    db: &impl ConnectionTrait,
    id: InvitationId,
    user: UserId,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let taken = invitation::Entity::update_many()
        .col_expr(invitation::Column::AcceptedBy, Expr::value(user))
        .col_expr(invitation::Column::AcceptedAt, Expr::value(now))
        .filter(invitation::Column::Id.eq(id))
        .filter(standing(now))
        .exec(db)
        .await?;
    Ok(taken.rows_affected > 0)
}

fn invites_to(course: Option<CourseId>) -> Expr {
    match course {
        Some(course) => invitation::Column::CourseId.eq(course),
        None => invitation::Column::CourseId.is_null(),
    }
}

/// The same of one that was read.
fn is_standing(invitation: &invitation::Model, now: DateTime<Utc>) -> bool {
    invitation.accepted_by.is_none() && invitation.revoked_at.is_none() && invitation.ends_at > now
}

/// Nobody has accepted it, nobody has taken it back, and its time is not over.
fn standing(now: DateTime<Utc>) -> Condition {
    Condition::all()
        .add(invitation::Column::AcceptedBy.is_null())
        .add(invitation::Column::RevokedAt.is_null())
        .add(invitation::Column::EndsAt.gt(now))
}
