//! What a learner hears by itself of steps that have opened: what they asked for is brought, one step at a time; of what opens by
//! the calendar while they have not asked, they hear once.

use chrono::{DateTime, TimeDelta, Utc};
use entity::{StepId, chat, course, user, user_course_progress as progress};
use sea_orm::sea_query::Expr;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder};

use super::rule::opens_at;
use super::waiting::{Inside, brings_at, next};
use crate::courses::Ending;
use crate::courses::outline::Outline;
use crate::courses::progress::{Standing, standing_on};
use crate::courses::refusal::{Failure, Refusal};
use crate::courses::wakes::{BETWEEN, Due, Learner};

/// What should have been said so long ago has waited for the bot rather than for other courses: of that comes one thing a day.
const OVERDUE: TimeDelta = TimeDelta::hours(6);

/// What a learner is told by itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Told {
    /// Who.
    pub user: user::Model,
    /// The message that has the live keyboard of their chat.
    pub live: Option<i32>,
    /// What.
    pub news: News,
}

/// What there is to say.
#[derive(Clone, Debug, PartialEq)]
pub enum News {
    /// The step they asked for is open, and they stand on it now.
    Brought {
        /// Where they stand.
        standing: Box<Standing>,
        /// What they have made of the course, when this is its end.
        ending: Option<Ending>,
    },
    /// They had asked for another step, and the course ends by now where they stand.
    Ended {
        /// Where they stand.
        standing: Box<Standing>,
        /// What they have made of the course.
        ending: Ending,
    },
    /// The step behind the one they stand on is open now; they have not asked for it.
    Opened {
        /// Where they stand.
        standing: Box<Standing>,
        /// What has opened.
        step: StepId,
    },
}

impl News {
    /// Where they stand.
    pub fn standing(&self) -> &Standing {
        match self {
            News::Brought { standing, .. }
            | News::Ended { standing, .. }
            | News::Opened { standing, .. } => standing,
        }
    }
}

/// Something that is to be said to the learner about one course.
struct Wish {
    at: DateTime<Utc>,
    row: progress::Model,
    course: course::Model,
    /// None: the course ends where they stand.
    next: Option<StepId>,
    is_asked: bool,
    is_overdue: bool,
}

/// What is due for a learner, and when to ask again. What is brought or told is written down with it: by compare and set, so that
/// twice equals once. Wakes nobody: whoever looks says when to look again.
///
/// # Errors
/// What the database says.
pub async fn due(db: &impl ConnectionTrait, learner: &Learner<'_>) -> Result<Due<Told>, Failure> {
    let (walk, user, rhythm) = (&learner.walk(), learner.user, &learner.rhythm);
    let mut found = wishes(db, learner).await?;
    found.sort_by_key(|wish| wish.at);
    for wish in found.iter().filter(|wish| wish.at <= walk.now) {
        let Some(news) = grant(db, learner, wish).await? else {
            continue;
        };
        if wish.is_overdue {
            learner.reminded(db).await?;
        }
        // What comes after this step is looked for as well, and whatever else is due waits a little.
        let pause = rhythm.next_allowed(walk.now + BETWEEN);
        let behind = wishes(db, learner).await?;
        let next = behind.iter().map(|wish| wish.at).min();
        let chat = chat::Entity::find_by_id(user.id.0).one(db).await?;
        return Ok(Due {
            now: Some(Told {
                user: user.clone(),
                live: chat.and_then(|chat| chat.live_message_id),
                news,
            }),
            next: next.map(|at| pause.map_or(at, |pause| at.max(pause))),
        });
    }
    let ahead = found.iter().map(|wish| wish.at);
    Ok(Due {
        now: None,
        next: ahead.filter(|at| *at > walk.now).min(),
    })
}

/// What will be said in all courses, if nothing changes. One statement, another for each course that was not read yet, and one
/// for each cohort.
async fn wishes(db: &impl ConnectionTrait, learner: &Learner<'_>) -> Result<Vec<Wish>, Failure> {
    let walk = learner.walk();
    let rows = progress::Entity::find()
        .filter(progress::COLUMN.user_id.eq(walk.user))
        .filter(progress::COLUMN.finished_at.is_null())
        .filter(progress::COLUMN.is_paused.eq(false))
        .order_by_asc(progress::Column::CourseId)
        .find_also_related(course::Entity)
        .all(db)
        .await?;
    let mut wishes = Vec::new();
    for (row, course) in rows {
        let Some(course) = course else { continue };
        let outline = walk.shelf.outline(db, &course).await?;
        wishes.extend(wish(db, learner, (&row, &outline)).await?);
    }
    Ok(wishes)
}

async fn wish(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
    (row, outline): (&progress::Model, &Outline),
) -> Result<Option<Wish>, DbErr> {
    let (now, rhythm) = (learner.now, &learner.rhythm);
    let next = next(outline, row);
    let since = next.and_then(|next| next.release_since);
    let next = next.map(|next| next.id);
    let inside = Inside::from(row);
    let rule = next.and_then(|next| inside.rule(outline, next));
    let is_asked = row.asked_at.is_some();
    if next.is_none() && !(is_asked && ends(outline, row)) {
        return Ok(None);
    }
    let opens = match &rule {
        Some(rule) if is_asked || rule.is_by_calendar() => {
            let facts = inside.facts(db, rhythm, row.asked_at).await?;
            opens_at(rule, &facts).or(row.asked_at)
        }
        _ => None,
    };
    let mut is_told = !is_asked && row.told_step_id == next;
    if is_told && opens.is_some_and(|opens| opens > now) {
        // It was put off since.
        tell_of(db, row, None).await?;
        is_told = false;
    }
    let at = match &rule {
        // It had a rule when they asked, or came after where they stand.
        None if is_asked => rhythm.next_allowed(now),
        // It went by the calendar until an author opened it.
        None => since
            .filter(|since| *since > row.visited_at)
            .and_then(|since| rhythm.next_slot(since)),
        // What an author has moved to before its publication opened by that. Who was here since has seen that it is open.
        Some(rule) => opens
            .max(opens.and(since))
            .filter(|opens| is_asked || *opens > row.visited_at)
            .and_then(|opens| brings_at(rule, rhythm, opens)),
    };
    let is_overdue = at.is_some_and(|at| at < now - OVERDUE);
    // What should have been said at an earlier time is said when the learner may be written to.
    let at = at.and_then(|at| match at {
        _ if is_overdue => rhythm.next_allowed(now.max(learner.free_at)),
        at if at <= now => rhythm.next_allowed(now),
        at => Some(at),
    });
    Ok(at.filter(|_| !is_told).map(|at| Wish {
        at,
        row: row.clone(),
        course: outline.course.clone(),
        next,
        is_asked,
        is_overdue,
    }))
}

/// Whether the course ends where they stand.
fn ends(outline: &Outline, row: &progress::Model) -> bool {
    let here = row.current_step_id.and_then(|here| outline.step(here));
    here.is_some_and(|here| outline.ends_by(here.position))
}

/// Brings the step, or writes down that it was told of. `None`: the learner is elsewhere by now.
async fn grant(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
    wish: &Wish,
) -> Result<Option<News>, Failure> {
    let (walk, course) = (&learner.walk(), wish.row.course_id);
    if wish.is_asked {
        let brought = match wish.row.current_step_id {
            Some(from) => walk.go_on(db, course, from).await.map(Some),
            None => walk.begin(db, course).await,
        };
        match brought {
            Ok(Some(standing)) if standing.waits.is_none() => {
                return Ok(Some(brought_to(db, learner, wish, standing).await?));
            }
            Ok(_) => return Ok(None),
            Err(Failure::Refused(refusal)) => {
                forget(db, wish).await?;
                // The author asks for an answer first, by now.
                if !matches!(*refusal, Refusal::Unanswered { .. }) {
                    return Ok(None);
                }
            }
            Err(fault) => return Err(fault),
        }
    }
    let Some(next) = wish.next else {
        return Ok(None);
    };
    if !tell_of(db, &wish.row, Some(next)).await? {
        return Ok(None);
    }
    let standing = walk.place(db, &wish.row, &wish.course).await?;
    Ok(Some(News::Opened {
        standing: Box::new(standing),
        step: next,
    }))
}

/// Writes down of which step they have heard that it is open. `false`: they are elsewhere by now.
async fn tell_of(
    db: &impl ConnectionTrait,
    row: &progress::Model,
    step: Option<StepId>,
) -> Result<bool, DbErr> {
    let told = progress::Entity::update_many()
        .col_expr(progress::Column::ToldStepId, Expr::value(step))
        .filter(progress::COLUMN.user_id.eq(row.user_id))
        .filter(progress::COLUMN.course_id.eq(row.course_id))
        .filter(standing_on(row.current_step_id))
        .exec(db)
        .await?;
    Ok(told.rows_affected > 0)
}

/// What they hear who were brought to where they stand now.
async fn brought_to(
    db: &impl ConnectionTrait,
    learner: &Learner<'_>,
    wish: &Wish,
    standing: Standing,
) -> Result<News, DbErr> {
    let walk = learner.walk();
    not_theirs(db, wish).await?;
    let ending = if standing.arrived {
        let zone = learner.rhythm.zone;
        Some(walk.ending(db, &standing.outline, zone).await?)
    } else {
        None
    };
    let has_moved = wish.row.current_step_id != Some(standing.current);
    let standing = Box::new(standing);
    Ok(match ending {
        Some(ending) if !has_moved => News::Ended { standing, ending },
        ending => News::Brought { standing, ending },
    })
}

/// What the bot has brought is no activity of theirs.
async fn not_theirs(db: &impl ConnectionTrait, wish: &Wish) -> Result<(), DbErr> {
    let active_at = wish.row.active_at.unwrap_or(wish.row.visited_at);
    let row = progress::Entity::update_many();
    row.col_expr(progress::Column::ActiveAt, Expr::value(active_at))
        .filter(progress::COLUMN.user_id.eq(wish.row.user_id))
        .filter(progress::COLUMN.course_id.eq(wish.row.course_id))
        .exec(db)
        .await?;
    Ok(())
}

/// They wait no more: what they asked for cannot be brought.
async fn forget(db: &impl ConnectionTrait, wish: &Wish) -> Result<(), DbErr> {
    progress::Entity::update_many()
        .col_expr(
            progress::Column::AskedAt,
            Expr::value(None::<DateTime<Utc>>),
        )
        .filter(progress::COLUMN.user_id.eq(wish.row.user_id))
        .filter(progress::COLUMN.course_id.eq(wish.row.course_id))
        .filter(standing_on(wish.row.current_step_id))
        .exec(db)
        .await?;
    Ok(())
}

#[cfg(test)]
mod tests;
