//! Who is looked at: what every source has to know of them.

use chrono::{DateTime, Utc};
use entity::{rhythm, user};
use sea_orm::sea_query::OnConflict;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DbErr, EntityTrait};

use super::look::Looking;
use crate::courses::outline::Shelf;
use crate::courses::progress::Walk;
use crate::courses::rhythm::{self as rhythms, Rhythm};

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
        let is_free = row
            .and_then(|row| row.reminded_on)
            .is_none_or(|day| day < today);
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

    /// Notes that they were reminded today, of whatever.
    pub(in crate::courses) async fn reminded(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<(), DbErr> {
        let row = rhythm::ActiveModel {
            user_id: Set(self.user.id),
            reminded_on: Set(Some(self.rhythm.zone.local(self.now).date())),
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
