//! The bot looking at one learner, as often as a wake comes: what every property of wakes shares.

use chrono::{DateTime, Utc};
use entity::{UserId, wake};
use sea_orm::{DatabaseTransaction, EntityTrait, TransactionTrait};

use super::school::{Found, said};
use crate::courses::rhythm::Zone;
use crate::courses::wakes::{Claimed, Looking, Say, claim, look, look_anew, settle};
use crate::courses::{Shelf, Walk, reminders};

/// Who is looked at.
pub const LEARNER: UserId = UserId(2);
/// So often somebody is looked at without time passing, at most.
pub const AT_ONCE: usize = 5;

/// What came of a look.
pub enum Glance {
    /// Somebody else has it in hand: nothing of it is stored.
    TakenOver,
    /// It is stored, and this is said, if anything is.
    Stored(Option<Say>),
}

/// Where the learner is looked at.
pub struct Lookout<'a> {
    /// The courses read so far.
    pub shelf: Shelf,
    /// What all processes share.
    pub db: &'a DatabaseTransaction,
    /// The zone of who has said none.
    pub zone: Zone,
}

impl Lookout<'_> {
    /// The learner, at this instant.
    pub fn walk(&self, now: DateTime<Utc>) -> Walk<'_> {
        Walk {
            shelf: &self.shelf,
            user: LEARNER,
            now,
        }
    }

    /// Their wake.
    pub async fn row(&self) -> Found<wake::Model> {
        let row = wake::Entity::find_by_id(LEARNER).one(self.db).await;
        row.map_err(said)?.ok_or_else(|| "no wake".to_owned())
    }

    /// Takes the wake in hand if it has come.
    pub async fn take(&self, now: DateTime<Utc>, is_alone: bool) -> Found<Option<Claimed>> {
        let claimed = claim(self.db, now, is_alone, 10).await;
        Ok(claimed.map_err(said)?.into_iter().next())
    }

    /// The look of one process.
    pub async fn look(&self, now: DateTime<Utc>, claimed: &Claimed) -> Found<Glance> {
        let point = self.db.begin().await.map_err(said)?;
        let looking = Looking {
            shelf: &self.shelf,
            house_zone: self.zone,
            user: LEARNER,
            now,
        };
        let looked = look(&point, &looking).await.map_err(said)?;
        if looked.next.is_some_and(|next| next <= now) {
            return Err(format!("looked at {now}, and again at once"));
        }
        let settled = settle(&point, claimed, looked.next).await;
        if !settled.map_err(said)? {
            point.rollback().await.map_err(said)?;
            return Ok(Glance::TakenOver);
        }
        point.commit().await.map_err(said)?;
        Ok(Glance::Stored(looked.say))
    }

    /// The clock is noticed to have been put back to `now`.
    pub async fn put_back(&self, now: DateTime<Utc>) -> Found {
        let put_back = reminders::clock_put_back(self.db, now).await;
        put_back.map_err(said)?;
        let anew = look_anew(self.db, now, None).await;
        anew.map_err(said)?;
        Ok(())
    }
}
