//! Whose a row is, when several processes share one database: whoever takes it in hand says until when it is theirs, and says so
//! again while they are at it. Once that time is up it is free.

use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ColumnTrait, Condition};

/// How far apart the clocks of two processes may be. A lease that is longer than this allows was written by a clock that went
/// ahead, and nobody may be left to end it.
const APART: TimeDelta = TimeDelta::minutes(1);

/// Whether a lease that ends at `until` (UTC), and was `lease` long when it was written, is over at `now` (UTC).
pub fn is_over(until: DateTime<Utc>, lease: TimeDelta, now: DateTime<Utc>) -> bool {
    until < now || until > now + lease + APART
}

/// The rows of which [`is_over`] says so; none of those that have no lease.
pub fn over(until: impl ColumnTrait, lease: TimeDelta, now: DateTime<Utc>) -> Condition {
    Condition::any()
        .add(until.lt(now))
        .add(until.gt(now + lease + APART))
}
