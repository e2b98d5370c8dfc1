//! Reminders for learners who fell silent in a course that they have begun and not finished.
//!
//! Silence is counted in days since they were last active in any course, or since a step of this one was brought to them, and it is the ladder of the course they were in last
//! that says after how many of them a reminder comes: each of its days once, and whatever they do begins it anew. Nothing of
//! that is planned: which reminder is due follows from when they were last active and when they were last reminded. After the
//! last one the course rests (`user_course_progress.is_paused`), until they go on in it. Who fell silent long before the course had a
//! ladder is not reminded at all: the course rests for them without a word.

mod asked;
mod clock;
mod rest;
mod silence;
pub mod unheard;

use chrono::{DateTime, TimeDelta, Utc};
use coursefile::Ladder;
use entity::reminder;
use entity::submission::{self, State};
use entity::{CourseId, UserId, chat, course, user, user_course_progress as progress};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder,
};

pub use asked::{Asking, Postponed, Until};
pub use clock::clock_put_back;
pub use silence::last_active;

use super::progress::Standing;
use super::refusal::Failure;
use super::study_days::{self, Week};
use super::wakes::{Due, Learner};
use rest::{Rest, rest, rest_after};
use silence::Silence;

/// A reminder.
#[derive(Clone, Debug, PartialEq)]
pub struct Reminder {
    /// Whom it is for.
    pub user: user::Model,
    /// Where they are in the course that it is about.
    pub standing: Standing,
    /// UTC; when it is said: its buttons carry this.
    pub told_at: DateTime<Utc>,
    /// Their week, if they have a goal of study days.
    pub week: Option<Week>,
    /// No other follows: from now on the course rests.
    pub is_last: bool,
    /// The message of their chat with the live keyboard.
    pub live: Option<i32>,
}

/// Says whether a learner is to be reminded now, and when to ask again. What is said is noted in the same transaction.
///
/// # Errors
/// What the database says.
pub async fn due(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
) -> Result<Due<Box<Reminder>>, Failure> {
    let places = under_way(db, learner.user.id).await?;
    let mut due = of(db, learner, &places).await?;
    if let Some(next) = due.next {
        // Whatever they do begins the ladder anew without waking them: nothing of that can be due before its first day.
        due.next = Some(next.min(learner.now + shortest(&places)));
    }
    Ok(due)
}

/// The shortest silence after which a reminder of any of the courses comes.
fn shortest(places: &[Place]) -> TimeDelta {
    let ladders = places.iter().map(|(_, course)| ladder(course));
    let first = ladders.filter_map(|ladder| ladder.days().first().copied());
    TimeDelta::days(first.min().unwrap_or(1).into())
}

/// The same, as far as what has happened until now says.
async fn of(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
    places: &[Place],
) -> Result<Due<Box<Reminder>>, Failure> {
    let who = learner.user.id;
    let told = reminder::Entity::find_by_id(who).one(db).await?;
    let since = last_active(db, who).await?.unwrap_or(learner.now);
    // At the very instant of a reminder they have done something after it: nothing is said to who has just been active.
    let told = told.filter(|row| row.told_at > since);
    if let Some(row) = &told
        && let Some(again_at) = row.again_at
        && let Some((place, course)) = in_course(places, row.course_id)
    {
        // They have asked for this one: it waits neither for their hour nor for another day. What is only said anew waits for the next
        // day if something else has taken its own.
        let local = |at| learner.rhythm.zone.local(at).date();
        let is_taken = again_at <= row.told_at && learner.reminded_on > Some(local(row.told_at));
        let free = if is_taken { learner.free_at } else { again_at };
        let at = learner
            .rhythm
            .next_allowed(again_at.max(free).max(learner.now));
        let since = since.max(place.visited_at);
        return say(db, learner, (place, course), (at, since)).await;
    }
    let Some((place, course)) = candidate(db, learner, places).await? else {
        let is_watched = places
            .iter()
            .any(|(_, course)| !ladder(course).days().is_empty());
        let next = is_watched.then(|| learner.now + shortest(places));
        return Ok(Due { now: None, next });
    };
    // A step that was brought is a message, too.
    let since = since.max(place.visited_at);
    let silence = Silence {
        since,
        told_at: told.map(|row| row.told_at),
    };
    if silence.is_older(
        &ladder(course),
        course.reminders_since,
        learner.rhythm.paused_until,
    ) {
        rest(db, who, course.id, Rest::Silent).await?;
        return Ok(Due::later(learner.now + shortest(places)));
    }
    let Some(due_at) = silence.next(&ladder(course)) else {
        return Ok(Due::later(learner.now + shortest(places)));
    };
    let at = learner.turn(due_at.max(learner.free_at));
    say(db, learner, (place, course), (at, since)).await
}

/// Says it if the time has come.
async fn say(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
    (place, course): (&progress::Model, &course::Model),
    (at, since): (Option<DateTime<Utc>>, DateTime<Utc>),
) -> Result<Due<Box<Reminder>>, Failure> {
    let now = learner.now;
    match at {
        None => return Ok(Due::NOTHING),
        Some(at) if at > now => return Ok(Due::later(at)),
        Some(_) => {}
    }
    let standing = match learner.walk().at(db, course.id).await {
        Ok(standing) => standing,
        // There is no step in it any more.
        Err(Failure::Refused(_)) => return Ok(Due::later(learner.tomorrow())),
        Err(fault) => return Err(fault),
    };
    let silence = Silence {
        since,
        told_at: Some(now),
    };
    let is_last = silence.next(&ladder(course)).is_none();
    if is_last && !rest_after(db, place).await? {
        // They have gone on meanwhile, so the ladder begins anew.
        return Ok(Due::later(learner.tomorrow()));
    }
    note(db, place, now).await?;
    let chat = chat::Entity::find_by_id(place.user_id.0).one(db).await?;
    let reminder = Reminder {
        user: learner.user.clone(),
        standing,
        told_at: now,
        week: study_days::week_of(db, learner.user, learner.rhythm.zone, now).await?,
        is_last,
        live: chat.and_then(|chat| chat.live_message_id),
    };
    Ok(Due {
        now: Some(Box::new(reminder)),
        next: Some(learner.tomorrow()),
    })
}

/// Where a learner is in courses that are neither finished nor at rest, with the course; the one they were in last first.
async fn under_way(
    db: &impl ConnectionTrait,
    user: UserId,
) -> Result<Vec<(progress::Model, course::Model)>, DbErr> {
    let rows = progress::Entity::find()
        .filter(progress::COLUMN.user_id.eq(user))
        .filter(progress::COLUMN.finished_at.is_null())
        .filter(progress::COLUMN.is_paused.eq(false))
        .order_by_desc(progress::Column::VisitedAt)
        .order_by_desc(progress::Column::CourseId)
        .find_also_related(course::Entity)
        .all(db)
        .await?;
    let rows = rows.into_iter();
    Ok(rows
        .filter_map(|(row, course)| Some((row, course?)))
        .collect())
}

type Place = (progress::Model, course::Model);

fn in_course(places: &[Place], id: CourseId) -> Option<(&progress::Model, &course::Model)> {
    let found = places.iter().find(|(row, _)| row.course_id == id);
    found.map(|(row, course)| (row, course))
}

/// The course to remind of: the one they were in last of those that have a ladder and in which they wait for nobody.
async fn candidate<'a>(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
    places: &'a [Place],
) -> Result<Option<(&'a progress::Model, &'a course::Model)>, DbErr> {
    for (place, course) in places {
        let waits = ladder(course).days().is_empty() || waits(db, learner, place).await?;
        if !waits {
            return Ok(Some((place, course)));
        }
    }
    Ok(None)
}

/// Whether they wait for somebody to look at their work, or for the next step to open.
async fn waits(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
    place: &progress::Model,
) -> Result<bool, DbErr> {
    if place.asked_at.is_some() {
        return Ok(true);
    }
    let Some(step) = place.current_step_id else {
        return Ok(false);
    };
    let open = submission::Entity::find()
        .filter(submission::COLUMN.user_id.eq(learner.user.id))
        .filter(submission::COLUMN.course_id.eq(place.course_id))
        .filter(submission::COLUMN.step_id.eq(step))
        .filter(submission::COLUMN.kind.eq(submission::Kind::Work))
        .filter(submission::COLUMN.state.is_in(State::OPEN));
    Ok(open.count(db).await? > 0)
}

/// The ladder of a course. One that does not read was never written by the rules, and reminds nobody.
fn ladder(course: &course::Model) -> Ladder {
    match &course.reminders {
        None => Ladder::usual(),
        Some(words) => Ladder::parse(words).unwrap_or_else(Ladder::none),
    }
}

/// Notes that somebody is reminded of a course.
async fn note(
    db: &impl ConnectionTrait,
    place: &progress::Model,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = reminder::ActiveModel {
        user_id: Set(place.user_id),
        course_id: Set(place.course_id),
        told_at: Set(now),
        again_at: Set(None),
        ..Default::default()
    };
    let again = OnConflict::column(reminder::Column::UserId)
        .update_columns([
            reminder::Column::CourseId,
            reminder::Column::ToldAt,
            reminder::Column::AgainAt,
        ])
        .to_owned();
    reminder::Entity::insert(row)
        .on_conflict(again)
        .exec_without_returning(db)
        .await?;
    Ok(())
}
