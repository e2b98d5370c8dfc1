//! Who learns through the year: each in a course of their own with a step a week.

use anyhow::{Context as _, ensure};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use playground::Button;
use sea_orm::ConnectionTrait;
use serde_json::Value;

use super::WEEKS;
use super::calendar::{BERLIN, Clocks, LORD_HOWE};
use crate::harness::cast::{AMINA, BOT, GRACE, PETER};
use crate::harness::{School, chat, course_files, given};

/// Somebody with a step a week.
pub struct Learner {
    who: i64,
    /// When steps open.
    pub rule: &'static str,
    /// The first of those days, and the time.
    first: (u32, (u32, u32)),
    /// The clocks where they live.
    pub clocks: Clocks,
    has_quiet_hours: bool,
    /// How many hours they take over a step.
    hours: i64,
}

/// One with an ordinary morning; one whose hour clocks skip once and show twice once; and one whose steps open while it is still
/// quiet, on the very days on which clocks are put forward and back by half an hour.
pub const LEARNERS: [Learner; 3] = [
    Learner {
        who: AMINA,
        rule: "mon at 08:30",
        first: (18, (8, 30)),
        clocks: BERLIN,
        has_quiet_hours: true,
        hours: 0,
    },
    Learner {
        who: PETER,
        rule: "sun at 02:30",
        first: (17, (2, 30)),
        clocks: BERLIN,
        has_quiet_hours: false,
        hours: 1,
    },
    Learner {
        who: GRACE,
        rule: "sun at 06:00",
        first: (17, (6, 0)),
        clocks: LORD_HOWE,
        has_quiet_hours: true,
        hours: 10,
    },
];

impl Learner {
    /// Puts their course in, says where they live and lets them begin.
    pub async fn join(&self, school: &School) -> anyhow::Result<()> {
        let db = school.database()?;
        course_files::plant_text(db, &self.course(), None).await?;
        given::meet(db, self.who).await?;
        let zone = self.clocks.zone;
        db.execute_unprepared(&format!(
            "UPDATE users SET time_zone = '{zone}' WHERE id = {}",
            self.who
        ))
        .await?;
        if !self.has_quiet_hours {
            db.execute_unprepared(&format!(
                "INSERT INTO rhythms (user_id, quiet_from_minute, quiet_until_minute) \
                 VALUES ({}, NULL, NULL)",
                self.who
            ))
            .await?;
        }
        let come = format!("/start c_{}", self.slug());
        school.world().say(BOT, self.who, &come)?;
        school.settle().await?;
        ensure!(self.press(school, "Start")?, "the course cannot be begun");
        school.settle().await
    }

    fn slug(&self) -> String {
        format!("weekly-{}", self.who)
    }

    fn course(&self) -> String {
        let (slug, rule) = (self.slug(), self.rule);
        let step = |number: u64| {
            let end = if number == WEEKS + 1 { " .end" } else { "" };
            format!("\n## Week {number} {{#w{number}{end}}}\n\nRead this.\n")
        };
        let steps: String = (1..=WEEKS + 1).map(step).collect();
        format!("---\nid: {slug}\ntitle: Weekly by {rule}\nrelease: {rule}\n---\n{steps}")
    }

    /// Presses *Next* below a step that they have had for long enough.
    pub fn go_on(&self, school: &School, now: DateTime<Utc>) -> anyhow::Result<()> {
        let newest = school.world().last_from_bot(BOT, self.who);
        let Some((_, since)) = newest.as_ref().and_then(step_of) else {
            return Ok(());
        };
        if now - since >= TimeDelta::hours(self.hours) {
            self.press(school, "Next ›")?;
        }
        Ok(())
    }

    /// Presses a button of the newest message; `false`: it has none of this name.
    fn press(&self, school: &School, label: &str) -> anyhow::Result<bool> {
        let world = school.world();
        let newest = world.last_from_bot(BOT, self.who).context("a message")?;
        let mut buttons = chat::buttons(&newest).into_iter();
        let Some(button) = buttons.find(|button| button.label == label) else {
            return Ok(false);
        };
        let message = newest["message_id"].as_i64().unwrap_or_default();
        world.press(BOT, self.who, message, Button::Data(button.data))?;
        Ok(true)
    }

    /// The steps that came by themselves, with the instants at which they came. Everything else that the bot has said was an answer,
    /// or belongs to the last step.
    pub fn brought(&self, school: &School) -> anyhow::Result<Vec<(u64, DateTime<Utc>)>> {
        let (mut brought, mut is_first) = (Vec::new(), true);
        for message in school.world().chat(BOT, self.who) {
            if message["from_bot"] != true {
                continue;
            }
            match step_of(&message) {
                Some((1, _)) if is_first => is_first = false,
                Some(step) => brought.push(step),
                None => {
                    let text = message["text"].as_str().unwrap_or_default();
                    let answers = ["Weekly by", "I will bring it", "You have finished"];
                    let is_answer = answers.iter().any(|words| text.contains(words));
                    ensure!(is_answer, "nobody has asked for: {text}");
                }
            }
        }
        Ok(brought)
    }

    /// When each step is to come: at its hour; out of quiet hours; when the bot runs again.
    pub fn expected(
        &self,
        outages: &[(DateTime<Utc>, DateTime<Utc>)],
    ) -> anyhow::Result<Vec<DateTime<Utc>>> {
        let (day, (hour, minute)) = self.first;
        let day = NaiveDate::from_ymd_opt(2027, 1, day).context("a day")?;
        let time = NaiveTime::from_hms_opt(hour, minute, 0).context("a time")?;
        let days = day.iter_weeks().take(usize::try_from(WEEKS)?);
        let expected = days.map(|day| {
            let opens = self.clocks.instant(day.and_time(time))?;
            let may = self.awake(opens)?;
            let outage = outages
                .iter()
                .find(|(from, until)| (*from..*until).contains(&may));
            outage.map_or(Ok(may), |(_, until)| self.awake(*until))
        });
        expected.collect()
    }

    fn awake(&self, at: DateTime<Utc>) -> anyhow::Result<DateTime<Utc>> {
        if self.has_quiet_hours {
            self.clocks.awake(at)
        } else {
            Ok(at)
        }
    }
}

/// The number of the step that a message shows, and when it came.
fn step_of(message: &Value) -> Option<(u64, DateTime<Utc>)> {
    let rest = message["text"].as_str()?.strip_prefix("Step ")?;
    let (number, rest) = rest.split_once(' ')?;
    let is_step = rest.starts_with("of ");
    let at = DateTime::from_timestamp(message["date"].as_i64()?, 0)?;
    Some((number.parse().ok().filter(|_| is_step)?, at))
}
