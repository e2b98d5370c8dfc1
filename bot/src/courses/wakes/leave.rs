//! Whether what was said at a look may still leave, when it has waited for Telegram.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CourseId, user, user_course_progress as progress};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use super::learner::Learner;
use super::look::Looking;
use crate::courses::reminders::last_active;

/// Databases keep an instant no more exactly than this.
const EXACT: TimeDelta = TimeDelta::microseconds(1);

/// What has to be known of something that was said at a look, besides whom it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unasked {
    /// UTC; when the look was.
    pub at: DateTime<Utc>,
    /// The course that it is about; `None`: about none, or several.
    pub course: Option<CourseId>,
    /// It reminds somebody who is silent.
    pub is_reminder: bool,
}

/// Whether it may leave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// Yes.
    Now,
    /// Yes, on another day than that of the look: it is what they are reminded of today, and that is to be noted first.
    Late,
    /// Not now: they may not be written to before the learner is looked at again.
    Later,
    /// Not any more: they have been in the course since, or have stopped it.
    Never,
}

/// Says whether it may leave at `looking.now`. Three statements that read, a few more for a reminder.
///
/// # Errors
/// What the database says.
pub async fn may_leave(
    db: &impl ConnectionTrait,
    looking: &Looking<'_>,
    unasked: &Unasked,
) -> Result<Leave, DbErr> {
    if let Some(course) = unasked.course {
        let place = progress::Entity::find_by_id((looking.user, course));
        let place = place.one(db).await?;
        let since = unasked.at + EXACT;
        if place.is_none_or(|place| place.is_stopped || place.visited_at > since) {
            return Ok(Leave::Never);
        }
        if unasked.is_reminder && last_active(db, looking.user).await? > Some(since) {
            return Ok(Leave::Never);
        }
    }
    let Some(person) = user::Entity::find_by_id(looking.user).one(db).await? else {
        return Ok(Leave::Never);
    };
    let learner = Learner::read(db, looking, &person).await?;
    if !learner.rhythm.is_allowed(looking.now) {
        return Ok(Leave::Later);
    }
    let day = |at| learner.rhythm.zone.local(at).date();
    let today = day(looking.now);
    let is_noted = learner.reminded_on.is_some_and(|noted| noted >= today);
    let is_late = day(unasked.at) < today && !is_noted;
    Ok(if is_late { Leave::Late } else { Leave::Now })
}

/// Notes that what leaves late is the only thing that they are reminded of today. Twice equals once.
///
/// # Errors
/// What the database says.
pub async fn leaves_late(db: &impl ConnectionTrait, looking: &Looking<'_>) -> Result<(), DbErr> {
    if let Some(person) = user::Entity::find_by_id(looking.user).one(db).await? {
        let learner = Learner::read(db, looking, &person).await?;
        learner.reminded(db).await?;
    }
    Ok(())
}

/// UTC; from when on what was put off may be sent, not before now. Now means that it is: it is the only thing that they are
/// reminded of today. `None`: never, as they have it now.
///
/// # Errors
/// What the database says.
pub async fn leaves_at(
    db: &impl ConnectionTrait,
    looking: &Looking<'_>,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let Some(person) = user::Entity::find_by_id(looking.user).one(db).await? else {
        return Ok(None);
    };
    let learner = Learner::read(db, looking, &person).await?;
    let at = learner.rhythm.next_allowed(looking.now);
    if at == Some(looking.now) {
        learner.reminded(db).await?;
    }
    Ok(at)
}
