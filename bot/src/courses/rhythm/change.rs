//! What a learner changes in their rhythm. Twice equals once.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc, Weekday};
use entity::{UserId, rhythm, user};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, Func, OnConflict};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::hours::{Quiet, Rhythm, minute};
use super::zone::Zone;
use crate::courses::{study_days, wakes};

/// How long it stays loud after a preferred time that lay in quiet hours.
const LOUD: TimeDelta = TimeDelta::hours(1);

/// One change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// Their clock stands there.
    Zone(Zone),
    /// With this day, or without it; the last one stays.
    Day(Weekday, bool),
    /// This time of day is preferred; `None`: any.
    At(Option<NaiveTime>),
    /// These hours are quiet; `None`: none are.
    Quiet(Option<Quiet>),
    /// Nothing comes by itself before this instant.
    PauseUntil(DateTime<Utc>),
    /// What was paused or stopped goes on.
    Resume,
    /// Nothing comes by itself any more.
    Stop,
}

impl Rhythm {
    /// The rhythm after a change. A preferred time in quiet hours shortens them, so that something may come at that time:
    /// whoever asks for 07:00 means it.
    #[must_use]
    pub fn after(mut self, change: Change) -> Rhythm {
        match change {
            Change::Zone(zone) => self.zone = zone,
            Change::Day(day, wanted) => {
                self.days = self.days.with(day, wanted).unwrap_or(self.days);
            }
            Change::At(at) => {
                self.at = at;
                if let (Some(at), Some(quiet)) = (at, self.quiet) {
                    self.quiet = quiet.without(at);
                }
            }
            Change::Quiet(quiet) => self.quiet = quiet,
            // Whoever names a day on which it goes on has not stopped.
            Change::PauseUntil(until) => {
                self.paused_until = Some(until);
                self.is_stopped = false;
            }
            Change::Resume => {
                self.paused_until = None;
                self.is_stopped = false;
            }
            Change::Stop => self.is_stopped = true,
        }
        self
    }
}

impl Quiet {
    /// Ends at `time`, or begins an hour after it, whichever takes less away; as it is when `time` is not quiet.
    fn without(self, time: NaiveTime) -> Option<Quiet> {
        if !self.has(time) {
            return Some(self);
        }
        let minutes =
            |from: NaiveTime, until: NaiveTime| (until - from).num_minutes().rem_euclid(24 * 60);
        if minutes(self.from(), time) < minutes(time, self.until()) {
            let from = time.overflowing_add_signed(LOUD).0;
            if self.has(from) {
                return Quiet::new(from, self.until());
            }
        }
        Quiet::new(self.from(), time)
    }
}

/// Changes the learner's rhythm, which was `before`, and gives back what it is then. It is looked at once what is due for them
/// then.
///
/// # Errors
/// What the database says.
pub async fn change(
    db: &impl ConnectionTrait,
    user: UserId,
    before: Rhythm,
    change: Change,
    now: DateTime<Utc>,
) -> Result<Rhythm, DbErr> {
    let mut after = before.after(change);
    if change == Change::Resume {
        // A pause that is over: who comes back from a long one has not been silent all that time.
        after.paused_until = Some(now);
    }
    note_pause(db, user, (before.zone, change), now).await?;
    if let Change::Zone(zone) = change {
        user::Entity::update_many()
            .col_expr(user::Column::TimeZone, Expr::value(zone.name()))
            .filter(user::COLUMN.id.eq(user))
            .exec(db)
            .await?;
        ask(db, user, now).await?;
    } else {
        keep(db, user, &after).await?;
    }
    // Last, like a look that speaks: so the two never wait for each other in a ring.
    wakes::wake(db, user, now).await?;
    Ok(after)
}

/// Writes down what holds, but for the zone.
async fn keep(db: &impl ConnectionTrait, user: UserId, after: &Rhythm) -> Result<(), DbErr> {
    let row = rhythm::ActiveModel {
        user_id: Set(user),
        days: Set(after.days.bits()),
        preferred_minute: Set(after.at.map(minute)),
        quiet_from_minute: Set(after.quiet.map(|quiet| minute(quiet.from()))),
        quiet_until_minute: Set(after.quiet.map(|quiet| minute(quiet.until()))),
        paused_until: Set(after.paused_until),
        is_stopped: Set(after.is_stopped),
        ..Default::default()
    };
    let on_conflict = OnConflict::column(rhythm::Column::UserId)
        .update_columns([
            rhythm::Column::Days,
            rhythm::Column::PreferredMinute,
            rhythm::Column::QuietFromMinute,
            rhythm::Column::QuietUntilMinute,
            rhythm::Column::PausedUntil,
            rhythm::Column::IsStopped,
        ])
        .to_owned();
    rhythm::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

/// A pause is remembered beyond its end: the weeks in it break no row of weeks.
async fn note_pause(
    db: &impl ConnectionTrait,
    user: UserId,
    (zone, change): (Zone, Change),
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let today = zone.local(now).date();
    match change {
        Change::PauseUntil(until) => {
            study_days::pause(db, user, today, zone.local(until).date()).await
        }
        Change::Resume => study_days::resume(db, user, today).await,
        _ => Ok(()),
    }
}

/// Remembers that they were asked for their zone, and when for the first time. Twice equals once. One statement.
///
/// # Errors
/// What the database says.
pub async fn ask(db: &impl ConnectionTrait, user: UserId, now: DateTime<Utc>) -> Result<(), DbErr> {
    let row = rhythm::ActiveModel {
        user_id: Set(user),
        zone_asked_at: Set(Some(now)),
        ..Default::default()
    };
    let column = rhythm::Column::ZoneAskedAt;
    let first = Func::coalesce([
        Expr::col((rhythm::Entity, column)),
        Expr::col(("excluded", column)),
    ]);
    let on_conflict = OnConflict::column(rhythm::Column::UserId)
        .value(rhythm::Column::ZoneAskedAt, first)
        .to_owned();
    rhythm::Entity::insert(row)
        .on_conflict(on_conflict)
        .exec_without_returning(db)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(hour: u32, minute: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(hour, minute, 0).expect("a time")
    }

    #[test]
    fn a_preferred_time_is_never_quiet() {
        for (time, expected) in [
            (at(7, 0), Some((at(21, 0), at(7, 0)))),
            (at(8, 0), Some((at(21, 0), at(8, 0)))),
            (at(21, 0), Some((at(22, 0), at(8, 0)))),
            (at(22, 30), Some((at(23, 30), at(8, 0)))),
            (at(2, 0), Some((at(3, 0), at(8, 0)))),
            (at(3, 0), Some((at(21, 0), at(3, 0)))),
        ] {
            let after = Rhythm::in_zone(Zone::UTC).after(Change::At(Some(time)));
            let quiet = after.quiet.map(|quiet| (quiet.from(), quiet.until()));
            assert_eq!(quiet, expected, "{time}");
            assert_eq!(after.slot(), Some(time));
        }
        let narrow = Rhythm {
            quiet: Quiet::new(at(12, 0), at(12, 30)),
            ..Rhythm::in_zone(Zone::UTC)
        };
        assert_eq!(narrow.after(Change::At(Some(at(12, 0)))).quiet, None);
    }

    #[test]
    fn twice_equals_once() {
        let until = DateTime::from_timestamp(2_000_000_000, 0).expect("an instant");
        for change in [
            Change::Zone(Zone::UTC),
            Change::Day(Weekday::Sun, false),
            Change::Day(Weekday::Sun, true),
            Change::At(Some(at(7, 0))),
            Change::At(None),
            Change::Quiet(None),
            Change::PauseUntil(until),
            Change::Resume,
            Change::Stop,
        ] {
            let once = Rhythm::in_zone(Zone::UTC).after(change);
            assert_eq!(once.after(change), once, "{change:?}");
        }
    }

    #[test]
    fn the_last_day_stays() {
        let mut it = Rhythm::in_zone(Zone::UTC);
        for day in [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
            Weekday::Sat,
            Weekday::Sun,
        ] {
            it = it.after(Change::Day(day, false));
        }
        assert!(it.days.has(Weekday::Sun) && it.days.bits() == 64);
    }
}
