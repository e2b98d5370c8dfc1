//! The courses whose steps come by themselves, and their learner.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use coursefile::{Course, Ladder, Release, Step};
use entity::{CohortId, CourseId, StepId, cohort};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, EntityTrait};

use super::almanac::{Almanac, Rule};
use super::desk::Desk;
use super::judge::{Known, Place};
use crate::courses::Shelf;
use crate::courses::enrolment::Way;
use crate::courses::rhythm::Zone;
use crate::properties::lookout::Lookout;
use crate::properties::school::{Found, School, said, seen};
use crate::properties::wakes::stage::settled;

/// A course as it is drawn.
#[derive(Clone, Debug)]
pub struct Plan {
    /// When its steps open: at once, as the course says, or as they say.
    pub rules: Vec<Option<Rule>>,
    /// The rule of the course, for all steps after the first that have none.
    pub rule: Option<Rule>,
    /// How many days after the beginning their cohort starts; none: they come alone.
    pub cohort: Option<i64>,
    /// After how many days they are reminded.
    pub ladder: Vec<i64>,
}

/// Opens the courses and lets the learner join all of them.
pub async fn begun<'a>(
    (school, db): (&School, &'a DatabaseTransaction),
    (almanac, now): (Almanac, DateTime<Utc>),
    plans: &[Plan],
) -> Found<Desk<'a>> {
    let zone = Zone::parse(almanac.zone.name()).ok_or("a zone")?;
    settled(db, zone, settings(&almanac)).await?;
    let today = almanac.local(now).date();
    let mut desk = Desk {
        bot: Lookout {
            shelf: Shelf::default(),
            db,
            zone,
        },
        courses: Vec::new(),
        known: Known {
            almanac,
            beginning: today,
            places: Vec::new(),
            reminded: None,
            counted: None,
            spoke: None,
            is_still: false,
        },
        now,
    };
    for (number, plan) in plans.iter().enumerate() {
        let (id, steps) = published(school, db, &course(number, plan, today)?).await?;
        let starts = plan.cohort.map(|days| today + TimeDelta::days(days));
        let way = match starts {
            Some(day) => Way::Cohort(together(db, id, day).await?),
            None => Way::Catalogue,
        };
        let walk = desk.bot.walk(now);
        walk.enrol(db, id, way).await.map_err(said)?;
        desk.courses.push((id, steps));
        let place = place(plan, starts.unwrap_or(today), now);
        desk.known.places.push(place);
        let opens = desk.known.opens(number, now);
        if opens.is_none_or(|(_, opens)| opens <= now) {
            desk.known.places[number].go_on(now);
        }
    }
    Ok(desk)
}

/// Before the beginning.
fn place(plan: &Plan, first: NaiveDate, now: DateTime<Utc>) -> Place {
    let mut rules: Vec<Option<Rule>> = plan.rules.clone();
    for rule in rules.iter_mut().skip(1) {
        *rule = rule.or(plan.rule);
    }
    if plan.cohort.is_some() {
        rules[0] = rules[0].or(Some(Rule::CourseDay(1, NaiveTime::MIN)));
    }
    Place {
        rules,
        ladder: plan.ladder.clone(),
        first,
        at: None,
        asked: Some(now),
        is_finished: false,
        rests: false,
        active: now,
        seen: now,
        told: None,
        misled: None,
    }
}

fn settings(almanac: &Almanac) -> entity::rhythm::ActiveModel {
    let minute = |at: NaiveTime| i16::try_from(at.num_seconds_from_midnight() / 60).ok();
    let days = almanac.days.iter().enumerate();
    let bits = days.map(|(day, on)| i16::from(*on) << day).sum();
    entity::rhythm::ActiveModel {
        days: Set(bits),
        preferred_minute: Set(almanac.prefers.and_then(minute)),
        quiet_from_minute: Set(almanac.quiet.and_then(|(from, _)| minute(from))),
        quiet_until_minute: Set(almanac.quiet.and_then(|(_, until)| minute(until))),
        ..Default::default()
    }
}

fn course(number: usize, plan: &Plan, beginning: NaiveDate) -> Found<Course> {
    let read = |rule: Option<Rule>| {
        let words = rule.map(|rule| rule.words(beginning));
        let read =
            words.map(|words| Release::read(&words).map_err(|fault| format!("{words}: {fault:?}")));
        read.transpose()
    };
    let mut steps = Vec::new();
    for (step, rule) in plan.rules.iter().enumerate() {
        steps.push(Step {
            slug: format!("s{step}"),
            title: format!("Step {step}"),
            markdown: "Text".to_owned(),
            html: Some("Text".to_owned()),
            length: 4,
            is_active: true,
            is_end: step + 1 == plan.rules.len(),
            release: read(*rule)?,
            ..Step::default()
        });
    }
    let days: Vec<String> = plan.ladder.iter().map(ToString::to_string).collect();
    let ladder = if days.is_empty() {
        Some(Ladder::none())
    } else {
        Ladder::parse(&days.join(", "))
    };
    Ok(Course {
        slug: format!("drip-{number}"),
        title: format!("Drip {number}"),
        release: read(plan.rule)?,
        reminders: ladder,
        steps,
        ..Course::default()
    })
}

/// Publishes it; gives back its steps in order.
async fn published(
    school: &School,
    db: &DatabaseTransaction,
    course: &Course,
) -> Found<(CourseId, Vec<StepId>)> {
    let (id, _) = school.publish(db, course).await?;
    let steps = seen(db, id).await?.steps;
    Ok((id, steps.iter().map(|step| step.id).collect()))
}

async fn together(db: &DatabaseTransaction, course: CourseId, day: NaiveDate) -> Found<CohortId> {
    let row = cohort::ActiveModel {
        course_id: Set(course),
        name: Set("Together".to_owned()),
        token: Set(format!("token-{}", course.0)),
        starts_on: Set(day),
        is_open: Set(true),
        ..Default::default()
    };
    let row = cohort::Entity::insert(row).exec_with_returning(db).await;
    Ok(row.map_err(said)?.id)
}
