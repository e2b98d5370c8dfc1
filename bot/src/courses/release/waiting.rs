//! What a learner waits for: the next step, as long as it is not open.

use chrono::{DateTime, Utc};
use coursefile::Release;
use entity::{CohortId, StepId, cohort, step, user, user_course_progress as progress};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait};

use super::rule::{Facts, opens_at};
use crate::courses::outline::Outline;
use crate::courses::progress::{Standing, Walk};
use crate::courses::refusal::Failure;
use crate::courses::rhythm::{self, Rhythm, Zone};
use crate::courses::wakes;

/// A step that is not open yet.
#[derive(Clone, Debug, PartialEq)]
pub struct Waiting {
    /// The step.
    pub step: StepId,
    /// UTC; when it opens.
    pub opens_at: DateTime<Utc>,
    /// UTC; when the bot brings it by itself. `None`: it does not, because the learner has stopped that.
    pub brings_at: Option<DateTime<Utc>>,
    /// Where the learner's clock stands.
    pub zone: Zone,
    /// Whether the zone was never asked for, and the time of day depends on it.
    pub asks_zone: bool,
    /// Whether the learner asks for it once more.
    pub is_known: bool,
}

/// What a rule needs to know of a learner in a course.
#[derive(Clone, Copy, Debug)]
pub(in crate::courses) struct Inside {
    /// UTC; when they joined.
    pub joined_at: DateTime<Utc>,
    /// With whom.
    pub cohort: Option<CohortId>,
    /// Who has finished the course once waits no more.
    pub is_finished: bool,
}

impl From<&progress::Model> for Inside {
    fn from(row: &progress::Model) -> Inside {
        Inside {
            joined_at: row.created_at,
            cohort: row.cohort_id,
            is_finished: row.finished_at.is_some(),
        }
    }
}

impl Inside {
    /// The rule of a step for who is inside; none: it opens at once. Of a cohort, the first step opens on its first day if it says
    /// nothing else.
    pub fn rule(self, outline: &Outline, step: StepId) -> Option<Release> {
        if self.is_finished {
            return None;
        }
        let is_first = || outline.first().is_some_and(|first| first.id == step);
        let first_day = Release::CourseDay {
            number: 1,
            at: None,
        };
        let implied = || (self.cohort.is_some() && is_first()).then_some(first_day);
        outline.opening(step).cloned().or_else(implied)
    }

    /// What rules are asked with. One statement at most, which looks for the cohort.
    pub async fn facts(
        self,
        db: &impl ConnectionTrait,
        rhythm: &Rhythm,
        done_at: Option<DateTime<Utc>>,
    ) -> Result<Facts, DbErr> {
        let cohort = match self.cohort {
            Some(id) => cohort::Entity::find_by_id(id).one(db).await?,
            None => None,
        };
        Ok(Facts {
            done_at,
            joined_at: self.joined_at,
            cohort_starts_on: cohort.map(|cohort| cohort.starts_on),
            zone: rhythm.zone,
            preferred: rhythm.slot(),
        })
    }
}

/// When the bot brings a step by itself that opens at this instant. `None`: it does not.
pub fn brings_at(
    rule: &Release,
    rhythm: &Rhythm,
    opens_at: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    if rule.is_short() {
        rhythm.next_allowed(opens_at)
    } else {
        rhythm.next_slot(opens_at)
    }
}

/// The step that comes after where somebody stands; before the beginning, the first.
pub(super) fn next<'a>(outline: &'a Outline, row: &progress::Model) -> Option<&'a step::Model> {
    let Some(here) = row.current_step_id else {
        return outline.first().filter(|_| row.asked_at.is_some());
    };
    let here = outline.step(here)?;
    if here.is_end && outline.ends_by(here.position) {
        return None;
    }
    outline.after(here.position)
}

impl Walk<'_> {
    /// The learner, and when they want to be written to. Two statements that read.
    pub(in crate::courses) async fn rhythm(
        &self,
        db: &impl ConnectionTrait,
    ) -> Result<(Option<user::Model>, Rhythm), DbErr> {
        let house = self.shelf.zone();
        let user = user::Entity::find_by_id(self.user).one(db).await?;
        let rhythm = match &user {
            Some(user) => rhythm::rhythm_of(db, user, house).await?,
            None => Rhythm::in_zone(house),
        };
        Ok((user, rhythm))
    }

    /// What the learner waits for who has done the step before `step` at `done_at`; `None`: it is open. No statement where it opens
    /// at once.
    pub(in crate::courses) async fn closed(
        &self,
        db: &impl ConnectionTrait,
        inside: Inside,
        outline: &Outline,
        step: StepId,
        done_at: DateTime<Utc>,
    ) -> Result<Option<Waiting>, DbErr> {
        let Some(rule) = inside.rule(outline, step) else {
            return Ok(None);
        };
        let (user, rhythm) = self.rhythm(db).await?;
        let facts = inside.facts(db, &rhythm, Some(done_at)).await?;
        let Some(opens_at) = opens_at(&rule, &facts).filter(|opens| *opens > self.now) else {
            return Ok(None);
        };
        let is_by_the_clock = !rule.is_short();
        let asks_zone = match &user {
            Some(user) if is_by_the_clock => rhythm::asks_zone(db, user, self.now).await?,
            _ => false,
        };
        Ok(Some(Waiting {
            step,
            opens_at,
            brings_at: brings_at(&rule, &rhythm, opens_at),
            zone: rhythm.zone,
            asks_zone,
            is_known: false,
        }))
    }

    /// When the bot looks at the learner because of what opens behind where they stand by the calendar, whoever has done what. No
    /// statement where nothing does.
    async fn listens(
        &self,
        db: &impl ConnectionTrait,
        standing: &Standing,
    ) -> Result<Option<DateTime<Utc>>, DbErr> {
        let (outline, here) = (&standing.outline, standing.shown());
        let next = outline.after(here.position).filter(|_| !here.is_end);
        let is_by_calendar = |next: &&step::Model| {
            let rule = outline.opening(next.id);
            rule.is_some_and(Release::is_by_calendar)
        };
        let Some(next) = next.filter(is_by_calendar) else {
            return Ok(None);
        };
        let Some((row, _)) = self.row(db, outline.course.id).await? else {
            return Ok(None);
        };
        let inside = Inside::from(&row);
        let Some(rule) = inside.rule(outline, next.id) else {
            return Ok(None);
        };
        let (_, rhythm) = self.rhythm(db).await?;
        let facts = inside.facts(db, &rhythm, None).await?;
        let opens = opens_at(&rule, &facts).filter(|opens| *opens > self.now);
        Ok(opens.and_then(|opens| brings_at(&rule, &rhythm, opens)))
    }

    /// What the learner waits for where they stand. No statement for who has asked for nothing.
    pub(in crate::courses) async fn waits(
        &self,
        db: &impl ConnectionTrait,
        row: &progress::Model,
        outline: &Outline,
    ) -> Result<Option<Waiting>, DbErr> {
        let Some(asked_at) = row.asked_at else {
            return Ok(None);
        };
        match next(outline, row) {
            Some(next) => {
                self.closed(db, Inside::from(row), outline, next.id, asked_at)
                    .await
            }
            None => Ok(None),
        }
    }

    /// Wakes the bot for what the learner waits for, or for what opens by the calendar behind where they have come to.
    pub(in crate::courses) async fn wake_for(
        &self,
        db: &impl ConnectionTrait,
        standing: &Standing,
    ) -> Result<(), Failure> {
        let at = match &standing.waits {
            Some(waits) if waits.is_known => None,
            Some(waits) => waits.brings_at,
            None => self.listens(db, standing).await?,
        };
        if let Some(at) = at {
            wakes::wake(db, self.user, at).await?;
        }
        Ok(())
    }
}
