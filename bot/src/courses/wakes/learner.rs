//! Who is looked at: what every source has to know of them.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use entity::{rhythm, user};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};

use super::look::Looking;
use crate::courses::outline::Shelf;
use crate::courses::progress::Walk;
use crate::courses::rhythm::{self as rhythms, Rhythm};

/// How far a clock may have been put back for the days that it had counted to stay: a longer way was a clock gone wild.
pub(in crate::courses) const PUT_BACK: TimeDelta = TimeDelta::days(2);

/// A learner who is looked at.
#[derive(Clone, Copy, Debug)]
pub struct Learner<'a> {
    /// The courses read so far.
    pub shelf: &'a Shelf,
    /// Who.
    pub user: &'a user::Model,
    /// When they want to be written to.
    pub rhythm: Rhythm,
    /// The instant of the look, UTC.
    pub now: DateTime<Utc>,
    /// UTC; from when on they may be reminded, of whatever: always, or tomorrow if they were today. Not now: an hour of theirs that
    /// has just come would be over.
    pub free_at: DateTime<Utc>,
    /// The day on which they were reminded last, by their clock.
    pub reminded_on: Option<NaiveDate>,
}

impl<'a> Learner<'a> {
    /// The learner with their rhythm. One statement that reads.
    pub(super) async fn read(
        db: &impl ConnectionTrait,
        looking: &Looking<'a>,
        user: &'a user::Model,
    ) -> Result<Learner<'a>, DbErr> {
        let Looking { shelf, now, .. } = *looking;
        let row = rhythm::Entity::find_by_id(user.id).one(db).await?;
        let zone = rhythms::zone_of(user, looking.house_zone);
        let rhythm = row.as_ref().map(|row| Rhythm::of(row, zone));
        let rhythm = rhythm.unwrap_or_else(|| Rhythm::in_zone(zone));
        let today = zone.local(now).date();
        let reminded_on = row.and_then(|row| row.reminded_on);
        let reminded_on = reminded_on.filter(|day| *day - today <= PUT_BACK);
        let is_free = reminded_on.is_none_or(|day| day < today);
        Ok(Learner {
            shelf,
            user,
            rhythm,
            now,
            free_at: if is_free {
                DateTime::UNIX_EPOCH
            } else {
                zone.day_after(now)
            },
            reminded_on,
        })
    }

    /// The learner at this instant.
    pub fn walk(&self) -> Walk<'a> {
        Walk {
            shelf: self.shelf,
            user: self.user.id,
            now: self.now,
        }
    }

    /// When something comes that is due at `due_at` and may wait for the time the learner prefers: then, or as soon as they may be
    /// written to if that is over. Never before now; now means it is to be said. `None`: never.
    pub fn turn(&self, due_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let slot = self.rhythm.next_slot(due_at)?;
        if slot > self.now {
            Some(slot)
        } else {
            self.rhythm.next_allowed(self.now)
        }
    }

    /// UTC; when their next day begins.
    pub fn tomorrow(&self) -> DateTime<Utc> {
        self.rhythm.zone.day_after(self.now)
    }

    /// Notes that they were reminded today, of whatever. Where the clock was put back over midnight, the day that it had counted
    /// already stays: it comes again, but no second reminder on it.
    pub(in crate::courses) async fn reminded(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<(), DbErr> {
        let today = self.rhythm.zone.local(self.now).date();
        let row = rhythm::ActiveModel {
            user_id: Set(self.user.id),
            reminded_on: Set(Some(self.reminded_on.map_or(today, |day| day.max(today)))),
            ..Default::default()
        };
        let again = OnConflict::column(rhythm::Column::UserId)
            .update_column(rhythm::Column::RemindedOn)
            .to_owned();
        rhythm::Entity::insert(row)
            .on_conflict(again)
            .exec_without_returning(db)
            .await?;
        Ok(())
    }
}
