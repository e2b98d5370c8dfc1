//! A database in memory in which a course is changed under its learners, and what is looked at after every act.

use std::cell::RefCell;
use std::collections::HashMap;

use chrono::{DateTime, Utc};
use coursefile::{Course, Step};
use entity::{CourseId, UserId, course, step, user, user_course_progress as progress};
use sea_orm::{
    ColumnTrait, ConnectOptions, DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait,
    QueryFilter, QueryOrder, Set, TransactionTrait,
};

use super::Act;
use crate::clock::Dice;
use crate::courses::authoring::{Author, Content, Outcome, plant};
use crate::courses::refusal::Failure;
use crate::courses::{Rights, Shelf, Walk};

/// The author; the learners have the numbers after it.
const AUTHOR: UserId = UserId(1);
const LEARNERS: i64 = 3;
/// There is a course with each number of steps up to this.
const COURSES: usize = 6;

/// A database in memory with everybody in it.
pub struct School {
    pub runtime: tokio::runtime::Runtime,
    pub db: DatabaseConnection,
    dice: Dice,
    shelf: Shelf,
}

/// What learners have: the steps they walk, and where they are.
#[derive(Clone, Debug, PartialEq)]
pub struct Seen {
    pub steps: Vec<step::Model>,
    pub places: Vec<progress::Model>,
}

type Found<T = ()> = Result<T, String>;

impl School {
    /// Lends the school of this thread.
    pub fn with<T>(play: impl FnOnce(&School) -> T) -> T {
        thread_local! {
            static SCHOOL: RefCell<Option<School>> = const { RefCell::new(None) };
        }
        SCHOOL.with_borrow_mut(|school| play(school.get_or_insert_with(School::open)))
    }

    fn open() -> School {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime starts");
        let db = runtime.block_on(async {
            let mut options = ConnectOptions::new("sqlite::memory:");
            options.max_connections(1).sqlx_logging(false);
            let db = sea_orm::Database::connect(options).await?;
            migration::up(&db).await?;
            let people = (1..=1 + LEARNERS).map(|id| user::ActiveModel {
                id: Set(UserId(id)),
                first_name: Set(format!("Person {id}")),
                ..Default::default()
            });
            user::Entity::insert_many(people).exec(&db).await?;
            Ok::<_, DbErr>(db)
        });
        let school = School {
            runtime,
            db: db.expect("a database in memory opens"),
            dice: Dice::seeded(1),
            shelf: Shelf::default(),
        };
        let planted = school.runtime.block_on(async {
            for steps in 1..=COURSES {
                plant(&school.db, school.author(), &content(steps, 0)).await?;
            }
            Ok::<_, Failure>(())
        });
        planted.expect("courses can be planted");
        school
    }

    /// Plays one sequence, and forgets it.
    pub fn play(&self, steps: usize, places: &[(usize, bool)], acts: &[Act]) -> Found {
        self.runtime.block_on(async {
            let db = self.db.begin().await.map_err(said)?;
            let played = self.acts(&db, steps, places, acts).await;
            db.rollback().await.map_err(said)?;
            played
        })
    }

    async fn acts(
        &self,
        db: &DatabaseTransaction,
        steps: usize,
        places: &[(usize, bool)],
        acts: &[Act],
    ) -> Found {
        let course = self.furnish(db, steps, places).await?;
        let mut before = seen(db, course).await?;
        for act in acts {
            let published = match self.act(db, course, *act).await {
                Ok(published) => published,
                Err(Failure::Refused(_)) => false,
                Err(fault) => return Err(format!("{act:?}: {fault}")),
            };
            let after = seen(db, course).await?;
            let judged = match act {
                _ if published => judge(&before, &after),
                Act::Next(_) | Act::Restart(_) => Ok(()),
                _ if before == after => Ok(()),
                _ => Err("learners noticed what was never published".to_owned()),
            };
            judged
                .map_err(|what| format!("{act:?}: {what}\nbefore {before:?}\nafter {after:?}"))?;
            before = after;
        }
        for learner in learners() {
            let standing = self.walk(learner).standing(db, course).await;
            standing.map_err(|why| format!("{learner} has nowhere to go: {why}"))?;
        }
        Ok(())
    }

    pub fn author(&self) -> Author<'_> {
        Author {
            user: AUTHOR,
            rights: Rights::of_an_owner(AUTHOR),
            now: DateTime::<Utc>::UNIX_EPOCH,
            dice: &self.dice,
        }
    }

    fn walk(&self, user: UserId) -> Walk<'_> {
        Walk {
            shelf: &self.shelf,
            user,
            now: DateTime::<Utc>::UNIX_EPOCH,
        }
    }

    /// The open course with so many steps, and learners at these places; some have finished it before.
    pub async fn furnish(
        &self,
        db: &DatabaseTransaction,
        steps: usize,
        places: &[(usize, bool)],
    ) -> Found<CourseId> {
        let slug = format!("course-{steps}");
        let course = course::Entity::find()
            .filter(course::COLUMN.slug.eq(slug))
            .one(db)
            .await
            .map_err(said)?;
        let course = course.ok_or("the course is there")?.id;
        let steps = seen(db, course).await?.steps;
        let rows =
            learners()
                .zip(places)
                .map(|(user_id, (place, finished))| progress::ActiveModel {
                    user_id: Set(user_id),
                    course_id: Set(course),
                    current_step_id: Set(Some(steps[place % steps.len()].id)),
                    finished_at: Set(finished.then_some(DateTime::<Utc>::UNIX_EPOCH)),
                    seen_revision: Set(1),
                    ..Default::default()
                });
        progress::Entity::insert_many(rows)
            .exec_without_returning(db)
            .await
            .map_err(said)?;
        Ok(course)
    }

    /// Does it; true when something was published.
    pub async fn act(
        &self,
        db: &DatabaseTransaction,
        course: CourseId,
        act: Act,
    ) -> Result<bool, Failure> {
        let author = self.author();
        let draft = author.open(db, course).await?;
        let step = |number: usize| {
            let steps = &draft.steps;
            let step = steps.get(number % steps.len().max(1));
            step.ok_or(crate::courses::Refusal::UnknownStep)
        };
        let words = |number: usize| Content {
            html: Some(format!("Text {number}")),
            length: 7,
            picture: None,
        };
        match act {
            Act::Add(name) => {
                let title = format!("Step {name}");
                author.add_step(db, course, &title, &words(name)).await?;
            }
            Act::Delete(number) => {
                author.delete_step(db, step(number)?.id, None).await?;
            }
            Act::Move(number, up) => {
                author.move_step(db, step(number)?.id, up.into()).await?;
            }
            Act::Switch(number, on) => {
                author.switch_step(db, step(number)?.id, on).await?;
            }
            Act::End(number, end) => {
                author.set_end(db, step(number)?.id, end).await?;
            }
            Act::Rename(number, name) => {
                let title = format!("Step {name}");
                let step = step(number)?;
                let version = Some(step.version);
                author.rename_step(db, step.id, version, &title).await?;
            }
            Act::Rewrite(number, name) => {
                let step = step(number)?;
                let version = Some(step.version);
                author
                    .rewrite_step(db, step.id, version, &words(name))
                    .await?;
            }
            Act::Replace(number) => {
                let mut wanted = content(1 + number % 7, number);
                wanted.title.clone_from(&draft.head.title);
                author
                    .replace_draft(db, course, &wanted, draft.head.version)
                    .await?;
            }
            Act::Discard => author.discard(db, course, draft.head.version).await?,
            Act::Publish => {
                let stamp = author.publication(db, course).await?.stamp;
                return self.published(author.publish(db, course, stamp).await?);
            }
            Act::RollBack(number) => {
                let kept = draft.course.published_revision;
                let number = 1 + i32::try_from(number).unwrap_or(0) % kept.max(1);
                let stamp = author.rollback(db, course, number).await?.stamp;
                return self.published(author.roll_back(db, course, number, stamp).await?);
            }
            Act::Next(learner) => {
                let walk = self.walk(somebody(learner));
                let at = walk.at(db, course).await?.current;
                walk.advance(db, course, at).await?;
            }
            Act::Restart(learner) => {
                let walk = self.walk(somebody(learner));
                let at = walk.at(db, course).await?.current;
                walk.restart(db, course, Some(at)).await?;
            }
        }
        Ok(false)
    }

    #[expect(clippy::unused_self, reason = "it reads as a deed of the school")]
    fn published(&self, outcome: Outcome) -> Result<bool, Failure> {
        match outcome {
            Outcome::Published { .. } => Ok(true),
            Outcome::Restored { .. } | Outcome::Already { .. } => Ok(false),
            Outcome::Anew(_) => Err(crate::courses::Fault::Broken("shown anew for nothing").into()),
        }
    }
}

fn learners() -> impl Iterator<Item = UserId> {
    (2..=1 + LEARNERS).map(UserId)
}

fn somebody(number: usize) -> UserId {
    UserId(2 + i64::try_from(number).unwrap_or(0) % LEARNERS)
}

/// A course with so many steps, the last of which ends it; another `turn` gives another order.
fn content(steps: usize, turn: usize) -> Course {
    let step = |number: usize| Step {
        slug: format!("s{}", (number * 2 + turn) % 7),
        title: format!("Part {}", (number * 3 + turn) % 7),
        markdown: format!("Text {number}"),
        html: Some(format!("Text {number}")),
        length: 6,
        is_active: true,
        is_end: number + 1 == steps,
        ..Step::default()
    };
    Course {
        slug: format!("course-{steps}"),
        title: format!("Course {steps}"),
        steps: (0..steps).map(step).collect(),
        ..Course::default()
    }
}

pub async fn seen(db: &DatabaseTransaction, course: CourseId) -> Found<Seen> {
    let steps = step::Entity::find()
        .filter(step::COLUMN.course_id.eq(course))
        .order_by_asc(step::Column::Position);
    let places = progress::Entity::find()
        .filter(progress::COLUMN.course_id.eq(course))
        .order_by_asc(progress::Column::UserId);
    Ok(Seen {
        steps: steps.all(db).await.map_err(said)?,
        places: places.all(db).await.map_err(said)?,
    })
}

/// What a publication may do to those inside.
fn judge(before: &Seen, after: &Seen) -> Found {
    let old: HashMap<_, _> = before
        .steps
        .iter()
        .enumerate()
        .map(|(at, step)| (step.id, at))
        .collect();
    for (was, is) in before.places.iter().zip(&after.places) {
        if was.finished_at != is.finished_at {
            return Err(format!("{}: a finished course is undone", was.user_id));
        }
        let here = was.current_step_id.and_then(|id| old.get(&id).copied());
        let here = here.ok_or("somebody stood nowhere")?;
        let place = after
            .steps
            .iter()
            .position(|step| Some(step.id) == is.current_step_id);
        let place = place.ok_or_else(|| format!("{} is left without a place", was.user_id))?;
        let stands = &after.steps[place];
        let survives = after
            .steps
            .iter()
            .any(|step| Some(step.id) == was.current_step_id);
        if survives {
            if is.current_step_id != was.current_step_id {
                return Err(format!("{} was moved off a step that stays", was.user_id));
            }
            continue;
        }
        if !stands.is_active {
            return Err(format!("{} was led to a step that is off", was.user_id));
        }
        // Backwards is a step passed before, while one that was not passed could be had.
        let passed = |step: &step::Model| old.get(&step.id).is_some_and(|at| *at < here);
        let mut behind = after
            .steps
            .iter()
            .skip(place + 1)
            .filter(|step| step.is_active);
        let mut unmet = after
            .steps
            .iter()
            .filter(|step| step.is_active && old.get(&step.id).is_some_and(|at| *at > here));
        if passed(stands) && (behind.next().is_some() || unmet.next().is_some()) {
            return Err(format!("{} was moved backwards", was.user_id));
        }
    }
    Ok(())
}

pub fn said(error: impl std::fmt::Display) -> String {
    error.to_string()
}
