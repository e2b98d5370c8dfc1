//! What a learner makes of a reminder: later, or not at all.

use chrono::{DateTime, TimeDelta, Utc};
use entity::reminder;
use entity::{CourseId, UserId, course, rhythm, user_course_progress as progress};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::{Rest, last_active, rest};
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

/// A learner who was reminded, at this instant. What is written is written in the order in which a look does it: progress, reminder,
/// rhythm, wake; so a press and a look at the same time never wait for each other.
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
        let row = match self.said(db, (course, told)).await? {
            Ok(row) => row,
            Err(over) => return Ok(over),
        };
        // What is only said anew, because it came too late, was put off by nobody.
        let is_asked = |at: &DateTime<Utc>| *at > row.told_at && until != Until::NextWeek;
        if let Some(at) = row.again_at.filter(is_asked) {
            return Ok(Postponed::Until(at));
        }
        if until == Until::NextWeek {
            return self.pause(db, &row).await;
        }
        let Some(at) = self.instant(until) else {
            return Ok(Postponed::Stopped);
        };
        // The last reminder has let the course rest; this one is not the last any more.
        let rested = self.unrest(db, course).await?;
        if !self.again(db, &row, at).await? {
            if rested != Rest::None {
                rest(db, self.user, course, rested).await?;
            }
            return Ok(Postponed::Over);
        }
        wakes::wake(db, self.user, at).await?;
        Ok(Postponed::Until(at))
    }

    /// The reminder that was said at `told`, in seconds since 1970; or why it is over. Where the clock was put back since, the row says an
    /// earlier instant than the button.
    async fn said(
        &self,
        db: &impl ConnectionTrait,
        (course, told): (CourseId, i64),
    ) -> Result<Result<reminder::Model, Postponed>, DbErr> {
        let row = reminder::Entity::find_by_id(self.user).one(db).await?;
        let ours =
            |row: &reminder::Model| row.course_id == course && row.told_at.timestamp() <= told;
        let row = row.filter(ours);
        let told = row.as_ref().map_or(told, |row| row.told_at.timestamp());
        let active = last_active(db, self.user).await?;
        if active.is_some_and(|at| at.timestamp() >= told) {
            return Ok(Err(Postponed::WentOn));
        }
        Ok(row.ok_or(Postponed::Over))
    }

    /// Lets the reminder come again. `false`: there has been another since.
    async fn again(
        &self,
        db: &impl ConnectionTrait,
        said: &reminder::Model,
        at: DateTime<Utc>,
    ) -> Result<bool, DbErr> {
        let again = reminder::Entity::update_many()
            .col_expr(reminder::Column::AgainAt, Expr::value(at))
            .filter(reminder::COLUMN.user_id.eq(self.user))
            .filter(reminder::COLUMN.course_id.eq(said.course_id))
            .filter(reminder::COLUMN.told_at.eq(said.told_at))
            .exec(db)
            .await?;
        Ok(again.rows_affected > 0)
    }

    /// Nothing of the course comes by itself until they go on in it, if this is still the reminder that was said at `told`, in seconds
    /// since 1970. Gives back the course; `None`: the reminder is over, and nothing is stopped. Twice equals once.
    ///
    /// # Errors
    /// [`Refusal::NotEnrolled`].
    pub async fn stop(
        &self,
        db: &impl ConnectionTrait,
        (course, told): (CourseId, i64),
    ) -> Result<Option<course::Model>, Failure> {
        if self.said(db, (course, told)).await?.is_err() {
            return Ok(None);
        }
        if !rest(db, self.user, course, Rest::Stopped).await? {
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
        Ok(Some(found.ok_or(Refusal::NotEnrolled { course })?))
    }

    /// Nothing by itself for a week. A pause that is there stays as it is. A course that rests after its last reminder is reminded of
    /// once more when the pause is over.
    async fn pause(
        &self,
        db: &impl ConnectionTrait,
        said: &reminder::Model,
    ) -> Result<Postponed, Failure> {
        if self.rhythm.is_stopped {
            return Ok(Postponed::Stopped);
        }
        let next = |until| {
            let paused = Rhythm {
                paused_until: Some(until),
                ..*self.rhythm
            };
            paused.next_slot(until).unwrap_or(until)
        };
        if let Some(until) = self.rhythm.paused_until.filter(|until| *until > self.now) {
            self.once_more(db, said, next(until)).await?;
            return Ok(Postponed::Paused(next(until)));
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
        self.once_more(db, said, next(until)).await?;
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
        Ok(Postponed::Paused(next(until)))
    }

    /// Lets the last reminder come once more; nothing where the course does not rest.
    async fn once_more(
        &self,
        db: &impl ConnectionTrait,
        said: &reminder::Model,
        at: DateTime<Utc>,
    ) -> Result<(), DbErr> {
        if self.unrest(db, said.course_id).await? != Rest::None {
            self.again(db, said, at).await?;
        }
        Ok(())
    }

    /// A course that rests does not any more. Gives back how it was.
    async fn unrest(&self, db: &impl ConnectionTrait, course: CourseId) -> Result<Rest, DbErr> {
        let place = progress::Entity::find_by_id((self.user, course));
        let was = place
            .one(db)
            .await?
            .map_or(Rest::None, |place| Rest::of(&place));
        if was != Rest::None {
            rest(db, self.user, course, Rest::None).await?;
        }
        Ok(was)
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
