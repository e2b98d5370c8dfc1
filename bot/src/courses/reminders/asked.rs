//! What a learner makes of a reminder: later, or not at all.

use chrono::{DateTime, TimeDelta, Utc};
use entity::reminder;
use entity::{CourseId, UserId, course, rhythm};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter};

use super::{last_active, rest};
use crate::courses::refusal::{Failure, Refusal};
use crate::courses::rhythm::Rhythm;
use crate::courses::{study_days, wakes};

/// How long *Later today* is.
const LATER: TimeDelta = TimeDelta::hours(3);
/// How long a pause is.
const WEEK: TimeDelta = TimeDelta::days(7);

/// Until when a reminder is put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Until {
    /// Some hours later, if that is still the same day and not in quiet hours; otherwise tomorrow.
    LaterToday,
    /// The next day.
    Tomorrow,
    /// In a week; until then nothing comes by itself, of whatever course.
    NextWeek,
}

/// What became of a reminder that was to be put off.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Postponed {
    /// It comes again then, UTC; now or by the same press before.
    Until(DateTime<Utc>),
    /// Nothing comes by itself until then, UTC.
    Paused(DateTime<Utc>),
    /// They have been active since: there is nothing to be put off.
    WentOn,
    /// It is another one's turn by now.
    Over,
    /// They hear nothing by itself at all.
    Stopped,
}

/// A learner who was reminded, at this instant.
#[derive(Clone, Copy, Debug)]
pub struct Asking<'a> {
    /// Who.
    pub user: UserId,
    /// When they want to be written to.
    pub rhythm: &'a Rhythm,
    /// The instant of the press, UTC.
    pub now: DateTime<Utc>,
}

impl Asking<'_> {
    /// Puts the reminder off that was said at `told`, in seconds since 1970. Once: what was put off stays so, whatever is
    /// pressed below it later.
    ///
    /// # Errors
    /// What the database says.
    pub async fn postpone(
        &self,
        db: &impl ConnectionTrait,
        (course, told): (CourseId, i64),
        until: Until,
    ) -> Result<Postponed, Failure> {
        let row = reminder::Entity::find_by_id(self.user).one(db).await?;
        let ours =
            |row: &reminder::Model| row.course_id == course && row.told_at.timestamp() == told;
        let active = last_active(db, self.user).await?;
        if active.is_some_and(|at| at.timestamp() >= told) {
            return Ok(Postponed::WentOn);
        }
        let Some(row) = row.filter(ours) else {
            return Ok(Postponed::Over);
        };
        if let Some(at) = row.again_at.filter(|_| until != Until::NextWeek) {
            return Ok(Postponed::Until(at));
        }
        if until == Until::NextWeek {
            return self.pause(db).await;
        }
        let Some(at) = self.instant(until) else {
            return Ok(Postponed::Stopped);
        };
        reminder::Entity::update_many()
            .col_expr(reminder::Column::AgainAt, Expr::value(at))
            .filter(reminder::COLUMN.user_id.eq(self.user))
            .exec(db)
            .await?;
        // The last reminder has let the course rest; this one is not the last any more.
        rest(db, self.user, course, false).await?;
        wakes::wake(db, self.user, at).await?;
        Ok(Postponed::Until(at))
    }

    /// Nothing of the course comes by itself until they go on in it. Gives back what it is called. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`].
    pub async fn stop(
        &self,
        db: &impl ConnectionTrait,
        course: CourseId,
    ) -> Result<course::Model, Failure> {
        if !rest(db, self.user, course, true).await? {
            return Err(Refusal::NotEnrolled { course }.into());
        }
        // What was put off does not come either.
        reminder::Entity::update_many()
            .col_expr(
                reminder::Column::AgainAt,
                Expr::value(None::<DateTime<Utc>>),
            )
            .filter(reminder::COLUMN.user_id.eq(self.user))
            .filter(reminder::COLUMN.course_id.eq(course))
            .exec(db)
            .await?;
        let found = course::Entity::find_by_id(course).one(db).await?;
        found.ok_or_else(|| Refusal::NotEnrolled { course }.into())
    }

    /// Nothing by itself for a week. A pause that is there stays as it is.
    async fn pause(&self, db: &impl ConnectionTrait) -> Result<Postponed, Failure> {
        if self.rhythm.is_stopped {
            return Ok(Postponed::Stopped);
        }
        if let Some(until) = self.rhythm.paused_until.filter(|until| *until > self.now) {
            return Ok(Postponed::Paused(until));
        }
        let until = self
            .rhythm
            .zone
            .day_after(self.now + WEEK - TimeDelta::days(1));
        let row = rhythm::ActiveModel {
            user_id: Set(self.user),
            paused_until: Set(Some(until)),
            ..Default::default()
        };
        let again = OnConflict::column(rhythm::Column::UserId)
            .update_column(rhythm::Column::PausedUntil)
            .to_owned();
        rhythm::Entity::insert(row)
            .on_conflict(again)
            .exec_without_returning(db)
            .await?;
        let day = |at| self.rhythm.zone.local(at).date();
        study_days::pause(db, self.user, day(self.now), day(until)).await?;
        wakes::wake(db, self.user, until).await?;
        let paused = Rhythm {
            paused_until: Some(until),
            ..*self.rhythm
        };
        let next = paused.next_slot(until).unwrap_or(until);
        Ok(Postponed::Paused(next))
    }

    fn instant(&self, until: Until) -> Option<DateTime<Utc>> {
        let zone = self.rhythm.zone;
        let today = zone.local(self.now).date();
        if until == Until::LaterToday {
            let at = self.now + LATER;
            let is_fit = self.rhythm.next_allowed(at) == Some(at) && zone.local(at).date() == today;
            if is_fit {
                return Some(at);
            }
        }
        self.rhythm.next_slot(zone.day_after(self.now))
    }
}
