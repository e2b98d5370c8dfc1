//! The learner and the bot at work, and the judge beside them.

use chrono::{DateTime, TimeDelta, Utc};
use entity::wake::State;
use entity::{CourseId, StepId};

use super::Act;
use super::judge::{Known, Word};
use crate::courses::progress::Standing;
use crate::courses::release::News;
use crate::courses::wakes::{self, Claimed, Say};
use crate::properties::lookout::{AT_ONCE, Glance, LEARNER, Lookout};
use crate::properties::school::{Found, said, seen};

/// How late the bot looks at most, while it is at work.
const LOOKS: TimeDelta = TimeDelta::seconds(20);
/// When something that had to be said is missed.
const MISSED: TimeDelta = TimeDelta::seconds(61);

/// One learner in a few courses.
pub struct Desk<'a> {
    /// What is at work.
    pub bot: Lookout<'a>,
    /// The courses and their steps, in order.
    pub courses: Vec<(CourseId, Vec<StepId>)>,
    /// What is right.
    pub known: Known,
    /// UTC.
    pub now: DateTime<Utc>,
}

impl Desk<'_> {
    /// Does it, lets the bot do what is due, and judges.
    pub async fn act(&mut self, act: Act) -> Found {
        match act {
            Act::Wait(minutes) => self.work(minutes).await?,
            Act::Outage(minutes) => self.now += TimeDelta::minutes(minutes),
            Act::Jump(hours) => self.jump(hours).await?,
            Act::Stall(minutes) => self.stall(minutes).await?,
            Act::Next(course) => self.goes_on(course % self.courses.len()).await?,
            Act::Visit(course) => self.visits(course % self.courses.len()).await?,
            Act::Restart(course) => self.begins_anew(course % self.courses.len()).await?,
            Act::Wake => {
                let woken = wakes::wake(self.bot.db, LEARNER, self.now).await;
                woken.map_err(said)?;
                self.known.is_still = false;
            }
        }
        self.turn().await?;
        self.known.nobody_is_forgotten(self.now)?;
        self.stands_where_they_should().await
    }

    async fn jump(&mut self, hours: i64) -> Found {
        self.now += TimeDelta::hours(hours);
        self.known.jump(self.now);
        if hours < 0 {
            self.bot.put_back(self.now).await?;
        }
        Ok(())
    }

    /// The bot is at work: it looks whenever a wake has come, and it is looked whether it should have.
    async fn work(&mut self, minutes: i64) -> Found {
        let until = self.now + TimeDelta::minutes(minutes);
        loop {
            self.turn().await?;
            self.known.nobody_is_forgotten(self.now)?;
            let row = self.bot.row().await?;
            let looks = (row.state == State::Waiting).then(|| row.due_at.max(self.now) + LOOKS);
            let must = self.known.must(self.now).map(|at| at.max(self.now));
            let missed = must.map(|at| self.known.almanac.free(at) + MISSED);
            let next = looks.into_iter().chain(missed).min();
            match next.filter(|next| *next < until) {
                Some(next) => self.now = next,
                None => break,
            }
        }
        self.now = until;
        Ok(())
    }

    /// Everything that is due.
    async fn turn(&mut self) -> Found {
        for _ in 0..AT_ONCE {
            let Some(claimed) = self.bot.take(self.now, true).await? else {
                return Ok(());
            };
            if !self.look(&claimed).await? {
                return Err("nobody else has it in hand".to_owned());
            }
        }
        Err("it is looked again and again".to_owned())
    }

    /// `false`: it was taken over, and nothing of it is stored.
    async fn look(&mut self, claimed: &Claimed) -> Found<bool> {
        let Glance::Stored(say) = self.bot.look(self.now, claimed).await? else {
            return Ok(false);
        };
        if let Some(say) = say {
            let word = self.word(&say)?;
            self.known.hear(word, self.now)?;
        }
        Ok(true)
    }

    async fn stall(&mut self, minutes: i64) -> Found {
        let Some(stalled) = self.bot.take(self.now, true).await? else {
            return self.work(minutes).await;
        };
        self.now += TimeDelta::minutes(minutes);
        if let Some(other) = self.bot.take(self.now, false).await?
            && !self.look(&other).await?
        {
            return Err("who took it over was taken over".to_owned());
        }
        if self.look(&stalled).await? {
            return Err("a stalled process has acted".to_owned());
        }
        Ok(())
    }

    /// What is said, in the words of the judge.
    fn word(&self, say: &Say) -> Found<(usize, Word)> {
        let of = say.course().ok_or("it is about a course")?;
        let course = self.courses.iter().position(|(id, _)| *id == of);
        let course = course.ok_or("a course of theirs")?;
        let word = match say {
            Say::Reminder(reminder) => Word::Reminder(reminder.is_last),
            Say::Release(told) => match &told.news {
                News::Brought { standing, .. } => {
                    Word::Brought(self.number(course, standing.step)?)
                }
                News::Opened { step, .. } => Word::Opened(self.number(course, *step)?),
                News::Ended { .. } => return Err("a course has ended by itself".to_owned()),
            },
            Say::Review(_) => return Err("nothing was asked of them".to_owned()),
        };
        Ok((course, word))
    }

    fn number(&self, course: usize, step: StepId) -> Found<usize> {
        let (_, steps) = &self.courses[course];
        let number = steps.iter().position(|id| *id == step);
        number.ok_or_else(|| "a step of the course".to_owned())
    }

    /// *Next*: below a step before one that is not open it says when that is.
    async fn goes_on(&mut self, course: usize) -> Found {
        let (id, steps) = &self.courses[course];
        let Some(at) = self.known.places[course].at else {
            return self.visits(course).await;
        };
        self.now += TimeDelta::seconds(1);
        let walk = self.bot.walk(self.now);
        let standing = walk.advance(self.bot.db, *id, steps[at]).await;
        let standing = standing.map_err(said)?;
        let place = &self.known.places[course];
        if at + 1 == place.rules.len() {
            self.known.acts(course, self.now);
            return Ok(());
        }
        let asked = place.asked;
        match self.closed(course, &standing)? {
            true if asked.is_some() => self.known.is_still = false,
            true => self.known.acts(course, self.now).asked = Some(self.now),
            false => self.known.acts(course, self.now).go_on(self.now),
        }
        Ok(())
    }

    /// They look at where they are; what they have asked for and is open by now is shown.
    async fn visits(&mut self, course: usize) -> Found {
        self.now += TimeDelta::seconds(1);
        let walk = self.bot.walk(self.now);
        let (id, _) = &self.courses[course];
        let standing = walk.standing(self.bot.db, *id).await.map_err(said)?;
        let is_asked = self.known.places[course].asked.is_some();
        let goes_on = is_asked && !self.closed(course, &standing)?;
        let place = self.known.acts(course, self.now);
        if goes_on {
            place.go_on(self.now);
        }
        Ok(())
    }

    /// Whether what comes next is closed, by the judge, who has to agree with what they are told.
    fn closed(&self, course: usize, standing: &Standing) -> Found<bool> {
        let place = &self.known.places[course];
        let opens = self.known.opens(course, place.asked.unwrap_or(self.now));
        let closed = opens.filter(|(_, opens)| *opens > self.now);
        let comes =
            closed.map(|(rule, opens)| (opens, Some(self.known.almanac.comes(rule, opens))));
        let waits = standing.waits.as_ref();
        let waits = waits.map(|waits| (waits.opens_at, waits.brings_at));
        if waits == comes {
            Ok(closed.is_some())
        } else {
            Err(format!("closed until {waits:?}, not {comes:?}: {place:?}"))
        }
    }

    async fn begins_anew(&mut self, course: usize) -> Found {
        self.now += TimeDelta::seconds(1);
        let (id, steps) = &self.courses[course];
        let place = &self.known.places[course];
        let from = place.at.map(|at| steps[at]);
        let walk = self.bot.walk(self.now);
        let standing = walk.restart(self.bot.db, *id, from).await;
        let standing = standing.map_err(said)?;
        let asked = place.asked.filter(|_| place.at.is_none());
        let place = self.known.acts(course, self.now);
        (place.at, place.asked) = (None, Some(asked.unwrap_or(self.now)));
        if !self.closed(course, &standing)? {
            let now = self.now;
            self.known.places[course].go_on(now);
        }
        Ok(())
    }

    async fn stands_where_they_should(&self) -> Found {
        for (place, (id, steps)) in self.known.places.iter().zip(&self.courses) {
            let rows = seen(self.bot.db, *id).await?.places;
            let stands = rows.first().and_then(|row| row.current_step_id);
            if stands != place.at.map(|at| steps[at]) {
                return Err(format!("stands on {stands:?}: {place:?}"));
            }
        }
        Ok(())
    }
}
