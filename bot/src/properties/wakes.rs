//! Whatever learners do, whenever the bot is down and however its clock jumps: nobody is reminded early, or twice of the same
//! silence, or twice a day, or in quiet hours, and nobody is forgotten. Two processes look at the same time, and one that was
//! stalled changes nothing.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use coursefile::Ladder;
use entity::CourseId;
use entity::wake::State;
use proptest::collection::vec;
use proptest::prelude::*;
use sea_orm::ActiveValue::Set;
use sea_orm::TransactionTrait;

use super::lookout::{AT_ONCE, Glance, LEARNER, Lookout};
use super::school::{Found, School, said};
use crate::courses::Shelf;
use crate::courses::enrolment::Way;
use crate::courses::reminders::{Asking, Postponed, Until, last_active};
use crate::courses::rhythm::{Rhythm, Zone};
use crate::courses::wakes::{self, Claimed, Say};

mod known;
pub(super) mod stage;

use stage::{course, settled};

pub(super) const ZONES: [&str; 5] = [
    "UTC",
    "Europe/Berlin",
    "America/St_Johns",
    "Pacific/Apia",
    "Australia/Lord_Howe",
];
const LADDERS: [&str; 4] = ["1, 3, 7", "1", "2, 30", "1, 2, 3, 4, 5"];

/// What happens.
#[derive(Clone, Copy, Debug)]
enum Act {
    /// So many minutes pass while the bot is at work.
    Wait(i64),
    /// So many minutes pass while it is not.
    Outage(i64),
    /// The clock jumps by so many hours.
    Jump(i64),
    /// A process takes wakes in hand and is stalled; another works for so many minutes, and then it goes on.
    Stall(i64),
    /// The learner looks at where they are.
    Visit,
    /// A button of the last reminder.
    PutOff(Until),
    /// *Stop* below the last reminder.
    Stop,
    /// Somebody wakes them without a reason.
    Wake,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        6 => (1..4000_i64).prop_map(Act::Wait),
        3 => (1..20_000_i64).prop_map(Act::Wait),
        3 => (1..10_000_i64).prop_map(Act::Outage),
        3 => prop::sample::select(vec![-24, -1, 1, 24]).prop_map(Act::Jump),
        2 => (1..3000_i64).prop_map(Act::Stall),
        3 => Just(Act::Visit),
        2 => prop::sample::select(vec![Until::LaterToday, Until::Tomorrow]).prop_map(Act::PutOff),
        1 => Just(Act::Stop),
        1 => Just(Act::Wake),
    ]
}

/// One learner in one course, and what they have heard.
struct Desk<'a> {
    bot: Lookout<'a>,
    course: CourseId,
    ladder: Ladder,
    rhythm: Rhythm,
    now: DateTime<Utc>,
    /// What they were told, and whether they had asked for it.
    told: Vec<DateTime<Utc>>,
    /// What the buttons of the newest reminder carry.
    drawn: Option<i64>,
    days: BTreeSet<NaiveDate>,
    again_at: Option<DateTime<Utc>>,
    rests: bool,
}

impl Desk<'_> {
    async fn act(&mut self, act: Act) -> Found {
        match act {
            Act::Wait(minutes) => self.work(minutes).await?,
            Act::Outage(minutes) => {
                self.now += TimeDelta::minutes(minutes);
                self.turn().await?;
            }
            Act::Jump(hours) => {
                self.now += TimeDelta::hours(hours);
                if hours < 0 {
                    self.bot.put_back(self.now).await?;
                    for told in &mut self.told {
                        *told = self.now.min(*told);
                    }
                }
                self.turn().await?;
            }
            Act::Stall(minutes) => self.stall(minutes).await?,
            Act::Visit => {
                // Nobody comes at the very instant at which they are reminded: that would be neither before nor after.
                self.now += TimeDelta::seconds(1);
                let walk = self.bot.walk(self.now);
                let standing = walk.standing(self.bot.db, self.course).await;
                standing.map_err(said)?;
                (self.again_at, self.rests) = (None, false);
            }
            Act::PutOff(until) => self.put_off(until).await?,
            Act::Stop => self.stop().await?,
            Act::Wake => {
                let woken = wakes::wake(self.bot.db, LEARNER, self.now).await;
                woken.map_err(said)?;
            }
        }
        self.turn().await?;
        self.nobody_is_forgotten().await
    }

    fn asking(&self) -> Asking<'_> {
        Asking {
            user: LEARNER,
            rhythm: &self.rhythm,
            now: self.now,
        }
    }

    async fn put_off(&mut self, until: Until) -> Found {
        let Some(drawn) = self.drawn else {
            return Ok(());
        };
        let reminder = (self.course, drawn);
        let postponed = self.asking().postpone(self.bot.db, reminder, until).await;
        match postponed.map_err(said)? {
            Postponed::Until(at) => (self.again_at, self.rests) = (Some(at), false),
            Postponed::Over => return Err("the newest reminder is over".to_owned()),
            _ => {}
        }
        Ok(())
    }

    async fn stop(&mut self) -> Found {
        let Some(drawn) = self.drawn else {
            return Ok(());
        };
        let reminder = (self.course, drawn);
        let stopped = self.asking().stop(self.bot.db, reminder).await;
        if stopped.map_err(said)?.is_some() {
            (self.again_at, self.rests) = (None, true);
        }
        Ok(())
    }

    /// The bot is at work: it looks whenever a wake has come, at most twenty seconds late.
    async fn work(&mut self, minutes: i64) -> Found {
        let until = self.now + TimeDelta::minutes(minutes);
        loop {
            self.turn().await?;
            let row = self.bot.row().await?;
            let waits = row.state == State::Waiting && row.due_at < until;
            if !waits {
                break;
            }
            self.now = self.now.max(row.due_at) + TimeDelta::seconds(20);
        }
        self.now = self.now.max(until);
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

    /// The look of one process; `false`: it was taken over, and nothing of it is stored.
    async fn look(&mut self, claimed: &Claimed) -> Found<bool> {
        let Glance::Stored(say) = self.bot.look(self.now, claimed).await? else {
            return Ok(false);
        };
        if let Some(Say::Reminder(reminder)) = say {
            let since = last_active(self.bot.db, LEARNER).await.map_err(said)?;
            self.hear(since.unwrap_or(self.now))?;
            self.rests = reminder.is_last;
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

    /// They hear a reminder: not early, not twice, not when they want to hear nothing.
    fn hear(&mut self, since: DateTime<Utc>) -> Found {
        let (now, today) = (self.now, self.rhythm.zone.local(self.now).date());
        let wrong = |why: &str| {
            Err(format!(
                "{why} at {now}, active at {since}, told {:?}",
                self.told
            ))
        };
        if !self.rhythm.is_allowed(now) {
            return wrong("told in quiet hours");
        }
        if self.rests {
            return wrong("told of a course at rest");
        }
        if let Some(at) = self.again_at {
            if now < at {
                return wrong("told before they asked for it");
            }
        } else {
            if self.days.last().is_some_and(|day| *day >= today) {
                return wrong("told twice a day");
            }
            if self.overdue(since).is_none_or(|due| now < due) {
                return wrong("told too early or again");
            }
        }
        self.again_at = None;
        self.days.insert(today);
        self.told.push(now);
        self.drawn = Some(now.timestamp());
        Ok(())
    }

    /// Since when the next reminder of this silence is due.
    fn overdue(&self, since: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let told = self.told.last().filter(|told| **told > since);
        let rungs = self.ladder.days().iter();
        let mut due = rungs.map(|days| since + TimeDelta::days((*days).into()));
        due.find(|due| told.is_none_or(|told| told < due))
    }

    /// After a look nothing is left that could have been said.
    async fn nobody_is_forgotten(&self) -> Found {
        let since = last_active(self.bot.db, LEARNER).await.map_err(said)?;
        let since = since.ok_or("they are in a course")?;
        if self.rests {
            return Ok(());
        }
        let (now, zone) = (self.now, self.rhythm.zone);
        let today = zone.local(now).date();
        let is_told = self.days.last().is_some_and(|day| *day >= today);
        let due = match self.again_at {
            Some(at) => Some(at),
            None if is_told => None,
            None => self
                .overdue(since)
                .and_then(|due| self.rhythm.next_slot(due)),
        };
        // The day after they were told, their hour of that day counts.
        let tomorrow = self
            .days
            .last()
            .filter(|_| self.again_at.is_none())
            .and_then(|day| {
                let next = zone.instant(day.succ_opt()?.and_time(NaiveTime::MIN));
                self.rhythm.next_slot(next)
            });
        let due = due.map(|due| tomorrow.map_or(due, |tomorrow| due.max(tomorrow)));
        let row = self.bot.row().await?;
        match due {
            Some(due) if due <= now && self.rhythm.is_allowed(now) => Err(format!(
                "due since {due}, not told by {now}; active at {since}, told {:?}, {row:?}",
                self.told
            )),
            Some(due) if row.state != State::Waiting => Err(format!("asleep until {due}: {row:?}")),
            _ => Ok(()),
        }
    }
}

async fn play(desk: &mut Desk<'_>, acts: &[Act]) -> Found {
    let walk = desk.bot.walk(desk.now);
    let enrolled = walk.enrol(desk.bot.db, desk.course, Way::Catalogue).await;
    enrolled.map_err(said)?;
    for act in acts {
        let at = desk.now;
        desk.act(*act)
            .await
            .map_err(|why| format!("{act:?} at {at}: {why}"))?;
    }
    Ok(())
}

fn check(
    (zone, ladder): (&str, &str),
    (days, at): (i16, Option<i16>),
    acts: &[Act],
) -> Result<(), TestCaseError> {
    let found = School::with(|school| {
        school.runtime.block_on(async {
            let db = school.db.begin().await.map_err(said)?;
            let (id, _) = school.publish(&db, &course(ladder)).await?;
            let zone = Zone::parse(zone).ok_or("a zone")?;
            let settings = entity::rhythm::ActiveModel {
                days: Set(days),
                preferred_minute: Set(at),
                ..Default::default()
            };
            let rhythm = settled(&db, zone, settings).await?;
            let mut desk = Desk {
                bot: Lookout {
                    shelf: Shelf::default(),
                    db: &db,
                    zone,
                },
                course: id,
                ladder: Ladder::parse(ladder).ok_or("a ladder")?,
                rhythm,
                now: DateTime::from_timestamp(1_800_000_000, 0).unwrap_or_default(),
                told: Vec::new(),
                drawn: None,
                days: BTreeSet::new(),
                again_at: None,
                rests: false,
            };
            let played = play(&mut desk, acts).await;
            db.rollback().await.map_err(said)?;
            played
        })
    });
    found.map_err(TestCaseError::fail)
}

proptest! {
    #![proptest_config(super::cases(400))]

    #[test]
    fn nobody_is_reminded_early_twice_or_never(
        zone in prop::sample::select(ZONES.to_vec()),
        ladder in prop::sample::select(LADDERS.to_vec()),
        days in prop_oneof![3 => Just(127_i16), 1 => 1..127_i16],
        at in prop::option::of(0..1440_i16),
        acts in vec(act(), 1..25),
    ) {
        check((zone, ladder), (days, at), &acts)?;
    }
}
