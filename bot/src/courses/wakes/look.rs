//! Looking at a learner: what is due for them, if anything is.
//!
//! Each source of messages is asked in turn. At most one of them speaks at a look; whatever else is due waits a little, so
//! that nobody finds a heap of messages after an outage.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{CourseId, UserId, user};
use sea_orm::{ConnectionTrait, EntityTrait};

use super::due::sooner;
use super::learner::Learner;
use crate::courses::outline::Shelf;
use crate::courses::refusal::Failure;
use crate::courses::rhythm::Zone;
use crate::courses::{release, reminders, review};

/// How long what comes by itself stands alone, when more is due.
pub const BETWEEN: TimeDelta = TimeDelta::hours(1);

/// Who is looked at, and when.
#[derive(Clone, Copy, Debug)]
pub struct Looking<'a> {
    /// The courses read so far.
    pub shelf: &'a Shelf,
    /// The zone of those who have not said theirs.
    pub house_zone: Zone,
    /// The learner.
    pub user: UserId,
    /// The instant of the look, UTC.
    pub now: DateTime<Utc>,
}

/// What is said to a learner by itself.
#[derive(Clone, Debug, PartialEq)]
pub enum Say {
    /// Questions wait to be reviewed.
    Review(Box<review::Call>),
    /// A step has opened.
    Release(Box<release::Told>),
    /// They have been silent for a while.
    Reminder(Box<reminders::Reminder>),
}

impl Say {
    /// The course that it is about, if it is about one.
    pub fn course(&self) -> Option<CourseId> {
        let standing = match self {
            Say::Review(_) => return None,
            Say::Release(told) => told.news.standing(),
            Say::Reminder(reminder) => &reminder.standing,
        };
        Some(standing.outline.course.id)
    }
}

/// What came of a look.
#[derive(Clone, Debug, PartialEq)]
pub struct Looked {
    /// To be said now.
    pub say: Option<Say>,
    /// UTC; when to look again, later than now. `None`: not before somebody wakes them.
    pub next: Option<DateTime<Utc>>,
}

/// Looks at a learner. What it finds is written down as said, in the caller's transaction, which also sends it: either both
/// or neither. Who cannot be reached is left alone until they are heard of.
///
/// # Errors
/// What the database says.
pub async fn look(db: &impl ConnectionTrait, looking: &Looking<'_>) -> Result<Looked, Failure> {
    let mut looked = Looked {
        say: None,
        next: None,
    };
    let person = user::Entity::find_by_id(looking.user).one(db).await?;
    let Some(person) = person.filter(|person| person.is_active) else {
        return Ok(looked);
    };
    let learner = Learner::read(db, looking, &person).await?;
    let released = release::due(db, &learner).await?;
    looked.next = released.next;
    if let Some(told) = released.now {
        looked.say = Some(Say::Release(Box::new(told)));
        // What else is due is asked for a little later.
        looked.next = sooner(looked.next, Some(looking.now + BETWEEN));
        return Ok(looked);
    }
    // Cards may wait every day, a reminder is due a few times: it would never have its turn behind them.
    let due = reminders::due(db, &learner).await?;
    looked.next = sooner(looked.next, due.next);
    looked.say = due.now.map(Say::Reminder);
    if looked.say.is_none() {
        let called = review::call(db, &learner).await?;
        looked.next = sooner(looked.next, called.next);
        looked.say = called.now.map(Say::Review);
    }
    if looked.say.is_some() {
        // Both kinds together come once a day.
        learner.reminded(db).await?;
        looked.next = sooner(looked.next, Some(learner.tomorrow()));
    }
    Ok(looked)
}
